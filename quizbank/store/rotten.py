"""Values that SQLite gives back but that nothing of ours wrote: SQLite keeps no sums over its
pages, so a flipped bit is still a row.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, Table

from quizbank.domain.plain import RawRow, RawValue
from quizbank.store.log import TABLES
from quizbank.store.models import CHANGING, DeedRow, SettingRow, table_of
from quizbank.store.records import entry_from_values
from quizbank.store.setting_values import may_be
from quizbank.store.settings import PREFIX
from quizbank.store.types import UTC, Json, JsonText

# the tables whose JSON may be a bare value
_BARE = (SettingRow.__tablename__, DeedRow.__tablename__)


def rotten_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each table hold a value that cannot be one; tables without any are left
    out.
    """
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    found: dict[str, int] = {}
    for kind, model in TABLES.items():
        for values in _rows(connection, table_of(model)):
            try:
                entry_from_values(kind, values)
            except (ValueError, KeyError):
                found[table_of(model).name] = found.get(table_of(model).name, 0) + 1
    for row in CHANGING:
        table = table_of(row)
        count = sum(not fits(table, values) for values in _rows(connection, table))
        if count:
            found[table.name] = count
    return found


def fits(table: Table, values: Mapping[str, RawValue]) -> bool:
    """Whether each raw value is one that its column may hold, and a setting one that it may
    have.
    """
    if not all(
        _fits(column, values[column.name]) for column in table.columns if column.name in values
    ):
        return False
    return table.name != SettingRow.__tablename__ or may_be(
        str(values["name"]).removeprefix(PREFIX), json.loads(str(values["value"]))
    )


def _fits(column: Column[Any], value: RawValue) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Boolean | Integer):
        return type(value) is int
    if isinstance(column.type, Float):
        return type(value) in (int, float)
    if (
        not isinstance(value, str)
        or "\0" in value
        or (not value.isprintable() and any("\udc80" <= c <= "\udcff" for c in value))
    ):
        return False
    if isinstance(column.type, Json | JsonText):
        return _is_json(value, bare=column.table.name in _BARE)
    return not isinstance(column.type, UTC) or _is_time(value)


def _is_json(text: str, bare: bool) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return bare or isinstance(value, list | dict)


def _is_time(text: str) -> bool:
    try:
        return dt.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _rows(connection: sqlite3.Connection, table: Table) -> list[RawRow]:
    # an older schema has fewer columns
    known = {str(row[1]) for row in connection.execute(f"PRAGMA table_info({table.name})")}
    names = [column.name for column in table.columns if column.name in known]
    if not names:
        return []
    return [
        dict(zip(names, row, strict=True))
        for row in connection.execute(f"SELECT {', '.join(names)} FROM {table.name}")
    ]
