"""A question over the screen, with a few keys to answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizbank.tui.keymap.named import NamedKeys
from quizbank.tui.keymap.show import hints, key_line


class Dialog(NamedKeys, ModalScreen[Any]):
    """`told` is the question, by language; below it stand the keys of the actions in `CHOICES`, a
    line each where `APART`.
    """

    CSS = """
    Dialog { align: center middle; }
    Dialog Vertical {
        width: 64; max-width: 95%; height: auto; padding: 1 2; background: $panel;
        border: round $primary;
    }
    Dialog Static { height: auto; }
    Dialog #keys { dock: none; max-height: 8; margin-top: 1; padding: 0; }
    """
    CHOICES: Sequence[str] = ()
    APART = True

    def __init__(self, told: Callable[[str], str]) -> None:
        super().__init__()
        self.told = told

    @property
    def lang(self) -> str:
        """The language of the interface."""
        return cast(str, getattr(self.app, "lang", "en"))

    def compose(self) -> ComposeResult:
        """The question and its keys."""
        with Vertical():
            yield Static(id="told")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Write them."""
        self.relabel()

    def relabel(self) -> None:
        """In the present language."""
        self.query_one("#told", Static).update(Text(self.told(self.lang)))
        self.query_one("#keys", Static).update(self.choices())

    def choices(self) -> Content:
        """The keys and what they do."""
        items = [
            (key, self.word(name, said), action)
            for name in self.CHOICES
            for key, said, action in hints(self, [name], self.lang, False)
        ]
        return key_line(items, 1, len(items)) if self.APART else key_line(items)

    def word(self, name: str, said: str) -> str:
        """What stands beside the key of an action; `said` is its usual word."""
        return said
