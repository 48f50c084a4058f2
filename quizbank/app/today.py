"""The day at one glance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from quizbank.app.bank import Bank, Snapshot
from quizbank.app.notes import Note, notes_of
from quizbank.domain.errors import QuizbankError
from quizbank.domain.plan import Recall
from quizbank.scheduling.days import date_of
from quizbank.scheduling.plan import Plan, make_plan
from quizbank.scheduling.topics import mastery
from quizbank.store import cards, questions, reviews


@dataclass(frozen=True, slots=True)
class Today:
    """What the home screen and `quizbank today` say. `forecast` are due questions of today and the
    six days after.
    """

    date: str
    due: int
    new: int
    minutes: float
    done: int
    streak: int
    forecast: tuple[int, ...]
    interview_in: int | None
    questions: int
    notes: tuple[Note, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object of `quizbank today --json`."""
        return {
            "date": self.date,
            "due": self.due,
            "new": self.new,
            "minutes": round(self.minutes, 1),
            "done": self.done,
            "streak": self.streak,
            "forecast": list(self.forecast),
            "days_to_interview": self.interview_in,
            "questions": self.questions,
            "notes": [{"code": n.code, "zh": n.zh, "en": n.en} for n in self.notes],
        }


def today_of(bank: Bank, snapshot: Snapshot | None = None) -> Today:
    """The day's numbers from the queue that a session would ask."""
    day = bank.today()
    seen = snapshot or bank.snapshot()
    queue = bank.queue(seen)
    ahead = Counter(
        max(day, c.memory.due_day, c.flags.buried_until or 0)
        for c in seen.cards.values()
        if c.memory and not c.flags.suspended and not c.flags.leech
    )
    done, _ = reviews.day_counts(bank.database, day)
    interview = bank.settings.interview
    return Today(
        date_of(day).isoformat(),
        sum(not item.new for item in queue),
        sum(item.new for item in queue),
        sum(item.minutes for item in queue),
        done,
        streak(bank, day),
        tuple(ahead.get(day + k, 0) for k in range(7)),
        None if interview is None else interview.toordinal() - day,
        len(seen.infos),
        tuple(notes_of(bank, seen)),
    )


def streak(bank: Bank, day: int) -> int:
    """Study days in a row with a review, ending today or yesterday."""
    days = reviews.days_with_reviews(bank.database, day - 4000)
    start = day if day in days else day - 1
    count = 0
    while start - count in days:
        count += 1
    return count


def plan_of(bank: Bank, minutes: int | None = None) -> Plan:
    """The plan to the interview; raises `QuizbankError` where no date is set or it has passed."""
    settings, day = bank.settings, bank.today()
    if settings.interview is None:
        raise QuizbankError("app.no-interview")
    if settings.passed(day):
        raise QuizbankError("app.interview-passed", interview=settings.interview.isoformat())
    if minutes is not None:
        settings = replace(settings, minutes=minutes)
    seen, topics = bank.snapshot(), questions.all_topics(bank.database)
    return make_plan(seen.infos, seen.cards, topics, settings, bank.model, day)


def outlook(bank: Bank) -> list[tuple[int, Recall]]:
    """(minutes a day, expected recall on the interview's day) for fewer and more minutes than are
    set, ascending.
    """
    minutes = bank.settings.minutes
    choices = sorted({max(0, minutes - 10), minutes, minutes + 10, minutes + 20, minutes + 40})
    return [(m, plan_of(bank, m).recall) for m in choices]


def topic_mastery(bank: Bank) -> dict[str, float]:
    """Mean recall of each topic today."""
    return mastery(cards.all_cards(bank.database), bank.infos(), bank.model, bank.today())


def frequent_slips(bank: Bank, last: int = 300) -> list[tuple[str, str, int, int]]:
    """The slips made most often in the last answers: (zh, en, times, of how many), most frequent
    first.
    """
    from quizbank.app.statistics.slips import slips_of

    places = {row[0]: (row[2], row[1]) for row in questions.asked_columns(bank.database)}
    return [
        (s.zh, s.en, s.times, s.of)
        for s in slips_of(reviews.last_reviews(bank.database, last), places, 3)
    ]
