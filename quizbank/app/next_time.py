"""When a question comes next, for each rating key: as a date, and before the interview where there
is one.
"""

from __future__ import annotations

import datetime as dt

from graders.said import Said, said
from quizbank.app.bank import Bank
from quizbank.domain.review import Rating
from quizbank.scheduling.days import date_of
from quizbank.store.questions import all_topics


def next_days(bank: Bank, question: str) -> dict[Rating, int | None]:
    """Days until the question is asked again under each rating, 0 for today; None where not before
    the interview.
    """
    usual: dict[Rating, int | None] = dict(bank.intervals(question))
    day = bank.today()
    if not bank.settings.ahead(day):
        return usual
    from quizbank.scheduling.course import course_of, standing_of
    from quizbank.scheduling.policy import next_before

    seen = bank.snapshot()
    place = next((k for k, info in enumerate(seen.infos) if info.id == question), None)
    if place is None:
        return usual
    course = course_of(seen.infos, seen.cards, all_topics(bank.database), bank.settings)
    memory = bank.card(question).memory
    after = [bank.model.review(memory, rating, day, question) for rating in Rating]
    lags = next_before(
        course,
        standing_of(seen.infos, seen.cards),
        bank.settings,
        bank.model,
        day,
        place=place,
        after=[(one.stability, one.difficulty) for one in after],
    )
    # near the day a weak memory may be best refreshed later than a strong one: nobody is told that
    soonest: int | None = None
    found: dict[Rating, int | None] = {}
    for rating, lag in zip(reversed(Rating), reversed(lags), strict=True):
        soonest = lag if soonest is None else min(soonest, lag if lag is not None else soonest)
        found[rating] = soonest
    # what was missed is asked again today
    return {rating: 0 if rating is Rating.AGAIN else found[rating] for rating in Rating}


def next_times(bank: Bank, question: str) -> dict[Rating, Said]:
    """`next_days` in words: "again today", "Tue 8 Dec", "not again before the interview"."""
    return {rating: _told(bank, days) for rating, days in next_days(bank, question).items()}


def _told(bank: Bank, days: int | None) -> Said:
    if days is None:
        return said("next.not-before")
    if not days:
        return said("next.today")
    return said("next.on", date=short_date(date_of(bank.today() + days)))


def short_date(date: dt.date) -> Said:
    """A date with its day of the week."""
    return said(
        "date.short",
        weekday=said(f"weekday.{date.isoweekday()}"),
        day=date.day,
        month=said(f"month.{date.month}"),
    )
