"""Keys: named, shown where they act, found in the palette, and the learner's own where a file gives
them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, Static

from quizbank.tui.keymap.document import keys_page, keys_toml
from quizbank.tui.keymap.file import read_keys
from quizbank.tui.keymap.show import types
from quizbank.tui.keymap.table import table
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.keys import KeysScreen, keys_text
from quizbank.tui.screens.plan import PlanScreen
from quizbank.tui.screens.review import ReviewScreen
from quizbank.tui.screens.statistics import StatisticsScreen
from quizbank.words.catalogue import both, sentence
from quizbank.words.screens.keys import KEYS, SCREENS
from tests.tui.conftest import until

ROOT = Path(__file__).parents[2]


def line(app: Any) -> str:
    return str(app.screen.query_one("#keys", Static).render())


def own(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return read_keys(path, table())


def test_every_action_has_a_name_in_both_languages() -> None:
    ids = {bound.id for bounds in table().values() for bound in bounds}
    assert ids == set(KEYS) and set(table()) == set(SCREENS)
    assert all(zh and en for zh, en in [*KEYS.values(), *SCREENS.values()])


def test_no_action_needs_a_letter() -> None:
    for bounds in table().values():
        for bound in bounds:
            if bound.action != "app.language":  # F9 everywhere
                assert any(not key.isalpha() or len(key) > 1 for key in bound.keys), bound


def test_what_acts_while_typing_is_not_a_key_that_types() -> None:
    assert [
        b
        for bounds in table().values()
        for b in bounds
        if b.priority and any(types(key) for key in b.keys)
    ] == []


def test_the_page_of_keys_is_what_the_bindings_say() -> None:
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys_page(), (
        "run scripts/keys"
    )


def test_the_keys_screen_lists_every_binding() -> None:
    for lang in ("zh", "en"):
        shown = keys_text(lang).plain
        assert all(
            id in shown and (zh if lang == "zh" else en) in shown for id, (zh, en) in KEYS.items()
        )


def test_the_file_of_keys_that_the_app_writes_changes_nothing_and_is_accepted_when_uncommented(
    tmp_path: Path,
) -> None:
    text = keys_toml("zh")
    assert own(tmp_path, text) == read_keys(tmp_path / "none.toml", table())
    found = own(
        tmp_path,
        "\n".join(row.removeprefix("# ") if " = " in row else row for row in text.splitlines()),
    )
    assert found.complaints == () and len(found.keys) == len(KEYS)


@pytest.mark.parametrize(
    "text,word",
    [
        ("[review]\nhint = ", "cannot be read"),
        ("[review]\nhnit = 'f6'", "Did you mean review.hint?"),
        ("[revue]\nhint = 'f6'", "Did you mean review?"),
        ("[review]\nhint = 'flubber'", "names no key"),
        ("[review]\nhint = 7", "names no key"),
        ("[review]\nhint = ''", "names no key"),
        ("[review]\ncheck = 'c'", "while you type"),
        ("[review]\nhint = 'u'", "stands for"),
        ("[review]\nhint = 'y'\nflag = 'y'", "stands for"),
        ("[review]\nhint = 'f9'", "stands for"),
        ("hint = 'f6'", "names no screen"),
    ],
)
def test_a_bad_file_of_keys_is_told_and_the_usual_keys_stay(
    tmp_path: Path, text: str, word: str
) -> None:
    found = own(tmp_path, text)
    assert found.keys == {} and any(
        word in sentence(complaint, "en") for complaint in found.complaints
    )
    assert all(max(zh) >= "\u4e00" and zh != en for zh, en in map(both, found.complaints))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_bytes(b"\xff\xfe[review]")
    complaint = read_keys(tmp_path / "keys.toml", table()).complaints[0]
    assert "UTF-8" in sentence(complaint, "en")


def test_two_actions_may_change_places(tmp_path: Path) -> None:
    found = own(
        tmp_path, "[review]\nhint = 'd'\n'give-up' = ['h', '?', 'ctrl+z']\n[app]\nkeys = 'f1'"
    )
    assert found.complaints == () and found.keys["review.give-up"] == "h,question_mark,ctrl+z"


async def test_own_keys_act_and_are_shown_and_the_old_ones_do_not(
    quiz: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "keys.toml").write_text(
        "[home]\nstatistics = 'y'\n[review]\nhint = 'f6'\nanswer='f7'\n", encoding="utf-8"
    )
    async with quiz() as (app, pilot):
        await until(pilot, lambda: "y statistics" in line(app))
        await pilot.press("s")
        assert not isinstance(app.screen, StatisticsScreen)
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, StatisticsScreen))
    async with quiz("bce-logit-gradient") as (app, pilot):
        await until(pilot, lambda: "F6 hint" in line(app) and "F3" not in line(app))
        await pilot.press("f3")
        assert app.screen.session.current.hints == 0
        await pilot.press("f6")
        assert app.screen.session.current.hints == 1


async def test_a_bad_file_is_told_at_the_start_and_on_the_screen_of_keys(
    quiz: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "keys.toml").write_text("[review]\nhint = 'u'\n", encoding="utf-8")
    async with quiz(lang="zh") as (app, pilot):
        await until(pilot, lambda: any("review.hint" in n.message for n in app._notifications))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert "review.hint 和 review.undo" in str(app.screen.query_one("#lines", Static).render())


async def test_while_a_field_has_the_focus_only_keys_that_do_not_type_are_shown(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("bce-logit-gradient") as (app, pilot):
        await until(pilot, lambda: "F3 hint" in line(app) and "F5 check" in line(app))
        await pilot.press("escape")
        await until(pilot, lambda: "h hint" in line(app))


async def test_a_key_in_the_last_line_can_be_clicked(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: "statistics" in line(app))
        await until(pilot, lambda: app.screen._ready)
        row = next(k for k, shown in enumerate(line(app).splitlines()) if "statistics" in shown)
        await pilot.click(
            "#keys", offset=(line(app).splitlines()[row].index("statistics") + 2, row)
        )
        await until(pilot, lambda: isinstance(app.screen, StatisticsScreen))


@pytest.mark.parametrize("typed", ["statist", "统计"])
async def test_the_palette_finds_an_action_by_either_name_and_runs_it(
    quiz: Callable[..., Any], typed: str
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: "statistics" in line(app))
        await pilot.press("f10")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = typed
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count > 0)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StatisticsScreen))


async def test_the_palette_reaches_an_action_of_the_session_without_a_letter(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("bce-logit-gradient") as (app, pilot):
        await pilot.press("f10")
        await until(
            pilot,
            lambda: (
                bool(app.screen.query(OptionList))
                and app.screen.query_one(OptionList).option_count > 10
            ),
        )
        names = [str(o.prompt) for o in app.screen.query_one(OptionList).options]
        assert any("hint" in name and "提示" in name for name in names)
        place = next(k for k, name in enumerate(names) if "hint" in name)
        await pilot.press(*["down"] * place, "enter")
        await until(
            pilot,
            lambda: isinstance(app.screen, ReviewScreen) and app.screen.session.current.hints == 1,
        )


async def test_numbers_tick_points_only_while_there_are_points(quiz: Callable[..., Any]) -> None:
    async with quiz("bce-logit-gradient", "gaussian-kl") as (app, pilot):
        await pilot.press("f8")
        await until(pilot, lambda: app.screen.graded is not None)
        await pilot.press("9")
        await until(pilot, lambda: app.screen.session.current.question.id == "gaussian-kl")
        assert app.bank.card("bce-logit-gradient").flags.buried_until == app.bank.today() + 1


async def test_a_changed_file_of_keys_is_used_without_starting_again(
    quiz: Callable[..., Any], tmp_path: Path
) -> None:
    async with quiz() as (app, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        (tmp_path / "keys.toml").write_text('[home]\nplan = "y"\n', encoding="utf-8")
        await pilot.press("f5", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))
        await pilot.press("escape", "f1")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        # and back again, when the file is gone
        (tmp_path / "keys.toml").unlink()
        await pilot.press("r", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("y")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))
