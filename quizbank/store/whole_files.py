"""Files that are there whole or not at all, whenever the program is killed, readable by their owner
alone.
"""

from __future__ import annotations

import errno
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

_ABANDONED = 3600
_BINARY = getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`, making its folder where there is none; durable when it
    returns. Raises `OSError`.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = unforeseen(path, ".part")
    try:
        with os.fdopen(create_alone(part), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def unforeseen(path: Path, end: str) -> Path:
    """A hidden name beside `path` that nobody can foresee: in a shared folder a link may lie at one
    that can be.
    """
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}{end}")


def create_alone(path: Path) -> int:
    """The descriptor of a new file, to write and read; raises `FileExistsError` where anything lies
    there, a link to nowhere too.
    """
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | _BINARY, 0o600)


def settle_folder(folder: Path) -> None:
    """Have a renaming in `folder` survive a power cut, where the system can: Windows opens no
    folder, and settles it by itself.
    """
    if os.name == "nt":
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    except OSError as error:
        # some network and FUSE file systems sync no folders
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(held)


def sweep(folder: Path, pattern: str) -> None:
    """Drop the files of that pattern which writers that were killed left in a folder: those older
    than an hour.
    """
    for left in folder.glob(pattern):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
