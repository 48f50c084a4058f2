"""Undo is the last thing done, whatever it was, step after step, from a summary and after a
restart.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.verdict import Evidence, Verdict
from quizbank.app.bank import Answered, Bank
from quizbank.app.own import save, source_of
from quizbank.app.session import Session
from quizbank.app.undoing import next_to_undo, take_back
from quizbank.app.worker import GradingWorker
from quizbank.domain.review import Rating
from quizbank.scheduling.items import QueueItem
from quizbank.words.catalogue import both, sentence

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
FIRST, SECOND, THIRD = "mse-formula", "bce-formula", "mse-batch"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bank") / "q.db"
    Bank.open(path, "en", lambda: NOON).close()
    return path


@pytest.fixture
def bank(filled: Path, tmp_path: Path) -> Iterator[Bank]:
    shutil.copy(filled, tmp_path / "q.db")
    opened = Bank.open(tmp_path / "q.db", "en", lambda: NOON)
    opened.change_settings(zone="UTC")
    yield opened
    opened.close()


@pytest.fixture
def session(bank: Bank) -> Session:
    return Session(bank, GradingWorker(), [QueueItem(id, True, 1.0) for id in (FIRST, SECOND)])


def answer(session: Session, text: str, rating: Rating) -> None:
    """Rate an answer of half the marks, without a grader."""
    asked = session.current
    assert asked is not None
    asked.attempts, asked.hints = 2, 1
    asked.answered = Answered(
        asked.question,
        asked.seed,
        "en",
        text,
        Verdict("partial", 0.5, Evidence()),
        seconds=40.0,
        hints=1,
        attempts=2,
    )
    session.rate(rating)


def test_a_rating_taken_back_returns_to_the_verdict_with_the_answer_as_typed(
    bank: Bank,
) -> None:
    ids = (FIRST, SECOND, THIRD, "gaussian-kl-two")
    session = Session(bank, GradingWorker(), [QueueItem(id, True, 1.0) for id in ids])
    answer(session, "mean(y", Rating.AGAIN)
    assert session.total == 5
    undone = session.take_back()
    assert undone is not None and undone.what == "rating" and undone.question == FIRST
    asked = session.current
    assert asked is not None and asked.question.id == FIRST and asked.answered is not None
    assert asked.answered.answer == "mean(y" and asked.answered.verdict.score == 0.5
    assert (asked.attempts, asked.hints) == (2, 1) and session.draft() == "mean(y"
    assert bank.card(FIRST).memory is None and session.total == 4 and session.done == []
    # the rating keys are live
    session.rate(Rating.HARD)
    memory = bank.card(FIRST).memory
    assert memory is not None and memory.reps == 1 and session.total == 4


def test_burying_is_taken_back_and_not_the_answer_before_it(session: Session, bank: Bank) -> None:
    answer(session, "x", Rating.GOOD)
    bank.flag(SECOND, "buried_until", bank.today() + 3)
    session.skip()
    assert session.current is None
    undone = session.take_back()
    assert undone is not None and undone.what == "buried_until"
    assert session.current is not None and session.current.question.id == SECOND
    assert not bank.card(SECOND).flags.buried_until and bank.card(FIRST).memory is not None
    assert bank.rebuild() == 0


def test_everything_is_taken_back_in_the_opposite_order(session: Session, bank: Bank) -> None:
    bank.flag(THIRD, "flagged", 1)
    answer(session, "x", Rating.GOOD)
    bank.flag(THIRD, "suspended", 1)
    session.skip()
    told = [undone and undone.what for undone in (session.take_back() for _ in range(5))]
    assert told == ["skip", "suspended", "rating", "flagged", None]
    assert bank.card(THIRD).flags == bank.card("never-seen").flags


def test_a_skipped_question_is_asked_again(session: Session) -> None:
    session.skip()
    assert session.current is not None and session.current.question.id == SECOND
    session.take_back()
    assert session.current is not None and session.current.question.id == FIRST
    session.skip()
    assert session.current is not None and session.current.question.id == SECOND


def test_after_a_restart_it_says_what_it_would_take_back(bank: Bank, session: Session) -> None:
    assert next_to_undo(bank) is None and take_back(bank) is None
    answer(session, "x", Rating.GOOD)
    bank.flag(SECOND, "flagged", 1)
    again = Bank.open(bank.database.path, "en", lambda: NOON)
    try:
        told = next_to_undo(again)
        assert told is not None and SECOND in sentence(told, "en") and all(both(told))
        assert take_back(again) is not None
        told = next_to_undo(again)
        assert told is not None and FIRST in sentence(told, "zh")
        undone = take_back(again)
        assert undone is not None and undone.review is not None and undone.review.answer == "x"
        assert next_to_undo(again) is None
    finally:
        again.close()


def test_an_edit_is_taken_back_to_the_text_before_it(bank: Bank) -> None:
    text = source_of(bank.database, FIRST).text
    save(bank.database, text.replace("difficulty = ", "difficulty = 1#", 1))
    save(bank.database, text.replace("difficulty = ", "difficulty = 5#", 1))
    assert bank.question(FIRST).difficulty == 5
    take_back(bank)
    assert bank.question(FIRST).difficulty == 1 and bank.question(FIRST).origin == "own"
    take_back(bank)
    assert bank.question(FIRST).origin == "bundled" and take_back(bank) is None


def test_a_backlog_that_was_spread_is_due_again(bank: Bank, session: Session) -> None:
    from quizbank.store import reviews

    after = [bank.card(id) for id in (FIRST, SECOND)]
    until = bank.today() + 2
    reviews.append_flags(
        bank.database,
        "buried_until",
        values=dict.fromkeys((FIRST, SECOND), until),
        after=after,
        at=NOON,
    )
    undone = take_back(bank)
    assert undone is not None and undone.what == "spread" and all(both(undone.said))
    assert not any(bank.card(id).flags.buried_until for id in (FIRST, SECOND))
    assert bank.rebuild() == 0
