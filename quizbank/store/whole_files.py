"""Files that are there whole or not at all, whenever the program is killed, readable by their owner
alone.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

_ABANDONED = 3600


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`, making its folder where there is none; durable when it
    returns. Raises `OSError`.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def sweep(folder: Path, pattern: str) -> None:
    """Drop the files of that pattern which writers that were killed left in a folder: those older
    than an hour.
    """
    for left in folder.glob(pattern):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
