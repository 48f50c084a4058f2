"""After a break: one question, three plain answers."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from quizbank.scheduling.backlog import Backlog
from quizbank.tui.strings import text


class BacklogScreen(ModalScreen[str | None]):
    """Dismisses with spread, today or usual; with None where the learner wants to choose later."""

    CSS = """
    BacklogScreen { align: center middle; }
    BacklogScreen Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; background: $panel; border: round $primary; }
    BacklogScreen Static { height: auto; }
    """
    BINDINGS = [Binding("1,enter", "choose('spread')", "Spread"), Binding("2", "choose('today')", "Today"),
                Binding("3", "choose('usual')", "As usual"), Binding("escape,q", "choose('')", "Later")]

    def __init__(self, backlog: Backlog, lang: str) -> None:
        super().__init__()
        self.backlog = backlog
        self.lang = lang

    def compose(self) -> ComposeResult:
        """The question, the three ways, the keys."""
        b = self.backlog
        lines = [text("backlog_ask", self.lang, len(b.questions), round(b.minutes)), "", text("backlog_spread", self.lang, b.days),
                 text("backlog_today", self.lang), text("backlog_usual", self.lang)]
        with Vertical():
            yield Static(Text("\n".join(lines)))
            yield Static(Text(f"\n{text('backlog_keys', self.lang)}", style="dim"))

    def action_choose(self, way: str) -> None:
        """Close with the choice."""
        self.dismiss(way or None)
