"""Lint's part: the pictures of a question file that would not be shown."""

from __future__ import annotations

from pathlib import Path

from graders.said import said
from quizbank.authoring.faults import Fault, Unusable
from quizbank.authoring.pictures.lines import (
    MAX_IN_FILE,
    MAX_IN_TEXT,
    inline_in,
    pictures_in,
    too_many_in,
)
from quizbank.authoring.pictures.place import read_picture


def picture_faults(path: str, text: str, place: Path) -> list[Fault]:
    """The faults of a file's pictures; `place` is where the file lies, or will, and `path` what
    faults call it.
    """
    if "![" not in text:
        return []
    faults = []
    for found in pictures_in(text):
        if not found.picture.alt:
            faults.append(Fault(path, found.line, said("authoring.picture-words")))
        try:
            read_picture(place, found.picture.target)
        except Unusable as fault:
            faults.append(Fault(path, found.line, fault.said))
    faults += [
        Fault(path, line, said("authoring.picture-many", most=MAX_IN_TEXT, in_file=MAX_IN_FILE))
        for line in too_many_in(text)[:1]
    ]
    return faults + [
        Fault(path, line, said("authoring.picture-inline"), "warning") for line in inline_in(text)
    ]
