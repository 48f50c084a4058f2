"""Whether a file is ours and up to date, with the standard library alone: Alembic is imported only
to migrate.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizbank.store.faults import fault, unusable

KNOWN = ("0001", "0002", "0003")
HEAD = KNOWN[-1]
APPLICATION_ID = 0x51424E4B  # "QBNK"
_MAGIC = b"SQLite format 3\0"


@contextmanager
def peek(path: Path, option: str = "mode=ro") -> Iterator[sqlite3.Connection]:
    """A connection that cannot change the file; with ``immutable=1`` it leaves no file of SQLite's
    own beside it either.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{option}", uri=True, timeout=5)
    try:
        yield connection
    finally:
        connection.close()


def revision_of(path: Path) -> str | None:
    """The schema revision of a database file, None where there is none.

    Raises `CannotHere` for what must not be touched: empty, foreign, newer, unreadable.
    """
    try:
        if path.is_dir():
            raise fault(path, "SQLITE_ISDIR")
        if not path.exists():
            return None
        if not path.is_file():
            raise fault(path, "SPECIAL")
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
        if not head:
            raise fault(path, "EMPTY")
        if head != _MAGIC:
            raise fault(path, "SQLITE_NOTADB")
        # without a log of writes nobody is writing
        quiet = "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"
        with peek(path, quiet) as connection:
            revision = _read(connection)
    except (sqlite3.Error, OSError) as error:
        raise unusable(path, error) from None
    if revision is None:
        raise fault(path, "FOREIGN")
    if revision not in KNOWN:
        raise fault(path, "NEWER", revision)
    return revision


def _read(connection: sqlite3.Connection) -> str | None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return None
    if (
        connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        is None
    ):
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def check(path: Path) -> None:
    """Raise `CannotHere` where SQLite's quick check finds damage: an INSERT can succeed beside a
    page that no SELECT reads.
    """
    try:
        with peek(path) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        raise unusable(path, error) from None
    if found != "ok":
        raise fault(path, "SQLITE_CORRUPT", found.splitlines()[-1][:200])
