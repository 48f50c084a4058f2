"""Saving what can be read of a damaged database into a new one: by SQLite where it still can, by
its pages where not.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, insert

from graders.said import Said, said
from quizbank.domain.errors import QuizbankError
from quizbank.domain.plain import RawRow, RawValue
from quizbank.domain.review import Review
from quizbank.store import log
from quizbank.store.backup import SIDE_FILES, put_in_place
from quizbank.store.database import Database
from quizbank.store.faults import fault, unusable
from quizbank.store.models import (
    CHANGING,
    table_of,
)
from quizbank.store.pages import mend_header, raw_rows
from quizbank.store.records import Entry, entry_from_values
from quizbank.store.rotten import fits
from quizbank.store.whole_files import unforeseen

_MAX_FAILURES = 5_000


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """`saved` rows by table; `lost` are ids of reviews that an index names and no page holds any
    more.
    """

    into: Path
    saved: dict[str, int]
    lost: tuple[str, ...]
    unreadable_tables: tuple[str, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        """What was saved and what was not, a message each."""
        told = [said("salvage.saved", n=self.saved.get("reviews", 0), into=str(self.into))]
        if self.lost:
            told.append(said("salvage.lost", n=len(self.lost)))
        if self.unreadable_tables:
            told.append(said("salvage.torn", tables=", ".join(self.unreadable_tables)))
        return tuple(told)

    def message(self, lang: str) -> str:
        """What was saved and what was not, in a sentence or two."""
        from quizbank.words.catalogue import sentence

        return ("" if lang == "zh" else " ").join(sentence(one, lang) for one in self.said)


def repair(path: Path) -> tuple[SalvageReport, Path]:
    """Put what can be saved in the database's place; returns the report and where the damaged file
    is kept, unchanged.

    Cards are left out: rebuild them from the log.
    """
    rescue = unforeseen(path, ".new")
    report = salvage(path, rescue)
    kept = put_in_place(rescue, path)
    return SalvageReport(path, report.saved, report.lost, report.unreadable_tables), kept


def salvage(damaged: Path, into: Path) -> SalvageReport:
    """Write everything of `damaged` that can be read into the new file `into`; `damaged` itself is
    only read.
    """
    if not damaged.is_file():
        raise fault(damaged, "SQLITE_CANTOPEN")
    if into.exists():
        raise QuizbankError("store.exists", path=str(into))
    try:
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".rescue-") as folder:
            copy = Path(folder) / "copy.db"
            for name in ("", *SIDE_FILES):
                if name != "-shm" and damaged.with_name(damaged.name + name).exists():
                    shutil.copyfile(
                        damaged.with_name(damaged.name + name), copy.with_name(copy.name + name)
                    )
            # before SQLite opens the copy, which may play the log back and delete it
            raw = list(_raw_entries(copy))
            if not _accepted(copy):
                mend_header(copy)
            return _rebuild(copy, raw, into)
    except OSError as error:
        raise unusable(into, error) from None


def _rebuild(copy: Path, raw: list[Entry], into: Path) -> SalvageReport:
    torn: set[str] = set()
    entries: dict[tuple[type[Entry], str], Entry] = {
        (type(entry), entry.id): entry for entry in raw
    }
    changing: list[tuple[Table, list[RawRow]]] = []
    indexed: set[str] = set()
    reader = _Reader(copy)
    try:
        for kind, table in log.TABLES.items():
            for values in reader.rows(table_of(table), torn):
                try:
                    entry = entry_from_values(kind, values)
                except (ValueError, KeyError):
                    # a value that is none, or a column whose name in the schema was hit
                    torn.add(table_of(table).name)
                else:
                    entries[kind, entry.id] = entry
        # these are taken from SQLite alone: among raw pages nobody can tell a stale copy from the
        # last one
        changing = [(table_of(row), list(reader.rows(table_of(row), torn))) for row in CHANGING]
        indexed = reader.review_ids()
    finally:
        reader.close()
    with Database.open(into) as database:
        saved = {
            table_of(log.TABLES[kind]).name: count
            for kind, count in log.merge(database, entries.values()).items()
        }
        for target, rows in changing:
            saved[target.name] = _insert(database, target, rows, torn)
    there = {id for kind, id in entries if kind is Review}
    return SalvageReport(into, saved, tuple(sorted(indexed - there)), tuple(sorted(torn)))


def _raw_entries(copy: Path) -> Iterator[Entry]:
    widths = {kind: table_of(table).columns.keys() for kind, table in log.TABLES.items()}
    for values in raw_rows(copy):
        for kind, names in widths.items():
            if len(names) == len(values):
                try:
                    yield entry_from_values(kind, dict(zip(names, values, strict=True)))
                except ValueError:
                    continue
                break


def _insert(database: Database, table: Table, rows: list[RawRow], torn: set[str]) -> int:
    count = 0
    for row in rows:
        if table.name == "settings" and str(row["name"]).startswith(
            ("sync:", "pack:bundled", "pack:own")
        ):
            continue  # what was read of others and of files is read anew
        if not fits(table, row):
            torn.add(table.name)
            continue
        try:
            with database.write() as session:
                # raw values, as they lie in the file: no conversion can fail or change them
                names = list(row)
                done = session.connection().exec_driver_sql(
                    str(
                        insert(table)
                        .prefix_with("OR IGNORE")
                        .compile(column_keys=names, dialect=database.engine.dialect)
                    ),
                    tuple(row[name] for name in names),
                )
                count += done.rowcount
        except Exception as error:
            if isinstance(error, QuizbankError):
                raise
            torn.add(table.name)
    return count


def _accepted(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return True


class _Reader:
    """Rows of a damaged file through SQLite, around what it cannot read."""

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection | None = sqlite3.connect(path)
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        self._bound = path.stat().st_size // 8
        self._failures = 0

    def close(self) -> None:
        """Release the file."""
        if self._connection is not None:
            self._connection.close()

    def rows(self, table: Table, torn: set[str]) -> Iterator[RawRow]:
        """The readable rows of a table; its name goes into `torn` where some could not be read."""
        self._failures = 0
        try:
            known = {row[1] for row in self._execute(f"PRAGMA table_info({table.name})")}
        except sqlite3.DatabaseError:
            known = set()
        names = [column.name for column in table.columns if column.name in known]
        if names:
            query = (
                f"SELECT {', '.join(names)} FROM {table.name} NOT INDEXED WHERE rowid "
                "BETWEEN ? AND ?"
            )
            for row in self._between(query, 0, self._bound):
                yield dict(zip(names, row, strict=True))
        if not names or self._failures:
            torn.add(table.name)

    def review_ids(self) -> set[str]:
        """The ids that the index of reviews names, as far as it can be read."""
        ids: set[str] = set()
        try:
            assert self._connection is not None
            # one after the other: what was read before a page that fails still counts
            for row in self._connection.execute(
                "SELECT id FROM reviews INDEXED BY sqlite_autoindex_reviews_1"
            ):
                ids.add(str(row[0]))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            pass
        return ids

    def _between(self, query: str, low: int, high: int) -> Iterator[tuple[RawValue, ...]]:
        """Rows of a range of rowids; a range that fails is read in halves."""
        try:
            rows = self._execute(query, low, high)
        except sqlite3.DatabaseError:
            self._failures += 1
            if low < high and self._failures < _MAX_FAILURES:
                middle = (low + high) // 2
                yield from self._between(query, low, middle)
                yield from self._between(query, middle + 1, high)
            return
        yield from rows

    def _execute(self, query: str, *values: int) -> list[tuple[RawValue, ...]]:
        assert self._connection is not None
        try:
            return self._connection.execute(query, values).fetchall()
        except UnicodeDecodeError as error:
            # Python's module cannot read a name in the schema that is no text any more
            raise sqlite3.DatabaseError(str(error)) from error
