"""Keeping what is typed, off the screen's own thread: a locked database must not hold up keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget

from quizbank.domain.errors import QuizbankError
from quizbank.tui.answering.source import AnswerSource

# seconds that a kill may cost of what is being typed
KEEP_AFTER = 0.4


class DraftKeeper:
    """Keeps the latest text a moment after each key, one write at a time.

    `refused` hears why a text could not be kept; what is on the screen stays there, and is tried
    again after the next key or when the question is left.
    """

    def __init__(self, widget: Widget, refused: Callable[[QuizbankError], None]) -> None:
        self._widget = widget
        self._refused = refused
        self._timer: Timer | None = None
        self._writing = False
        # what is not kept yet, and where it goes
        self._unkept: tuple[str, AnswerSource] | None = None

    def changed(self, text: str, source: AnswerSource) -> None:
        """Keep `text` soon: who types without a pause is saved as well."""
        self._unkept = text, source
        if self._timer is None:
            self._timer = self._widget.set_timer(KEEP_AFTER, self._soon)

    def forget(self) -> None:
        """What was typed is kept by other means, or is over."""
        self._unkept = None

    def _soon(self) -> None:
        self._timer = None
        if self._unkept is not None and not self._writing:
            self._writing = True
            text, source = self._unkept
            self._unkept = None
            self._widget.run_worker(self._keep(text, source), group="draft")

    async def _keep(self, text: str, source: AnswerSource) -> None:
        refused: QuizbankError | None = None
        try:
            await asyncio.to_thread(source.keep, text)
        except QuizbankError as error:
            refused = error
        self._writing = False
        if refused is not None:
            self._unkept = self._unkept or (text, source)
            self._refused(refused)
        elif self._unkept is not None and self._timer is None:
            self._soon()

    async def keep_now(self) -> None:
        """Keep what is typed before the question leaves the screen; raises `QuizbankError`."""
        if self._unkept is not None:
            text, source = self._unkept
            await asyncio.to_thread(source.keep, text)
            self._unkept = None

    def close(self) -> None:
        """The screen goes, perhaps the app with it: keep what the last keys wrote. Raises
        `QuizbankError`.
        """
        if self._unkept is not None:
            text, source = self._unkept
            self._unkept = None
            source.keep(text)
