"""A question to be answered in one's own words: its rubric, and how a file becomes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from graders.document import Document
from graders.reading import Between, Filled
from graders.verdict import Evidence, Shown, Texts

LANGS = ("zh", "en")
# of all weights, where the file does not say: see docs/graders.md, "Pass marks"
PASSING_SHARE = 0.6

Phrases = tuple[str, ...]
State = Literal["made", "denied", "reversed", "doubtful", "absent"]
# where something stands in the answer as it was typed: from, up to
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Probe:
    """A short question asked back about one point, marked by computing.

    `right` counts `choices` from 1; without choices, a phrase of `accept` in the answer makes it
    right. `wrong` is the misconception that a wrong answer shows.
    """

    zh: str = ""
    en: str = ""
    choices: tuple[str | Texts, ...] = ()
    right: int | None = None
    accept: Phrases = ()
    wrong: Texts | None = None

    @property
    def text(self) -> Texts:
        """The question that is asked."""
        return Texts(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the rubric: a claim, in `accept` as phrases that make it.

    It counts where it is said of one of `about` (where that is given) and of none of `unlike`; a
    phrase of `opposite` said there turns it round.
    """

    id: Annotated[str, Filled()]
    weight: Annotated[float, Between(0, 1000, over=True)]
    accept: Annotated[Phrases, Filled()]
    zh: str = ""
    en: str = ""
    about: Phrases = ()
    unlike: Phrases = ()
    opposite: Phrases = ()
    probe: Probe | None = None

    @property
    def text(self) -> Texts:
        """The claim as the author words it."""
        return Texts(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a sound answer never says; saying it costs `penalty`, in the units of the weights."""

    accept: Phrases
    penalty: Annotated[float, Between(0, 1000)]
    zh: str = ""
    en: str = ""
    about: Phrases = ()
    unlike: Phrases = ()

    @property
    def text(self) -> Texts:
        """What was said wrongly, in the author's words."""
        return Texts(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Models:
    """Answers as a good candidate would speak, by language."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def by_language(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(language, answers), Chinese first."""
        return (("zh", self.zh), ("en", self.en))


@dataclass(frozen=True, slots=True)
class ConceptFront:
    """The keys that this kind adds to the front matter."""

    rubric: Annotated[tuple[Point, ...], Filled()]
    contradiction: tuple[Contradiction, ...] = ()
    pass_mark: float | None = None
    answers_tested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConceptSpec:
    """A rubric; `pass_mark` is in the units of the weights."""

    rubric: tuple[Point, ...]
    contradictions: tuple[Contradiction, ...] = ()
    pass_mark: float | None = None
    samples: tuple[str, ...] = ()
    models: Models = field(default_factory=Models)

    @property
    def total(self) -> float:
        """All weights."""
        return sum(point.weight for point in self.rubric)

    @property
    def passing(self) -> float:
        """The pass mark in 0..1."""
        if self.pass_mark is None:
            return PASSING_SHARE
        return min(1.0, max(0.0, self.pass_mark / self.total))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptShown(Shown):
    """The prompt is all that is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointEvidence:
    """What became of one point: `words` of the answer decided it and stand at `places`.

    `asked` is set where the point was asked back for: whether that answer was right.
    """

    state: State
    words: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    asked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptEvidence(Evidence):
    """`ticks` are the points that counted, `corrected` whether the learner ticked them; `found` and
    `denied` are places by point, `said` those of contradictions by their number from 1. Only the
    first `read_chars` characters were read. `ask` are the points worth a question.
    """

    ticks: tuple[str, ...] | None = None
    pass_mark: float | None = None
    corrected: bool | None = None
    found: Mapping[str, tuple[Place, ...]] | None = None
    denied: Mapping[str, tuple[Place, ...]] | None = None
    said: Mapping[str, tuple[Place, ...]] | None = None
    read_chars: int | None = None
    points: Mapping[str, PointEvidence] | None = None
    ask: tuple[str, ...] | None = None

    @property
    def passing(self) -> float:
        """The question's own pass mark."""
        return PASSING_SHARE if self.pass_mark is None else self.pass_mark

    @property
    def counted(self) -> tuple[str, ...] | None:
        """The ticks, unless the learner has corrected them."""
        return None if self.corrected else self.ticks


def parse(document: Document) -> ConceptSpec | None:
    """The rubric of a file; None where something is wrong, which is then among its faults."""
    faults = len(document.faults)
    front = document.read(ConceptFront)
    if front is None:
        return None
    _check(document, front)
    if len(document.faults) > faults:
        return None
    models = {lang: _models(document, lang) for lang in LANGS}
    total = sum(point.weight for point in front.rubric)
    pass_mark = PASSING_SHARE * total if front.pass_mark is None else front.pass_mark
    return ConceptSpec(
        front.rubric,
        front.contradiction,
        pass_mark,
        samples=front.answers_tested,
        models=Models(**models),
    )


def _models(document: Document, lang: str) -> tuple[str, ...]:
    heading = f"model {lang}"
    return tuple(s.text.strip() for s in document.sections if s.heading == heading)


def _check(document: Document, front: ConceptFront) -> None:
    """What no single field can tell."""
    total = sum(point.weight for point in front.rubric)
    if front.pass_mark is not None and not 0 < front.pass_mark <= total:
        document.fault_at(("pass_mark",), "concept.pass-mark", total=total)
    seen: set[str] = set()
    for number, point in enumerate(front.rubric):
        path = ("rubric", number)
        if point.id in seen:
            document.fault_at((*path, "id"), "concept.rubric-twice", id=point.id)
        seen.add(point.id)
        if point.probe is not None:
            _check_probe(document, point.probe, (*path, "probe"))


def _check_probe(document: Document, probe: Probe, path: tuple[str | int, ...]) -> None:
    if not (probe.zh or probe.en):
        document.fault_at(path, "concept.probe-text")
    if bool(probe.choices) == bool(probe.accept):
        document.fault_at(path, "concept.probe-answer")
    elif probe.choices and not 1 <= (probe.right or 0) <= len(probe.choices):
        document.fault_at((*path, "right"), "concept.probe-right", most=len(probe.choices))
