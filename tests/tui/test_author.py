"""Writing questions in the app: seen as they will be asked, checked while typed, tried, saved,
asked.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, Static, TextArea

from quizbank.app.drafting import drafts
from quizbank.app.kinds import KINDS
from quizbank.app.own import save, source_of
from quizbank.app.places import own_pack
from quizbank.authoring.templates import template
from quizbank.tui.screens.author import AuthorScreen
from quizbank.tui.screens.author_start import AuthorStartScreen, write
from quizbank.tui.screens.confirm import ConfirmScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.review import ReviewScreen
from quizbank.tui.widgets.remarks import Remarks
from quizbank.tui.widgets.trial import Trial
from quizbank.tui.widgets.verdict_panel import VerdictPanel
from tests.tui.conftest import until


def shown(app: Any, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def source(app: Any) -> TextArea:
    area = app.screen.query_one("#source", TextArea)
    assert isinstance(area, TextArea)
    return area


async def started(app: Any, pilot: Any) -> None:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen._ready)
    await pilot.press("6")
    await until(pilot, lambda: isinstance(app.screen, AuthorStartScreen))


async def ready(app: Any, pilot: Any) -> None:
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, AuthorScreen) and app.screen.query_one(Trial).form is not None
        ),
    )


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("number", range(1, 6))
async def test_each_kind_begins_with_an_example_that_is_asked_beside_its_source(
    quiz: Callable[..., Any], number: int, lang: str
) -> None:
    async with quiz(lang=lang) as (app, pilot):
        await started(app, pilot)
        await pilot.press(str(number))
        await ready(app, pilot)
        assert f'kind = "{KINDS[number - 1]}"' in source(app).text
        await until(pilot, lambda: shown(app, "#asked") != "")
        assert shown(app, "#asked").split()[0] in source(app).text or KINDS[number - 1] == "numeric"
        await until(pilot, lambda: shown(app, "Remarks").startswith("+"))


async def test_a_fault_is_told_with_its_line_while_typing_and_the_cursor_goes_there(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await started(app, pilot)
        await pilot.press("3")
        await ready(app, pilot)
        text = source(app).text
        line = next(k for k, row in enumerate(text.splitlines(), 1) if row.startswith("answer"))
        source(app).text = text.replace('answer = "mean((y - p)^2)"', 'answer = "mean((y - q)^2)"')
        await until(pilot, lambda: shown(app, "Remarks").startswith("x"))
        source(app).text = text.replace("difficulty = 2", "difficulty = 9")
        await until(pilot, lambda: "line 5" in shown(app, "Remarks"))
        await pilot.press("ctrl+g")
        assert source(app).cursor_location[0] == 4
        await pilot.press("f12")
        await until(pilot, lambda: any("Not saved" in n.message for n in app._notifications))
        assert not own_pack(app.bank.database.path).exists() and line


async def test_an_answer_is_tried_against_the_grader_and_nothing_is_recorded(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await started(app, pilot)
        await pilot.press("3")
        await ready(app, pilot)
        await pilot.press("f2")
        app.screen.query_one(Trial).query_one(Input).value = "sum((y-p)^2)"
        await pilot.press("f5")
        await until(pilot, lambda: "not divided by n" in shown(app, "VerdictPanel"))
        app.screen.query_one(Trial).query_one(Input).value = "mean((y-p)^2)"
        await pilot.press("f5")
        await until(pilot, lambda: "Right" in shown(app, "VerdictPanel"))
        assert app.bank.database and not app.bank.card("mse-formula").memory
        assert app.screen.query_one(VerdictPanel).has_class("shown")


async def test_ten_variants_are_shown_with_their_answers_and_the_question_comes_back(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(size=(140, 60)) as (app, pilot):
        await started(app, pilot)
        await pilot.press("4")
        await ready(app, pilot)
        await pilot.press("f8")
        await until(pilot, lambda: app.screen.query_one(Trial).has_class("listing"))
        listed = shown(app, "#variants")
        assert "10. x = [" in listed and len(set(listed.split("\n\n"))) > 8
        await pilot.press("f8")
        assert not app.screen.query_one(Trial).has_class("listing")


async def test_what_is_typed_as_an_answer_stays_while_the_question_changes(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await started(app, pilot)
        await pilot.press("3")
        await ready(app, pilot)
        app.screen.query_one(Trial).query_one(Input).value = "mean(y)"
        source(app).text = source(app).text.replace("Give the mean", "State the mean")
        await until(pilot, lambda: "State the mean" in shown(app, "#asked"))
        await until(
            pilot,
            lambda: (
                bool(app.screen.query_one(Trial).query(Input))
                and app.screen.query_one(Trial).query_one(Input).value == "mean(y)"
            ),
        )
        await pilot.press("f9")
        await until(pilot, lambda: "均方误差" in shown(app, "#asked"))
        assert "State the mean" in source(app).text


async def test_saved_it_is_asked_and_a_taken_id_is_refused(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await started(app, pilot)
        await pilot.press("2")
        await ready(app, pilot)
        text = source(app).text
        row = next(row for row in text.splitlines() if row.startswith("id ="))
        source(app).text = text.replace(row, 'id = "mse-formula"')
        await pilot.press("f12")
        await until(pilot, lambda: "taken already" in shown(app, "Remarks"))
        source(app).text = text.replace(row, 'id = "my-first"').replace(
            "26x26", "[b]26x26[/b] [@click=app.quit]"
        )
        await until(pilot, lambda: shown(app, "Remarks").startswith("+"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, AuthorStartScreen))
        assert app.bank.question("my-first").origin == "own" and drafts(app.bank) == {}
        assert "[@click=app.quit]" in app.bank.question("my-first").spec.choices[0].en


async def test_an_unsaved_text_is_kept_and_offered_again(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await started(app, pilot)
        await pilot.press("1")
        await ready(app, pilot)
        source(app).text = source(app).text.replace("overfitting", "underfitting")
        await until(pilot, lambda: "underfitting" in drafts(app.bank).get("new:concept", ""))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AuthorStartScreen))
        options = app.screen.query_one(OptionList)
        assert options.option_count == len(KINDS) + 1
        await pilot.press("end", "enter")
        await ready(app, pilot)
        assert "underfitting" in source(app).text


async def test_a_bundled_question_edited_in_its_session_is_asked_again_as_it_is_now(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("mse-formula") as (app, pilot):
        await pilot.press("escape", "e")
        await until(pilot, lambda: isinstance(app.screen, AuthorScreen))
        assert "your own version" in shown(app, "#about")
        source(app).text = source(app).text.replace("## en\n", "## en\nPlease: ", 1)
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await until(pilot, lambda: shown(app, "#prompt").startswith("Please: "))
        assert source_of(app.bank.database, "mse-formula").own


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
async def test_an_own_version_is_given_back_after_asking(
    quiz: Callable[..., Any], lang: str
) -> None:
    async with quiz(lang=lang) as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        save(
            app.bank.database,
            source_of(app.bank.database, "mse-formula").text.replace("## en\n", "## en\nMine. ", 1),
        )
        write(app, "mse-formula")
        await ready(app, pilot)
        assert "ctrl+r" in shown(app, "#about")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, AuthorScreen))
        await pilot.press("ctrl+r", "1")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.bank.question("mse-formula").origin == "bundled"


async def test_what_was_written_is_shared_as_one_file(
    quiz: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    async with quiz() as (app, pilot):
        await started(app, pilot)
        await pilot.press("x")
        await until(
            pilot, lambda: any("no questions of your own" in n.message for n in app._notifications)
        )
        save(app.bank.database, template("choice", "losses", "my-choice"))
        await pilot.press("f6")
        await until(pilot, lambda: bool(list((tmp_path / "home").glob("quizbank-*.zip"))))


async def test_markup_and_escapes_in_a_text_are_shown_as_they_are(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await started(app, pilot)
        await pilot.press("2")
        await ready(app, pilot)
        source(app).text = source(app).text.replace(
            "What is the output", "[red]W[i][j][/foo] \x1b]0;x\x07What is the output"
        )
        await until(pilot, lambda: "[red]W[i][j][/foo]" in shown(app, "#asked"))
        assert "\x1b" not in shown(app, "#asked")
        source(app).text = "[/foo] +++"
        await until(pilot, lambda: shown(app, "Remarks").startswith("x"))
        assert app.screen.query_one(Remarks)
