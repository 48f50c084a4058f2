"""Undo away from the question: what would be taken back is said before it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from quizbank.tui.screens.confirm import ConfirmScreen
from quizbank.words.catalogue import sentence
from quizbank.words.interface import text

if TYPE_CHECKING:
    from quizbank.tui.app import QuizbankApp


def ask_undo(quiz: QuizbankApp, undo: Callable[[], Awaitable[None]]) -> None:
    """Ask whether the last thing done is to be taken back, and call `undo` on a yes."""
    from quizbank.app.undoing import next_to_undo

    assert quiz.bank is not None
    told = next_to_undo(quiz.bank)
    if told is None:
        quiz.notify(text("nothing_undo", quiz.lang), markup=False)
        return

    async def answered(yes: bool | None) -> None:
        if yes:
            await undo()

    quiz.push_screen(ConfirmScreen(lambda lang: sentence(told, lang)), answered)
