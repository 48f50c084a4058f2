"""What the home screen says beyond the day's numbers: the interview, the topics in play and what
they open, the slips, the months behind.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizbank.app.bank import Bank, Snapshot
from quizbank.app.statistics.mastery import TopicRow, topic_rows
from quizbank.app.today import Today, frequent_slips, plan_of, today_of
from quizbank.scheduling.plan import Plan
from quizbank.scheduling.topics import OPEN_AT, mastery, ready_topics
from quizbank.store import questions, reviews

_WEEKS = 26


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic that is being learnt: its titles, mean recall in 0..1, and the titles (zh, en) of
    topics that wait for it.
    """

    zh: str
    en: str
    mastery: float
    opens: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the home screen; `plan` is None without an interview to come, `heat` counts the
    answers of each day of whole weeks, oldest first.
    """

    today: Today
    plan: Plan | None
    topics: tuple[TopicLine, ...]
    slips: tuple[tuple[str, str, int, int], ...]
    heat: tuple[int, ...]


def home_of(bank: Bank) -> Home:
    """The home screen's contents as of now."""
    seen = bank.snapshot()
    day = bank.today()
    interview = bank.settings.interview
    coming = interview is not None and interview.toordinal() >= day
    plan = plan_of(bank, snapshot=seen) if coming else None
    today = today_of(bank, seen, plan)
    # whole weeks, Monday first, this one included; an ordinal of 1 is a Monday
    first = day - (day - 1) % 7 - 7 * (_WEEKS - 1)
    counts = reviews.days_with_reviews(bank.database, first)
    return Home(
        today,
        plan,
        tuple(_topics(bank, seen)),
        tuple(frequent_slips(bank)),
        tuple(counts.get(first + k, 0) for k in range(7 * _WEEKS)),
    )


def _topics(bank: Bank, seen: Snapshot) -> list[TopicLine]:
    known = mastery(seen.cards, seen.infos, bank.model, bank.today())
    rows = topic_rows(
        questions.all_topics(bank.database),
        seen.infos,
        seen.cards,
        known,
        bank.settings.open_topics,
        ready=ready_topics(seen.cards, seen.infos, bank.model, bank.today()),
    )
    waiting = {row.id: [other for other in rows if row.id in other.waits_for] for row in rows}
    learnt = [row for row in rows if row.seen]

    def place(row: TopicRow) -> tuple[bool, float]:
        # what is about to open another topic comes first, then what is known least
        opens = bool(waiting[row.id])
        return (not opens, abs(OPEN_AT - row.mastery) if opens else row.mastery)

    return [
        TopicLine(
            row.zh, row.en, row.mastery, tuple((other.zh, other.en) for other in waiting[row.id])
        )
        for row in sorted(learnt, key=place)
    ]
