"""False versions of a true answer, by which lint proves a rubric: what is true must pass, and what
is made of it by exchanging, denying, reversing and shuffling must not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graders.concept.clauses import split
from graders.concept.fold import CJK, fold
from graders.concept.reading import read
from graders.concept.rubric import Rubric
from graders.concept.subjects import Mention
from graders.concept.tokens import tokenise

# these leave alone the points that name neither a thing told apart nor a direction
PARTIAL = frozenset(["swapped", "reversed"])
_SEED = 20261127
_PAIRS = (
    ("larger", "smaller"),
    ("large", "small"),
    ("bigger", "smaller"),
    ("big", "small"),
    ("more", "fewer"),
    ("higher", "lower"),
    ("high", "low"),
    ("increases", "decreases"),
    ("raises", "lowers"),
    ("maximises", "minimises"),
    ("maximum", "minimum"),
    ("highest", "lowest"),
    ("first", "last"),
    ("before", "after"),
    ("near", "far from"),
    ("close to", "far from"),
    ("sharper", "flatter"),
    ("stable", "unstable"),
    ("training", "test"),
    ("最大", "最小"),
    ("更大", "更小"),
    ("越大", "越小"),
    ("更多", "更少"),
    ("越多", "越少"),
    ("增大", "减小"),
    ("增加", "减少"),
    ("升高", "降低"),
    ("高", "低"),
    ("最高", "最低"),
    ("先", "后"),
    ("远", "近"),
    ("尖", "平"),
    ("上升", "下降"),
)
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])")
_WORDS = re.compile(rf"[{CJK}]|[^\s{CJK}]+")


@dataclass(frozen=True, slots=True)
class Distorted:
    """A false version: how it was made, and its text."""

    how: str
    text: str


def distortions(rubric: Rubric, answer: str, lang: str) -> Iterator[Distorted]:
    """Every false version that can be made of `answer`; one that changes nothing is left out."""
    versions = (
        Distorted("swapped", swapped(rubric, answer)),
        Distorted("denied", denied(answer, lang)),
        Distorted("reversed", turned(answer, lang)),
        Distorted("shuffled", shuffled(answer, lang)),
        Distorted("bare", bare(answer, lang)),
    )
    return (version for version in versions if version.text != answer)


def swapped(rubric: Rubric, answer: str) -> str:
    """Each thing that the rubric tells apart is called by the next one's name."""
    folded = fold(answer)
    mentions = read(folded, rubric.things).subjects.mentions
    names = list(dict.fromkeys(mention.thing for mention in mentions))
    if len(names) < 2:
        return answer
    called = {name: _first_name(name, mentions, folded.text) for name in names}
    following = dict(zip(names, [*names[1:], names[0]], strict=True))
    pieces, at = [], 0
    for mention in mentions:
        start, end = folded.span(mention.start, mention.end)
        pieces += [answer[at:start], called[following[mention.thing]]]
        at = end
    return "".join([*pieces, answer[at:]])


def _first_name(thing: str, mentions: Sequence[Mention], text: str) -> str:
    first = next(mention for mention in mentions if mention.thing == thing)
    return text[first.start : first.end]


def denied(answer: str, lang: str) -> str:
    """Each clause is said to be untrue."""
    text = fold(answer).text
    clauses = split(text)
    if lang == "zh":
        return "。".join(f"并不是{clauses.words(n).strip(' ,。')}" for n in _numbers(text)) + "。"
    said = (clauses.words(n).strip(" ,.") for n in _numbers(text))
    return " ".join(f"It is not true that {words}." for words in said)


def _numbers(text: str) -> range:
    return range(len(split(text).clauses))


def turned(answer: str, lang: str) -> str:
    """In each sentence the last word of direction is exchanged for its opposite."""
    return "".join(_turned(part, lang) for part in _parts(answer))


def _parts(answer: str) -> list[str]:
    cuts = [0, *(match.end() for match in _SENTENCES.finditer(answer)), len(answer)]
    return [answer[a:b] for a, b in pairwise(cuts)]


def _turned(sentence: str, lang: str) -> str:
    last: tuple[int, int, str] | None = None
    for one, other in (*_PAIRS, *((b, a) for a, b in _PAIRS)):
        pattern = re.escape(one) if lang == "zh" else rf"\b{re.escape(one)}\b"
        for match in re.finditer(pattern, sentence, re.IGNORECASE):
            if last is None or match.end() > last[1]:
                last = (*match.span(), other)
    if last is None:
        return sentence
    start, end, other = last
    return sentence[:start] + other + sentence[end:]


def shuffled(answer: str, lang: str) -> str:
    """The same words in an order that makes no sense."""
    words = _WORDS.findall(answer)
    random.Random(_SEED).shuffle(words)
    return ("" if lang == "zh" else " ").join(words)


def bare(answer: str, lang: str) -> str:
    """The terms alone, as one who has learnt words by heart would list them."""
    text = fold(answer).text
    terms = (text[token.start : token.end] for token in tokenise(text))
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(terms))
