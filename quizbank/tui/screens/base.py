"""What every screen has: the app with its own type, the words in its language, a guard for small windows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.screen import Screen
from textual.widgets import Static

from quizbank.domain.errors import QuizbankError
from quizbank.tui.strings import text

if TYPE_CHECKING:
    from quizbank.app.bank import Bank
    from quizbank.tui.app import QuizbankApp


class BaseScreen(Screen[None]):
    """A screen with a head line and a line of keys."""

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

    def say(self, key: str, *values: object) -> str:
        """The words of `key`."""
        return text(key, self.lang, *values)

    def set_text(self, selector: str, value: str | Text) -> None:
        """Put literal text into a Static."""
        self.query_one(selector, Static).update(value if isinstance(value, Text) else Text(value))

    @contextmanager
    def telling(self) -> Iterator[None]:
        """What the database refuses within is said in a sentence; the app goes on."""
        try:
            yield
        except QuizbankError as error:
            self.notify(error.message(self.lang), severity="error", timeout=15, markup=False)
