"""An interview that is not done: go on, see what there is marked, or throw it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from quizbank.app.mock import Interview
from quizbank.tui.keymap.named import NamedKeys
from quizbank.tui.keymap.show import hints, key_line
from quizbank.tui.strings import text


def clock(seconds: float) -> str:
    """Minutes and seconds, none below zero."""
    left = max(0, round(seconds))
    return f"{left // 60}:{left % 60:02}"


def unfinished(interview: Interview, key: str) -> Callable[[str], str]:
    """The question about an interview, by language: its role, how far it is, what the clock has left."""
    values = len(interview.answers), len(interview.turns), clock(interview.seconds_left)
    named = () if key == "mock_end_ask" else (f"role_{interview.plan.role}",)
    return lambda lang: text(key, lang, *(text(name, lang) for name in named), *values)


class MockOpenScreen(NamedKeys, ModalScreen[str | None]):
    """Dismisses with on, mark or drop; with None where the learner goes back. `told` is the question, by language."""

    CSS = """
    MockOpenScreen { align: center middle; }
    MockOpenScreen Vertical { width: 64; max-width: 95%; height: auto; padding: 1 2; background: $panel; border: round $primary; }
    MockOpenScreen Static { height: auto; }
    MockOpenScreen #keys { dock: none; max-height: 8; margin-top: 1; padding: 0; }
    """
    BINDINGS = [Binding("1,enter", "choose('on')"), Binding("2", "choose('mark')"), Binding("3", "choose('drop')"),
                Binding("escape,q", "choose('')", id="mock_open.later")]

    def __init__(self, told: Callable[[str], str]) -> None:
        super().__init__()
        self.told = told

    def compose(self) -> ComposeResult:
        """The question and its keys, a line each."""
        with Vertical():
            yield Static(id="told")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Write them."""
        self.relabel()

    def relabel(self) -> None:
        """In the present language."""
        lang = cast(str, getattr(self.app, "lang", "en"))
        self.query_one("#told", Static).update(Text(self.told(lang)))
        items = hints(self, ("choose-on", "choose-mark", "choose-drop", "later"), lang, False)
        # a line each, whatever the width
        self.query_one("#keys", Static).update(key_line(items, 1, len(items)))

    def action_choose(self, what: str) -> None:
        """Close with the choice."""
        self.dismiss(what or None)
