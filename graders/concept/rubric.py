"""A rubric made ready for reading answers: its wordings, its things, its phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graders.concept.clauses import split
from graders.concept.fold import fold
from graders.concept.phrases import spans_of
from graders.concept.reading import signed
from graders.concept.spec import ConceptSpec, Phrases, Point
from graders.concept.subjects import Finder, Thing
from graders.concept.tokens import Token, tokenise
from graders.concept.wordings import RIVALS, Wording, wording_of

# a phrase with less weight than two words says nothing in another order
_LEAST = 1.5


@dataclass(frozen=True, slots=True)
class Claim:
    """A point, or a contradiction, ready to be looked for.

    `own` are the author's sentences and what model answers say of the point; `phrases` the phrases
    of `accept` as ideas. `denies` are the ideas that the claim itself denies or takes away,
    `rivals` those of `RIVALS` that it speaks of.
    """

    accept: Phrases
    about: frozenset[str]
    unlike: frozenset[str]
    opposite: Phrases = ()
    own: tuple[Wording, ...] = ()
    phrases: tuple[Wording, ...] = ()
    denies: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rubric:
    """The claims of the points and of the contradictions, and the things that they tell apart."""

    points: tuple[Claim, ...]
    contradictions: tuple[Claim, ...]
    things: tuple[Thing, ...]


@lru_cache(maxsize=256)
def rubric_of(spec: ConceptSpec) -> Rubric:
    """The rubric of a question; kept, as most answers are to a question seen before."""
    things = _Things()
    texts = [_sentences(point) for point in spec.rubric]
    common = Counter(
        idea
        for sentences in texts
        for idea in {idea for tokens in sentences for token in tokens for idea in token.ideas}
    )
    points = []
    for point, sentences in zip(spec.rubric, texts, strict=True):
        about, unlike = things.named(point.about), things.named(point.unlike)
        points.append(
            Claim(
                accept=point.accept,
                opposite=point.opposite,
                own=tuple(wording_of(tokens, common) for tokens in sentences if tokens),
                phrases=tuple(_phrase_wordings(point.accept)),
                about=about,
                unlike=unlike,
                denies=_denied(sentences),
            )
        )
    contradictions = tuple(
        Claim(
            accept=one.accept,
            about=things.named(one.about),
            unlike=things.named(one.unlike),
            rivals=_rivals(one.zh, one.en, *one.accept),
        )
        for one in spec.contradictions
    )
    return Rubric(tuple(points), contradictions, things.all())


def _sentences(point: Point) -> list[tuple[Token, ...]]:
    return [signed(split(fold(text).text)) for text in (point.zh, point.en) if text]


def _rivals(*texts: str) -> frozenset[str]:
    plain = (text for text in texts if not text.startswith("re:"))
    return RIVALS & {
        i for text in plain for token in tokenise(fold(text).text) for i in token.ideas
    }


def _denied(sentences: Sequence[Sequence[Token]]) -> frozenset[str]:
    return frozenset(
        idea for tokens in sentences for token in tokens if token.denied for idea in token.ideas
    )


def _phrase_wordings(phrases: Phrases) -> Iterable[Wording]:
    for phrase in phrases:
        if not phrase.startswith("re:"):
            tokens = signed(split(fold(phrase).text))
            wording = wording_of(tokens, {})
            if len(wording.needs) >= 2 and wording.total >= _LEAST:
                yield wording


class _Things:
    """Names of things as they are met; a phrase that was met before names the same thing."""

    def __init__(self) -> None:
        self._ideas: list[set[str]] = []
        self._phrases: list[set[str]] = []

    def named(self, phrases: Phrases) -> frozenset[str]:
        """The things that a list of phrases names: those with an idea in common are one."""
        numbers: set[int] = set()
        for phrase in phrases:
            ideas = _ideas_of(phrase)
            known = [
                n
                for n in range(len(self._ideas))
                if (ideas & self._ideas[n]) or phrase in self._phrases[n]
            ]
            if not known:
                known = [len(self._ideas)]
                self._ideas.append(set())
                self._phrases.append(set())
            self._ideas[known[0]] |= ideas
            self._phrases[known[0]].add(phrase)
            numbers.add(known[0])
        return frozenset(map(str, numbers))

    def all(self) -> tuple[Thing, ...]:
        return tuple(
            Thing(str(n), frozenset(ideas), tuple(map(_finder, sorted(phrases))))
            for n, (ideas, phrases) in enumerate(zip(self._ideas, self._phrases, strict=True))
        )


def _ideas_of(phrase: str) -> frozenset[str]:
    """The idea of a phrase that is one term; nothing for any other."""
    if phrase.startswith("re:"):
        return frozenset()
    tokens = tokenise(fold(phrase).text)
    return tokens[0].ideas if len(tokens) == 1 else frozenset()


def _finder(phrase: str) -> Finder:
    return lambda text: spans_of(phrase, text)
