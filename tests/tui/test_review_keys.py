"""What a review offers beside the answer: a clock, copying, the rubric again, paging, undo after a
restart; and a database that is slow or locked.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from rich.cells import cell_len
from textual.color import Color
from textual.widgets import Input, TextArea

from quizbank.domain.review import Rating
from quizbank.scheduling.backlog import Backlog
from quizbank.store import reviews
from quizbank.store.settings import load_draft
from quizbank.tui.screens.backlog import BacklogScreen
from quizbank.tui.screens.confirm import ConfirmScreen
from quizbank.tui.screens.summary import SummaryScreen
from quizbank.tui.tones import contrast
from quizbank.words.interface import clock
from tests.tui.conftest import until
from tests.tui.test_screens import judged, shown

CONCEPT, FORMULA, CHOICE = (
    "why-gradients-vanish-rnn",
    "bce-logit-gradient",
    "relu-derivative-positive",
)


def time_shown(app: Any) -> int:
    minutes, seconds = shown(app, "#head").split()[-1].split(":")
    return int(minutes) * 60 + int(seconds)


def test_a_clock_says_minutes_and_seconds() -> None:
    assert [clock(seconds) for seconds in (0, 9.4, 59.6, 61, 3_600, -5)] == [
        "0:00",
        "0:09",
        "1:00",
        "1:01",
        "60:00",
        "0:00",
    ]


async def test_the_clock_goes_on_by_itself_unless_a_field_has_the_focus(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(FORMULA) as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Input))
        app.screen.watch_time.last_act = time.monotonic() - 30
        before = time_shown(app)
        app.screen._tick()
        assert time_shown(app) == before, "nothing moves beside an input method"
        await pilot.press("1")
        await until(pilot, lambda: time_shown(app) >= 30)
        await pilot.press("escape")
        app.screen.watch_time.last_act = time.monotonic() - 40
        await until(pilot, lambda: time_shown(app) >= 70)
        app.screen.watch_time.last_act = time.monotonic() - 3_000
        await until(pilot, lambda: time_shown(app) >= 120)
        await asyncio.sleep(1.1)
        assert time_shown(app) < 130, "a pause longer than thinking is not counted"
        await pilot.press("d")
        await until(pilot, lambda: app.screen.graded is not None)
        stopped = time_shown(app)
        await asyncio.sleep(1.2)
        assert time_shown(app) == stopped, "the verdict stops it"


async def test_copying_takes_the_selection_else_the_answer_else_everything(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(CONCEPT) as (app, pilot):
        area = app.screen.query_one(TextArea)
        await until(pilot, lambda: app.focused is area)
        await pilot.press(*"Jacobians", "space", *"fade")
        await pilot.press("f2")
        assert app.clipboard == "Jacobians fade"
        await pilot.press("shift+left", "shift+left", "f2")
        assert app.clipboard == "de"
        await pilot.press("f5")
        await judged(app, pilot)
        await pilot.press("f2")
        await until(pilot, lambda: app.clipboard != "de")
        assert (
            "gradient" in app.clipboard
            and "Jacobians fade" in app.clipboard
            and "[ ]" in app.clipboard
        )


async def test_copying_a_choice_takes_the_question_with_every_choice(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(CHOICE) as (app, pilot):
        await pilot.press("b", "f2")
        choices = [choice.text for choice in app.screen.form().choices]
        assert (
            "(x) b." in app.clipboard
            and all(text in app.clipboard for text in choices)
            and "derivative" in app.clipboard
        )


async def test_the_points_of_a_free_answer_can_be_ticked_once_more_before_it_is_rated(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(CONCEPT) as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        await pilot.press("r", "f5")
        await judged(app, pilot)
        await pilot.press("1", "enter")
        await until(pilot, lambda: app.screen.graded is not None and app.screen.ticks is None)
        once = app.screen.graded.verdict.score
        assert once > 0
        await pilot.press("r")
        assert app.screen.ticks is not None and len(app.screen.ticks) == 1
        await pilot.press("2", "enter")
        await until(
            pilot,
            lambda: (
                app.screen.ticks is None
                and app.screen.graded is not None
                and app.screen.graded.verdict.score > once
            ),
        )
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert reviews.reviews_of(app.bank.database)[0].score > once


@pytest.mark.parametrize(("typed", "sign"), [("ln((1-z)/y", "("), ("z + （y", "（")])
async def test_what_cannot_be_read_is_pointed_at(
    quiz: Callable[..., Any], typed: str, sign: str
) -> None:
    async with quiz(FORMULA) as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Input))
        app.screen.query_one(Input).value = typed
        await until(pilot, lambda: "^" in shown(app, "#reading"))
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        above, pointer = next(
            (line, below) for line, below in zip(lines, lines[2:], strict=False) if typed in line
        )
        assert cell_len(above[: above.index(sign)]) == cell_len(pointer[: pointer.index("^")]), (
            above,
            pointer,
        )


async def test_a_long_question_is_paged_from_within_its_field(quiz: Callable[..., Any]) -> None:
    async with quiz("conv-parameters", size=(70, 16)) as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Input))
        scroll = app.screen.query_one("#scroll")
        await until(pilot, lambda: scroll.max_scroll_y > 0)
        scroll.scroll_home(animate=False)
        await pilot.pause()
        await pilot.press("pagedown")
        await until(pilot, lambda: scroll.scroll_y > 0)
        await pilot.press("pageup")
        await until(pilot, lambda: scroll.scroll_y == 0)
        assert isinstance(app.focused, Input)


async def test_undo_is_named_where_the_last_review_is_from_before_a_restart(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(CHOICE) as (app, pilot):
        assert "undo" not in shown(app, "#keys")
        await pilot.press("a", "enter")
        await judged(app, pilot)
        await pilot.press("1")
        await until(pilot, lambda: bool(reviews.reviews_of(app.bank.database)))
    async with quiz(CHOICE) as (app, pilot):
        await until(pilot, lambda: "undo" in shown(app, "#keys"))


async def test_a_restored_draft_is_gone_on_with_at_its_end(quiz: Callable[..., Any]) -> None:
    async with quiz(FORMULA) as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("1", "+")
    async with quiz(FORMULA) as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("2")
        assert app.screen.form().answer() == "1+2", (
            "and leaving by the front door lost none of the last keys"
        )


async def test_what_was_typed_is_not_kept_for_the_question_that_follows(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(FORMULA, "mse-gradient-weight") as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"1+2", "escape", "b")
        await until(
            pilot,
            lambda: (
                app.screen.session.current.question.id != FORMULA
                and app.screen.has_form()
                and isinstance(app.focused, Input)
            ),
        )
        await asyncio.sleep(1)
        assert (
            load_draft(app.bank.database, "mse-gradient-weight") is None
            and app.screen.form().answer() == ""
        )


async def test_a_question_over_the_screen_changes_its_language_while_it_is_open(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        for dialog in (
            ConfirmScreen(lambda lang: {"zh": "真的？", "en": "Really?"}[lang]),
            BacklogScreen(Backlog(("a", "b"), 12.0, 3)),
        ):
            app.push_screen(dialog)
            await until(pilot, lambda dialog=dialog: app.screen is dialog)
            said = [shown(app, "#told") + shown(app, "#keys")]
            await pilot.press("f9")
            said.append(shown(app, "#told") + shown(app, "#keys"))
            assert said[0].isascii() != said[1].isascii(), said
            app.pop_screen()


@pytest.mark.parametrize("theme", ["textual-light", "textual-dark"])
async def test_an_editor_has_the_colours_of_the_theme(quiz: Callable[..., Any], theme: str) -> None:
    async with quiz() as (app, pilot):
        app.use_theme(theme)
        area = TextArea.code_editor("def f(x):\n    return 'a' + 1", language="python")
        await app.screen.mount(area)
        from quizbank.tui.tones import in_editor

        in_editor(area)
        await pilot.pause()
        segments = [
            segment
            for y in range(2)
            for segment in area.render_line(y)
            if segment.text.strip() and segment.style and segment.style.color
        ]
        coloured = {segment.style.color.name for segment in segments}
        grounds = [segment.style.bgcolor for segment in segments if segment.style.bgcolor]
        assert len(coloured) > 2 and grounds
        for segment in segments:
            assert (
                contrast(
                    Color.from_rich_color(segment.style.color),
                    Color.from_rich_color(segment.style.bgcolor),
                )
                > 3
            ), segment


async def test_a_locked_database_holds_up_neither_the_typing_nor_the_clock(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(FORMULA, CHOICE) as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Input))
        with closing(sqlite3.connect(app.bank.database.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            slowest = 0.0
            for key in "1/(1+exp(-z))":
                started = time.monotonic()
                await pilot.press(key)
                slowest = max(slowest, time.monotonic() - started)
                await asyncio.sleep(0.1)
            other.execute("ROLLBACK")
        # a draft that waited for the lock would have held a key up for seconds
        assert slowest < 3 and app.screen.form().answer() == "1/(1+exp(-z))"
        await until(
            pilot,
            lambda: (load_draft(app.bank.database, FORMULA) or ("", ""))[1] == "1/(1+exp(-z))",
        )


async def test_a_rating_waits_for_a_locked_database_while_the_screen_goes_on(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(CHOICE, FORMULA) as (app, pilot):
        await pilot.press("a", "enter")
        await judged(app, pilot)
        with closing(sqlite3.connect(app.bank.database.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            rating = asyncio.ensure_future(app.screen.action_rate(1))
            beats = 0
            for _ in range(20):
                await asyncio.sleep(0.05)
                beats += 1
            assert (
                beats == 20
                and not rating.done()
                and app.screen.session.current.question.id == CHOICE
            )
            other.execute("ROLLBACK")
        await rating
        assert [review.rating for review in reviews.reviews_of(app.bank.database)] == [Rating.AGAIN]
        await until(pilot, lambda: app.screen.session.current.question.id == FORMULA)
