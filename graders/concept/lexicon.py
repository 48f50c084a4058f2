"""The terms of the trade in both languages: which forms name one idea, and which ideas are
opposites.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graders.concept.fold import CJK, fold_phrase
from graders.concept.stems import stem

_WORDS = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_CHINESE = re.compile(f"[{CJK}]")
# what may lie between the words of one English form
SPLIT = re.compile(r"[ \n\-]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`literal` forms are looked up as they stand, by their first character and longest first;
    `worded` ones by the stems of their words, which are `spelt` as in the file. `opposites` are
    ideas by idea, `shown` the first form of each in Chinese and in English.
    """

    literal: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    worded: Mapping[tuple[str, ...], frozenset[str]]
    opposites: Mapping[str, frozenset[str]]
    spelt: frozenset[tuple[str, ...]]
    shown: Mapping[str, tuple[str, str]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of ``terms.txt``."""
    text = files("graders.concept").joinpath("terms.txt").read_text("utf-8")
    literal: dict[str, set[str]] = {}
    worded: dict[tuple[str, ...], set[str]] = {}
    opposites: dict[str, set[str]] = {}
    spelt: set[tuple[str, ...]] = set()
    shown: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if "<>" in line:
            one, other = (name.strip() for name in line.split("<>"))
            opposites.setdefault(one, set()).add(other)
            opposites.setdefault(other, set()).add(one)
            continue
        name, _, forms = line.partition(":")
        chinese, _, english = forms.partition(";")
        shown[name] = (chinese.split(",")[0].strip(), english.split(",")[0].strip())
        for form in re.split("[,;]", forms):
            folded = fold_phrase(form)
            _add(folded, name, literal, worded)
            spelt.add(tuple(re.findall("[a-z]+", folded)))
    return Lexicon(
        _by_first(literal),
        {words: frozenset(names) for words, names in worded.items()},
        {name: frozenset(others) for name, others in opposites.items()},
        frozenset(spelt),
        shown,
    )


def _add(
    form: str, name: str, literal: dict[str, set[str]], worded: dict[tuple[str, ...], set[str]]
) -> None:
    if not form:
        return
    plain = SPLIT.sub(" ", form)
    if _WORDS.fullmatch(plain):
        worded.setdefault(tuple(map(stem, plain.split())), set()).add(name)
    else:
        literal.setdefault(form, set()).add(name)


def _by_first(forms: dict[str, set[str]]) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    by_first: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        by_first.setdefault(form[0], []).append((form, frozenset(forms[form])))
    return {first: tuple(entries) for first, entries in by_first.items()}


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The names of all ideas."""
    terms = lexicon()
    literal = (ideas for entries in terms.literal.values() for _, ideas in entries)
    return frozenset(name for ideas in (*literal, *terms.worded.values()) for name in ideas)
