"""What the learner should know before beginning: a clock that is wrong, a date that has passed, a
backlog, leeches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from graders.said import Said, authored, said
from quizbank.app.bank import Bank, Snapshot
from quizbank.app.catch_up import backlog
from quizbank.domain.question import Topic
from quizbank.scheduling.days import date_of
from quizbank.scheduling.items import Day
from quizbank.store import reviews
from quizbank.store.questions import all_topics
from quizbank.words.catalogue import sentence

# a clock may be behind the last review by this much: two machines never agree to the second
_SLACK = dt.timedelta(minutes=2)
_DAY = dt.timedelta(days=1)
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence or two, with a stable code."""

    code: str
    said: Said

    def message(self, lang: str) -> str:
        """The sentences in `lang`."""
        return sentence(self.said, lang)


def notes_of(bank: Bank, snapshot: Snapshot | None = None) -> list[Note]:
    """Everything worth saying today, the most urgent first."""
    seen = snapshot or bank.snapshot()
    found = [
        _clock(bank),
        interview_note(bank),
        minutes_note(bank),
        _backlog(bank, seen),
        _leeches(seen),
    ]
    return [note for note in found if note is not None]


def day_notes(bank: Bank, built: Day, not_reached: Sequence[str] = ()) -> list[Note]:
    """What is said of the day itself: that not all of what is due fits, that new questions wait,
    that topics will not be reached.
    """
    found = []
    fit = sum(not item.new for item in built.items)
    if built.due > fit:
        minutes = bank.settings.minutes
        found.append(Note("fits", said("day.fits", fit=fit, due=built.due, minutes=minutes)))
    if built.held:
        found.append(Note("new-held", said("day.new-held")))
    if not_reached:
        titles = {topic.id: topic for topic in all_topics(bank.database)}
        named = [titles.get(id, Topic(id, id, id)) for id in not_reached[:_NAMED]]
        topics = tuple(authored(topic.title("zh"), topic.title("en")) for topic in named)
        more = len(not_reached) - len(named)
        code = "day.not-reached-more" if more else "day.not-reached"
        found.append(Note("not-reached", said(code, topics=topics, n=more)))
    return found


def _clock(bank: Bank) -> Note | None:
    latest = reviews.latest_moment(bank.database)
    now = bank.now()
    if latest is None or latest[0] - now <= _SLACK:
        return None
    date = date_of(latest[1])
    if latest[0] - now <= _DAY:
        behind = round((latest[0] - now).total_seconds() / 60)
        return Note("clock-back", said("note.clock-back", minutes=behind))
    return Note("future-reviews", said("note.future-reviews", date=date.isoformat()))


def interview_note(bank: Bank) -> Note | None:
    """Said of an interview that is today or has passed."""
    interview = bank.settings.interview
    if interview is None or interview.toordinal() > bank.today():
        return None
    if interview.toordinal() == bank.today():
        return Note("interview-today", said("note.interview-today"))
    return Note("interview-past", said("note.interview-past", interview=interview.isoformat()))


def minutes_note(bank: Bank) -> Note | None:
    """Said of a day of no minutes."""
    if bank.settings.minutes > 0:
        return None
    return Note("zero-minutes", said("note.zero-minutes"))


def _backlog(bank: Bank, seen: Snapshot) -> Note | None:
    found = backlog(bank, snapshot=seen)
    if found is None:
        return None
    count, minutes = len(found.questions), round(found.minutes)
    return Note("backlog", said("note.backlog", n=count, minutes=minutes, days=found.days))


def _leeches(seen: Snapshot) -> Note | None:
    leeches = sorted(
        id for id, card in seen.cards.items() if card.flags.leech and not card.flags.suspended
    )
    if not leeches:
        return None
    named = ", ".join(leeches[:3]) + (", ..." if len(leeches) > 3 else "")
    code = "note.leech" if len(leeches) == 1 else "note.leeches"
    return Note("leeches", said(code, n=len(leeches), named=named))
