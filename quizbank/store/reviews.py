"""The review log and the flags: appended to, read in order, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from quizbank.domain.plain import JsonValue
from quizbank.domain.review import Answer, Card, Review, Tombstone
from quizbank.store.cards import put_cards, read_card
from quizbank.store.database import Database
from quizbank.store.deeds import What, add_deed, mark_undone
from quizbank.store.log import entry_of, row_of
from quizbank.store.models import (
    CardRow,
    DraftRow,
    FlagRow,
    QuestionRow,
    ReviewRow,
    TombstoneRow,
    table_of,
)
from quizbank.store.uuid7 import uuid7

_TABLE = ReviewRow.__table__
_ALIVE = _TABLE.c.id.not_in(select(TombstoneRow.review))
_RATED: ColumnElement[bool] = _ALIVE & _TABLE.c.rating.is_not(None)
_ORDER = (_TABLE.c.day, _TABLE.c.at, _TABLE.c.id)
_LATEST_FIRST = select(_TABLE).where(_ALIVE).order_by(_TABLE.c.at.desc(), _TABLE.c.id.desc())
_CHUNK = 1000
_ZONES_APART = 2
_TICK = dt.timedelta(microseconds=1)
_END = dt.datetime.max.replace(tzinfo=dt.UTC) - _TICK


def append_review(
    database: Database, review: Review, card: Card | Callable[[Card], Card] | None = None
) -> bool:
    """Append a review, move the card and drop the draft, in one transaction; False where the id is
    already there.

    `card` is the card after the review, or how to get it from the card before: the latter sees what
    another
    process wrote meanwhile.
    """
    with database.write() as session:
        result: Any = session.execute(
            insert(ReviewRow).values(**row_of(review)).on_conflict_do_nothing()
        )
        added = bool(result.rowcount == 1)
        if added:
            add_deed(session, "rating", review.question, review.id, review.at)
        if added and card is not None:
            after = (
                card
                if isinstance(card, Card)
                else card(read_card(session.connection(), review.question))
            )
            put_cards(session, [after])
        draft = session.get(DraftRow, review.question)
        if draft is not None:
            session.delete(draft)
    return added


def append_tombstone(
    database: Database, tombstone: Tombstone, card: Card, undoes: str | None = None
) -> None:
    """Undo a review: the tombstone and the card as it was before it; `undoes` is the deed's id."""
    with database.write() as session:
        if undoes is not None:
            mark_undone(session, undoes)
        session.execute(insert(TombstoneRow).values(**row_of(tombstone)).on_conflict_do_nothing())
        put_cards(session, [card])


def reviews_of(
    database: Database, question: str | None = None, since_day: int | None = None
) -> list[Review]:
    """Reviews that are not undone, in the order of study day, time and id."""
    query = select(_TABLE).where(_ALIVE).order_by(*_ORDER)
    if question is not None:
        query = query.where(_TABLE.c.question == question)
    if since_day is not None:
        query = query.where(_TABLE.c.day >= since_day)
    return _reviews(database, query)


def iterate_reviews(database: Database) -> Iterator[Review]:
    """`reviews_of` one after the other, without holding a long log in memory."""
    with database.read() as connection:
        for row in connection.execution_options(yield_per=_CHUNK).execute(
            select(_TABLE).where(_ALIVE).order_by(*_ORDER)
        ):
            yield entry_of(Review, row)


def answers_of(database: Database, question: str | None = None) -> dict[str, list[Answer]]:
    """What the rated reviews that are not undone say about memory, by question, without reading
    what was answered; of one question, or of all.
    """
    columns = ("question", "id", "rating", "at", "utc_offset", "day")
    query = select(*(_TABLE.c[name] for name in columns)).where(_RATED)
    if question is not None:
        query = query.where(_TABLE.c.question == question)
    answers: dict[str, list[Answer]] = {}
    with database.read() as connection:
        for of, id, rating, at, utc_offset, day in connection.execute(query):
            answer = Answer(id=id, rating=rating, at=at, utc_offset=utc_offset, day=day)
            answers.setdefault(of, []).append(answer)
    return answers


