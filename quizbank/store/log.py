"""The whole log as entries: what two machines exchange, month by month, and how another's entries
are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Table, Text, func, select, type_coerce
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from quizbank.domain.review import Rating, Review, Tombstone
from quizbank.store.database import Database
from quizbank.store.models import Base, EditRow, FlagRow, ReviewRow, TombstoneRow, table_of
from quizbank.store.records import Edit, Entry, FlagEvent

# the append-only tables
TABLES: dict[type[Entry], type[Base]] = {
    Review: ReviewRow,
    Tombstone: TombstoneRow,
    FlagEvent: FlagRow,
    Edit: EditRow,
}
_CHUNK = 500


Columns = dict[str, Any]


def row_of(entry: Entry) -> Columns:
    """The column values of an entry."""
    values: Columns = {field.name: getattr(entry, field.name) for field in fields(entry)}
    for name in ("rating", "suggested"):
        if values.get(name) is not None:
            values[name] = int(values[name])
    if "verdict" in values:
        values["verdict"] = dict(values["verdict"])
    if "parents" in values:
        values["parents"] = list(values["parents"])
    return values


def entry_of(kind: type[Entry], row: Any) -> Any:
    """The entry of a row of its table; an instance of `kind`."""
    values = dict(row._mapping)
    for name in ("rating", "suggested"):
        if values.get(name) is not None:
            values[name] = Rating(values[name])
    if "parents" in values:
        values["parents"] = tuple(values["parents"])
    return kind(**values)


def months(database: Database) -> list[str]:
    """The months (``2026-11``, UTC) in which something was logged, in order."""
    with database.read() as connection:
        found = {
            month
            for kind in TABLES
            for month in connection.execute(select(_month(_table(kind))).distinct()).scalars()
        }
    return sorted(found)


def entries_of(database: Database, month: str) -> list[Entry]:
    """Everything logged in a month, by id."""
    with database.read() as connection:
        found = [entry for kind in TABLES for entry in _entries(connection, kind, month)]
    return sorted(found, key=lambda entry: (entry.id, type(entry).__name__))


def edits(database: Database) -> list[Edit]:
    """Every edit of a custom question, by id."""
    with database.read() as connection:
        return [
            entry_of(Edit, row)
            for row in connection.execute(select(_table(Edit)).order_by(EditRow.id))
        ]


def add_entries(session: Session, entries: Iterable[Entry]) -> Counter[type[Entry]]:
    """Add entries within a transaction; what is already there is left alone. Returns how many of
    each kind were new.
    """
    added: Counter[type[Entry]] = Counter()
    rows: dict[type[Entry], list[Columns]] = {kind: [] for kind in TABLES}
    for entry in entries:
        rows[type(entry)].append(row_of(entry))
    for kind, values in rows.items():
        table = _table(kind)
        statement = insert(table).on_conflict_do_nothing()
        count = select(func.count()).select_from(table)
        before = session.execute(count).scalar_one()
        for start in range(0, len(values), _CHUNK):
            session.execute(statement, values[start : start + _CHUNK])
        added[kind] = session.execute(count).scalar_one() - before if values else 0
    return added


def holds_all(database: Database, entries: Iterable[Entry]) -> bool:
    """Whether every one of these entries is in the log already."""
    ids: dict[type[Entry], set[str]] = {kind: set() for kind in TABLES}
    for entry in entries:
        ids[type(entry)].add(entry.id)
    with database.read() as connection:
        for kind, wanted in ids.items():
            table, left = _table(kind), sorted(wanted)
            for start in range(0, len(left), _CHUNK):
                chunk = left[start : start + _CHUNK]
                found = connection.execute(
                    select(func.count()).select_from(table).where(table.c.id.in_(chunk))
                ).scalar_one()
                if found < len(chunk):
                    return False
    return True


def merge(database: Database, entries: Iterable[Entry]) -> Counter[type[Entry]]:
    """Add what another machine logged, in one transaction. Returns how many entries of each kind
    were new.
    """
    with database.write() as session:
        return add_entries(session, entries)


def _entries(connection: Connection, kind: type[Entry], month: str) -> list[Entry]:
    table = _table(kind)
    return [
        entry_of(kind, row)
        for row in connection.execute(select(table).where(_month(table) == month))
    ]


def _table(kind: type[Entry]) -> Table:
    return table_of(TABLES[kind])


def _month(table: Table) -> Any:
    # times are stored as UTC text, so the month is its first seven characters
    return func.substr(type_coerce(table.c.at, Text), 1, 7)
