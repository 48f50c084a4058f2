"""Code: an editor for Python, with the starter in it."""

from __future__ import annotations

from graders.code.spec import CodeShown
from quizbank.tui.forms.base import FormContext, FormKind
from quizbank.tui.forms.written import TextForm


def make(shown: CodeShown, context: FormContext) -> TextForm:
    """The form of one question."""
    return TextForm(shown.starter, code=True)


FORM = FormKind(make, tall=True, suffix=".py")
