"""Every key, read from the screens' own bindings."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.tui.screens.base import BaseScreen


class KeysScreen(BaseScreen):
    """The keys of the home and the review screen."""

    BINDINGS = [Binding("escape,q,enter", "app.pop_screen", "Back")]

    def compose(self) -> ComposeResult:
        """One list."""
        yield Static(Text(self.say("keys_title"), style="bold"), id="head")
        with VerticalScroll():
            yield Static(Text(keys_text()))
        yield Static("esc", id="keys")


def keys_text() -> str:
    """The bindings of each screen, one a line."""
    from quizbank.tui.screens.home import HomeScreen
    from quizbank.tui.screens.review import ReviewScreen

    lines = []
    for screen in (HomeScreen, ReviewScreen):
        lines.append(f"\n {screen.__name__.removesuffix('Screen')}")
        lines.extend(f"   {binding.key.replace('question_mark', '?').replace('exclamation_mark', '!'):<18} {binding.description}"
                     for binding in screen.BINDINGS if isinstance(binding, Binding) and binding.show)
    return "\n".join(lines)
