"""A picture's file: within its pack's folder, regular, of a bounded size, and what it says it
is.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graders.said import said
from quizbank.authoring.faults import Unusable
from quizbank.authoring.pack import PACK_FILE
from quizbank.authoring.pictures.header import Kind, header_of
from quizbank.authoring.reading import read_bounded
from quizbank.domain.clean import clean, first_forbidden

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
MAX_PICTURE = 1 << 20
MAX_PIXELS = 16_000_000
_MAX_SIDE = 16_384
_MAX_TARGET = 200
# how far above a question its pack's folder may be
_FOLDERS = 8
# what a path on some system, or an address, has and a name does not
_NOT_IN_PATHS = re.compile(r'[\\:*?"<>|\t]')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be shown: its file, its bytes, and what they say of themselves."""

    file: Path
    raw: bytes
    kind: Kind
    width: int
    height: int


def root_of(file: Path) -> Path:
    """The folder that the pictures of a question file stay in: its pack's, or its own where there
    is no ``pack.toml`` above it.
    """
    above = [file.parent, *file.parent.parents][:_FOLDERS]
    return next((folder for folder in above if (folder / PACK_FILE).is_file()), file.parent)


def read_picture(file: Path, target: str) -> Picture:
    """The picture that the question `file` calls `target`; raises `Unusable`."""
    place = _place(file.absolute(), target)
    name = place.name
    try:
        regular = stat.S_ISREG(place.stat().st_mode)
        raw = read_bounded(place, MAX_PICTURE) if regular else b""
    except Unusable:
        size = said("authoring.picture-size:bytes", name=name, size=MAX_PICTURE >> 20)
        raise Unusable(size) from None
    except OSError as error:
        strerror = error.strerror or ""
        unread = said("authoring.picture-missing:unread", name=name, strerror=strerror)
        raise Unusable(unread) from None
    if not regular:
        raise Unusable(said("authoring.picture-type:no-file", name=name))
    return _checked(place, raw)


def _checked(place: Path, raw: bytes) -> Picture:
    name, header = place.name, header_of(raw)
    if header is None:
        raise Unusable(said("authoring.picture-type", name=name))
    if (
        not 0 < header.width * header.height <= MAX_PIXELS
        or max(header.width, header.height) > _MAX_SIDE
    ):
        size = f"{header.width}x{header.height}"
        size_told = said(
            "authoring.picture-size",
            name=name,
            size=size,
            millions=MAX_PIXELS // 1_000_000,
            side=_MAX_SIDE,
        )
        raise Unusable(size_told)
    if not header.whole:
        raise broken(name)
    return Picture(place, raw, header.kind, header.width, header.height)


def broken(name: str) -> Unusable:
    """The fault of a picture whose bytes cannot be made out."""
    return Unusable(said("authoring.picture-broken", name=name))


def _place(file: Path, target: str) -> Path:
    shown = clean(target)[:80]
    if not _is_path(target):
        raise Unusable(said("authoring.picture-path:unusable", shown=shown))
    if PurePosixPath(target).suffix.lower() not in SUFFIXES:
        raise Unusable(said("authoring.picture-type:name", shown=shown, names=SUFFIXES))
    root, folder = root_of(file).resolve(), file.parent.resolve()
    out = Unusable(said("authoring.picture-path:outside", shown=shown))
    if not Path(os.path.normpath(folder / target)).is_relative_to(root):
        raise out
    try:
        found = (folder / target).resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        raise _missing(folder / target, shown) from None
    except (OSError, RuntimeError):  # a circle of links, or a folder that may not be entered
        raise out from None
    if not found.is_relative_to(root):
        raise out
    if (folder / target).name not in os.listdir(
        (folder / target).parent
    ):  # a system that takes either case
        raise _missing(folder / target, shown)
    return found


def _is_path(target: str) -> bool:
    """Whether a target is a relative path of plain names; whether it stays in its folder is another
    question.
    """
    parts = PurePosixPath(target).parts
    return (
        0 < len(target) <= _MAX_TARGET
        and first_forbidden(target) is None
        and not _NOT_IN_PATHS.search(target)
        and not target.startswith(("/", "~"))
        and all(part == ".." or not part.startswith(".") for part in parts)
    )


def _missing(place: Path, shown: str) -> Unusable:
    try:
        other = next(
            (
                name
                for name in sorted(os.listdir(place.parent))
                if name.casefold() == place.name.casefold()
            ),
            None,
        )
    except OSError:
        other = None
    if other is not None:
        return Unusable(said("authoring.picture-missing:case", shown=shown, other=clean(other)))
    return Unusable(said("authoring.picture-missing", shown=shown))
