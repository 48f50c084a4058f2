"""A free answer: an editor for prose."""

from __future__ import annotations

from quizbank.app.answers import Shown
from quizbank.tui.forms.base import FormContext, FormKind
from quizbank.tui.forms.written import TextForm


def make(shown: Shown, context: FormContext) -> TextForm:
    """The form of one question."""
    return TextForm()


FORM = FormKind(make, tall=True, suffix=".txt")
