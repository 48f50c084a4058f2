"""What a session came to, and a prompt on one line."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizbank.app.bank import Answered, Bank
from quizbank.app.display import gist
from quizbank.app.finished import finished
from quizbank.domain.review import Rating
from tests.verdicts import kept

NOON = dt.datetime(2027, 3, 15, 12, tzinfo=dt.UTC)
KNOWN, FORGOTTEN, NEW = "relu-derivative-positive", "mse-formula", "stride-is-a-parameter"


@pytest.fixture
def later(tmp_path: Path) -> Any:
    """A bank whose clock is moved by hand: `later(days)`."""
    now = [NOON]
    bank = Bank.open(tmp_path / "q.db", "en", lambda: now[0])

    def move(days: int) -> Bank:
        now[0] = NOON + dt.timedelta(days=days)
        return bank

    yield move
    bank.close()


def answered(bank: Bank, id: str, outcome: str, rating: Rating | None, seconds: float) -> Any:
    verdict = kept(
        {
            "outcome": outcome,
            "score": float(outcome == "correct"),
            "max_marks": 1.0,
            "diagnoses": [],
            "parts": [],
            "evidence": {},
            "elapsed_ms": 1.0,
        }
    )
    return bank.record(Answered(bank.question(id), None, "en", "x", verdict, seconds), rating)


def test_only_what_was_known_from_an_earlier_day_counts_as_remembered(
    later: Callable[[int], Bank],
) -> None:
    bank = later(0)
    for id in (KNOWN, FORGOTTEN):
        answered(bank, id, "correct", Rating.GOOD, 30)
    bank = later(9)
    done = [
        answered(bank, KNOWN, "correct", Rating.GOOD, 20),
        answered(bank, FORGOTTEN, "wrong", Rating.AGAIN, 95),
        answered(bank, NEW, "wrong", Rating.AGAIN, 50),
        answered(bank, FORGOTTEN, "correct", Rating.GOOD, 15),
    ]
    told = finished(bank, done)
    assert (told.right, told.asked_again, told.remembered, told.minutes) == (2, 2, 1, 3.0)
    assert told.slowest is not None and (told.slowest.question, told.slowest.seconds) == (
        FORGOTTEN,
        95,
    )
    assert dict(told.missed) == {bank.question(FORGOTTEN).topic: 1, bank.question(NEW).topic: 1}
    assert told.tomorrow == sum(
        bank.card(id).memory.due_day == bank.today() + 1 for id in (KNOWN, FORGOTTEN, NEW)
    )


def test_an_empty_session_came_to_nothing(later: Callable[[int], Bank]) -> None:
    told = finished(later(0), [])
    assert (told.lines, told.right, told.asked_again, told.missed, told.slowest) == (
        (),
        0,
        0,
        (),
        None,
    )


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        (
            "One loss is\n\n```formula\nL = (y - p)^2\n```\n\nFind dL/dp.",
            "One loss is L = (y - p)^2 Find dL/dp.",
        ),
        (
            'Here is a net.\n\n```figure\nkind = "network"\nlayers = [2, 3]\n```\n\nHow '
            "many weights?",
            "Here is a net. How many weights?",
        ),
        ('Cut off ```figure\nkind = "netw', "Cut off"),
        ("Size {n}, kernel {k}, a set {1, 2}", "Size n, kernel k, a set {1, 2}"),
        ("`W[i][j]` and\tx\x1b[31m", "`W[i][j]` and x[31m"),
        ("", ""),
    ],
)
def test_a_prompt_on_one_line_leaves_drawings_out(prompt: str, line: str) -> None:
    assert gist(prompt) == line
