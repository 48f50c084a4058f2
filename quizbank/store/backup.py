"""Backups by SQLite's own backup interface: a copied live file loses rows, this does not."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from quizbank.domain.errors import CannotHere, QuizbankError
from quizbank.store.faults import fault, unusable
from quizbank.store.schema import APPLICATION_ID, check, peek, revision_of
from quizbank.store.whole_files import create_alone, settle_folder, sweep, unforeseen

_KEEP = {"daily": 7}
_KEEP_OTHER = 5
SIDE_FILES = ("-wal", "-shm", "-journal")


def backups_folder(path: Path) -> Path:
    """Where the backups of a database lie: beside it."""
    return path.parent / f"{path.stem}-backups"


def make_backup(path: Path, reason: str, target: Path | None = None) -> Path:
    """Copy the database into `target`, or into a dated file of its backups folder, where old ones
    of that reason go.

    Raises `QuizbankError` where `target` is the database itself or something else than a backup,
    `CannotHere` where
    it cannot be written.
    """
    if target is not None:
        _refuse_target(path, target)
        _copy(path, target)
        return target
    target = _dated(path, reason)
    _copy(path, target)
    _rotate(target.parent, reason)
    return target


def daily_backup(path: Path, today: dt.date | None = None) -> Path | None:
    """The backup of `today` (a UTC date), made when there is none yet."""
    name = f"daily-{today or dt.datetime.now(dt.UTC).date():%Y%m%d}"
    if any(backups_folder(path).glob(f"{name}-*.db")):
        return None
    return make_backup(path, "daily")


def restore(path: Path, source: Path) -> Path | None:
    """Put a backup in the database's place; what was there is kept. Returns the file in which it is
    kept.

    A sound database is overwritten through SQLite, so that a program that has it open goes on with
    the restored rows;
    a damaged one is moved away. Raises `CannotHere` where `source` is no sound quizbank database;
    then nothing is changed.
    """
    if not source.is_file():
        raise CannotHere("store.no-backup", path=str(source))
    if path.exists() and source.samefile(path):
        raise QuizbankError("store.restore-itself", path=str(source))
    revision = revision_of(source)
    check(source)
    _refuse_strangers(source, str(revision))
    if not path.exists():
        _restore_where_none_is(path, source)
        return None
    try:
        revision_of(path)
        check(path)
        kept = _dated(path, "restore")
        _copy(path, kept)
    except CannotHere:
        fresh = unforeseen(path, ".new")
        _copy(source, fresh)
        kept = put_in_place(fresh, path)
    else:
        _overwrite(source, path)
    _rotate(kept.parent, "restore", spare=source)
    return kept


def _restore_where_none_is(path: Path, source: Path) -> None:
    from quizbank.store.database import creating, set_aside_stray_log

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with creating(path):
            if path.exists():
                raise fault(path, "SQLITE_BUSY")
            set_aside_stray_log(path)
            _copy(source, path)
    except OSError as error:
        raise unusable(path, error) from None


def put_in_place(fresh: Path, path: Path) -> Path:
    """Put `fresh` in the place of a database that cannot be read; returns where that and its side
    files are kept, unchanged.

    At no instant is there no database: a program killed in between leaves the old one or the fresh
    one.
    """
    kept = _dated(path, "damaged")
    try:
        for name in ("", *SIDE_FILES):
            side = path.with_name(path.name + name)
            if side.exists():
                _keep(side, kept.with_name(kept.name + name))
        # a log left here would be played into the fresh file
        for name in SIDE_FILES:
            path.with_name(path.name + name).unlink(missing_ok=True)
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise unusable(path, error) from None
    return kept


def _keep(file: Path, kept: Path) -> None:
    try:
        os.link(file, kept)
    except OSError:  # a file system without hard links
        shutil.copyfile(file, kept)
        kept.chmod(0o600)


def _dated(path: Path, reason: str) -> Path:
    folder = backups_folder(path)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(folder, error) from None
    return folder / f"{reason}-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S-%f}.db"


def _copy(source: Path, target: Path) -> None:
    """A copy that is there whole or not at all, readable by its owner alone."""
    part = unforeseen(target, ".part")
    try:
        os.close(create_alone(part))
        _overwrite(source, part)
        os.replace(part, target)
        settle_folder(target.parent)
    except OSError as error:
        raise unusable(target, error) from None
    finally:
        for name in ("", *SIDE_FILES):
            part.with_name(part.name + name).unlink(missing_ok=True)


def _overwrite(source: Path, target: Path) -> None:
    try:
        # mode=rw: a missing file is an error, not an empty backup
        origin = sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=10)
        copy = sqlite3.connect(target, timeout=10)
        try:
            origin.backup(copy)
        finally:
            origin.close()
            copy.close()
    except sqlite3.Error as error:
        raise unusable(target, error) from None


def _refuse_strangers(source: Path, revision: str) -> None:
    """Refuse a file whose schema is not the one that quizbank wrote: a strange trigger or index
    acts at each answer, and without one of ours the log is no longer append-only.
    """
    from quizbank.store.migrate import migrate

    with tempfile.TemporaryDirectory(prefix="quizbank-schema-") as folder:
        own = Path(folder) / "own.db"
        migrate(own, revision)
        own_schema = _schema_of(own)
        strange = _schema_of(source) ^ own_schema
    if strange:
        names = ", ".join(sorted({name for name, _ in strange}))[:200]
        raise CannotHere("store.strangers", path=str(source), names=names)


def _schema_of(path: Path) -> set[tuple[str, str]]:
    with peek(path) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        ).fetchall()
    return {(str(name), " ".join(str(sql).split())) for name, sql in rows}


def _refuse_target(path: Path, target: Path) -> None:
    if target.is_dir():
        raise fault(target, "SQLITE_ISDIR")
    if not target.exists():
        return
    if not target.is_file():
        raise QuizbankError("store.target-special", path=str(target))
    if path.exists() and target.samefile(path):
        raise QuizbankError("store.target-itself", path=str(target))
    with target.open("rb") as file:
        head = file.read(72)
    if head and head[68:] != APPLICATION_ID.to_bytes(4):
        raise QuizbankError("store.target-foreign", path=str(target))


def _rotate(folder: Path, reason: str, spare: Path | None = None) -> None:
    sweep(folder, "*.db.*.part*")
    sweep(folder, ".*.db.*.part*")
    old = sorted(folder.glob(f"{reason}-*.db"))
    for path in old[: -_KEEP.get(reason, _KEEP_OTHER)]:
        if spare is None or path.absolute() != spare.absolute():
            path.unlink(missing_ok=True)
