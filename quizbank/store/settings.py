"""Settings, drafts and mock reports: small values by name."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from quizbank.domain.plain import JsonObject, JsonValue
from quizbank.domain.plan import Settings
from quizbank.store.database import Database
from quizbank.store.faults import fault
from quizbank.store.models import DraftRow, MockRow, SettingRow
from quizbank.store.setting_values import may_be
from quizbank.store.uuid7 import uuid7

PREFIX = "setting:"


def load_settings(database: Database) -> Settings:
    """The learner's settings; what was never set has its default. Raises a fault for a value that
    nothing of ours wrote.
    """
    known = {f.name for f in fields(Settings)}
    with database.read() as connection:
        rows = connection.execute(select(SettingRow.__table__)).all()
    values: Any = {
        row.name.removeprefix(PREFIX): row.value
        for row in rows
        if isinstance(row.name, str)
        and row.name.startswith(PREFIX)
        and row.name.removeprefix(PREFIX) in known
    }
    for name, value in values.items():
        if not may_be(name, value):
            raise fault(database.path, "ROTTEN", name)
    values["interview"] = (
        dt.date.fromisoformat(values["interview"]) if values.get("interview") else None
    )
    for name in ("parameters", "open_topics", "focus"):
        if name in values:
            values[name] = tuple(values[name])
    if "pauses" in values:
        values["pauses"] = tuple((first, last) for first, last in values["pauses"])
    return Settings(**values)


def save_settings(database: Database, settings: Settings) -> None:
    """Store every setting."""
    values = asdict(settings)
    values["interview"] = settings.interview.isoformat() if settings.interview else None
    with database.write() as session:
        for name, value in values.items():
            row = {"name": PREFIX + name, "value": value}
            session.execute(
                insert(SettingRow)
                .values(**row)
                .on_conflict_do_update(index_elements=["name"], set_=row)
            )


def load_value(database: Database, name: str) -> Any:
    """A value of the app's own, apart from the learner's settings; None where there is none."""
    with database.read() as connection:
        return connection.execute(
            select(SettingRow.__table__.c.value).where(SettingRow.name == name)
        ).scalar()


def save_value(database: Database, name: str, value: JsonValue) -> None:
    """Store a JSON value of the app's own."""
    with database.write() as session:
        row = {"name": name, "value": value}
        session.execute(
            insert(SettingRow)
            .values(**row)
            .on_conflict_do_update(index_elements=["name"], set_=row)
        )


@dataclass(frozen=True, slots=True)
class Tries:
    """What happened to the question whose answer is being written: it counts for the rating, so
    that leaving and coming back makes no second try a first one.
    """

    attempts: int = 0
    hints: int = 0
    revealed: bool = False


NO_TRIES = Tries()


def save_draft(
    database: Database,
    question: str,
    *,
    seed: int | None,
    text: str,
    at: dt.datetime,
    tries: Tries = NO_TRIES,
) -> None:
    """Keep what is being typed, and what was tried; nothing of either drops the draft."""
    with database.write() as session:
        if not text and tries == NO_TRIES:
            session.execute(delete(DraftRow).where(DraftRow.question == question))
            return
        row = {"question": question, "seed": seed, "text": text, "at": at, **asdict(tries)}
        session.execute(
            insert(DraftRow)
            .values(**row)
            .on_conflict_do_update(index_elements=["question"], set_=row)
        )


def load_draft(database: Database, question: str) -> tuple[int | None, str] | None:
    """The (seed, text) that was being typed for a question."""
    with database.read() as connection:
        row = connection.execute(
            select(DraftRow.__table__).where(DraftRow.question == question)
        ).first()
    return None if row is None else (row.seed, row.text)


def load_tries(database: Database, question: str) -> tuple[Tries, dt.datetime] | None:
    """What was tried of the answer that is being written, and when last."""
    with database.read() as connection:
        row = connection.execute(
            select(DraftRow.__table__).where(DraftRow.question == question)
        ).first()
    if row is None:
        return None
    return Tries(row.attempts, row.hints, bool(row.revealed)), row.at


def save_mock(database: Database, report: object, at: dt.datetime) -> str:
    """Keep a mock interview's report; returns its id."""
    id = uuid7()
    with database.write() as session:
        session.add(MockRow(id=id, at=at, report=report))
    return id


def last_mock(database: Database) -> JsonObject | None:
    """The latest mock interview's report; None before the first."""
    query = select(MockRow.__table__.c.report).order_by(MockRow.id.desc()).limit(1)
    with database.read() as connection:
        report = connection.execute(query).scalar()
    return dict(report) if report else None
