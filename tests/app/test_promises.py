"""What the day says of itself: what fits of what is due, what waits, what will not be reached, and
when a question comes next.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.verdict import Evidence, Verdict
from quizbank.app.aims import focus_of, pauses_of
from quizbank.app.bank import Answered, Bank
from quizbank.app.next_time import next_days, next_times
from quizbank.app.today import plan_of, streak, today_of
from quizbank.domain.errors import QuizbankError
from quizbank.domain.review import Rating
from quizbank.words.catalogue import sentence

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


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


def answer(bank: Bank, id: str, rating: Rating = Rating.GOOD) -> None:
    verdict = Verdict("correct", 1.0, Evidence())
    bank.record(Answered(bank.question(id), 1, "en", "x", verdict, seconds=60.0), rating)


def test_today_says_how_much_of_what_is_due_fits(bank: Bank, clock: Clock) -> None:
    for info in bank.infos()[:30]:
        answer(bank, info.id)
    clock.at = NOON + dt.timedelta(days=9)
    bank.change_settings(minutes=10)
    told = today_of(bank).to_json()
    assert told["due_total"] == 30 == told["forecast"][0] and 0 < told["due"] < 30
    assert told["queue"] == [item.question for item in bank.queue()]
    notes = {note["code"]: note["en"] for note in told["notes"]}
    assert notes["fits"].startswith(f"{told['due']} of 30 due fit in 10 minutes")


def test_what_the_plan_cannot_reach_is_named_with_a_choice(bank: Bank) -> None:
    bank.change_settings(minutes=5, interview=dt.date(2026, 11, 30))
    told = today_of(bank, plan=plan_of(bank))
    assert told.not_reached and "ethics" in told.not_reached
    [note] = [note for note in told.notes if note.code == "not-reached"]
    assert "--focus" in note.message("en") and "--focus" in note.message("zh")


def test_a_focus_is_a_role_or_a_topic_and_the_nearest_is_named(bank: Bank) -> None:
    assert focus_of(bank, ["llm", "losses", "llm"]) == ("llm", "losses")
    assert focus_of(bank, ["general"]) == focus_of(bank, ["none"]) == ()
    with pytest.raises(QuizbankError, match=r"Did you mean .*losses"):
        focus_of(bank, ["loses"])
    with pytest.raises(QuizbankError, match="The roles are"):
        focus_of(bank, ["qqqqqqq"])


def test_a_holiday_keeps_the_streak_and_is_not_planned(bank: Bank, clock: Clock) -> None:
    answer(bank, "mse-formula")
    today = bank.today()
    assert pauses_of(bank, ["2026-11-25..2026-11-27"]) == ((today + 1, today + 3),)
    bank.change_settings(pauses=pauses_of(bank, ["2026-11-25..2026-11-27"]))
    clock.at = NOON + dt.timedelta(days=4)
    answer(bank, "bce-formula")
    assert streak(bank, bank.today()) == 2
    assert pauses_of(bank, ["none"]) == ()
    for text in ("soon", "2026-11-27..2026-11-25"):
        with pytest.raises(QuizbankError, match="no holiday"):
            pauses_of(bank, [text])
    clock.at = NOON
    bank.change_settings(interview=dt.date(2026, 12, 4))
    assert [new for _, new in plan_of(bank).calendar][1:4] == [0, 0, 0]


def test_each_key_says_when_the_question_comes_next_before_the_interview(bank: Bank) -> None:
    usual = next_days(bank, "mse-formula")
    assert usual == bank.intervals("mse-formula")
    bank.change_settings(interview=dt.date(2026, 12, 17))
    days = next_days(bank, "mse-formula")
    later = [days[rating] for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    assert days[Rating.AGAIN] == 0 and all(one is None or 0 < one < 23 for one in later)
    known = [one for one in later if one is not None]
    assert known and known == sorted(known)
    said = next_times(bank, "mse-formula")
    assert sentence(said[Rating.AGAIN], "en") == "again today"
    told = sentence(said[Rating.GOOD], "en")
    assert (
        told == "not again before the interview" or told.split()[0] in "Mon Tue Wed Thu Fri Sat Sun"
    )


def test_cards_made_by_another_version_of_the_schedule_are_made_anew(bank: Bank) -> None:
    from quizbank.store.settings import load_value, save_value

    answer(bank, "mse-formula")
    with bank.database.write() as session:
        session.connection().exec_driver_sql("UPDATE cards SET stability = 99.0")
    bank.renew()
    memory = bank.card("mse-formula").memory
    assert memory is not None and memory.stability == 99.0
    save_value(bank.database, "cards:made-by", "an older one")
    bank.renew()
    memory = bank.card("mse-formula").memory
    assert memory is not None and memory.stability < 3.0
    assert load_value(bank.database, "cards:made-by") != "an older one"
