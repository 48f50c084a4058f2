"""Lint's part: the pictures of a question file that would not be shown."""

from __future__ import annotations

from pathlib import Path

from quizbank.authoring.faults import Fault
from quizbank.authoring.pictures.lines import (
    MAX_IN_FILE,
    MAX_IN_TEXT,
    inline_in,
    pictures_in,
    too_many_in,
)
from quizbank.authoring.pictures.place import PictureFault, read_picture


def picture_faults(path: str, text: str, place: Path) -> list[Fault]:
    """The faults of a file's pictures; `place` is where the file lies, or will, and `path` what
    faults call it.
    """
    if "![" not in text:
        return []
    faults = []
    for found in pictures_in(text):
        if not found.picture.alt:
            faults.append(
                Fault(
                    path,
                    found.line,
                    "picture-words",
                    "方括号里缺少说明：写出图里有什么，不能显示图片的终端只显示这句话。",
                    "The brackets are empty: say what the picture shows, which is all "
                    "that a terminal without pictures can show.",
                )
            )
        try:
            read_picture(place, found.picture.target)
        except PictureFault as fault:
            faults.append(Fault(path, found.line, fault.code, fault.zh, fault.en))
    faults += [
        Fault(
            path,
            line,
            "picture-many",
            f"图片太多：一段文字最多 {MAX_IN_TEXT} 张，一道题最多 {MAX_IN_FILE} 张，请去掉几张。",
            f"These are too many pictures: a text has {MAX_IN_TEXT} at most, a question "
            f"{MAX_IN_FILE}. Leave some out.",
        )
        for line in too_many_in(text)[:1]
    ]
    return faults + [
        Fault(
            path,
            line,
            "picture-inline",
            "图片要单独占一行才会显示，夹在文字里的按原样显示。",
            "A picture is shown only on a line of its own; amid other words it stays as "
            "it is written.",
            "warning",
        )
        for line in inline_in(text)
    ]
