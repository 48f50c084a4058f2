"""The form that fits a kind of question."""

from __future__ import annotations

from typing import Any

from quizbank.tui.widgets.choice_form import ChoiceForm
from quizbank.tui.widgets.form import AnswerForm
from quizbank.tui.widgets.formula_form import FormulaForm, Preview
from quizbank.tui.widgets.steps_form import StepsForm
from quizbank.tui.widgets.text_form import TextForm


def make_form(kind: str, shown: dict[str, Any], preview: Preview, lang: str) -> AnswerForm:
    """The answer form for one presented question (`graders.api.present`)."""
    if kind == "choice":
        return ChoiceForm(shown["choices"], shown["multiple"])
    if kind == "symbolic":
        return FormulaForm(shown["symbols"], preview, lang)
    if kind == "numeric":
        return StepsForm(shown["steps"], shown["values"])
    return TextForm(shown.get("starter", ""), code=kind == "code")
