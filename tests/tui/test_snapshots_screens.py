"""How home, the summary and the list of questions look, over questions, reviews and a day of their
own; see test_snapshots.py.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text

from quizbank.app.bank import Answered
from quizbank.app.packs import add_files
from quizbank.app.session import Session
from quizbank.domain.review import Rating
from quizbank.scheduling.queue import QueueItem
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.summary import SummaryScreen
from quizbank.tui.widgets.question_preview import QuestionPreview
from tests.tui.conftest import until
from tests.tui.test_snapshots import LOOKS, QUESTIONS, looks_as_kept, painted
from tests.verdicts import kept

NOON = dt.datetime(2027, 3, 15, 12, tzinfo=dt.UTC)
SLIP = ["listed:1", "漏了系数 2", "the factor 2 is missing"]


def verdict(outcome: str) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "score": float(outcome == "correct"),
        "max_marks": 1.0,
        "diagnoses": [SLIP] if outcome == "wrong" else [],
        "parts": [],
        "evidence": {},
        "elapsed_ms": 1.0,
    }


class Days:
    """The clock of a bank, moved by hand."""

    def __init__(self) -> None:
        self.now = NOON - dt.timedelta(days=12)

    def __call__(self) -> dt.datetime:
        return self.now


def lived_in(app: Any) -> None:
    """Only the snapshots' own questions, twelve days of reviews, and an interview ahead."""
    bank, days = app.bank, Days()
    assert add_files(bank.database, sorted(QUESTIONS.glob("*.md")))[0]
    with bank.database.write() as session:
        session.execute(text("UPDATE questions SET active = 0 WHERE origin != 'own'"))
    bank.now = days
    ids = sorted(path.stem for path in QUESTIONS.glob("*.md"))
    for day in range(13):
        days.now = NOON - dt.timedelta(days=12 - day)
        for k, id in enumerate(ids):
            if (day + k) % 3 == 0 and id != "shown-code":
                outcome = "wrong" if (day + 2 * k) % 5 == 0 else "correct"
                bank.record(
                    Answered(
                        bank.question(id),
                        None,
                        "en",
                        "x",
                        kept(verdict(outcome if id == "shown-formula" else "correct")),
                        seconds=40.0 + k,
                    ),
                    Rating.AGAIN if outcome == "wrong" else Rating.GOOD,
                )
    bank.change_settings(interview=dt.date(2027, 4, 6), zone="UTC")


@pytest.fixture(autouse=True)
def a_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    yield


def named(name: str, lang: str, size: tuple[int, int]) -> str:
    return f"{name}-{lang}-{size[0]}x{size[1]}"


@pytest.mark.parametrize(("lang", "size"), LOOKS)
async def test_home_and_the_summary_look_as_they_did(
    quiz: Callable[..., Any], lang: str, size: tuple[int, int]
) -> None:
    async with quiz(lang=lang, size=size) as (app, pilot):
        await until(pilot, lambda: app.screen._home is not None)
        lived_in(app)
        app.screen._home = None
        app.screen._load()
        await until(pilot, lambda: app.screen._home is not None)
        await pilot.pause(0.3)
        looks_as_kept(named("home", lang, size), painted(app))
        session = Session(
            app.bank,
            app.worker,
            [QueueItem(id, True, 1.0) for id in ("shown-choice", "shown-formula", "shown-code")],
        )
        for outcome, rating in (("correct", Rating.GOOD), ("wrong", Rating.AGAIN)):
            session.current.answered = Answered(
                session.current.question, None, lang, "x", kept(verdict(outcome)), seconds=42.0
            )
            session.rate(rating)
        app.push_screen(SummaryScreen(session))
        await until(
            pilot,
            lambda: isinstance(app.screen, SummaryScreen) and app.screen._finished is not None,
        )
        await pilot.pause(0.3)
        looks_as_kept(named("summary", lang, size), painted(app))
        app.pop_screen()
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


@pytest.mark.parametrize(("lang", "size"), LOOKS)
async def test_the_list_of_questions_looks_as_it_did(
    quiz: Callable[..., Any], lang: str, size: tuple[int, int]
) -> None:
    async with quiz(lang=lang, size=size) as (app, pilot):
        await until(pilot, lambda: app.screen._home is not None)
        lived_in(app)
        app.bank.flag("shown-code", "flagged", 1)
        await pilot.press("b")
        await until(
            pilot, lambda: isinstance(app.screen, BrowseScreen) and len(app.screen.found) == 5
        )
        await pilot.press("enter", "down", "down")
        await until(
            pilot,
            lambda: (
                app.screen.chosen() == app.screen.found[2].id
                and app.screen.found[2].id in str(app.screen.query_one(QuestionPreview).content)
            ),
        )
        await pilot.pause(0.3)
        looks_as_kept(named("browse", lang, size), painted(app))