def last_reviews(database: Database, count: int) -> list[Review]:
    """The latest reviews that are not undone, latest first."""
    return _reviews(database, _LATEST_FIRST.limit(count))


def to_undo(database: Database, now: dt.datetime, id: str | None = None) -> Review | None:
    """The review of that `id`, else the latest before `now`, else the latest of all, which a wrong
    clock dated in the future.
    """
    for query in (
        _LATEST_FIRST.where(_TABLE.c.id == id),
        _LATEST_FIRST.where(_TABLE.c.at <= now),
        _LATEST_FIRST,
    ):
        if found := _reviews(database, query.limit(1)):
            return found[0]
    return None


def review_of(database: Database, id: str) -> Review | None:
    """The review of that id, undone or not."""
    reviews = _reviews(database, select(_TABLE).where(_TABLE.c.id == id))
    return reviews[0] if reviews else None


def tombstones(database: Database) -> list[Tombstone]:
    """Every undoing."""
    with database.read() as connection:
        return [
            entry_of(Tombstone, row) for row in connection.execute(select(TombstoneRow.__table__))
        ]


def all_reviews(database: Database) -> list[Review]:
    """Every review, undone ones too, by id."""
    return _reviews(database, select(_TABLE).order_by(_TABLE.c.id))


def append_flag(
    database: Database, question: str, what: str, value: int, card: Card, *, at: dt.datetime
) -> None:
    """Log a decision of the learner and show it on the card."""
    append_flags(database, what, values={question: value}, after=[card], at=at)


def append_flags(
    database: Database,
    what: str,
    *,
    values: Mapping[str, int],
    after: Iterable[Card],
    at: dt.datetime,
    undoes: str | None = None,
) -> None:
    """Log the same kind of decision about many questions in one transaction; `after` are their
    cards then. It can be taken back, unless it takes one back itself: that of the deed `undoes`.

    Where the clock went back the decision is dated after the last one about these questions, so
    that it stays the later one.
    """
    with database.write() as session:
        last = session.execute(
            select(func.max(FlagRow.at)).where(FlagRow.question.in_(values))
        ).scalar()
        moment = at if last is None else max(at, min(last, _END) + _TICK)
        if undoes is not None:
            mark_undone(session, undoes)
        else:
            _remember_flags(session, what, values, at)
        session.add_all(
            FlagRow(id=uuid7(), question=question, what=what, value=value, at=moment)
            for question, value in values.items()
        )
        put_cards(session, after)


def _remember_flags(
    session: Session, what: str, values: Mapping[str, int], at: dt.datetime
) -> None:
    column = table_of(CardRow).c[what]
    query = select(CardRow.question, column).where(CardRow.question.in_(values))
    known = {question: int(value or 0) for question, value in session.execute(query)}
    before: dict[str, JsonValue] = {question: known.get(question, 0) for question in values}
    if len(before) > 1:
        add_deed(session, "spread", "", before, at)
    for question, value in list(before.items())[: len(before) == 1]:
        add_deed(session, _deed_of(what), question, value, at)


def _deed_of(what: str) -> What:
    if what == "suspended":
        return "suspended"
    return "flagged" if what == "flagged" else "buried_until"


def flag_events(database: Database) -> list[tuple[str, str, str, int, dt.datetime]]:
    """(id, question, what, value, at) in the order of time."""
    query = select(FlagRow.__table__).order_by(FlagRow.at, FlagRow.id)
    with database.read() as connection:
        return [
            (row.id, row.question, row.what, row.value, row.at) for row in connection.execute(query)
        ]


