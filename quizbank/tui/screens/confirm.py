"""One question before something is lost."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from quizbank.tui.keymap.named import NamedKeys
from quizbank.tui.keymap.show import hints, key_line


class ConfirmScreen(NamedKeys, ModalScreen[bool]):
    """Asks `question`; enter, y or 1 is yes, esc, n or 2 is no. Dismisses with the answer."""

    CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen Vertical { width: 60; max-width: 90%; height: auto; padding: 1 2; background: $panel; border: round $primary; }
    ConfirmScreen Static { height: auto; }
    ConfirmScreen #keys { dock: none; margin-top: 1; padding: 0; }
    """
    BINDINGS = [Binding("enter,y,1", "answer(True)", id="confirm.yes"), Binding("escape,n,2", "answer(False)", id="confirm.no")]

    def __init__(self, question: str, lang: str) -> None:
        super().__init__()
        self.question = question
        self.lang = lang

    def compose(self) -> ComposeResult:
        """The question over its two keys."""
        with Vertical():
            yield Static(Text(self.question))
            yield Static(key_line(hints(self, ("yes", "no"), self.lang, False)), id="keys")

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
