"""What every screen has: the app with its own type, the words in its language, a guard for small
windows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from quizbank.domain.errors import QuizbankError
from quizbank.tui.keymap.named import NamedKeys
from quizbank.words.interface import text

if TYPE_CHECKING:
    from quizbank.app.bank import Bank
    from quizbank.tui.app import QuizbankApp


class BaseScreen(NamedKeys, Screen[None]):
    """A screen with a head line and a line of keys."""

    _shown_keys: tuple[str | tuple[str, str], ...] = ()

    def rekey(self, keys: Mapping[str, str]) -> None:
        """Use these keys, and show them."""
        super().rekey(keys)
        self._draw_keys()

    @property
    def quiz(self) -> QuizbankApp:
        """The app."""
        return cast("QuizbankApp", self.app)

    @property
    def bank(self) -> Bank:
        """The open bank."""
        assert self.quiz.bank is not None
        return self.quiz.bank

    @property
    def lang(self) -> str:
        """The language of the interface."""
        return self.quiz.lang

    @property
    def plain(self) -> bool:
        """Whether the learner asked for ASCII symbols alone; the bank may not be open yet."""
        return self.quiz.bank is not None and self.quiz.bank.settings.ascii_only

    @property
    def is_open(self) -> bool:
        """Whether the screen still has what it draws on: what a thread brings may come when it is
        closing.
        """
        return self.is_mounted and bool(self.query("#keys"))

    def say(self, key: str, *values: object) -> str:
        """The words of `key`."""
        return text(key, self.lang, *values)

    def set_text(self, selector: str, value: str | Text) -> None:
        """Put literal text into a Static."""
        self.query_one(selector, Static).update(value if isinstance(value, Text) else Text(value))

    def show_keys(self, *names: str | tuple[str, str]) -> None:
        """Name the keys of these actions in the last line, as they are now; a pair is (key, what it
        does) of a widget's own.
        """
        self._shown_keys = names
        self._draw_keys()

    def _draw_keys(self) -> None:
        if not self._shown_keys or not self.query("#keys"):
            return
        from quizbank.tui.keymap.show import hints, key_line

        items = hints(self, self._shown_keys, self.lang, types(self.focused), self.plain)
        self.query_one("#keys", Static).update(key_line(items, self.size.width - 2))

    def on_descendant_focus(self) -> None:
        """While a field has the focus other keys act, and nothing moves: an input method's
        candidates follow every repaint.
        """
        if types(self.focused):
            self.focused.cursor_blink = False  # type: ignore[union-attr]
        self._draw_keys()

    def on_descendant_blur(self) -> None:
        """Letters act again."""
        self._draw_keys()

    def on_resize(self) -> None:
        """The line of keys breaks elsewhere."""
        self._draw_keys()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """What the database refuses within is said in a sentence; the app goes on."""
        try:
            yield
        except QuizbankError as error:
            self.notify(error.message(self.lang), severity="error", timeout=15, markup=False)


def types(widget: Widget | None) -> bool:
    """Whether letters are typed into a widget."""
    if widget is None:
        return False
    # not above: the first screen has no field, and an editor brings its parsers
    from textual.widgets import Input, TextArea

    return isinstance(widget, Input | TextArea)
