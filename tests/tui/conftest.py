"""An app over a fresh database, with its bank open and real grading workers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizbank.app.session import Session
from quizbank.scheduling.queue import QueueItem
from quizbank.tui.app import QuizbankApp
from quizbank.tui.screens.review import ReviewScreen


async def until(pilot: Pilot[Any], ready: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something is so; an app that never gets there fails the test."""
    for _ in range(int(seconds / 0.05)):
        await pilot.pause()
        if ready():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the screen never got there")


@pytest.fixture
def quiz(tmp_path: Path) -> Callable[..., Any]:
    """Opens the app; with ids, straight into a session over those questions."""

    @asynccontextmanager
    async def open_app(
        *ids: str, lang: str = "en", size: tuple[int, int] = (100, 32)
    ) -> AsyncIterator[tuple[QuizbankApp, Pilot[Any]]]:
        app = QuizbankApp(str(tmp_path / "q.db"), lang)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.bank is not None)
            if ids:
                assert app.bank is not None and app.worker is not None
                app.push_screen(
                    ReviewScreen(
                        Session(app.bank, app.worker, [QueueItem(id, True, 1.0) for id in ids])
                    )
                )
                await until(
                    pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.has_form()
                )
            yield app, pilot

    return open_app
