"""After a break: one question, three plain answers."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from quizbank.scheduling.backlog import Backlog
from quizbank.tui.keymap.named import NamedKeys
from quizbank.tui.keymap.show import hints, key_line
from quizbank.tui.strings import text


class BacklogScreen(NamedKeys, ModalScreen[str | None]):
    """Dismisses with spread, today or usual; with None where the learner wants to choose later."""

    CSS = """
    BacklogScreen { align: center middle; }
    BacklogScreen Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; background: $panel; border: round $primary; }
    BacklogScreen Static { height: auto; }
    BacklogScreen #keys { dock: none; margin-top: 1; padding: 0; }
    """
    BINDINGS = [Binding("1,enter", "choose('spread')"), Binding("2", "choose('today')"), Binding("3", "choose('usual')"),
                Binding("escape,q", "choose('')", id="backlog.later")]

    def __init__(self, backlog: Backlog, lang: str) -> None:
        super().__init__()
        self.backlog = backlog
        self.lang = lang

    def compose(self) -> ComposeResult:
        """The question, the three ways, the keys."""
        b = self.backlog
        ways = (text("backlog_spread", self.lang, b.days), text("backlog_today", self.lang), text("backlog_usual", self.lang))
        keys = hints(self, ("choose-spread", "choose-today", "choose-usual", "later"), self.lang, False)
        with Vertical():
            yield Static(Text(text("backlog_ask", self.lang, len(b.questions), round(b.minutes)) + "\n"))
            for (key, _, action), way in zip(keys, ways, strict=False):
                yield Static(key_line([(key, f" {way}", action)]))
            yield Static(key_line(keys[len(ways):]), id="keys")

    def action_choose(self, way: str) -> None:
        """Close with the choice."""
        self.dismiss(way or None)
