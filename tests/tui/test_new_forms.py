"""Cards are turned and rated, blanks are filled, steps are moved: all by keys."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.widgets import Input

from quizbank.app.packs import add_files
from quizbank.app.session import Session
from quizbank.domain.review import Rating
from quizbank.scheduling.queue import QueueItem
from quizbank.store import reviews
from quizbank.tui.forms.order import OrderForm
from quizbank.tui.screens.review import ReviewScreen
from quizbank.tui.screens.summary import SummaryScreen
from tests.card.test_card import CARD
from tests.tui.conftest import quiz, until
from tests.tui.test_screens import shown

__all__ = ["quiz"]


async def asked(app: Any, pilot: Any, folder: Path, **text: str) -> None:
    path = folder / "my-card.md"
    path.write_text(CARD.format(id="my-card", more=text.pop("more", ""), **text), "utf-8")
    assert not add_files(app.bank.database, [path])[1]
    app.push_screen(ReviewScreen(Session(app.bank, app.worker, [QueueItem("my-card", True, 1.0)])))
    await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.has_form())


async def test_a_card_is_turned_over_and_rated_by_the_learner(
    quiz: Callable[..., Any],
    tmp_path: Path,
) -> None:
    async with quiz() as (app, pilot):
        await asked(app, pilot, tmp_path, zh="正面？", en="Front?")
        assert "The back" not in shown(app, "VerdictPanel")
        await pilot.press("enter")
        await until(pilot, lambda: "The back" in shown(app, "VerdictPanel"))
        assert "1-4" in shown(app, "#keys")
        await pilot.press("enter")
        await pilot.pause()
        assert reviews.reviews_of(app.bank.database) == [], "enter alone rates nothing"
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        review = reviews.reviews_of(app.bank.database)[0]
        assert (review.rating, review.outcome) == (Rating.GOOD, "correct")


async def test_the_blanks_of_a_card_are_filled_and_marked(
    quiz: Callable[..., Any],
    tmp_path: Path,
) -> None:
    async with quiz() as (app, pilot):
        front = "A {{reset}} and an {{update::z}} gate."
        await asked(app, pilot, tmp_path, zh=front, en=front)
        assert "reset" not in shown(app, "#prompt")
        await pilot.press(*"reset", "tab", *"update", "enter")
        await until(pilot, lambda: app.screen.graded is not None)
        assert app.screen.graded.verdict.outcome == "correct"


async def test_what_is_typed_into_blanks_is_there_after_a_switch_of_language(
    quiz: Callable[..., Any],
    tmp_path: Path,
) -> None:
    async with quiz() as (app, pilot):
        front = "A {{reset}} and an {{update::z}} gate."
        await asked(app, pilot, tmp_path, zh=front, en=front)
        await pilot.press(*"res", "f9")
        await until(
            pilot,
            lambda: (
                app.lang == "zh"
                and app.screen.has_form()
                and app.screen.query_one("#blank-0", Input).value == "res"
            ),
        )


async def test_steps_are_moved_by_keys_and_marked(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("order-nms") as (app, pilot):
        form = app.screen.form()
        assert isinstance(form, OrderForm)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.graded is None, "an order that nobody touched is no answer"
        solution = app.screen.session.solution("en")[0].split(", ")
        for place, letter in enumerate(solution):
            await pilot.press(letter)
            while [step.letter for step in form.steps].index(letter) > place:
                await pilot.press("shift+up")
        if not form.touched:
            await pilot.press("shift+down", "shift+up")
        assert form.answer() == ",".join(solution)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.graded is not None)
        assert app.screen.graded.verdict.outcome == "correct"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert reviews.reviews_of(app.bank.database)[0].answer == ",".join(solution)
