"""Cards: the cache of each question's state, and the queries that a day is built from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    func,
    join,
    literal_column,
    outerjoin,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from quizbank.domain.plain import RawRow
from quizbank.domain.review import Card, Flags, Memory
from quizbank.store.database import Database
from quizbank.store.hot import compiled
from quizbank.store.models import CardRow, QuestionRow, table_of

_NO_FLAGS = Flags()
_QUESTIONS = table_of(QuestionRow)
_CARDS = table_of(CardRow)
# statements are built once: building one costs several times its execution
_UPSERT = insert(_CARDS).on_conflict_do_update(
    index_elements=["question"],
    set_={
        column.name: getattr(insert(_CARDS).excluded, column.name)
        for column in _CARDS.columns
        if column.name != "question"
    },
)
_ONE = select(_CARDS).where(_CARDS.c.question == bindparam("question"))
# a literal, not a parameter: only then does SQLite see that the partial index applies
_FREE = _CARDS.c.suspended == literal_column("0")
_ASKED = (
    _FREE
    & _CARDS.c.leech.is_(False)
    & (_CARDS.c.buried_until.is_(None) | (_CARDS.c.buried_until <= bindparam("today")))
)
_JOINED = join(_CARDS, _QUESTIONS, _QUESTIONS.c.id == _CARDS.c.question)
_DUE = (
    select(_CARDS)
    .select_from(_JOINED)
    .where(_ASKED, _CARDS.c.due_day <= bindparam("today"), _QUESTIONS.c.active.is_(True))
    .order_by(_CARDS.c.due_day, _CARDS.c.question)
    .limit(bindparam("limit"))
)
_DUE_HOT = compiled(_DUE)
_NEW = (
    select(_QUESTIONS.c.id)
    .select_from(outerjoin(_QUESTIONS, _CARDS, _QUESTIONS.c.id == _CARDS.c.question))
    .where(
        _QUESTIONS.c.active.is_(True),
        _CARDS.c.due_day.is_(None),
        _CARDS.c.question.is_(None) | _ASKED,
    )
    .order_by(_QUESTIONS.c.topic, _QUESTIONS.c.difficulty, _QUESTIONS.c.id)
    .limit(bindparam("limit"))
)
_COUNT = (
    select(func.count())
    .select_from(_JOINED)
    .where(_ASKED, _CARDS.c.due_day <= bindparam("today"), _QUESTIONS.c.active.is_(True))
)
_AHEAD = (
    select(func.max(_CARDS.c.due_day, bindparam("today")), func.count())
    .select_from(_JOINED)
    .where(
        _FREE,
        _CARDS.c.leech.is_(False),
        _CARDS.c.due_day < bindparam("end"),
        _QUESTIONS.c.active.is_(True),
    )
    .group_by(func.max(_CARDS.c.due_day, bindparam("today")))
)


def put_cards(session: Session, cards: Iterable[Card]) -> None:
    """Insert or replace cards within a transaction."""
    values = [_values(card) for card in cards]
    if values:
        session.execute(_UPSERT, values)


def replace_all(database: Database, cards: Iterable[Card]) -> None:
    """Throw the cache away and write these cards."""
    with database.write() as session:
        session.execute(delete(CardRow))
        put_cards(session, cards)


def card_of(database: Database, question: str) -> Card:
    """The card of a question; a fresh one where it was never answered."""
    with database.read() as connection:
        return read_card(connection, question)


def read_card(connection: Connection, question: str) -> Card:
    """`card_of` within a transaction."""
    row = connection.execute(_ONE, {"question": question}).first()
    return Card(question) if row is None else _card(row)


def all_cards(database: Database) -> dict[str, Card]:
    """Every card by question."""
    with database.read() as connection:
        return {row.question: _card(row) for row in connection.execute(select(_CARDS))}


def due(
    database: Database,
    day: int,
    limit: int,
    topics: Collection[str] = (),
    kinds: Collection[str] = (),
) -> list[Card]:
    """The cards to be asked on study day `day`, longest due first; not suspended, buried, leeches
    or of inactive questions.
    """
    values = {"today": day, "limit": limit}
    if not topics and not kinds:
        return [_card(row) for row in database.hot.rows(_DUE_HOT, values)]
    with database.read() as connection:
        return [_card(row) for row in connection.execute(_narrowed(_DUE, topics, kinds), values)]


def new(
    database: Database,
    day: int,
    limit: int,
    topics: Collection[str] = (),
    kinds: Collection[str] = (),
) -> list[str]:
    """The ids of questions that were never answered, by topic and difficulty; suspended and buried
    ones left out.
    """
    with database.read() as connection:
        return list(
            connection.execute(
                _narrowed(_NEW, topics, kinds), {"today": day, "limit": limit}
            ).scalars()
        )


def count_due(database: Database, day: int) -> int:
    """How many questions would be asked on `day`, were there no limit."""
    with database.read() as connection:
        return int(connection.execute(_COUNT, {"today": day}).scalar_one())


def forecast(database: Database, day: int, days: int) -> tuple[int, ...]:
    """How many questions fall due on each of `days` study days from `day` on; what is overdue
    counts for the first.
    """
    with database.read() as connection:
        found = {
            int(at): int(count)
            for at, count in connection.execute(_AHEAD, {"today": day, "end": day + days})
        }
    return tuple(found.get(day + k, 0) for k in range(days))


def _narrowed(query: Select[Any], topics: Collection[str], kinds: Collection[str]) -> Select[Any]:
    if topics:
        query = query.where(_QUESTIONS.c.topic.in_(topics))
    return query.where(_QUESTIONS.c.kind.in_(kinds)) if kinds else query


def _values(card: Card) -> RawRow:
    memory = card.memory
    return {
        "question": card.question,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "last_day": memory.last_day if memory else None,
        "due_day": memory.due_day if memory else None,
        "reps": memory.reps if memory else 0,
        "lapses": memory.lapses if memory else 0,
        "suspended": card.flags.suspended,
        "flagged": card.flags.flagged,
        "buried_until": card.flags.buried_until,
        "leech": card.flags.leech,
    }


def _card(row: Any) -> Card:
    # columns by position, and one object for the usual flags: twice as fast over a long queue
    (
        question,
        stability,
        difficulty,
        last_day,
        due_day,
        reps,
        lapses,
        suspended,
        flagged,
        buried_until,
        leech,
    ) = row
    memory = (
        None
        if stability is None
        else Memory(
            stability=stability,
            difficulty=difficulty,
            last_day=last_day,
            due_day=due_day,
            reps=reps,
            lapses=lapses,
        )
    )
    if not (suspended or flagged or leech or buried_until is not None):
        return Card(question, memory, _NO_FLAGS)
    return Card(question, memory, Flags(bool(suspended), bool(flagged), buried_until, bool(leech)))
