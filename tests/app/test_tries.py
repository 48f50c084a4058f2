"""What was tried counts though the learner left; what was missed comes back, but not at once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizbank.app.bank import Bank
from quizbank.app.session import Session
from quizbank.app.worker import GradingWorker
from quizbank.domain.review import Rating
from quizbank.scheduling.items import QueueItem

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
IDS = ("mse-formula", "bce-formula", "mse-batch", "quadratic-form-gradient", "gaussian-kl-two")


class Clock:
    """A clock that a test sets."""

    at = NOON

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bank") / "q.db"
    Bank.open(path, "en", lambda: NOON).close()
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bank(filled: Path, tmp_path: Path, clock: Clock) -> Iterator[Bank]:
    shutil.copy(filled, tmp_path / "q.db")
    opened = Bank.open(tmp_path / "q.db", "en", clock)
    opened.change_settings(zone="UTC")
    yield opened
    opened.close()


def session(bank: Bank, count: int) -> Session:
    return Session(bank, GradingWorker(), [QueueItem(id, True, 1.0) for id in IDS[:count]])


def test_tries_hints_and_a_look_at_the_answer_survive_quitting(bank: Bank) -> None:
    first = session(bank, 1)
    assert first.current is not None
    first.current.attempts, first.current.hints = 2, 1
    first.give_up("en", 9.0)
    again = session(bank, 1).current
    assert again is not None and (again.attempts, again.hints, again.revealed) == (2, 1, True)


def test_what_was_tried_on_another_day_is_no_try_of_this_one(bank: Bank, clock: Clock) -> None:
    first = session(bank, 1)
    assert first.current is not None
    first.current.attempts = 2
    first.save_draft("half")
    clock.at = NOON + dt.timedelta(days=1)
    again = session(bank, 1)
    assert again.current is not None and again.current.attempts == 0 and again.draft() == "half"


def test_a_rated_answer_leaves_no_tries_behind(bank: Bank) -> None:
    first = session(bank, 1)
    first.give_up("en", 9.0)
    first.rate(Rating.AGAIN)
    again = session(bank, 1).current
    assert again is not None and (again.attempts, again.revealed) == (0, False)


@pytest.mark.parametrize(("count", "comes_back"), [(3, False), (4, True), (5, True)])
def test_a_missed_question_comes_back_after_three_others_or_not_in_this_session(
    bank: Bank, count: int, comes_back: bool
) -> None:
    asked = session(bank, count)
    order = []
    missed = True
    while asked.current is not None:
        order.append(asked.current.question.id)
        asked.give_up("en", 9.0)
        asked.rate(Rating.AGAIN if missed else Rating.GOOD)
        missed = False
    assert order.count(IDS[0]) == 1 + comes_back and asked.total == len(order)
    if comes_back:
        assert order.index(IDS[0], 1) >= 4
    # the next session of the day begins with what was missed
    assert comes_back or IDS[0] in [item.question for item in bank.queue()]
