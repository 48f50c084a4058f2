"""What SQLite or the file system says, as a sentence with a cure: every fault has its own."""

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
_READ_ONLY = (
    "The database {path} cannot be written: the file or its folder is read-only. Choose "
    "another file with --db.",
    "数据库 {path} 写不进去：文件或所在文件夹是只读的。请用 --db 换一个位置。",
)
_SENTENCES = {
    "SQLITE_BUSY": (
        "The database {path} is in use by another program. Close that one and try again.",
        "数据库 {path} 正被另一个程序占用。关掉那个程序再试。",
    ),
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_AUTH": _READ_ONLY,
    "SQLITE_CANTOPEN": (
        "The database {path} cannot be opened: its folder is read-only or cannot be reached. "
        "Choose another file with --db.",
        "数据库 {path} 打不开：所在文件夹只读或到不了。请用 --db 换一个位置。",
    ),
    "SQLITE_FULL": (
        "The disk is full: {path} cannot be written. Free some space; what was saved is safe.",
        "磁盘已满，{path} 写不进去。请腾出空间；已保存的内容都在。",
    ),
    "SQLITE_IOERR": (
        "Reading or writing {path} failed ({said}). Check the disk; what was saved before is safe.",
        "读写 {path} 出错（{said}）。请检查磁盘；此前保存的内容都在。",
    ),
    "SQLITE_NOTADB": (
        "{path} is not a database, or its beginning was overwritten. Name another file "
        "with --db, restore a backup "
        "with 'quizbank restore FILE', or save what can be read with 'quizbank doctor --repair'.",
        "{path} 不是数据库，或者开头被覆盖了。用 --db 指定别的文件，用 quizbank restore 恢复备份，"
        "或用 quizbank doctor --repair 救出还能读的内容。",
    ),
    "SQLITE_CORRUPT": (
        "The database {path} is damaged ({said}). 'quizbank doctor --repair' saves what "
        "can be read into a new file.",
        "数据库 {path} 已损坏（{said}）。用 quizbank doctor --repair 把能读的内容救到新文件里。",
    ),
    "SQLITE_ISDIR": (
        "{path} is a folder. Name a file with --db.",
        "{path} 是文件夹。请用 --db 指定一个文件。",
    ),
    "EMPTY": (
        "The database {path} is empty (0 bytes): it was damaged. Restore a backup with "
        "'quizbank restore FILE', "
        "or move the file away to begin anew.",
        "数据库 {path} 是空文件（0 字节），已损坏。用 quizbank restore 恢复备份，"
        "或移走它重新开始。",
    ),
    "FOREIGN": (
        "{path} is not a quizbank database. Name another file with --db; nothing was changed.",
        "{path} 不是 quizbank 的数据库。请用 --db 指定别的文件；文件没有改动。",
    ),
    "MOVED": (
        "The database {path} was moved or replaced while quizbank was open, so this was not saved. "
        "Close quizbank and start it again.",
        "quizbank 打开期间，数据库 {path} 被移走或换掉了，这一步没有保存。请关掉 "
        "quizbank 重新打开。",
    ),
    "SPECIAL": (
        "{path} is no regular file. Name a file with --db.",
        "{path} 不是普通文件。请用 --db 指定一个文件。",
    ),
    "ROTTEN": (
        "A value in {path} cannot be read ({said}). 'quizbank doctor' says where; "
        "'quizbank doctor --repair' saves the rest into a new file.",
        "{path} 里有个值读不懂（{said}）。quizbank doctor 会说明在哪里；用 quizbank "
        "doctor --repair 把其余的救到新文件里。",
    ),
    "NEWER": (
        "The database {path} was written by a newer quizbank (schema {said}). Upgrade "
        "quizbank; nothing was changed.",
        "数据库 {path} 由更新版本的 quizbank 写成（结构 {said}）。请升级 quizbank；文件没有改动。",
    ),
}
_OTHER = (
    "The database {path} cannot be used ({said}). 'quizbank doctor' examines it.",
    "数据库 {path} 用不了（{said}）。quizbank doctor 会检查它。",
)


def fault(path: Path, name: str, said: str = "") -> CannotHere:
    """The refusal of that name (a key of the table above, or any extended SQLite error name)."""
    base = "_".join(name.split("_")[:2])
    en, zh = (
        _SENTENCES.get(name)
        or _SENTENCES.get("SQLITE_BUSY" if base == "SQLITE_LOCKED" else base)
        or _OTHER
    )
    return CannotHere(en.format(path=path, said=said), zh.format(path=path, said=said))


def unusable(path: Path, error: BaseException) -> CannotHere:
    """The refusal for an exception of SQLite or of the file system."""
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
