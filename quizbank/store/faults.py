"""What SQLite or the file system says, as a message with a cure: every fault has its own."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from quizbank.domain.errors import CannotHere

# what SQLite's index of the log takes at least
_LEAST_ROOM = 64 * 1024
_OS_NAMES = {
    errno.EACCES: "SQLITE_READONLY",
    errno.EPERM: "SQLITE_READONLY",
    errno.EROFS: "SQLITE_READONLY",
    errno.ENOENT: "SQLITE_CANTOPEN",
    errno.ENOTDIR: "SQLITE_CANTOPEN",
    errno.ENAMETOOLONG: "SQLITE_CANTOPEN",
    errno.ENOSPC: "SQLITE_FULL",
    errno.EDQUOT: "SQLITE_FULL",
    errno.EFBIG: "SQLITE_FULL",
    errno.EIO: "SQLITE_IOERR",
    errno.EISDIR: "SQLITE_ISDIR",
}
# what SQLite calls it, or we do, and the sentence of the catalogue; more exact names end in _MORE
_CODES = {
    "SQLITE_BUSY": "store.busy",
    "SQLITE_LOCKED": "store.busy",
    "SQLITE_READONLY": "store.readonly",
    "SQLITE_PERM": "store.readonly",
    "SQLITE_AUTH": "store.readonly",
    "SQLITE_CANTOPEN": "store.cantopen",
    "SQLITE_FULL": "store.full",
    "SQLITE_IOERR": "store.ioerr",
    "SQLITE_NOTADB": "store.notadb",
    "SQLITE_CORRUPT": "store.corrupt",
    "SQLITE_ISDIR": "store.isdir",
    "EMPTY": "store.empty",
    "FOREIGN": "store.foreign",
    "MOVED": "store.moved",
    "SPECIAL": "store.special",
    "ROTTEN": "store.rotten",
    "NEWER": "store.newer",
}


def fault(path: Path, name: str, said: str = "") -> CannotHere:
    """The refusal of that name (a key of the table above, or any extended SQLite error name)."""
    base = "_".join(name.split("_")[:2])
    code = _CODES.get(name) or _CODES.get(base) or "store.other"
    return CannotHere(code, path=str(path), said=said)


def unusable(path: Path, error: BaseException) -> CannotHere:
    """The refusal for an exception of SQLite or of the file system."""
    if isinstance(error, TimeoutError) and error.errno is None:
        return fault(path, "SQLITE_BUSY")
    if isinstance(error, OSError):
        return fault(path, _OS_NAMES.get(error.errno or 0, ""), error.strerror or str(error))
    name = getattr(error, "sqlite_errorname", None) or ""
    # where its index of the log does not fit, SQLite speaks of the disk, not of its being full
    if name.startswith("SQLITE_IOERR") and _no_room(path):
        name = "SQLITE_FULL"
    return fault(path, name, str(error))


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def is_fault(error: BaseException | None) -> bool:
    """Whether an error is about the file rather than about the values written (a broken constraint
    is a bug, not damage).
    """
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)
    )
