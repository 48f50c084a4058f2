"""A session over all five kinds with the real worker and a real database: answered, rated, undone,
continued.
"""

import datetime as dt
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.choice.spec import ChoiceShown
from graders.code.grade import tensorflow_installed
from quizbank.app.bank import Bank
from quizbank.app.session import Session
from quizbank.app.today import plan_of, today_of
from quizbank.app.worker import GradingWorker
from quizbank.domain.errors import QuizbankError
from quizbank.domain.review import Rating
from quizbank.scheduling.queue import QueueItem
from quizbank.store import reviews


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    opened = Bank.open(
        tmp_path / "q.db", "en", lambda: dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def worker() -> Iterator[GradingWorker]:
    running = GradingWorker()
    yield running
    running.close()


def items(*ids: str) -> list[QueueItem]:
    return [QueueItem(id, True, 1.0) for id in ids]


def test_the_first_day_offers_new_questions(bank: Bank) -> None:
    today = today_of(bank)
    assert today.due == 0 and today.new > 0 and today.minutes <= bank.settings.minutes


def test_each_kind_is_asked_graded_and_scheduled(bank: Bank, worker: GradingWorker) -> None:
    session = Session(
        bank,
        worker,
        items("stride-is-a-parameter", "mse-formula", "mse-batch", "why-gradients-vanish-rnn"),
    )
    shown = session.present("zh")
    assert isinstance(shown, ChoiceShown)
    right = next(c.letter for c in shown.choices if "参数" in c.text)
    assert session.submit(right, "zh", 5).verdict.outcome == "correct"
    session.rate(Rating.GOOD)
    assert session.submit("mean((y-p)^2)", "en", 9).suggestion.rating is Rating.GOOD
    session.rate(Rating.GOOD)
    assert session.submit("mse = 1e9\ng = [0,0,0,0]", "en", 9).suggestion.rating is Rating.AGAIN
    session.rate(Rating.AGAIN)
    assert session.submit("nonsense", "en", 9).verdict.outcome in ("wrong", "partial")
    session.rate(Rating.HARD)
    # one other is too few between: what was missed waits for the next session of the day
    missed = bank.card("mse-batch").memory
    assert session.current is None and missed is not None and missed.due_day == bank.today()
    log = reviews.reviews_of(bank.database)
    assert [r.question for r in log] == [
        "stride-is-a-parameter",
        "mse-formula",
        "mse-batch",
        "why-gradients-vanish-rnn",
    ]
    assert bank.card("mse-formula").memory is not None


@pytest.mark.tensorflow
@pytest.mark.skipif(not tensorflow_installed(), reason="TensorFlow is not installed")
def test_code_is_graded_through_the_same_session(bank: Bank, worker: GradingWorker) -> None:
    session = Session(bank, worker, items("code-mse"))
    source = "import tensorflow as tf\ndef mse(y, p):\n    return tf.reduce_mean((y - p) ** 2)\n"
    verdict = session.submit(source, "en", 30).verdict
    assert verdict.outcome == "correct" and verdict.evidence.ran_on == "CPU"


def test_an_unreadable_answer_schedules_nothing(bank: Bank, worker: GradingWorker) -> None:
    session = Session(bank, worker, items("mse-formula"))
    graded = session.submit("mean((y-", "en", 3)
    assert graded.verdict.outcome == "invalid" and graded.suggestion.rating is None
    assert reviews.reviews_of(bank.database) == []


def test_a_killed_grader_makes_the_answer_undecided_and_comes_back(
    bank: Bank, worker: GradingWorker
) -> None:
    session = Session(bank, worker, items("mse-formula"))
    assert worker.ping() == "pong"
    assert worker._process is not None
    os.kill(worker._process.pid, signal.SIGKILL)
    worker._process.wait()
    assert session.submit("mean((y-p)^2)", "en", 3).verdict.outcome == "correct"


def test_undo_takes_back_the_review_the_card_and_asks_again(
    bank: Bank, worker: GradingWorker
) -> None:
    session = Session(bank, worker, items("mse-formula", "gaussian-kl"))
    session.submit("mean((y-p)^2)", "en", 3)
    session.rate(Rating.EASY)
    undone = session.take_back()
    assert undone is not None and undone.question == "mse-formula"
    assert bank.card("mse-formula").memory is None and session.current is not None
    assert session.current.question.id == "mse-formula"
    assert reviews.reviews_of(bank.database) == [] and len(reviews.all_reviews(bank.database)) == 1


def test_the_same_review_is_never_counted_twice(bank: Bank, worker: GradingWorker) -> None:
    session = Session(bank, worker, items("mse-formula"))
    session.submit("mean((y-p)^2)", "en", 3)
    assert session.current is not None and session.current.answered is not None
    answered, id = session.current.answered, session.current.review_id
    bank.record(answered, Rating.GOOD, id)
    bank.record(answered, Rating.GOOD, id)
    assert len(reviews.all_reviews(bank.database)) == 1


def test_a_draft_survives_and_the_variant_is_the_same_after_a_restart(
    bank: Bank, worker: GradingWorker
) -> None:
    first = Session(bank, worker, items("mse-batch"))
    first.save_draft("mse = 0.5")
    again = Session(bank, worker, items("mse-batch"))
    assert again.draft() == "mse = 0.5"
    assert again.present("en").prompt == first.present("en").prompt


def test_rebuilding_the_cards_from_the_log_changes_nothing(
    bank: Bank, worker: GradingWorker
) -> None:
    session = Session(bank, worker, items("mse-formula", "gaussian-kl"))
    for rating in (Rating.GOOD, Rating.AGAIN):
        session.submit("1", "en", 3)
        session.rate(rating)
    bank.flag("gaussian-kl", "suspended", 1)
    assert bank.rebuild() == 0
    assert bank.card("gaussian-kl").flags.suspended


def test_a_plan_needs_a_date_that_has_not_passed(bank: Bank) -> None:
    with pytest.raises(QuizbankError):
        plan_of(bank)
    bank.change_settings(interview=dt.date(2026, 11, 1))
    with pytest.raises(QuizbankError):
        plan_of(bank)
    bank.change_settings(interview=dt.date(2026, 12, 15))
    assert plan_of(bank).days == 21
