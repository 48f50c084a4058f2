"""A learner's days over a real bank: limits, own times, custom study, leeches, a backlog, a clock
that is wrong.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graders.verdict import Evidence, Verdict
from quizbank.app.aims import change_aims, interview_date, open_by_hand, topic_weights
from quizbank.app.bank import Answered, Bank
from quizbank.app.catch_up import Way, backlog, catch_up
from quizbank.app.custom import Choice, custom_queue
from quizbank.app.notes import notes_of
from quizbank.app.today import today_of
from quizbank.domain.errors import QuizbankError
from quizbank.domain.review import Rating
from quizbank.store import reviews
from quizbank.store.questions import put_question

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> dt.datetime:
        return self.at

    def later(self, **by: float) -> None:
        self.at += dt.timedelta(**by)


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


def answer(bank: Bank, id: str, rating: Rating = Rating.GOOD, seconds: float = 60.0) -> None:
    outcome = "wrong" if rating is Rating.AGAIN else "correct"
    verdict = Verdict(outcome, float(outcome == "correct"), Evidence())  # type: ignore[arg-type]
    bank.record(Answered(bank.question(id), 1, "en", "x", verdict, seconds), rating)


def codes(bank: Bank) -> list[str]:
    return [note.code for note in notes_of(bank)]


@pytest.mark.parametrize("interview", [None, dt.date(2026, 12, 20)])
def test_every_answer_leaves_less_of_the_day_until_nothing_is_asked(
    bank: Bank, interview: dt.date | None
) -> None:
    bank.change_settings(interview=interview, minutes=20)
    left = [sum(item.minutes for item in bank.queue())]
    while (queue := bank.queue()) and len(left) < 30:
        answer(bank, queue[0].question, seconds=180)
        left.append(sum(item.minutes for item in bank.queue()))
    assert (
        left[0] <= 20
        and left[-1] == 0
        and len(left) == 8
        and all(b <= 20 - 3 * k for k, b in enumerate(left) if b)
    )


def test_a_session_open_across_the_rollover_counts_each_answer_for_its_own_day(
    bank: Bank, clock: Clock
) -> None:
    clock.at = dt.datetime(2026, 11, 25, 3, 59, tzinfo=dt.UTC)
    first, second = [item.question for item in bank.queue()][:2]
    answer(bank, first)
    clock.later(minutes=2)
    answer(bank, second)
    days = [r.day for r in reviews.reviews_of(bank.database)]
    assert days[1] - days[0] == 1 and bank.done_today(bank.infos()).new == 1


def test_slow_answers_make_the_next_days_queue_shorter(bank: Bank, clock: Clock) -> None:
    expected = {info.id: info.minutes for info in bank.infos()}
    for id in [i for i in expected if bank.question(i).kind == "choice"][:12]:
        answer(bank, id, seconds=expected[id] * 180)
    now = {info.id: info.minutes for info in bank.infos() if info.kind == "choice"}
    assert all(now[id] > 1.5 * expected[id] for id in now)


def test_custom_study_is_by_topic_by_kind_by_what_was_missed_and_everything(bank: Bank) -> None:
    topic = custom_queue(bank, Choice("losses"))
    assert topic and {bank.question(i.question).topic for i in topic} == {"losses"}
    kind = custom_queue(bank, Choice(kind="choice"))
    assert kind and {bank.question(i.question).kind for i in kind} == {"choice"}
    assert custom_queue(bank, Choice(missed=True)) == []
    answer(bank, "mse-formula", Rating.AGAIN)
    answer(bank, "mse-batch", Rating.AGAIN)
    answer(bank, "mse-batch", Rating.GOOD)
    assert [item.question for item in custom_queue(bank, Choice(missed=True))] == ["mse-formula"]
    crammed = custom_queue(bank, Choice(cram=True))
    assert len(crammed) == len(bank.infos()) and crammed[0].question in ("mse-formula", "mse-batch")
    with pytest.raises(QuizbankError, match="losses"):
        custom_queue(bank, Choice("lossess"))


def test_custom_study_does_not_end_with_the_days_minutes(bank: Bank) -> None:
    answer(bank, "mse-formula", seconds=3600)
    assert bank.queue() == [] and len(custom_queue(bank, Choice("losses"))) > 3


def test_a_topic_is_opened_by_hand_and_closed_again(bank: Bank) -> None:
    open_by_hand(
        bank, ["transformers"] if "transformers" in bank_topics(bank) else [bank_topics(bank)[-1]]
    )
    assert len(bank.settings.open_topics) == 1
    open_by_hand(bank, [], list(bank.settings.open_topics))
    assert bank.settings.open_topics == ()
    with pytest.raises(QuizbankError):
        open_by_hand(bank, ["no-such-topic"])


def bank_topics(bank: Bank) -> list[str]:
    return sorted({info.topic for info in bank.infos()})


def test_a_leech_is_set_aside_with_a_suggestion_survives_a_rebuild_and_comes_back(
    bank: Bank, clock: Clock
) -> None:
    for rating in (Rating.GOOD, *[Rating.AGAIN] * 8):
        answer(bank, "mse-formula", rating)
        clock.later(days=1)
    assert bank.card("mse-formula").flags.leech and "mse-formula" not in [
        i.question for i in bank.queue()
    ]
    [note] = [note for note in notes_of(bank) if note.code == "leeches"]
    en, zh = note.message("en"), note.message("zh")
    assert "mse-formula" in en and "rewrite" in en and "mse-formula" in zh
    assert bank.rebuild() == 0
    assert [item.question for item in custom_queue(bank, Choice(set_aside=True))] == ["mse-formula"]
    bank.flag("mse-formula", "suspended", 1)
    assert custom_queue(bank, Choice(set_aside=True)) == []
    bank.flag("mse-formula", "suspended", 0)
    answer(bank, "mse-formula")
    assert not bank.card("mse-formula").flags.leech and bank.rebuild() == 0
    bank.undo()
    assert bank.card("mse-formula").flags.leech


def piled_up(bank: Bank, clock: Clock) -> None:
    # none that keeps another from its day
    for id in [info.id for info in bank.infos() if not info.siblings][:90]:
        answer(bank, id, seconds=0)
    clock.later(days=60)


def test_a_backlog_is_spread_and_said_no_more(bank: Bank, clock: Clock) -> None:
    piled_up(bank, clock)
    found = backlog(bank)
    assert found is not None and "backlog" in codes(bank)
    before = today_of(bank).forecast
    assert catch_up(bank, "spread", 6) == found
    after = today_of(bank).forecast
    assert before[0] == 90 and sum(after) == 90 and max(after) <= 25 and all(after[:6])
    assert "backlog" not in codes(bank) and bank.rebuild() == 0


def test_a_backlog_is_done_today_or_left_as_usual(bank: Bank, clock: Clock) -> None:
    piled_up(bank, clock)
    catch_up(bank, "usual")
    assert (
        "backlog" not in codes(bank)
        and sum(i.minutes for i in bank.queue()) <= bank.settings.minutes
    )
    catch_up(bank, "today")
    assert len([i for i in bank.queue() if not i.new]) == 90
    clock.later(days=1)
    assert sum(i.minutes for i in bank.queue()) <= bank.settings.minutes


def test_a_choice_about_the_backlog_can_be_changed_on_the_same_day(
    bank: Bank, clock: Clock
) -> None:
    piled_up(bank, clock)

    def expected() -> float:
        return sum(item.minutes for item in bank.queue())

    catch_up(bank, "today")
    assert expected() > bank.settings.minutes
    bank.change_settings(interview=clock.at.date() + dt.timedelta(days=10))
    assert expected() <= bank.settings.minutes, "with an interview ahead its plan orders the day"
    bank.change_settings(interview=None)
    ways: tuple[Way, ...] = ("usual", "spread")
    for way in ways:
        catch_up(bank, "today")
        catch_up(bank, way)
        assert expected() <= bank.settings.minutes


def test_no_backlog_is_asked_about_while_a_plan_to_an_interview_orders_it(
    bank: Bank, clock: Clock
) -> None:
    piled_up(bank, clock)
    bank.change_settings(interview=clock.at.date() + dt.timedelta(days=10))
    assert backlog(bank) is None and backlog(bank, asked=True) is None


def test_a_clock_that_went_back_and_reviews_from_the_future_have_a_sentence_each(
    bank: Bank, clock: Clock
) -> None:
    answer(bank, "mse-formula")
    assert codes(bank) == []
    clock.later(hours=-3)
    assert codes(bank) == ["clock-back"]
    answer(bank, "mse-batch")
    clock.later(days=-30)
    assert codes(bank) == ["future-reviews"]
    answer(bank, "mse-formula")
    assert bank.rebuild() == 0 and bank.card("mse-formula").memory is not None


def test_undo_takes_back_what_was_just_answered_and_not_a_review_from_the_future(
    bank: Bank, clock: Clock
) -> None:
    clock.later(days=30)
    answer(bank, "mse-formula")
    clock.later(days=-30)
    answer(bank, "mse-batch")
    for taken in ("mse-batch", "mse-formula"):
        review = bank.undo()
        assert review is not None and review.question == taken and bank.rebuild() == 0
    assert bank.undo() is None


def test_a_session_takes_back_its_own_reviews_one_by_one_though_the_clock_went_back(
    bank: Bank, clock: Clock
) -> None:
    from quizbank.app.session import Session
    from quizbank.app.worker import GradingWorker
    from quizbank.scheduling.queue import QueueItem

    answer(bank, "bce-formula")
    clock.later(hours=4)
    session = Session(
        bank, GradingWorker(), [QueueItem(id, True, 1.0) for id in ("mse-formula", "mse-batch")]
    )
    for hours in (0, -3):
        clock.later(hours=hours)
        session.give_up("en", 5.0)
        session.rate(Rating.GOOD)
    undone = [session.take_back() for _ in range(3)]
    assert [review and review.question for review in undone] == [
        "mse-batch",
        "mse-formula",
        "bce-formula",
    ]


def test_a_decision_made_after_the_clock_went_back_is_still_the_later_one(
    bank: Bank, clock: Clock
) -> None:
    bank.flag("mse-formula", "suspended", 1)
    clock.later(hours=-3)
    bank.flag("mse-formula", "suspended", 0)
    assert bank.rebuild() == 0 and not bank.card("mse-formula").flags.suspended


def test_an_interview_today_or_past_and_no_minutes_have_a_sentence_each(bank: Bank) -> None:
    bank.change_settings(interview=dt.date(2026, 11, 24))
    assert codes(bank) == ["interview-today"] and bank.queue()
    bank.change_settings(interview=dt.date(2026, 11, 1), minutes=0)
    assert codes(bank) == ["interview-past", "zero-minutes"] and bank.queue() == []
    assert all(note.message("zh") and note.message("en") for note in notes_of(bank))


def test_a_question_that_left_the_bank_keeps_its_reviews_and_is_not_asked(
    bank: Bank, clock: Clock
) -> None:
    answer(bank, "mse-formula", Rating.AGAIN)
    with bank.database.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE questions SET active = 0 WHERE id = 'mse-formula'"
        )
    clock.later(days=3)
    assert "mse-formula" not in [i.question for i in bank.queue()] and bank.rebuild() == 0
    assert len(reviews.reviews_of(bank.database)) == 1


def test_an_edited_question_goes_on_from_its_memory_and_its_old_answers_stay(
    bank: Bank, clock: Clock
) -> None:
    answer(bank, "mse-formula")
    old = bank.question("mse-formula")
    put_question(bank.database, replace(old, version="edited"))
    clock.later(days=5)
    answer(bank, "mse-formula")
    card = bank.card("mse-formula")
    assert card.memory is not None and card.memory.reps == 2 and bank.rebuild() == 0
    assert [r.version for r in reviews.reviews_of(bank.database, "mse-formula")] == [
        old.version,
        "edited",
    ]


@pytest.mark.parametrize("interview", [None, dt.date(2026, 12, 20)])
def test_one_question_longer_than_the_day_is_asked_once_and_then_nothing(
    bank: Bank, interview: dt.date | None
) -> None:
    bank.change_settings(minutes=1, interview=interview)
    with bank.database.write() as session:
        session.connection().exec_driver_sql("UPDATE questions SET minutes = 30")
    queue = bank.queue()
    assert len(queue) == 1
    answer(bank, queue[0].question, seconds=1800)
    assert bank.queue() == []


def test_travel_across_the_date_line_keeps_the_log_the_cards_and_one_days_limits(
    bank: Bank, clock: Clock
) -> None:
    clock.later(hours=6)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Kiritimati"):
        change_aims(bank, {"zone": zone})
        answer(bank, "mse-formula", Rating.AGAIN if zone.endswith("Pago") else Rating.GOOD)
        clock.later(hours=1)
    days = [r.day for r in reviews.reviews_of(bank.database)]
    assert len(days) == 3 and days[-1] - days[0] == 1 and bank.rebuild() == 0
    memory = bank.card("mse-formula").memory
    assert memory is not None and memory.reps == 3 and memory.last_day == days[-1]


def test_a_new_desired_retention_moves_the_due_dates_and_stays_true_to_the_log(
    bank: Bank, clock: Clock
) -> None:
    for days in (0, 3, 9):
        clock.at = NOON + dt.timedelta(days=days)
        answer(bank, "mse-formula")
    before = bank.card("mse-formula").memory
    change_aims(bank, {"retention": 0.97, "minutes": None})
    after = bank.card("mse-formula").memory
    assert (
        before is not None
        and after is not None
        and after.due_day < before.due_day
        and bank.rebuild() == 0
    )


def test_dates_weights_and_zones_that_make_no_sense_are_refused_with_a_sentence(bank: Bank) -> None:
    today = bank.today()
    assert interview_date("none", today) is None and interview_date("2026-11-24", today) == dt.date(
        2026, 11, 24
    )
    for text, said in (
        ("soon", "no date"),
        ("2026-11-23", "has passed"),
        ("9999-12-31", "hundred years"),
    ):
        with pytest.raises(QuizbankError, match=said):
            interview_date(text, today)
    assert topic_weights(bank, ["losses=3", "backprop=1"]) == {"losses": 3.0}
    for text in ("losses=-1", "losses=nan", "losses", "losses=x"):
        with pytest.raises(QuizbankError, match="weight"):
            topic_weights(bank, [text])
    with pytest.raises(QuizbankError, match="time zone"):
        change_aims(bank, {"zone": "Mars/Olympus"})
    assert bank.settings.zone == "UTC"


def test_a_session_does_not_ask_a_leech_again(bank: Bank, clock: Clock) -> None:
    from quizbank.app.session import Session
    from quizbank.app.worker import GradingWorker
    from quizbank.scheduling.queue import QueueItem

    for rating in (Rating.GOOD, *[Rating.AGAIN] * 7):
        answer(bank, "mse-formula", rating)
        clock.later(days=1)
    session = Session(bank, GradingWorker(), [QueueItem("mse-formula", False, 1.0)])
    session.give_up("en", 5.0)
    session.rate(Rating.AGAIN)
    assert session.current is None and bank.card("mse-formula").flags.leech
