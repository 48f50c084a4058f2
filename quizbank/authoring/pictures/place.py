"""A picture's file: within its pack's folder, regular, of a bounded size, and what it says it
is.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from quizbank.authoring.pack import PACK_FILE
from quizbank.authoring.pictures.header import Kind, header_of
from quizbank.authoring.reading import Unreadable, read_bounded
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


class PictureFault(Exception):
    """A picture that is not shown: a stable code, and a sentence in both languages that ends with
    the cure.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en

    def message(self, lang: str) -> str:
        """The sentence in `lang`."""
        return self.zh if lang == "zh" else self.en


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
    """The picture that the question `file` calls `target`; raises `PictureFault`."""
    place = _place(file.absolute(), target)
    name = place.name
    try:
        if not stat.S_ISREG(place.stat().st_mode):
            raise _fault(
                "type",
                f"{name} 不是普通文件：请换成图片文件。",
                f"{name} is no regular file: put a picture there.",
            )
        raw = read_bounded(place, MAX_PICTURE)
    except Unreadable:
        raise _fault(
            "size",
            f"{name} 超过 {MAX_PICTURE >> 20} MiB：请把它缩小。",
            f"{name} is larger than {MAX_PICTURE >> 20} MiB: make it smaller.",
        ) from None
    except OSError as error:
        raise _fault(
            "missing",
            f"{name} 读不了（{error.strerror}）：请检查它的权限。",
            f"{name} cannot be read ({error.strerror}): check its permissions.",
        ) from None
    return _checked(place, raw)


def _checked(place: Path, raw: bytes) -> Picture:
    name, header = place.name, header_of(raw)
    if header is None:
        raise _fault(
            "type",
            f"{name} 不是 PNG、JPEG、GIF 或 WebP 图片：请另存为其中一种。",
            f"{name} is no PNG, JPEG, GIF or WebP picture: save it as one.",
        )
    if (
        not 0 < header.width * header.height <= MAX_PIXELS
        or max(header.width, header.height) > _MAX_SIDE
    ):
        size = f"{header.width}x{header.height}"
        raise _fault(
            "size",
            f"{name} 有 {size} 像素：图片要在 1 到 {MAX_PIXELS // 10_000} 万像素之间，"
            f"边长不超过 {_MAX_SIDE}。",
            f"{name} has {size} pixels: a picture has 1 to {MAX_PIXELS // 1_000_000} "
            f"million, and no side above {_MAX_SIDE}.",
        )
    if not header.whole:
        raise broken(name)
    return Picture(place, raw, header.kind, header.width, header.height)


def broken(name: str) -> PictureFault:
    """The fault of a picture whose bytes cannot be made out."""
    return _fault(
        "broken",
        f"{name} 不完整或已损坏：请重新保存。",
        f"{name} is cut off or damaged: save it anew.",
    )


def _fault(code: str, zh: str, en: str) -> PictureFault:
    return PictureFault(f"picture-{code}", zh, en)


def _place(file: Path, target: str) -> Path:
    shown = clean(target)[:80]
    if not _is_path(target):
        raise _fault(
            "path",
            f"图片路径“{shown}”不能用：要写从题目文件出发、在题包文件夹里的相对路径，如 "
            "curve.png。",
            f"The picture's path '{shown}' cannot be used: write one from the question's "
            "file that stays in its pack's folder, such as curve.png.",
        )
    if PurePosixPath(target).suffix.lower() not in SUFFIXES:
        raise _fault(
            "type",
            f"“{shown}”不是图片文件名：要以 {'、'.join(SUFFIXES)} 结尾。",
            f"'{shown}' is no picture's name: it ends with {', '.join(SUFFIXES)}.",
        )
    root, folder = root_of(file).resolve(), file.parent.resolve()
    out = _fault(
        "path",
        f"“{shown}”指到了题包文件夹外面：请把图片放进来。",
        f"'{shown}' leads out of the pack's folder: put the picture into it.",
    )
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


def _missing(place: Path, shown: str) -> PictureFault:
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
        return _fault(
            "missing",
            f"没有图片 {shown}，但有 {clean(other)}：大小写要写得一样。",
            f"There is no picture {shown}, but a {clean(other)}: write its name in the same case.",
        )
    return _fault(
        "missing",
        f"没有图片 {shown}：请放到题目文件旁边，或改正文件名。",
        f"There is no picture {shown}: put it beside the question's file, or correct its name.",
    )
