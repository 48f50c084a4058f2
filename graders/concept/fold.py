"""Folding of free text: case, width, spaces and typographic marks evened out, each character's
origin kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARS = 20_000
CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "﹣": "-",
    }
)
_BULLET = re.compile(r"\s*(?:[-*+•·]|\(?\d{1,2}[.)、]|[(（]?[一二三四五六七八九十]+[)）、])")
# a line that is shorter than this was ended by the writer, not by the edge of the window
_WRAPPED = 40


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text: `origins` holds each character's place in the original, and the original's end.

    A line break that the writer meant is kept; spaces beside a Chinese character are taken out, and
    `gaps` are the places in `text` where that was done.
    """

    text: str
    origins: tuple[int, ...]
    gaps: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``text[start:end]``."""
        return self.origins[start], (
            self.origins[end - 1] + 1 if end > start else self.origins[start]
        )


def fold(text: str) -> Folded:
    """`text` as phrases are compared with it; what lies beyond `MAX_CHARS` is not read."""
    characters: list[str] = []
    origins: list[int] = []
    for start, cluster in _clusters(_without_wraps(text[:MAX_CHARS])):
        for character in unicodedata.normalize("NFKC", cluster).casefold().translate(_MARKS):
            characters.append(character)
            origins.append(start)
    return _squeezed(characters, origins, min(len(text), MAX_CHARS))


def fold_phrase(phrase: str) -> str:
    """An accepted phrase folded as the text is."""
    return fold(phrase).text.strip()


def _clusters(text: str) -> list[tuple[int, str]]:
    """Characters with their combining marks, so that composed and decomposed spellings fold
    alike.
    """
    if text.isascii():
        return list(enumerate(text))
    found: list[tuple[int, str]] = []
    for place, character in enumerate(text):
        if found and unicodedata.combining(character):
            found[-1] = (found[-1][0], found[-1][1] + character)
        else:
            found.append((place, character))
    return found


def _without_wraps(text: str) -> str:
    """`text` with the line breaks of hard-wrapped paragraphs as spaces; its length stays."""
    lines = text.replace("\r", "\n").split("\n")
    joined = [lines[0]]
    for line in lines[1:]:
        wide = sum(
            2 if unicodedata.east_asian_width(c) in "WF" else 1
            for c in joined[-1].rsplit("\n", 1)[-1]
        )
        wrapped = wide >= _WRAPPED and line.strip() and not _BULLET.match(line)
        joined.append((" " if wrapped else "\n") + line)
    return "".join(joined)


def _squeezed(characters: list[str], origins: list[int], end: int) -> Folded:
    chinese = re.compile(f"[{CJK}]")
    kept: list[str] = []
    places: list[int] = []
    gaps: set[int] = set()
    k, count = 0, len(characters)
    while k < count:
        if not characters[k].isspace():
            kept.append(characters[k])
            places.append(origins[k])
            k += 1
            continue
        stop = k
        while stop < count and characters[stop].isspace():
            stop += 1
        if "\n" in characters[k:stop]:
            kept.append("\n")
            places.append(origins[k])
        elif (kept and chinese.match(kept[-1])) or (
            stop < count and chinese.match(characters[stop])
        ):
            gaps.add(len(kept))
        else:
            kept.append(" ")
            places.append(origins[k])
        k = stop
    return Folded("".join(kept), (*places, end), frozenset(gaps))
