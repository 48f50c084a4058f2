"""One held sqlite3 connection for the reads that a learner waits for: the next question and its
text.

SQLAlchemy's pool, transaction and result objects cost ten times what such a query costs. The
statements are still built from the
models and compiled once; the connection is in autocommit, so that each read sees what was committed
last.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from quizbank.domain.plain import RawValue
from quizbank.store.faults import unusable

_BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class HotStatement:
    """A statement's text with parameters by name, and the values of those that SQLAlchemy made
    up.
    """

    text: str
    made_up: Mapping[str, RawValue]


def compiled(statement: Select[Any]) -> HotStatement:
    """Compile a statement once, for `HotReader.rows`."""
    done = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    return HotStatement(
        str(done), {name: value for name, value in done.params.items() if value is not None}
    )


class HotReader:
    """Reads over a connection that stays open; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def rows(
        self, statement: HotStatement, values: Mapping[str, RawValue]
    ) -> list[tuple[Any, ...]]:
        """All rows of a query, as SQLite has them; raises `CannotHere` where the file cannot be
        read.
        """
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        self._path,
                        timeout=_BUSY_SECONDS,
                        isolation_level=None,
                        check_same_thread=False,
                    )
                    self._connection.execute("PRAGMA query_only = ON")
                return self._connection.execute(
                    statement.text, {**statement.made_up, **values}
                ).fetchall()
        except sqlite3.Error as error:
            raise unusable(self._path, error) from error

    def close(self) -> None:
        """Let the connection go; the next read opens another."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
