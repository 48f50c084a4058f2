"""Opening the database: created, migrated, checked, or refused with a sentence."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from quizbank.domain.errors import QuizbankError
from quizbank.store.alone import alone
from quizbank.store.faults import fault, is_fault, unusable
from quizbank.store.hot import HotReader
from quizbank.store.schema import HEAD, check, revision_of
from quizbank.store.uuid7 import continue_after, uuid7

BUSY_MS = 10_000
_ABANDONED = 3600


class Database:
    """One open database file. Every write is one immediate transaction, durable when it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity = _identity(path)
        self.engine: Engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(self.engine, "connect", _on_connect)
        event.listen(self.engine, "begin", _on_begin)
        self.hot = HotReader(path)
        self._reading = self.engine.execution_options(quizbank_read=True)

    @classmethod
    def open(cls, location: str | Path) -> Database:
        """Open, create or migrate; raises `CannotHere` for what is damaged, newer, foreign, locked
        or read-only.
        """
        path = path_of(location)
        try:
            if not path.exists():
                _create(path)
            revision = revision_of(path)
            check(path)
            if revision != HEAD:
                _upgrade(path)
            database = cls(path)
            try:
                with database.write() as session:
                    # a write that changes nothing still tells whether the file can be written
                    session.connection().exec_driver_sql("DELETE FROM drafts WHERE 0")
                    latest = session.connection().exec_driver_sql("SELECT max(id) FROM reviews")
                    _continue(latest.scalar())
            except BaseException:
                database.close()
                raise
            return database
        except (OSError, sqlite3.Error) as error:
            raise unusable(path, error) from None
        except DBAPIError as error:
            raise unusable(path, error.orig or error) from None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session in one immediate transaction, committed at the end, rolled back on any error.

        Raises `CannotHere` where the disk or the file refuses or the file was moved away; a broken
        constraint stays SQLAlchemy's `IntegrityError`.
        """
        with (
            self._sentences(),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.connection()
            yield session
            # a file that was moved away takes every write, and nobody would ever read them
            if _identity(self.path) != self._identity:
                raise fault(self.path, "MOVED")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database."""
        try:
            with self._sentences(), self._reading.connect() as connection:
                yield connection
        except ValueError as error:
            # text that should be a time or JSON
            raise fault(self.path, "ROTTEN", type(error).__name__) from error

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if not is_fault(error.orig):
                raise
            raise unusable(self.path, error.orig or error) from error

    def close(self) -> None:
        """Release the file."""
        self.hot.close()
        self.engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _continue(latest: object) -> None:
    # ids go on from the log's last, so that their order tells what was logged before what
    if isinstance(latest, str):
        with suppress(ValueError):
            continue_after(latest)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path now; None for none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def path_of(location: str | Path) -> Path:
    """The file of a path or a ``sqlite:///`` address; raises `QuizbankError` for another kind of
    database.
    """
    text = str(location)
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    elif "://" in text:
        raise QuizbankError("store.scheme", scheme=text.split("://")[0])
    if not text or text == ":memory:" or "\0" in text:
        raise QuizbankError("store.no-name", text=repr(text))
    return Path(text).expanduser().absolute()


def _create(path: Path) -> None:
    """Build a new database under another name and link it into place: nobody ever sees half of
    one.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with creating(path):
        # who waited here may find the database that another process made, and its live log
        if not path.exists():
            set_aside_stray_log(path)
            _sweep(path)
            _link_new(path)


@contextmanager
def creating(path: Path) -> Iterator[None]:
    """Be the only process that puts a database where there is none. Raises `OSError`."""
    with alone(path.with_name(f".{path.name}.lock")):
        yield


def _link_new(path: Path) -> None:
    from quizbank.store.migrate import migrate

    draft = path.with_name(f".{path.name}.{uuid7()}.new")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        migrate(draft)
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
        try:
            os.link(draft, path)
        except FileExistsError:
            return  # a program without this lock was faster; its database is as good
        except OSError:  # a file system without hard links
            os.rename(draft, path)
    finally:
        for name in ("", "-journal", "-wal", "-shm"):
            draft.with_name(draft.name + name).unlink(missing_ok=True)


def set_aside_stray_log(path: Path) -> None:
    """Rename the log of a database that is gone: SQLite would play it back into the next one.

    Only within `creating`, where there is no database: another's log may be live.
    """
    for name in ("-wal", "-shm"):
        stray = path.with_name(path.name + name)
        with suppress(FileNotFoundError):
            stray.rename(stray.with_name(f"{stray.name}.stray-{time.time_ns()}"))


def _sweep(path: Path) -> None:
    """Drop what creations that were killed left behind."""
    for left in path.parent.glob(f".{path.name}.*.new*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def _upgrade(path: Path) -> None:
    from quizbank.store.backup import make_backup
    from quizbank.store.migrate import migrate

    make_backup(path, "migration")
    migrate(path)


def _on_connect(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    _keep_log_apart(connection)
    connection.execute("PRAGMA synchronous = FULL")
    # on a Mac, FULL alone leaves a commit in the disk's own memory
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    # INSERT OR REPLACE deletes rows without asking the triggers that keep the log append-only,
    # unless this is on
    connection.execute("PRAGMA recursive_triggers = ON")


def _keep_log_apart(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log. SQLite itself does not wait for others here: who finds the file
    in use tries again.
    """
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _on_begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("quizbank_read")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
