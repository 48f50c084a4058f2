"""A long session holds no more than a short one."""

import gc
from collections.abc import Callable
from typing import Any

from textual._styles_cache import StylesCache

from quizbank.app.session import Session
from quizbank.scheduling.queue import QueueItem
from quizbank.tui.screens.review import ReviewScreen
from tests.tui.conftest import until

IDS = ("relu-derivative-positive", "stride-is-a-parameter")


def held(kind: type) -> int:
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())


async def test_the_painted_lines_of_answered_questions_are_let_go(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(
            ReviewScreen(
                Session(
                    app.bank, app.worker, [QueueItem(IDS[k % 2], False, 1.0) for k in range(18)]
                )
            )
        )
        counts = {}
        for k in range(18):
            await until(
                pilot,
                lambda k=k: (
                    isinstance(app.screen, ReviewScreen)
                    and len(app.screen.session.done) == k
                    and app.screen.has_form()
                    and app.focused is app.screen.form()
                ),
            )
            await pilot.press("a", "enter")
            await until(pilot, lambda: app.screen.graded is not None)
            if k in (4, 17):
                counts[k] = held(StylesCache)
            await pilot.press("4")
        # kept, each of the thirteen forms between would be one more
        assert counts[17] <= counts[4] + 6, counts
