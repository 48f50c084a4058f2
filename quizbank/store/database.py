"""Opening the database: created, migrated, checked, or refused with a sentence."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from quizbank.domain.errors import CannotHere, QuizbankError
from quizbank.store.schema import HEAD, revision_of, unusable

BUSY_MS = 10_000


class Database:
    """One open database file. Every write is one immediate transaction, durable when it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine: Engine = create_engine(f"sqlite:///{path}")
        event.listen(self.engine, "connect", _on_connect)
        event.listen(self.engine, "begin", _on_begin)

    @classmethod
    def open(cls, location: str | Path) -> Database:
        """Open, create or migrate; raises `CannotHere` for what is damaged, newer, foreign, locked or read-only."""
        path = path_of(location)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = not path.exists()
            if revision_of(path) != HEAD:
                _upgrade(path, fresh)
            database = cls(path)
            with database.write():
                pass
            _check(path)
            return database
        except (OSError, sqlite3.Error, DatabaseError) as error:
            raise unusable(path, getattr(error, "orig", None) or error) from None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session in one immediate transaction, committed at the end, rolled back on any error."""
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                session.connection()
                yield session
        except DatabaseError as error:
            raise unusable(self.path, error.orig or error) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database."""
        try:
            with self.engine.connect().execution_options(quizbank_read=True) as connection:
                yield connection
        except DatabaseError as error:
            raise unusable(self.path, error.orig or error) from error

    def close(self) -> None:
        """Release the file."""
        self.engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def path_of(location: str | Path) -> Path:
    """The file of a path or a ``sqlite:///`` address; raises `QuizbankError` for another kind of database."""
    text = str(location)
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif "://" in text:
        raise QuizbankError(f"'{text.split('://')[0]}' databases are not supported: name a file or sqlite:///FILE.",
                            f"不支持 {text.split('://')[0]} 数据库：请给出文件名或 sqlite:///文件名。")
    return Path(text).expanduser().absolute()


def _upgrade(path: Path, fresh: bool) -> None:
    from quizbank.store.backup import make_backup
    from quizbank.store.migrate import migrate

    if fresh:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    else:
        make_backup(path, "migration")
    try:
        migrate(path)
    except BaseException:
        if fresh:
            path.unlink(missing_ok=True)
        raise


def _check(path: Path) -> None:
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        connection.close()
    if found != "ok":
        raise CannotHere(
            f"The database {path} is damaged ({found}). 'quizbank doctor --repair' saves what can be read into a new file.",
            f"数据库 {path} 已损坏（{found}）。用 quizbank doctor --repair 把能读的内容救到新文件里。")


def _on_connect(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("quizbank_read")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
