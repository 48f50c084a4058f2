"""The settings: every one is changed from the keyboard, kept over a restart, and refused with a
sentence where it cannot be.
"""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input, Select, Static

from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.keys import KeysScreen
from quizbank.tui.screens.settings import SettingsScreen
from tests.tui.conftest import until


async def opened(app: Any, pilot: Any, key: str = "0") -> None:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._ready)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("minutes", "35", 35),
        ("new_per_day", "0", 0),
        ("reviews_per_day", "80", 80),
        ("retention", "85 %", 0.85),
        ("rollover_hour", "3", 3),
        ("zone", "Asia/Shanghai", "Asia/Shanghai"),
    ],
)
async def test_a_number_is_stored_on_enter_and_again_when_left(
    quiz: Callable[..., Any], lang: str, name: str, typed: str, stored: object
) -> None:
    async with quiz(lang=lang) as (app, pilot):
        await opened(app, pilot)
        field = app.screen.query_one(f"#{name}", Input)
        field.focus()
        field.value = typed
        await pilot.press("enter" if lang == "zh" else "tab")
        await until(pilot, lambda: getattr(app.bank.settings, name) == stored)
    async with quiz(lang=lang) as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        assert getattr(app.bank.settings, name) == stored


@pytest.mark.parametrize(
    ("name", "typed", "word"),
    [
        ("minutes", "721", "0 to 720"),
        ("minutes", "-1", "0 to 720"),
        ("minutes", "[b]x", "0 to 720"),
        ("minutes", "", "0 to 720"),
        ("retention", "99", "70 to 97"),
        ("rollover_hour", "24", "0 to 23"),
        ("zone", "Mars/Olympus", "no time zone"),
        ("zone", "../../etc/passwd", "no time zone"),
    ],
)
async def test_what_cannot_be_is_said_and_the_old_value_stays(
    quiz: Callable[..., Any], name: str, typed: str, word: str
) -> None:
    async with quiz() as (app, pilot):
        await opened(app, pilot, "comma")
        field = app.screen.query_one(f"#{name}", Input)
        before = field.value
        field.focus()
        field.value = typed
        await pilot.press("f5")
        await until(pilot, lambda: any(word in n.message for n in app._notifications))
        assert field.value == before


async def test_choices_are_made_without_a_letter_and_act_at_once(quiz: Callable[..., Any]) -> None:
    async with quiz(lang="zh") as (app, pilot):
        await opened(app, pilot)
        await pilot.press("tab", "enter", "down", "enter")
        await until(
            pilot,
            lambda: app.theme == "textual-light" and app.bank.settings.theme == "textual-light",
        )
        await pilot.press("tab", "enter", "down", "enter")
        await until(pilot, lambda: app.bank.settings.ascii_only)
        app.screen.query_one("#pictures", Select).value = "off"
        await until(pilot, lambda: app.bank.settings.pictures == "off")
        app.screen.query_one("#device", Select).value = "cpu"
        await until(pilot, lambda: app.bank.grading_options.device == "cpu")
        app.screen.query_one("#lang", Select).value = "en"
        await until(
            pilot,
            lambda: (
                app.lang == "en"
                and str(app.screen.query_one("#head", Static).render()) == "Settings"
            ),
        )
        await pilot.press("f9")
        await until(pilot, lambda: app.screen.query_one("#lang", Select).value == "zh")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    async with quiz(lang="zh") as (app, pilot):
        await until(pilot, lambda: app.screen._ready and app.theme == "textual-light")


async def test_a_theme_of_another_version_is_left_alone(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        app.bank.change_settings(theme="from-the-future")
        await opened(app, pilot)
        assert app.screen.query_one("#theme", Select).value == "from-the-future"
        assert app.bank.settings.theme == "from-the-future"
