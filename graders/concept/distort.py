"""False versions of a true answer, by which lint proves a rubric: what is true must pass, and what
is made of it by exchanging, denying, reversing and shuffling must not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graders.concept.claims import findings
from graders.concept.clauses import split
from graders.concept.fold import CJK, fold
from graders.concept.lexicon import lexicon
from graders.concept.reading import Answer, read
from graders.concept.rubric import Claim, Rubric
from graders.concept.subjects import Mention
from graders.concept.tokens import tokenise

_SEED = 20261127
_WORDS = re.compile(rf"[{CJK}]|[^\s{CJK}]+")


@dataclass(frozen=True, slots=True)
class Distorted:
    """A false version: how it was made, its text, and the numbers of the points that it falsifies;
    without them it falsifies all.
    """

    how: str
    text: str
    points: tuple[int, ...] = ()


def distortions(rubric: Rubric, answer: str, lang: str) -> Iterator[Distorted]:
    """Every false version that can be made of `answer`; one that changes nothing is left out."""
    versions = (
        swapped(rubric, answer),
        turned(rubric, answer, lang),
        Distorted("denied", denied(answer, lang)),
        Distorted("shuffled", shuffled(answer, lang)),
        Distorted("bare", bare(answer, lang)),
    )
    return (version for version in versions if version.text != answer)


def swapped(rubric: Rubric, answer: str) -> Distorted:
    """Each thing that the rubric tells apart is called by the next one's name; that falsifies the
    points which may not be said of another.
    """
    folded = fold(answer)
    told = read(folded, rubric.things)
    mentions = told.subjects.mentions
    names = list(dict.fromkeys(mention.thing for mention in mentions))
    if len(names) < 2:
        return Distorted("swapped", answer)
    called = {name: _first_name(name, mentions, folded.text) for name in names}
    following = dict(zip(names, [*names[1:], names[0]], strict=True))
    pieces, at = [], 0
    for mention in mentions:
        start, end = folded.span(mention.start, mention.end)
        pieces += [answer[at:start], called[following[mention.thing]]]
        at = end
    falsified = tuple(
        number
        for number, claim in enumerate(rubric.points)
        if any(name in claim.about and following[name] in claim.unlike for name in names)
    )
    text = "".join([*pieces, answer[at:]]) if falsified else answer
    return Distorted("swapped", text, falsified)


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


def turned(rubric: Rubric, answer: str, lang: str) -> Distorted:
    """In the statement of each point that has a direction, the word for it becomes its opposite."""
    folded = fold(answer)
    told = read(folded, rubric.things)
    changes: dict[tuple[int, int], str] = {}
    falsified = []
    for number, claim in enumerate(rubric.points):
        change = _turning_word(claim, told, lang)
        if change is not None and change[0] not in changes:
            changes[change[0]] = change[1]
            falsified.append(number)
    pieces, at = [], 0
    for (start, end), opposite in sorted(changes.items()):
        from_, to = folded.span(start, end)
        pieces += [answer[at:from_], opposite]
        at = to
    return Distorted("reversed", "".join([*pieces, answer[at:]]), tuple(falsified))


def _turning_word(claim: Claim, told: Answer, lang: str) -> tuple[tuple[int, int], str] | None:
    """The word of direction in the first statement that makes a claim, and its opposite."""
    made = [place for place in findings(claim, told) if place.state == "made"]
    # how much there is of something may be told from either side: only words of sense are turned
    all_needs = [need for wording in claim.own for need in wording.needs]
    needs = [need for need in all_needs if need.against and not need.is_amount]
    for place in made:
        for token in told.tokens:
            inside = place.start <= token.start < place.end and not token.denied
            for need in needs:
                if inside and token.ideas & need.ideas:
                    opposite = lexicon().shown[min(need.against)][lang == "en"]
                    return (token.start, token.end), opposite
    return None


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
