"""Pictures on the app's screens: in their place where the terminal can, in words where not, and
nothing loaded without need.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static, TextArea

from quizbank.app.packs import add, look
from quizbank.app.session import Session
from quizbank.scheduling.queue import QueueItem
from quizbank.store.database import Database
from quizbank.tui.screens.author import AuthorScreen
from quizbank.tui.screens.author_start import write
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.mock import MockScreen
from quizbank.tui.screens.mock_report import MockReportScreen
from quizbank.tui.screens.review import ReviewScreen
from quizbank.tui.widgets.picture_box import PictureBox, fitted
from quizbank.tui.widgets.question_preview import QuestionPreview
from quizbank.tui.widgets.trial import Trial
from tests.pictures.making import asking, picture
from tests.tui.conftest import quiz, until
from tests.tui.test_mock import fixed

__all__ = ["quiz"]
WORDS = "[picture: a curve (curve-"


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of `quiz` with a question whose prompt, hint and explanation have a picture;
    returns the picture's file.
    """
    for name in ("TMUX", "STY", "ZELLIJ", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    text = asking("![a curve](curve.png)").replace(
        "## explanation en\n", "## explanation en\n\n![a curve](curve.png)\n\n"
    )
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "q.md").write_text(
        text + "\n## hint en\n\nlook\n\n![a curve](curve.png)\n", "utf-8"
    )
    (tmp_path / "pack" / "curve.png").write_bytes(picture(size=(400, 200)))
    with Database.open(tmp_path / "q.db") as database:
        add(database, look(database, [tmp_path / "pack"]))
    return next((tmp_path / "my-questions" / "pictures").iterdir())


def images(app: Any, kind: str) -> list[Any]:
    """The picture widgets on the screen."""
    return [
        widget
        for box in app.screen.query(PictureBox)
        for widget in box.children
        if type(widget).__name__ == kind
    ]


def said(app: Any) -> str:
    """Everything that Statics on the screen say."""
    return "\n".join(str(widget.render()) for widget in app.screen.query(Static))


async def ask(app: Any, pilot: Any) -> None:
    app.push_screen(
        ReviewScreen(Session(app.bank, app.worker, [QueueItem("with-picture", True, 1.0)]))
    )
    await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.has_form())


async def test_prompt_hint_and_explanation_show_it_in_blocks_with_its_words_beneath(
    quiz: Callable[..., Any], added: Path
) -> None:
    async with quiz(size=(100, 60)) as (app, pilot):
        await ask(app, pilot)
        await until(pilot, lambda: len(images(app, "HalfcellImage")) == 1)
        shown = images(app, "HalfcellImage")[0]
        assert (shown.size.width, shown.size.height) == (80, 20) and WORDS in said(app)
        await pilot.press("f3")
        await until(pilot, lambda: len(images(app, "HalfcellImage")) == 2)
        await pilot.press("f8")
        await until(pilot, lambda: len(images(app, "HalfcellImage")) == 3)
        assert "![" not in said(app)
        await pilot.resize_terminal(70, 40)
        await until(
            pilot, lambda: all(image.size.width <= 62 for image in images(app, "HalfcellImage"))
        )


@pytest.mark.parametrize(
    ("way", "kind"), [("kitty", "KittyImage"), ("sixel", "SixelImage"), ("blocks", "HalfcellImage")]
)
async def test_the_setting_chooses_how(
    quiz: Callable[..., Any], added: Path, way: str, kind: str
) -> None:
    async with quiz() as (app, pilot):
        app.bank.change_settings(pictures=way)
        await ask(app, pilot)
        await until(pilot, lambda: len(images(app, kind)) == 1)


