"""Taking a question's pictures along: its text goes elsewhere, and they come with it under names
that cannot clash.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from quizbank.authoring.faults import Unusable
from quizbank.authoring.pictures.lines import pictures_in, with_targets
from quizbank.authoring.pictures.place import Picture, read_picture

# the folder beside a question's file into which its pictures go
FOLDER = "pictures"
_MARK = 10
_LONGEST = 40
_NOT_IN_NAMES = re.compile(r"[^\w-]+")


@dataclass(slots=True)
class Carried:
    """A text with its pictures' new paths, their bytes by name, the files they were read from, and
    what was not found: (line, fault).
    """

    text: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    files: set[Path] = field(default_factory=set)
    faults: list[tuple[int, Unusable]] = field(default_factory=list)


def carry(text: str, file: Path, prefix: str = f"{FOLDER}/", there: Path | None = None) -> Carried:
    """What a question's text and pictures become elsewhere, where pictures lie under `prefix`;
    `file` is where the text was written for.

    What cannot be shown is left as it is written. A picture that is found from `there`, the text's
    new place, stays where it is.
    """
    if "![" not in text:
        return Carried(text)
    carried, targets = Carried(text), dict[int, str]()
    for found in pictures_in(text):
        target = found.picture.target
        if there is not None and _is_good(there, target):
            continue
        try:
            picture = read_picture(file, target)
        except Unusable as fault:
            carried.faults.append((found.line, fault))
            continue
        name = name_of(picture)
        carried.pictures[name], targets[found.line] = picture.raw, prefix + name
        carried.files.add(picture.file)
    if targets:
        carried.text = with_targets(text, targets)
    return carried


def name_of(picture: Picture) -> str:
    """A name that tells a picture from every other: its own, made safe, and a mark of its
    content.
    """
    mark = hashlib.sha256(picture.raw).hexdigest()[:_MARK]
    stem = PurePosixPath(picture.file.name).stem.removesuffix(f"-{mark}")
    return (
        f"{_NOT_IN_NAMES.sub('-', stem)[:_LONGEST].strip('-') or 'picture'}-{mark}.{picture.kind}"
    )


def _is_good(file: Path, target: str) -> bool:
    try:
        read_picture(file, target)
    except Unusable:
        return False
    return True
