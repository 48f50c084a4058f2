"""Grade a free answer by its rubric: points found by accepted phrases, or as the learner ticked
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graders.concept.fold import MAX_CHARS, Folded, fold
from graders.concept.phrases import Hit, find
from graders.concept.spec import ConceptEvidence, ConceptSpec, Place, Point, PointEvidence
from graders.concept.stuffing import is_keyword_list
from graders.kind import Attempt
from graders.said import authored
from graders.verdict import (
    Diagnosis,
    Outcome,
    Part,
    SpecError,
    Verdict,
    diagnosed,
    invalid,
    listed,
)

FULL = 0.9


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found in an answer: for each point and each contradiction its hits."""

    answer: str
    folded: Folded
    hits: Mapping[str, Sequence[Hit]]
    against: Sequence[Sequence[Hit]]

    def held(self, id: str) -> list[Hit]:
        return [hit for hit in self.hits[id] if not hit.denied]

    def denied(self, id: str) -> list[Hit]:
        return [hit for hit in self.hits[id] if hit.denied]

    def places(self, hits: Sequence[Hit]) -> tuple[Place, ...]:
        return tuple(self.folded.span(hit.start, hit.end) for hit in hits)

    def words(self, hits: Sequence[Hit]) -> tuple[str, ...]:
        return tuple(self.answer[start:end] for start, end in self.places(hits))


def grade(spec: ConceptSpec, attempt: Attempt) -> Verdict[ConceptEvidence]:
    """The verdict: score = max(0, weights hit - penalties) / all weights; correct from 0.9, partial
    from the pass mark. A learner's own `attempt.ticks` decide where they are given, else the
    phrases do. Raises `SpecError`.
    """
    folded = fold(attempt.answer)
    if not any(character.isalnum() for character in folded.text):
        return invalid(ConceptEvidence(position=0), diagnosed("empty", "concept"))
    if not spec.total > 0:
        raise SpecError("the weights must be positive", "rubric")
    read = _read(spec, attempt.answer, folded)
    ticks = attempt.ticks
    ticked = {id for id in read.hits if (id in ticks if ticks is not None else read.held(id))}
    stuffed = ticks is None and is_keyword_list(
        folded, [held for id in read.hits if (held := read.held(id))]
    )
    score = _score(spec, read, ticked)
    if stuffed:
        score = min(score, 0.24, spec.passing / 2)
    return Verdict(
        _outcome(score, spec.passing),
        round(score, 6),
        _evidence(spec, read, ticked, corrected=ticks is not None),
        spec.total,
        _diagnoses(spec, read, ticked, stuffed),
        tuple(_part(point, point.id in ticked, read) for point in spec.rubric),
    )


def _read(spec: ConceptSpec, answer: str, folded: Folded) -> _Read:
    hits = {point.id: find(point.accept, folded) for point in spec.rubric}
    against = [
        [hit for hit in find(one.accept, folded) if not hit.denied] for one in spec.contradictions
    ]
    return _Read(answer, folded, hits, against)


def _score(spec: ConceptSpec, read: _Read, ticked: set[str]) -> float:
    earned = sum(point.weight for point in spec.rubric if point.id in ticked)
    for contradiction, hits in zip(spec.contradictions, read.against, strict=True):
        earned -= contradiction.penalty if hits else 0
    return min(1.0, max(0.0, earned) / spec.total)


def _outcome(score: float, passing: float) -> Outcome:
    if score >= max(FULL, passing) - 1e-9:
        return "correct"
    return "partial" if score > 0 and score >= passing - 1e-9 else "wrong"


def _evidence(
    spec: ConceptSpec, read: _Read, ticked: set[str], *, corrected: bool
) -> ConceptEvidence:
    ids = [point.id for point in spec.rubric]
    return ConceptEvidence(
        ticks=tuple(sorted(ticked)),
        pass_mark=spec.passing,
        corrected=corrected,
        found={id: read.places(held) for id in ids if (held := read.held(id))},
        denied={id: read.places(hits) for id in ids if (hits := read.denied(id))},
        said={str(k + 1): read.places(hits) for k, hits in enumerate(read.against) if hits},
        read_chars=MAX_CHARS if len(read.answer) > MAX_CHARS else None,
        points={id: _point(read, id) for id in ids},
    )


def _point(read: _Read, id: str) -> PointEvidence:
    if held := read.held(id):
        return PointEvidence(state="made", words=read.words(held), places=read.places(held))
    if denied := read.denied(id):
        return PointEvidence(state="denied", words=read.words(denied), places=read.places(denied))
    return PointEvidence(state="absent")


def _diagnoses(
    spec: ConceptSpec, read: _Read, ticked: set[str], stuffed: bool
) -> tuple[Diagnosis, ...]:
    """The list of key words first, then what was said wrongly, then what is missing."""
    wrongly = [
        listed(f"contradiction:{k + 1}", one.zh, one.en)
        for k, one in enumerate(spec.contradictions)
        if read.against[k]
    ]
    missing = [
        listed(f"missing:{point.id}", point.zh, point.en)
        for point in spec.rubric
        if point.id not in ticked
    ]
    words = [diagnosed("keyword-list", "concept")] if stuffed else []
    return (*words, *wrongly, *missing)


def _part(point: Point, ticked: bool, read: _Read) -> Part:
    held = read.held(point.id)
    return Part(
        point.id,
        "correct" if ticked else "wrong",
        point.weight * ticked,
        point.weight,
        got=read.words(held[:1])[0] if held else "",
        label=authored(point.zh, point.en),
    )
