"""The form that fits a kind of question, and its place on a screen."""

from __future__ import annotations

from typing import Any

from textual._styles_cache import StylesCache
from textual.containers import Vertical
from textual.screen import Screen

from quizbank.tui.widgets.choice_form import ChoiceForm
from quizbank.tui.widgets.form import AnswerForm
from quizbank.tui.widgets.formula_form import FormulaForm, Preview
from quizbank.tui.widgets.steps_form import StepsForm
from quizbank.tui.widgets.text_form import TextForm

WRITTEN = ("code", "concept")


async def put_form(
    box: Vertical, kind: str, shown: dict[str, Any], preview: Preview, lang: str
) -> AnswerForm | None:
    """Put the answer form of one presented question in place of what `box` holds; None where the
    app is closing and mounts nothing any more.
    """
    await box.remove_children()
    _let_go(box.screen)
    if not box.is_attached:
        return None
    form = _make_form(kind, shown, preview, lang)
    box.set_class(kind in WRITTEN, "tall")
    await box.mount(form)
    return form if form.is_attached else None


def _let_go(screen: Screen[Any]) -> None:
    """Free the forms that are gone.

    Textual 8 keeps 1,024 results of a method of what paints a widget (`_styles_cache.py`), with all
    its lines, and 1,024 of a screen's queries, with what they found:
    25 MB over 500 questions.
    """
    for place, forget in (
        (StylesCache.get_inner_outer, "cache_clear"),
        (getattr(screen, "_query_one_cache", None), "clear"),
    ):
        getattr(place, forget, lambda: None)()


def _make_form(kind: str, shown: dict[str, Any], preview: Preview, lang: str) -> AnswerForm:
    """The answer form for one presented question (`graders.api.present`)."""
    if kind == "choice":
        return ChoiceForm(shown["choices"], shown["multiple"])
    if kind == "symbolic":
        return FormulaForm(shown["symbols"], preview, lang)
    if kind == "numeric":
        return StepsForm(shown["steps"], shown["values"])
    return TextForm(shown.get("starter", ""), code=kind == "code")
