"""Every key of the screens around a session does what its binding says, wherever the focus is that
they open with, in both languages.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from quizbank.app.drafting import new_text
from quizbank.tui.keymap.show import types
from quizbank.tui.keymap.table import bound_of
from quizbank.tui.screens.author import AuthorScreen
from quizbank.tui.screens.author_start import AuthorStartScreen
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.history import HistoryScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.keys import KeysScreen
from quizbank.tui.screens.settings import SettingsScreen
from tests.tui.conftest import until

SCREENS: Mapping[type[Screen[Any]], Callable[[Any], Screen[Any]]] = {
    BrowseScreen: lambda app: BrowseScreen(),
    HistoryScreen: lambda app: HistoryScreen("mse-formula"),
    KeysScreen: lambda app: KeysScreen(),
    AuthorStartScreen: lambda app: AuthorStartScreen(),
    SettingsScreen: lambda app: SettingsScreen(),
    AuthorScreen: lambda app: AuthorScreen(
        new_text("choice", "losses", app.bank.now(), "mine"), None, "new:choice"
    ),
}


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("screen", [HomeScreen, *SCREENS])
async def test_each_key_runs_its_action_with_and_without_a_field_in_focus(
    quiz: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    screen: type[Screen[Any]],
    lang: str,
) -> None:
    async with quiz(lang=lang) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._ready)
        if screen in SCREENS:
            await app.push_screen(SCREENS[screen](app))
        await until(pilot, lambda: isinstance(app.screen, screen))
        ran: list[str] = []

        async def spy(
            action: Any, default_namespace: DOMNode | None = None, namespaces: Any = None
        ) -> bool:
            ran.append(str(action))
            return True

        monkeypatch.setattr(app, "run_action", spy)
        typing = isinstance(app.screen.focused, Input | TextArea)
        for focused in {typing, False}:
            if not focused:
                app.screen.set_focus(None)
            for bound in bound_of(screen):
                for key in bound.keys:
                    if focused and types(key) and not bound.priority:
                        continue
                    ran.clear()
                    await pilot.press(key)
                    assert bound.action in ran, (key, bound.id, ran)


@pytest.mark.parametrize("screen", [HomeScreen, *SCREENS])
async def test_a_window_of_20x5_and_back_loses_nothing(
    quiz: Callable[..., Any], screen: type[Screen[Any]]
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._ready)
        if screen in SCREENS:
            await app.push_screen(SCREENS[screen](app))
        await until(pilot, lambda: isinstance(app.screen, screen))
        fields = [*app.screen.query(Input), *app.screen.query(TextArea)]
        before = [field.value if isinstance(field, Input) else field.text for field in fields]
        for size in ((20, 5), (1, 1), (300, 90), (100, 32)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert isinstance(app.screen, screen)
        assert before == [
            field.value if isinstance(field, Input) else field.text for field in fields
        ]


async def test_nothing_moves_while_a_field_has_the_focus(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._ready)
        assert app.animation_level == "none"
        await app.push_screen(SCREENS[AuthorScreen](app))
        await until(pilot, lambda: isinstance(app.screen.focused, TextArea))
        assert not app.screen.focused.cursor_blink


async def test_the_checker_killed_under_the_authors_screen_starts_again_and_the_text_is_still_there(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._ready)
        await app.push_screen(SCREENS[AuthorScreen](app))
        await until(
            pilot,
            lambda: isinstance(app.screen, AuthorScreen) and app.screen.draft.question is not None,
        )
        area = app.screen.query_one("#source", TextArea)
        app.screen.checker.kill()
        area.text = area.text.replace("difficulty = 2", "difficulty = 3")
        await until(
            pilot, lambda: app.screen.draft.question is not None or bool(app._notifications)
        )
        area.text = area.text.replace("difficulty = 3", "difficulty = 4")
        await until(
            pilot,
            lambda: (
                app.screen.draft.question is not None and app.screen.draft.question.difficulty == 4
            ),
        )
