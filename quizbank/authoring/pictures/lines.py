"""Which lines of a question's texts are pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graders.document import Document, Section
from quizbank.authoring.sections import take_apart
from quizbank.domain.clean import clean
from quizbank.domain.question import LANGS

# a fence of code, formulas or figures, as texts are drawn
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*(\w*)\s*$")
# a question has a few; each is read where its text is shown
MAX_IN_TEXT, MAX_IN_FILE = 12, 40
_PICTURE = re.compile(r" {0,3}!\[([^\[\]]*)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)\s*")
_INLINE = re.compile(r"!\[[^\[\]]*\]\([^()\n]*\)")
_CODE = re.compile(r"(`+).+?\1")


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A picture as it is written: what it shows, and its path from the question's file."""

    alt: str
    target: str


@dataclass(frozen=True, slots=True)
class Found:
    """A picture in a question file, with its 1-based line."""

    line: int
    picture: PictureLine


def picture_in(line: str) -> PictureLine | None:
    """The picture that a line outside of fences is; None for any other line."""
    match = _PICTURE.fullmatch(line) if "![" in line else None
    return None if match is None else PictureLine(" ".join(match[1].split()), match[2].strip())


def pictures_in(text: str) -> list[Found]:
    """The pictures of a question file's text, where texts may have them: prompts, hints and
    explanations. No more than are shown.
    """
    return _all_in(text)[0]


def too_many_in(text: str) -> list[int]:
    """The lines of the pictures that are too many for their text or file, and stay text."""
    return _all_in(text)[1]


def _all_in(text: str) -> tuple[list[Found], list[int]]:
    found: list[Found] = []
    over: list[int] = []
    for section in drawn_sections(take_apart(text, "")):
        here = [
            Found(number, picture)
            for number, line in _open_lines(section)
            if (picture := picture_in(line))
        ]
        room = min(MAX_IN_TEXT, MAX_IN_FILE - len(found))
        found += here[:room]
        over += [one.line for one in here[room:]]
    return found, over


def inline_in(text: str) -> list[int]:
    """The lines on which a picture is written amid other words, where it stays text."""
    lines = (
        row for section in drawn_sections(take_apart(text, "")) for row in _open_lines(section)
    )
    return [
        number
        for number, line in lines
        if picture_in(line) is None and _INLINE.search(_CODE.sub("", line))
    ]


def with_targets(text: str, targets: Mapping[int, str]) -> str:
    """The clean text of a question file with other paths on the lines of `targets`."""
    lines = clean(text).split("\n")
    for number, target in targets.items():
        picture = picture_in(lines[number - 1])
        assert picture is not None
        lines[number - 1] = f"![{picture.alt}]({target})"
    return "\n".join(lines)


def drawn_sections(document: Document) -> list[Section]:
    """The sections whose texts are drawn: prompts, hints and explanations."""
    return [
        section
        for section in document.sections
        if section.heading in LANGS or section.heading.startswith(("hint ", "explanation "))
    ]


def _open_lines(section: Section) -> Iterator[tuple[int, str]]:
    """The lines outside of fences, with their numbers."""
    fence = ""
    for number, line in enumerate(section.text.split("\n"), section.first):
        opened = FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and not opened[2] and opened[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line
