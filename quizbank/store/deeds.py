"""What was last done on this machine, so that it can be taken back in that order. It is not part of
the log that machines exchange: there an undoing is an entry of its own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from quizbank.domain.plain import JsonValue
from quizbank.store.database import Database
from quizbank.store.models import DeedRow, table_of
from quizbank.store.uuid7 import uuid7

What = Literal["rating", "suspended", "flagged", "buried_until", "spread", "edit", "skip"]
_TABLE = table_of(DeedRow)
# beyond so many nobody goes back
_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done to a question; `before` is what it takes to undo it: a review's id, a flag's
    old value, flags by question, a file's old text.
    """

    id: str
    at: dt.datetime
    what: What
    question: str
    before: JsonValue


def add_deed(
    session: Session, what: What, question: str, before: JsonValue, at: dt.datetime
) -> None:
    """Remember what was done, within the transaction that does it."""
    values = {"what": what, "question": question, "before": before, "at": at}
    session.execute(insert(_TABLE).values(id=uuid7(), undone=False, **values))
    old = select(_TABLE.c.id).order_by(_TABLE.c.id.desc()).offset(_KEPT)
    session.execute(delete(_TABLE).where(_TABLE.c.id.in_(old)))


def did(database: Database, what: What, question: str, before: JsonValue, at: dt.datetime) -> None:
    """Remember what was done outside the database, or leaves no other trace in it."""
    with database.write() as session:
        add_deed(session, what, question, before, at)


def last_deed(database: Database) -> Deed | None:
    """What was done last and not taken back; None where nothing is known of any."""
    query = select(_TABLE).where(_TABLE.c.undone.is_(False)).order_by(_TABLE.c.id.desc()).limit(1)
    with database.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    return Deed(id=row.id, at=row.at, what=row.what, question=row.question, before=row.before)


def mark_undone(session: Session, deed: str) -> None:
    """The deed of that id is taken back, within the transaction that does so."""
    session.execute(update(_TABLE).where(_TABLE.c.id == deed).values(undone=True))


def forget_deed(database: Database, deed: str) -> None:
    """The deed of that id was taken back, or cannot be any more."""
    with database.write() as session:
        mark_undone(session, deed)
