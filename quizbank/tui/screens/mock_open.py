"""An interview that is not done: go on, see what there is marked, or throw it away."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from quizbank.app.mock import Interview
from quizbank.tui.screens.dialog import Dialog
from quizbank.words.interface import clock, text


def unfinished(interview: Interview, key: str) -> Callable[[str], str]:
    """The question about an interview, by language: its role, how far it is, what the clock has
    left.
    """
    values = len(interview.answers), len(interview.turns), clock(interview.seconds_left)
    named = () if key == "mock_end_ask" else (f"role_{interview.plan.role}",)
    return lambda lang: text(key, lang, *(text(name, lang) for name in named), *values)


class MockOpenScreen(Dialog):
    """Dismisses with on, mark or drop; with None where the learner goes back."""

    CHOICES = ("choose-on", "choose-mark", "choose-drop", "later")
    BINDINGS = [
        Binding("1,enter", "choose('on')"),
        Binding("2", "choose('mark')"),
        Binding("3", "choose('drop')"),
        Binding("escape,q", "choose('')", id="mock_open.later"),
    ]

    def action_choose(self, what: str) -> None:
        """Close with the choice."""
        self.dismiss(what or None)
