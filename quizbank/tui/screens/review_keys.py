"""The keys of the review screen, and which of them it names in its last line."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from quizbank.app.kinds import kind
from quizbank.domain.question import Question
from quizbank.tui.forms import form_of

# an action's name, or a key of a widget's own with what it does
Named = str | tuple[str, str]

BINDINGS = (
    Binding("f5", "check", priority=True),
    Binding("f4", "editor", priority=True),
    *(Binding(str(number), f"rate({number})") for number in range(1, 10)),
    Binding("f3,h", "hint"),
    Binding("f8,d", "give_up"),
    Binding("x,w,5", "answer"),
    Binding("r,insert", "rubric"),
    Binding("n,6", "numbers"),
    Binding("enter,space", "go_on"),
    Binding("f2", "copy", priority=True),
    Binding("u,backspace", "undo"),
    Binding("alt+u", "undo", priority=True, id="review.undo-typing"),
    Binding("e,7", "edit"),
    Binding("exclamation_mark,fullwidth_exclamation_mark,8", "flag"),
    Binding("b,9", "bury"),
    Binding("s,0", "suspend"),
    Binding("l", "app.language"),
    Binding("i,insert", "write"),
    Binding("escape", "leave"),
    Binding("q,f12", "finish"),
    Binding("pagedown,alt+down", "page(1)", id="review.page-down"),
    Binding("pageup,alt+up", "page(-1)", id="review.page-up"),
)


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
