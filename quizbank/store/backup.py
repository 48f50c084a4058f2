"""Backups by SQLite's own backup interface: a copied live file loses rows, this does not."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from pathlib import Path

from quizbank.domain.errors import CannotHere
from quizbank.store.schema import revision_of, unusable

_KEEP = {"daily": 7}
_KEEP_OTHER = 5


def backups_folder(path: Path) -> Path:
    """Where the backups of a database lie: beside it."""
    return path.parent / f"{path.stem}-backups"


def make_backup(path: Path, reason: str, target: Path | None = None) -> Path:
    """Copy the database into `target`, or into a dated file of its backups folder; old ones of that reason go."""
    if target is None:
        folder = backups_folder(path)
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / f"{reason}-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S-%f}.db"
    part = target.with_name(target.name + ".part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600))
        source, copy = sqlite3.connect(path, timeout=10), sqlite3.connect(part)
        try:
            source.backup(copy)
        finally:
            source.close()
            copy.close()
        os.replace(part, target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise unusable(target, error) from None
    _rotate(target.parent, reason)
    return target


def _rotate(folder: Path, reason: str) -> None:
    old = sorted(folder.glob(f"{reason}-*.db"))
    for path in old[: -_KEEP.get(reason, _KEEP_OTHER)]:
        path.unlink(missing_ok=True)


def daily_backup(path: Path) -> Path | None:
    """Today's backup, made when there is none yet."""
    today = f"daily-{dt.datetime.now(dt.UTC):%Y%m%d}"
    if any(backups_folder(path).glob(f"{today}-*.db")):
        return None
    return make_backup(path, "daily")


def restore(path: Path, source: Path) -> Path | None:
    """Put a backup in the database's place; the present file is backed up first. Returns that backup.

    Raises `CannotHere` where `source` is no sound quizbank database; then nothing is changed.
    """
    if not source.is_file():
        raise CannotHere(f"There is no file {source}.", f"没有 {source} 这个文件。")
    if revision_of(source) is None:
        raise CannotHere(f"{source} holds no quizbank data; nothing was changed.", f"{source} 里没有 quizbank 的数据；没有改动。")
    check = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    try:
        found = check.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    finally:
        check.close()
    if found != "ok":
        raise CannotHere(f"{source} is damaged ({found}); nothing was changed.", f"{source} 已损坏（{found}）；没有改动。")
    kept = make_backup(path, "restore") if path.exists() and path.stat().st_size else None
    make_backup(source, "restored", path)
    for leftover in ("-wal", "-shm"):
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    return kept
