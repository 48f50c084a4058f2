"""How each kind of question is answered: ``forms/NAME.py`` for the kind NAME, found by its name.

A form's module defines `FORM`, a `FormKind`. It may know its own kind's `Shown`, and nothing else
of the graders.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from quizbank.tui.forms.base import FormKind


@cache
def form_of(kind: str) -> FormKind:
    """The form of a kind."""
    form = import_module(f"quizbank.tui.forms.{kind}").FORM
    assert isinstance(form, FormKind)
    return form
