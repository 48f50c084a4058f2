"""After a break: one question, three plain answers."""

from __future__ import annotations

from textual.binding import Binding

from quizbank.app.schedule import Backlog
from quizbank.tui.screens.dialog import Dialog
from quizbank.words.interface import text


class BacklogScreen(Dialog):
    """Dismisses with spread, today or usual; with None where the learner wants to choose later."""

    CHOICES = ("choose-spread", "choose-today", "choose-usual", "later")
    BINDINGS = [
        Binding("1,enter", "choose('spread')"),
        Binding("2", "choose('today')"),
        Binding("3", "choose('usual')"),
        Binding("escape,q", "choose('')", id="backlog.later"),
    ]

    def __init__(self, backlog: Backlog) -> None:
        super().__init__(
            lambda lang: text("backlog_ask", lang, len(backlog.questions), round(backlog.minutes))
        )
        self._days = backlog.days

    def word(self, name: str, said: str) -> str:
        """Each way in a sentence."""
        ways = {
            "choose-spread": text("backlog_spread", self.lang, self._days),
            "choose-today": text("backlog_today", self.lang),
            "choose-usual": text("backlog_usual", self.lang),
        }
        return ways.get(name, said)

    def action_choose(self, way: str) -> None:
        """Close with the choice."""
        self.dismiss(way or None)
