"""Folded text with contractions written out and slips of one or two letters mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from graders.concept.fold import Folded
from graders.concept.lexicon import lexicon
from graders.concept.stems import STOP

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SHORTEST = 5
# from this length on two letters may be wrong
_LONG = 8
# of one answer: more unknown words than that are no slips
_MOST = 60
_CONTRACTED = re.compile(
    r"(is|are|was|were|do|does|did|has|have|had|could|would|should|need|must)n'?t"
)
_WRITTEN_OUT = {"can't": "cannot", "cant": "cannot", "won't": "will not", "wont": "will not"}


def mended(folded: Folded) -> Folded:
    """The same text as its writer meant it; places in the original are kept."""
    pieces: list[str] = []
    origins: list[int] = []
    at = unknown = 0
    moved: dict[int, int] = {}
    for match in _WORD.finditer(folded.text):
        word = match[0]
        better = _written_out(word)
        if better is None and unknown < _MOST and _is_unknown(word):
            unknown += 1
            better = nearest(word)
        if better is None or better == word:
            continue
        start, end = match.span()
        _copy(folded, at, start, pieces, origins, moved)
        pieces.append(better)
        origins += [folded.origins[min(start + k, end - 1)] for k in range(len(better) - 1)]
        origins.append(folded.origins[end - 1])
        at = end
    _copy(folded, at, len(folded.text), pieces, origins, moved)
    gaps = frozenset(moved.get(gap, gap) for gap in folded.gaps)
    return Folded("".join(pieces), (*origins, folded.origins[-1]), gaps)


def _copy(
    folded: Folded,
    start: int,
    end: int,
    pieces: list[str],
    origins: list[int],
    moved: dict[int, int],
) -> None:
    shift = len(origins) - start
    if shift:
        moved.update({gap: gap + shift for gap in folded.gaps if start <= gap <= end})
    pieces.append(folded.text[start:end])
    origins += folded.origins[start:end]


def _written_out(word: str) -> str | None:
    if word in _WRITTEN_OUT:
        return _WRITTEN_OUT[word]
    contracted = _CONTRACTED.fullmatch(word)
    return f"{contracted[1]} not" if contracted else None


def _is_unknown(word: str) -> bool:
    return len(word) >= _SHORTEST and "'" not in word and not is_known(word)


def is_known(word: str) -> bool:
    """Whether a word, with or without a usual ending, is one that people write."""
    known = _known()
    if word in known:
        return True
    for ending in ("s", "es", "d", "ed", "ing", "ly", "er", "r", "able", "ness"):
        base = word.removesuffix(ending)
        if base != word and (base in known or base + "e" in known or base[:-1] in known):
            return True
    return False


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    text = files("graders.concept").joinpath("english.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    terms = {word for words in lexicon().spelt for word in words}
    return frozenset(word for line in lines for word in line.split()) | terms | STOP


@lru_cache(maxsize=1)
def _by_shape() -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Known words by first letter and length."""
    shapes: dict[tuple[str, int], list[str]] = {}
    for word in sorted(_known()):
        if len(word) >= _SHORTEST - 1:
            shapes.setdefault((word[0], len(word)), []).append(word)
    return {shape: tuple(words) for shape, words in shapes.items()}


@lru_cache(maxsize=4096)
def nearest(word: str) -> str | None:
    """The known word that `word` was meant to be; None where none is near enough."""
    allowed = 2 if len(word) >= _LONG else 1
    best: tuple[int, str] | None = None
    for size in range(len(word) - allowed, len(word) + allowed + 1):
        for first in {word[0], word[1]}:
            for candidate in _by_shape().get((first, size), ()):
                steps = distance(word, candidate, allowed)
                if steps <= allowed and (best is None or steps < best[0]):
                    best = (steps, candidate)
    return best[1] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Letters left out, put in, exchanged or swapped with a neighbour; above `most` any number."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return len(one) + len(other)
    if most <= 0 or abs(len(one) - len(other)) > most:
        return most + 1
    best = min(
        distance(one[1:], other[1:], most - 1),
        distance(one[1:], other, most - 1),
        distance(one, other[1:], most - 1),
    )
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        best = min(best, distance(one[2:], other[2:], most - 1))
    return 1 + best
