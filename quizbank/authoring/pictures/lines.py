"""Which lines of a question's texts are pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizbank.authoring.clean import clean
from quizbank.authoring.sections import Document, take_apart
from quizbank.domain.question import LANGS

# a fence of code, formulas or figures, as texts are drawn
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*(\w*)\s*$")
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
    """The pictures of a question file's text, where texts may have them: prompts, hints and explanations."""
    return [Found(number, picture) for number, line in _open_lines(take_apart(text, "")) if (picture := picture_in(line))]


def inline_in(text: str) -> list[int]:
    """The lines on which a picture is written amid other words, where it stays text."""
    return [number for number, line in _open_lines(take_apart(text, "")) if picture_in(line) is None and _INLINE.search(_CODE.sub("", line))]


def with_targets(text: str, targets: Mapping[int, str]) -> str:
    """The clean text of a question file with other paths on the lines of `targets`."""
    lines = clean(text).split("\n")
    for number, target in targets.items():
        picture = picture_in(lines[number - 1])
        assert picture is not None
        lines[number - 1] = f"![{picture.alt}]({target})"
    return "\n".join(lines)


def _open_lines(document: Document) -> Iterator[tuple[int, str]]:
    """The lines outside of fences, with their numbers, of the sections whose texts are drawn."""
    for section in document.sections:
        if section.heading not in LANGS and not section.heading.startswith(("hint ", "explanation ")):
            continue
        fence = ""
        for number, line in enumerate(section.text.split("\n"), section.first):
            opened = FENCE.match(line)
            if opened and not fence:
                fence = opened[1]
            elif opened and not opened[2] and opened[1].startswith(fence):
                fence = ""
            elif not fence:
                yield number, line
