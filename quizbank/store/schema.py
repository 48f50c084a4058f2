"""Whether a file is ours and up to date, with the standard library alone: Alembic is imported only to migrate."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from quizbank.domain.errors import CannotHere

HEAD = "0001"
KNOWN = ("0001",)
APPLICATION_ID = 0x51424E4B  # "QBNK"


def revision_of(path: Path) -> str | None:
    """The schema revision of a database file, None for a new one; raises `CannotHere` for what must not be touched."""
    if not path.exists():
        return None
    if path.stat().st_size == 0:
        raise CannotHere(f"The database {path} is empty (0 bytes): it was damaged. Restore a backup with 'quizbank restore FILE', "
                         "or move the file away to begin anew.",
                         f"数据库 {path} 是空文件（0 字节），已损坏。用 quizbank restore 恢复备份，或移走它重新开始。")
    try:
        with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if application != APPLICATION_ID:
                raise _foreign(path)
            if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0] == 0:
                return None if tables == 0 else _refuse(path)
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise unusable(path, error) from None
    finally:
        if "connection" in locals():
            connection.close()
    revision = str(row[0]) if row else None
    if revision is not None and revision not in KNOWN:
        raise CannotHere(
            f"The database {path} was written by a newer quizbank (schema {revision}). Upgrade quizbank; nothing was changed.",
            f"数据库 {path} 由更新版本的 quizbank 写成（结构 {revision}）。请升级 quizbank；文件没有改动。")
    return revision


def _refuse(path: Path) -> str:
    raise _foreign(path)


def _foreign(path: Path) -> CannotHere:
    return CannotHere(f"{path} is not a quizbank database. Name another file with --db; nothing was changed.",
                      f"{path} 不是 quizbank 的数据库。请用 --db 指定别的文件；文件没有改动。")


def unusable(path: Path, error: Exception) -> CannotHere:
    """The sentence for what SQLite says about a file."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return CannotHere(f"The database {path} is in use by another program. Close that one and try again.",
                          f"数据库 {path} 正被另一个程序占用。关掉那个程序再试。")
    if "readonly" in said or "unable to open" in said:
        return CannotHere(f"The database {path} cannot be written: its folder is read-only or missing. Choose another file with --db.",
                          f"数据库 {path} 不可写：所在文件夹只读或不存在。用 --db 换一个位置。")
    if "full" in said:
        return CannotHere(f"The disk is full: {path} cannot be written. Free some space; what was saved is safe.",
                          f"磁盘已满，{path} 写不进去。请腾出空间；已保存的内容都在。")
    return CannotHere(f"The database {path} is damaged ({said}). 'quizbank doctor --repair' saves what can be read into a new file.",
                      f"数据库 {path} 已损坏（{said}）。用 quizbank doctor --repair 把能读的内容救到新文件里。")
