"""The home screen: one glance in both languages and at every size, every key a screen."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Static

from quizbank.app.bank import Answered
from quizbank.domain.review import Rating
from quizbank.tui.screens.author_start import AuthorStartScreen
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.custom import CustomScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.keys import KeysScreen
from quizbank.tui.screens.mock_start import MockStartScreen
from quizbank.tui.screens.plan import PlanScreen
from quizbank.tui.screens.review import ReviewScreen
from quizbank.tui.screens.settings import SettingsScreen
from quizbank.tui.screens.statistics import StatisticsScreen
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


async def ready(app: Any, pilot: Any) -> None:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._home is not None)


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        ("m3", MockStartScreen),
        ("c4", CustomScreen),
        ("b5", BrowseScreen),
        ("w6", AuthorStartScreen),
        ("p7", PlanScreen),
        ("s8", StatisticsScreen),
        (",0，", SettingsScreen),
        ("?？", KeysScreen),
        ("1", ReviewScreen),
        ("a2", ReviewScreen),
    ],
)
async def test_every_key_opens_its_screen_with_and_without_a_letter(
    quiz: Callable[..., Any], lang: str, keys: str, screen: type
) -> None:
    async with quiz(lang=lang) as (app, pilot):
        await ready(app, pilot)
        for key in keys:
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, screen))
            app.pop_screen()
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("size", [(80, 24), (160, 50), (60, 16), (200, 60)])
async def test_the_glance_holds_everything_at_every_size(
    quiz: Callable[..., Any], lang: str, size: tuple[int, int]
) -> None:
    async with quiz(lang=lang, size=size) as (app, pilot):
        await ready(app, pilot)
        for _ in range(3):
            app.bank.record(
                Answered(app.bank.question("mse-formula"), None, "en", "x", WRONG, 40.0),
                Rating.AGAIN,
            )
        app.bank.change_settings(interview=dt.date.today() + dt.timedelta(days=22))
        app.screen._load()
        await until(
            pilot, lambda: "22" in shown(app, "#head") and app.screen.query_one("#slips").display
        )
        assert app.screen.query_one("#today").styles.border_top[0] == "round", (
            "cards are drawn as cards"
        )
        assert ("漏了系数 2" if lang == "zh" else "the factor 2") in shown(app, "#slips")
        assert "%" in shown(app, "#plan") and "%" in shown(app, "#topics")
        if size in ((80, 24), (160, 50)):
            body = app.screen.query_one("#body")
            assert body.virtual_size.height <= body.size.height, "one glance: nothing to scroll"


async def test_in_ascii_nothing_else_is_drawn(quiz: Callable[..., Any]) -> None:
    async with quiz(size=(160, 50)) as (app, pilot):
        await ready(app, pilot)
        app.bank.record(
            Answered(app.bank.question("mse-formula"), None, "en", "x", WRONG, 40.0), Rating.GOOD
        )
        app.bank.change_settings(ascii_only=True, interview=dt.date.today() + dt.timedelta(days=9))
        app.screen._load()
        await until(pilot, lambda: app.screen.has_class("-ascii") and "#" in shown(app, "#plan"))
        drawn = "\n".join(
            "".join(segment.text for segment in app.screen._compositor.render_strips()[y])
            for y in range(50)
        )
        assert drawn.isascii() or {c for c in drawn if not c.isascii()} <= set("中文"), {
            c for c in drawn if not c.isascii()
        }


async def test_without_reviews_and_without_a_date_it_says_what_to_do(
    quiz: Callable[..., Any], tmp_path: Any
) -> None:
    (tmp_path / "keys.toml").write_text("[home]\nplan = 'y'\n", encoding="utf-8")
    async with quiz() as (app, pilot):
        await ready(app, pilot)
        await until(pilot, lambda: "press y" in shown(app, "#plan"))
        assert not app.screen.query_one("#slips").display
        await pilot.press("pagedown", "pageup")
        await pilot.click("#start", offset=(4, 0))
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
