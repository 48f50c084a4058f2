"""The bank in the app: searched, narrowed, looked at, acted on; and what one question has been
through.
"""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import DataTable, Input, Select, Static

from quizbank.app.bank import Answered
from quizbank.app.own import save
from quizbank.authoring.templates import template
from quizbank.domain.review import Rating
from quizbank.tui.screens.author import AuthorScreen
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.history import HistoryScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.review import ReviewScreen
from tests.tui.conftest import until
from tests.verdicts import kept

SLIP = ["listed:1", "漏了系数 2", "the factor 2 is missing"]
WRONG = kept(
    {
        "outcome": "wrong",
        "score": 0.0,
        "max_marks": 1.0,
        "diagnoses": [SLIP],
        "parts": [],
        "evidence": {},
        "elapsed_ms": 1.0,
    }
)


def shown(app: Any, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


async def opened(app: Any, pilot: Any, words: str = "") -> None:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._ready)
    await pilot.press("b")
    await until(pilot, lambda: isinstance(app.screen, BrowseScreen) and len(app.screen.found) > 100)
    if words:
        app.screen.query_one(Input).value = words
        await until(pilot, lambda: 0 < len(app.screen.found) < 100)


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
async def test_the_list_follows_what_is_typed_and_chosen_and_keeps_it_when_the_language_changes(
    quiz: Callable[..., Any], lang: str
) -> None:
    async with quiz(lang=lang) as (app, pilot):
        await opened(app, pilot)
        every = len(app.screen.found)
        app.screen.query_one("#kind", Select).value = "code"
        await until(
            pilot,
            lambda: (
                0 < len(app.screen.found) < every and {q.kind for q in app.screen.found} == {"code"}
            ),
        )
        app.screen.query_one(Input).value = "conv2d"
        await until(pilot, lambda: 0 < len(app.screen.found) < 10)
        found = [q.id for q in app.screen.found]
        await pilot.press("f9")
        await until(
            pilot,
            lambda: (
                app.screen.query_one("#kind", Select).value == "code"
                and [q.id for q in app.screen.found] == found
            ),
        )
        app.screen.query_one(Input).value = "no such words"
        await until(pilot, lambda: not app.screen.found)
        await pilot.press("enter", "c")
        await until(pilot, lambda: len(app.screen.found) == every)


async def test_filters_are_reached_and_set_without_a_letter(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await opened(app, pilot)
        await pilot.press("tab", "tab", "enter", "down", "enter")
        await until(pilot, lambda: {q.kind for q in app.screen.found} == {"concept"})
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


@pytest.mark.parametrize(
    ("key", "again", "state"), [("s", "f6", "suspended"), ("b", "f7", "buried")]
)
async def test_a_question_is_set_aside_and_taken_back(
    quiz: Callable[..., Any], key: str, again: str, state: str
) -> None:
    async with quiz() as (app, pilot):
        await opened(app, pilot, "mse-formula")
        await pilot.press("enter", key)
        await until(pilot, lambda: app.screen.found[0].state == state)
        await pilot.press(again)
        await until(pilot, lambda: app.screen.found[0].state == "new")


async def test_a_flag_is_set_with_either_exclamation_mark_and_found_again(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await opened(app, pilot, "mse-formula")
        await pilot.press("enter", "！")
        await until(pilot, lambda: app.screen.found[0].flagged)
        app.screen.query_one(Input).value = ""
        app.screen.query_one("#mark", Select).value = "flagged"
        await until(pilot, lambda: [q.id for q in app.screen.found] == ["mse-formula"])
        await pilot.press("!")
        await until(pilot, lambda: not app.screen.found)


async def test_a_question_is_asked_now_and_edited_from_the_list(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await opened(app, pilot, "mse-formula")
        await pilot.press("f5")
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, ReviewScreen)
                and app.screen.session.current.question.id == "mse-formula"
            ),
        )
        app.pop_screen()
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await pilot.press("f4")
        await until(
            pilot,
            lambda: isinstance(app.screen, AuthorScreen) and app.screen.editing == "mse-formula",
        )


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
async def test_the_history_shows_each_answer_with_its_diagnosis(
    quiz: Callable[..., Any], lang: str
) -> None:
    async with quiz(lang=lang) as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        app.bank.record(
            Answered(
                app.bank.question("mse-formula"), None, "en", "W[i][/foo]\x1b[31m", WRONG, 41.0
            ),
            Rating.AGAIN,
        )
        await opened(app, pilot, "mse-formula")
        await pilot.press("enter", "enter")
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, HistoryScreen)
                and SLIP[1 if lang == "zh" else 2] in shown(app, "#answers")
            ),
        )
        text = shown(app, "#answers")
        assert "W[i][/foo][31m" in text and "41" in text and "\x1b" not in text
        for key in ("down", "pagedown", "up", "pageup", "f8"):
            await pilot.press(key)
        await until(pilot, lambda: app.bank.card("mse-formula").flags.flagged)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))


async def test_the_preview_is_literal_and_has_numbers_in_it(quiz: Callable[..., Any]) -> None:
    async with quiz(size=(140, 40)) as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        text = template("numeric", "losses", "my-own").replace(
            "## en\n", "## en\n[@click=app.quit]W[i] [/x] "
        )
        save(app.bank.database, text)
        await opened(app, pilot, "my-own")
        await until(pilot, lambda: "x = [2, 3]" in shown(app, "#preview"))
        assert "[@click=app.quit]W[i] [/x]" in shown(app, "#preview")
        table = app.screen.query_one(DataTable)
        assert "[@click=app.quit]" in str(table.get_row_at(0)[0])
