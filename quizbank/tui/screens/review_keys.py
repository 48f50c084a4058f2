"""Which keys the review screen names in its last line."""

from __future__ import annotations

from collections.abc import Callable

from quizbank.app.kinds import kind
from quizbank.domain.question import Question
from quizbank.tui.forms import form_of

# an action's name, or a key of a widget's own with what it does
Named = str | tuple[str, str]


def keys_before(question: Question, say: Callable[[str], str], *, undoable: bool) -> list[Named]:
    """While the question is being answered."""
    form = form_of(question.kind)
    named: list[Named] = [(key, say(word)) for key, word in form.keys]
    named += ["check"] if form.checked_by_key else []
    named += ["editor"] if form.suffix else []
    named += ["hint", "give_up"]
    named += ["undo", "undo-typing"] if undoable else []
    return [*named, "app.language", "leave", "app.palette"]


def keys_after(
    question: Question, go_on: tuple[str, list[tuple[str, str]]], *, rubric: bool
) -> list[Named]:
    """Once it is marked; `go_on` is what enter does, and what the numbers do."""
    enter, numbers = go_on
    named: list[Named] = [("enter", enter), *numbers, "hint", "answer"]
    named += ["numbers"] if kind(question).varies else []
    named += ["rubric"] if rubric else []
    return [
        *named,
        "undo",
        "edit",
        "flag",
        "bury",
        "suspend",
        "copy",
        "finish",
        "app.palette",
    ]
