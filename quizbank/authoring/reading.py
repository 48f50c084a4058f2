"""Reading files that anyone may have written: regular ones only, of a bounded size, and no more of
them than a pack has.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from graders.said import said
from quizbank.authoring.faults import Unusable
from quizbank.domain.errors import QuizbankError

# the most files of questions below one folder, and the most names looked at to find them
MAX_FILES = 5_000
_MAX_NAMES = 200_000


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    Raises `OSError` where it cannot be read and `Unusable` for a pipe, a device, or a larger
    file: those never end.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unusable(said("file.no-file"))
    with path.open("rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unusable(said("file.no-file"))
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise Unusable(said("file.large", value=limit // 1024))
    return raw


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The question files among and below `paths`, in order.

    Hidden folders, READMEs and links that lead out of their folder are passed over. Raises
    `QuizbankError` where a folder
    holds more than a pack ever does.
    """
    found: list[Path] = []
    for path in paths:
        found.extend(below(path) if path.is_dir() else [path])
    return found


def below(folder: Path) -> list[Path]:
    """The question files below one folder; see `find_files`."""
    root = folder.resolve()
    found = []
    for path in _names(folder):
        if not path.name.endswith(".md") or path.name.upper().startswith("README"):
            continue
        if path.is_symlink() and not _inside(path, root):
            continue
        if path.is_file():
            found.append(path)
        if len(found) > MAX_FILES:
            raise _too_many(folder)
    return sorted(found)


def _names(folder: Path) -> Iterator[Path]:
    seen = 0
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen += len(folders) + len(files)
        if seen > _MAX_NAMES:
            raise _too_many(folder)
        yield from (Path(at, name) for name in files if not name.startswith("."))


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        return False


def _too_many(folder: Path) -> QuizbankError:
    return QuizbankError("authoring.folder-large", folder=str(folder), most=MAX_FILES)
