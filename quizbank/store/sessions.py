"""Plans of started sessions: what was set out to be asked, so that a session goes on after a
kill.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from quizbank.store.database import Database
from quizbank.store.models import PlanRow
from quizbank.store.uuid7 import uuid7


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session of study day `day` that has not ended; `plan` is whatever JSON value its maker
    needs to go on.
    """

    id: str
    day: int
    mode: str
    plan: object


def start_session(
    database: Database, day: int, mode: str, plan: object, at: dt.datetime
) -> SessionPlan:
    """Keep the plan of a session; an earlier one of that mode has ended with this."""
    id = uuid7()
    with database.write() as session:
        session.execute(
            update(PlanRow).where(PlanRow.mode == mode, PlanRow.ended.is_(False)).values(ended=True)
        )
        session.execute(
            insert(PlanRow).values(id=id, day=day, mode=mode, plan=plan, at=at, ended=False)
        )
    return SessionPlan(id, day, mode, plan)


def update_session(database: Database, id: str, plan: object) -> None:
    """Keep a changed plan: what is left, what was answered."""
    with database.write() as session:
        session.execute(update(PlanRow).where(PlanRow.id == id).values(plan=plan))


def open_session(database: Database, mode: str) -> SessionPlan | None:
    """The session of that mode that was started and did not end."""
    query = (
        select(PlanRow.__table__)
        .where(PlanRow.mode == mode, PlanRow.ended.is_(False))
        .order_by(PlanRow.id.desc())
        .limit(1)
    )
    with database.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else SessionPlan(row.id, row.day, row.mode, row.plan)


def end_session(database: Database, id: str) -> None:
    """The session is over."""
    with database.write() as session:
        session.execute(update(PlanRow).where(PlanRow.id == id).values(ended=True))