@pytest.mark.parametrize("change", [{"pictures": "off"}, {"ascii_only": True}, {}])
@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
async def test_off_ascii_and_no_color_leave_it_in_words(
    quiz: Callable[..., Any],
    added: Path,
    change: dict[str, Any],
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not change:
        monkeypatch.setenv("NO_COLOR", "1")
    async with quiz(lang=lang) as (app, pilot):
        if change:
            app.bank.change_settings(**change)
        await ask(app, pilot)
        assert not app.screen.query(PictureBox)
        words = (
            WORDS
            if lang == "en"
            else "[图: a curve (curve-"
            if "ascii_only" in change
            else "[图：a curve（curve-"
        )
        assert words in str(app.screen.query_one("#prompt", Static).render())


async def test_without_the_packages_it_is_in_words(
    quiz: Callable[..., Any], added: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_image", None)
    monkeypatch.delitem(sys.modules, "textual_image.widget", raising=False)
    monkeypatch.setattr("quizbank.app.pictures.find_spec", lambda name: None)
    async with quiz() as (app, pilot):
        await ask(app, pilot)
        assert WORDS in str(
            app.screen.query_one("#prompt", Static).render()
        ) and not app.screen.query(PictureBox)


async def test_a_picture_that_is_gone_or_spoiled_is_a_sentence_in_its_place(
    quiz: Callable[..., Any], added: Path
) -> None:
    whole = added.read_bytes()
    # its head and its end are sound, so that only decoding shows it
    added.write_bytes(whole[:41] + b"\xff" * 60 + whole[-12:])
    async with quiz() as (app, pilot):
        await ask(app, pilot)
        await until(pilot, lambda: "is cut off or damaged" in said(app))
        assert WORDS in said(app)
        added.unlink()
        app.screen.relabel()
        await until(pilot, lambda: "There is no picture pictures/curve-" in said(app))


async def test_the_next_question_without_one_is_text_again(
    quiz: Callable[..., Any], added: Path
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(
            ReviewScreen(
                Session(
                    app.bank,
                    app.worker,
                    [QueueItem(id, True, 1.0) for id in ("with-picture", "what-ctc-does")],
                )
            )
        )
        await until(pilot, lambda: len(images(app, "HalfcellImage")) == 1)
        await pilot.press("f8")
        await until(
            pilot,
            lambda: (
                app.screen.graded is not None
                and "shown" in app.screen.query_one("#verdict").classes
            ),
        )
        await pilot.press("1")
        await until(
            pilot, lambda: "CTC" in said(app) and not app.screen.query("#prompt PictureBox")
        )


async def test_the_bank_and_the_author_show_it_as_it_will_be_asked(
    quiz: Callable[..., Any], added: Path
) -> None:
    async with quiz(size=(160, 50)) as (app, pilot):
        app.push_screen(BrowseScreen())
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        app.screen.query_one("#words", Input).value = "a curve"
        await until(
            pilot,
            lambda: (
                bool(app.screen.query_one(QuestionPreview).query(PictureBox))
                and len(images(app, "HalfcellImage")) == 1
            ),
        )
        app.pop_screen()
        write(app, "with-picture")
        await until(
            pilot,
            lambda: isinstance(app.screen, AuthorScreen) and len(images(app, "HalfcellImage")) == 1,
        )
        assert not app.screen.draft.remarks
        source = app.screen.query_one("#source", TextArea)
        source.text = source.text.replace(added.name, "nothing.png")
        await until(
            pilot,
            lambda: (
                "There is no picture pictures/nothing.png"
                in str(app.screen.query_one(Trial).query_one("#asked", Static).children[0].render())
            ),
        )
        await until(
            pilot,
            lambda: any(
                not remark.error or "nothing.png" in remark.message("en")
                for remark in app.screen.draft.remarks
            ),
        )


async def test_a_mock_interview_and_its_report_show_it(
    quiz: Callable[..., Any], added: Path
) -> None:
    async with quiz(size=(100, 60)) as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "with-picture")))
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, MockScreen)
                and app.screen.ready
                and len(images(app, "HalfcellImage")) == 1
            ),
        )
        assert WORDS in said(app)
        await pilot.press("f8")
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, MockReportScreen) and len(images(app, "HalfcellImage")) == 1
            ),
        )
        assert WORDS in said(app) and "![" not in said(app)


def test_a_picture_keeps_its_shape_and_leaves_room_for_the_answer() -> None:
    assert fitted((400, 200), "kitty", 90, 60) == (40, 10)
    assert fitted((4000, 2000), "kitty", 90, 60) == (80, 20)
    assert fitted((4000, 2000), "kitty", 40, 60) == (40, 10)
    assert fitted((100, 4000), "kitty", 90, 40) == (1, 20)
    assert fitted((30, 20), "blocks", 90, 40) == (30, 10)
    assert fitted((1, 1), "sixel", 0, 0) == (1, 1)


def test_nothing_of_pillow_or_textual_image_is_loaded_while_no_question_has_a_picture(
    tmp_path: Path,
) -> None:
    code = f"""
import asyncio, sys
from tests.tui.conftest import until
from quizbank.app.session import Session
from quizbank.scheduling.queue import QueueItem
from quizbank.tui.app import QuizbankApp
from quizbank.tui.screens.mock import MockScreen
from quizbank.tui.screens.mock_report import MockReportScreen
from quizbank.tui.screens.review import ReviewScreen
async def main():
    app = QuizbankApp({str(tmp_path / "q.db")!r}, "en")
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.bank is not None)
        queue = [QueueItem("what-ctc-does", True, 1.0)]
        app.push_screen(ReviewScreen(Session(app.bank, app.worker, queue)))
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.has_form())
        await pilot.press("f8")
        await until(pilot, lambda: app.screen.graded is not None)
asyncio.run(main())
print(*sorted(
    name
    for name in sys.modules
    if name.split(".")[0] in ("PIL", "textual_image")
    or name.startswith(("quizbank.tui.graphics", "quizbank.tui.pixels"))
))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert done.stdout.strip() == ""