def answer_times(database: Database, kind: str, limit: int = 200) -> list[float]:
    """Seconds of the latest answers to questions of a kind that were timed and not undone."""
    query = (
        select(ReviewRow.seconds)
        .join(QuestionRow, QuestionRow.id == ReviewRow.question)
        .where(QuestionRow.kind == kind, _ALIVE, ReviewRow.timed.is_(True), ReviewRow.seconds > 0)
        .order_by(ReviewRow.day.desc(), ReviewRow.at.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return [float(row[0]) for row in connection.execute(query)]


def timed_answers(database: Database, limit: int = 3000) -> list[tuple[str, float]]:
    """(question, seconds) of the latest answers that were timed and not given up, of all
    questions.
    """
    query = (
        select(_TABLE.c.question, _TABLE.c.seconds)
        .where(_ALIVE, _TABLE.c.timed.is_(True), _TABLE.c.seconds > 0, _TABLE.c.revealed.is_(False))
        .order_by(_TABLE.c.day.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return [(str(question), float(seconds)) for question, seconds in connection.execute(query)]


def day_work(database: Database, day: int) -> list[tuple[str, bool, float | None]]:
    """(question, whether it was new on that day, active seconds or None where untimed) of each
    rated review of a study day.
    """
    rows = select(_TABLE.c.question, _TABLE.c.seconds, _TABLE.c.timed).where(
        _RATED, _TABLE.c.day == day
    )
    today = select(_TABLE.c.question).where(_RATED, _TABLE.c.day == day)
    first = (
        select(_TABLE.c.question, func.min(_TABLE.c.day))
        .where(_RATED, _TABLE.c.question.in_(today))
        .group_by(_TABLE.c.question)
    )
    with database.read() as connection:
        found = connection.execute(rows).all()
        since = {str(question): int(found_day) for question, found_day in connection.execute(first)}
    return [
        (str(q), since[q] == day, float(seconds) if timed else None) for q, seconds, timed in found
    ]


def latest_missed(database: Database, since_day: int) -> set[str]:
    """The questions whose latest rated answer since that study day was rated Again or was not
    right.
    """
    query = (
        select(_TABLE.c.question, _TABLE.c.rating, _TABLE.c.outcome)
        .where(_RATED, _TABLE.c.day >= since_day)
        .order_by(*_ORDER)
    )
    with database.read() as connection:
        missed = {
            str(question): rating == 1 or outcome != "correct"
            for question, rating, outcome in connection.execute(query)
        }
    return {question for question, is_missed in missed.items() if is_missed}


def latest_moment(database: Database) -> tuple[dt.datetime, int] | None:
    """(time, study day) of the review that is latest by its own clock; None of an empty log."""
    # by study day first, which has an index; at one moment zones are up to two study days apart
    last = select(func.max(_TABLE.c.day)).where(_ALIVE).scalar_subquery()
    query = (
        select(_TABLE.c.at, _TABLE.c.day)
        .where(_ALIVE, _TABLE.c.day >= last - _ZONES_APART)
        .order_by(_TABLE.c.at.desc())
        .limit(1)
    )
    with database.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else (row[0], int(row[1]))


def history_of(database: Database, question: str) -> tuple[int, int]:
    """(reviews, passes) of a question that are not undone; a pass is any rating but Again."""
    query = select(ReviewRow.rating).where(ReviewRow.question == question, _RATED)
    with database.read() as connection:
        ratings = [int(row[0]) for row in connection.execute(query) if row[0] is not None]
    return len(ratings), sum(rating > 1 for rating in ratings)


def day_counts(database: Database, day: int) -> tuple[int, int]:
    """(reviews, first reviews) of a study day, undone ones left out."""
    first = select(func.min(_TABLE.c.day)).where(_RATED).group_by(_TABLE.c.question)
    today = select(_TABLE.c.question).where(_RATED, _TABLE.c.day == day)
    with database.read() as connection:
        done = connection.execute(
            select(func.count()).select_from(_TABLE).where(_RATED, _TABLE.c.day == day)
        ).scalar_one()
        # only the day's own questions are looked through, not the whole log
        days = connection.execute(first.where(_TABLE.c.question.in_(today))).scalars().all()
    return int(done), sum(found == day for found in days)


def days_with_reviews(database: Database, since_day: int = 0) -> dict[int, int]:
    """How many reviews, undone ones left out, each study day has; days without one are missing."""
    query = (
        select(_TABLE.c.day, func.count())
        .where(_ALIVE, _TABLE.c.day >= since_day)
        .group_by(_TABLE.c.day)
    )
    with database.read() as connection:
        return {int(day): int(count) for day, count in connection.execute(query)}


def _reviews(database: Database, query: Select[Any]) -> list[Review]:
    with database.read() as connection:
        return [entry_of(Review, row) for row in connection.execute(query)]
