"""The day at one glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizbank.app.bank import Bank, Snapshot
from quizbank.app.notes import Note, day_notes, notes_of
from quizbank.domain.errors import QuizbankError
from quizbank.domain.json import Json
from quizbank.domain.plan import Recall
from quizbank.domain.question import LANGS, Topic
from quizbank.scheduling.days import date_of
from quizbank.scheduling.plan import Plan, make_plan
from quizbank.scheduling.topics import mastery, missing, ready_topics
from quizbank.store import cards, questions, reviews


@dataclass(frozen=True, slots=True)
class Today:
    """What the home screen and `quizbank today` say. `due` of `due_total` questions fit today,
    `forecast` are due questions of today and the six days after, `queue` the ids in the order in
    which they will be asked, `not_reached` the topics that the plan to the interview cannot reach.
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
    due_total: int = 0
    queue: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """The object of `quizbank today --json`."""
        return {
            "date": self.date,
            "due": self.due,
            "due_total": self.due_total,
            "new": self.new,
            "minutes": round(self.minutes, 1),
            "done": self.done,
            "streak": self.streak,
            "forecast": list(self.forecast),
            "days_to_interview": self.interview_in,
            "questions": self.questions,
            "queue": list(self.queue),
            "not_reached": list(self.not_reached),
            "notes": [
                {"code": note.code, **{lang: note.message(lang) for lang in LANGS}}
                for note in self.notes
            ],
        }


def today_of(bank: Bank, snapshot: Snapshot | None = None, plan: Plan | None = None) -> Today:
    """The day's numbers from the queue that a session would ask; `plan` tells what it cannot
    reach.
    """
    day = bank.today()
    seen = snapshot or bank.snapshot()
    built = bank.day(seen)
    done, _ = reviews.day_counts(bank.database, day)
    interview = bank.settings.interview
    missing = plan.not_reached if plan is not None else ()
    return Today(
        date=date_of(day).isoformat(),
        due=sum(not item.new for item in built.items),
        new=sum(item.new for item in built.items),
        minutes=sum(item.minutes for item in built.items),
        done=done,
        streak=streak(bank, day),
        forecast=_forecast(seen, day),
        interview_in=None if interview is None else interview.toordinal() - day,
        questions=len(seen.infos),
        notes=(*notes_of(bank, seen), *day_notes(bank, built, missing)),
        due_total=built.due,
        queue=tuple(item.question for item in built.items),
        not_reached=missing,
    )


def _forecast(seen: Snapshot, day: int) -> tuple[int, ...]:
    """How many questions are due on each of the next seven days, what is overdue today."""
    ahead: Counter[int] = Counter()
    for info in seen.infos:
        card = seen.cards.get(info.id)
        if card is not None and card.memory and not (card.flags.suspended or card.flags.leech):
            ahead[max(day, card.memory.due_day, card.flags.buried_until or 0)] += 1
    return tuple(ahead.get(day + k, 0) for k in range(7))


def streak(bank: Bank, day: int) -> int:
    """Study days in a row with a review, ending today or yesterday; days of a holiday neither count
    nor break it.
    """
    days = reviews.days_with_reviews(bank.database, day - 4000)
    at = day if day in days else day - 1
    count = 0
    while at in days or bank.settings.paused(at):
        count += at in days
        at -= 1
    return count


def plan_of(bank: Bank, minutes: int | None = None, snapshot: Snapshot | None = None) -> Plan:
    """The plan to the interview; raises `QuizbankError` where no date is set or it has passed."""
    settings, day = bank.settings, bank.today()
    if settings.interview is None:
        raise QuizbankError("app.no-interview")
    if settings.passed(day):
        raise QuizbankError("app.interview-passed", interview=settings.interview.isoformat())
    if minutes is not None:
        settings = replace(settings, minutes=minutes)
    seen, topics = snapshot or bank.snapshot(), questions.all_topics(bank.database)
    return make_plan(seen.infos, seen.cards, topics, settings, bank.model, day)


def outlook(bank: Bank) -> list[tuple[int, Recall]]:
    """(minutes a day, expected recall on the interview's day) for fewer and more minutes than are
    set, ascending.
    """
    minutes = bank.settings.minutes
    choices = sorted({max(0, minutes - 10), minutes, minutes + 10, minutes + 20, minutes + 40})
    seen = bank.snapshot()
    return [(m, plan_of(bank, m, seen).recall) for m in choices]


def topic_mastery(bank: Bank) -> dict[str, float]:
    """Mean recall of each topic today."""
    return mastery(cards.all_cards(bank.database), bank.infos(), bank.model, bank.today())


def topics_needed(bank: Bank, topics: Sequence[Topic]) -> dict[str, list[str]]:
    """What each topic still needs before it opens, by its id; topics that the learner opened need
    nothing.
    """
    infos = bank.infos()
    ready = ready_topics(cards.all_cards(bank.database), infos, bank.model, bank.today())
    opened = bank.settings.open_topics
    return {t.id: list(missing(t, ready)) for t in topics if t.id not in opened}


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
