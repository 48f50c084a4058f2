"""Cards: the cache of each question's state, and the queries that a day is built from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from quizbank.domain.review import Card, Flags, Memory
from quizbank.store.database import Database
from quizbank.store.models import CardRow, QuestionRow


def put_cards(session: Session, cards: Iterable[Card]) -> None:
    """Insert or replace cards within a transaction."""
    for card in cards:
        values = _values(card)
        statement = insert(CardRow).values(**values)
        session.execute(statement.on_conflict_do_update(index_elements=["question"], set_=values))


def replace_all(database: Database, cards: Iterable[Card]) -> None:
    """Throw the cache away and write these cards."""
    with database.write() as session:
        session.execute(delete(CardRow))
        put_cards(session, cards)


def card_of(database: Database, question: str) -> Card:
    """The card of a question; a fresh one where it was never answered."""
    with database.read() as connection:
        row = connection.execute(select(CardRow.__table__).where(CardRow.question == question)).first()
    return Card(question) if row is None else _card(row)


def all_cards(database: Database) -> dict[str, Card]:
    """Every card by question."""
    with database.read() as connection:
        return {row.question: _card(row) for row in connection.execute(select(CardRow.__table__))}


def count_due(database: Database, day: int) -> int:
    """How many active questions are due on `day` or before."""
    query = select(func.count()).select_from(CardRow).join(QuestionRow, QuestionRow.id == CardRow.question).where(
        CardRow.due_day <= day, CardRow.suspended.is_(False), QuestionRow.active.is_(True))
    with database.read() as connection:
        return int(connection.execute(query).scalar_one())


def _values(card: Card) -> dict[str, Any]:
    memory = card.memory
    return {
        "question": card.question, "stability": memory and memory.stability, "difficulty": memory and memory.difficulty,
        "last_day": memory and memory.last_day, "due_day": memory and memory.due_day, "reps": memory.reps if memory else 0,
        "lapses": memory.lapses if memory else 0, "suspended": card.flags.suspended, "flagged": card.flags.flagged,
        "buried_until": card.flags.buried_until, "leech": card.flags.leech,
    }


def _card(row: Any) -> Card:
    memory = None
    if row.stability is not None:
        memory = Memory(row.stability, row.difficulty, row.last_day, row.due_day, row.reps, row.lapses)
    return Card(row.question, memory, Flags(row.suspended, row.flagged, row.buried_until, row.leech))
