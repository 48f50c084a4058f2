"""The review log and the flags: appended to, read in order, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from quizbank.domain.review import Card, Rating, Review, Tombstone
from quizbank.store.cards import put_cards
from quizbank.store.database import Database
from quizbank.store.models import DraftRow, FlagRow, QuestionRow, ReviewRow, TombstoneRow
from quizbank.store.uuid7 import uuid7

_FIELDS = tuple(column.name for column in ReviewRow.__table__.columns)


def append_review(database: Database, review: Review, card: Card | None = None) -> bool:
    """Append a review, update the card and drop the draft, in one transaction; False where the id is already there."""
    values = {name: getattr(review, name) for name in _FIELDS}
    values["rating"] = None if review.rating is None else int(review.rating)
    values["suggested"] = None if review.suggested is None else int(review.suggested)
    values["verdict"] = dict(review.verdict)
    with database.write() as session:
        result: Any = session.execute(insert(ReviewRow).values(**values).on_conflict_do_nothing())
        added = bool(result.rowcount == 1)
        if added and card is not None:
            put_cards(session, [card])
        draft = session.get(DraftRow, review.question)
        if draft is not None:
            session.delete(draft)
    return added


def append_tombstone(database: Database, tombstone: Tombstone, card: Card) -> None:
    """Undo a review: the tombstone and the card as it was before it."""
    with database.write() as session:
        session.execute(insert(TombstoneRow).values(id=tombstone.id, review=tombstone.review, at=tombstone.at)
                        .on_conflict_do_nothing())
        put_cards(session, [card])


def reviews_of(database: Database, question: str | None = None, since_day: int | None = None) -> list[Review]:
    """Reviews that are not undone, in the order of study day, time and id."""
    table = ReviewRow.__table__
    query = select(table).where(table.c.id.not_in(select(TombstoneRow.review))).order_by(table.c.day, table.c.at, table.c.id)
    if question is not None:
        query = query.where(table.c.question == question)
    if since_day is not None:
        query = query.where(table.c.day >= since_day)
    with database.read() as connection:
        return [_review(row._mapping) for row in connection.execute(query)]


def last_reviews(database: Database, count: int) -> list[Review]:
    """The latest reviews that are not undone, latest first: those that undo can take back."""
    table = ReviewRow.__table__
    query = (select(table).where(table.c.id.not_in(select(TombstoneRow.review)))
             .order_by(table.c.at.desc(), table.c.id.desc()).limit(count))
    with database.read() as connection:
        return [_review(row._mapping) for row in connection.execute(query)]


def tombstones(database: Database) -> list[Tombstone]:
    """Every undoing."""
    with database.read() as connection:
        return [Tombstone(row.id, row.review, row.at) for row in connection.execute(select(TombstoneRow.__table__))]


def all_reviews(database: Database) -> list[Review]:
    """Every review, undone ones too: what two machines exchange."""
    with database.read() as connection:
        return [_review(row._mapping) for row in connection.execute(select(ReviewRow.__table__).order_by(ReviewRow.id))]


def append_flag(database: Database, question: str, what: str, value: int, card: Card, at: dt.datetime) -> None:
    """Log a decision of the learner and show it on the card."""
    with database.write() as session:
        session.add(FlagRow(id=uuid7(), question=question, what=what, value=value, at=at))
        put_cards(session, [card])


def flag_events(database: Database) -> list[tuple[str, str, str, int, dt.datetime]]:
    """(id, question, what, value, at) in the order of time."""
    query = select(FlagRow.__table__).order_by(FlagRow.at, FlagRow.id)
    with database.read() as connection:
        return [(row.id, row.question, row.what, row.value, row.at) for row in connection.execute(query)]


def merge(database: Database, reviews: Iterable[Review], undone: Iterable[Tombstone],
          flags: Iterable[tuple[str, str, str, int, dt.datetime]]) -> int:
    """Add what another machine logged; what is already here is left alone. Returns how many reviews were new."""
    added = 0
    with database.write() as session:
        for review in reviews:
            values = {name: getattr(review, name) for name in _FIELDS}
            values["rating"] = None if review.rating is None else int(review.rating)
            values["suggested"] = None if review.suggested is None else int(review.suggested)
            result: Any = session.execute(insert(ReviewRow).values(**values).on_conflict_do_nothing())
            added += int(result.rowcount)
        for stone in undone:
            session.execute(insert(TombstoneRow).values(id=stone.id, review=stone.review, at=stone.at).on_conflict_do_nothing())
        for id, question, what, value, at in flags:
            session.execute(insert(FlagRow).values(id=id, question=question, what=what, value=value, at=at)
                            .on_conflict_do_nothing())
    return added


def _review(row: object) -> Review:
    values = dict(row)  # type: ignore[call-overload]
    for name in ("rating", "suggested"):
        values[name] = None if values[name] is None else Rating(values[name])
    return Review(**values)


def answer_times(database: Database, kind: str, limit: int = 200) -> list[float]:
    """Seconds of the latest timed answers to questions of a kind, first sights left out by their flag."""
    query = (select(ReviewRow.seconds).join(QuestionRow, QuestionRow.id == ReviewRow.question)
             .where(QuestionRow.kind == kind, ReviewRow.timed.is_(True), ReviewRow.seconds > 0)
             .order_by(ReviewRow.day.desc(), ReviewRow.at.desc()).limit(limit))
    with database.read() as connection:
        return [float(row[0]) for row in connection.execute(query)]


def history_of(database: Database, question: str) -> tuple[int, int]:
    """(reviews, passes) of a question that are not undone; a pass is any rating but Again."""
    query = select(ReviewRow.rating).where(ReviewRow.question == question, ReviewRow.rating.is_not(None),
                                           ReviewRow.id.not_in(select(TombstoneRow.review)))
    with database.read() as connection:
        ratings = [row[0] for row in connection.execute(query)]
    return len(ratings), sum(1 for rating in ratings if rating is not None and rating > 1)


def day_counts(database: Database, day: int) -> tuple[int, int]:
    """(reviews, first reviews) of a study day, undone ones left out."""
    alive = ReviewRow.id.not_in(select(TombstoneRow.review)) & ReviewRow.rating.is_not(None)
    firsts = select(ReviewRow.question).where(alive).group_by(ReviewRow.question).having(func.min(ReviewRow.day) == day)
    with database.read() as connection:
        done = connection.execute(select(func.count()).select_from(ReviewRow).where(alive, ReviewRow.day == day)).scalar_one()
        new = len(connection.execute(firsts).all())
    return int(done), new
