"""Grade a free answer by its rubric: points found by accepted phrases, or as the learner ticked
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graders.concept.fold import MAX_CHARS, Folded, fold
from graders.concept.claims import Finding, contradicting, findings, verdict_of
from graders.concept.reading import read
from graders.concept.rubric import rubric_of
from graders.concept.spec import ConceptEvidence, ConceptSpec, Place, Point, PointEvidence, State
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
    """What was found in an answer: for each point and each contradiction its places."""

    answer: str
    folded: Folded
    findings: Mapping[str, Sequence[Finding]]
    against: Sequence[Sequence[Finding]]

    def state(self, id: str) -> State:
        return verdict_of(self.findings[id])

    def held(self, id: str) -> list[Finding]:
        """The places that make a point, the author's phrases first; none unless it is made."""
        if self.state(id) != "made":
            return []
        made = [place for place in self.findings[id] if place.state == "made"]
        return [place for place in made if place.firm] or made

    def of_state(self, id: str, *states: str) -> list[Finding]:
        return [place for place in self.findings[id] if place.state in states]

    def places(self, findings: Sequence[Finding]) -> tuple[Place, ...]:
        return tuple(self.folded.span(place.start, place.end) for place in findings)

    def words(self, findings: Sequence[Finding]) -> tuple[str, ...]:
        return tuple(self.answer[start:end] for start, end in self.places(findings))


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
    found = _read(spec, attempt.answer, folded)
    ticks = attempt.ticks
    ticked = {id for id in found.findings if (id in ticks if ticks is not None else found.held(id))}
    stuffed = ticks is None and is_keyword_list(
        folded, [held for id in found.findings if (held := found.held(id))]
    )
    score = _score(spec, found, ticked)
    if stuffed:
        score = min(score, 0.24, spec.passing / 2)
    return Verdict(
        _outcome(score, spec.passing),
        round(score, 6),
        _evidence(spec, found, ticked, corrected=ticks is not None),
        spec.total,
        _diagnoses(spec, found, ticked, stuffed),
        tuple(_part(point, point.id in ticked, found) for point in spec.rubric),
    )


def _read(spec: ConceptSpec, answer: str, folded: Folded) -> _Read:
    rubric = rubric_of(spec)
    told = read(folded, rubric.things)
    found = {
        point.id: findings(claim, told)
        for point, claim in zip(spec.rubric, rubric.points, strict=True)
    }
    against = [contradicting(claim, told) for claim in rubric.contradictions]
    return _Read(answer, folded, found, against)


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
    spec: ConceptSpec, found: _Read, ticked: set[str], *, corrected: bool
) -> ConceptEvidence:
    ids = [point.id for point in spec.rubric]
    return ConceptEvidence(
        ticks=tuple(sorted(ticked)),
        pass_mark=spec.passing,
        corrected=corrected,
        found={id: found.places(held) for id in ids if (held := found.held(id))},
        denied={id: found.places(hits) for id in ids if (hits := found.of_state(id, "denied"))},
        said={str(k + 1): found.places(hits) for k, hits in enumerate(found.against) if hits},
        read_chars=MAX_CHARS if len(found.answer) > MAX_CHARS else None,
        points={id: _point(found, id) for id in ids},
    )


def _point(found: _Read, id: str) -> PointEvidence:
    state = found.state(id)
    deciding = found.held(id) or found.of_state(
        id, state, *(("opposite",) if state == "reversed" else ())
    )
    return PointEvidence(
        state=state, words=found.words(deciding), places=found.places(deciding)
    )


def _diagnoses(
    spec: ConceptSpec, found: _Read, ticked: set[str], stuffed: bool
) -> tuple[Diagnosis, ...]:
    """The list of key words first, then what was said wrongly, then what is missing."""
    wrongly = [
        listed(f"contradiction:{k + 1}", one.zh, one.en)
        for k, one in enumerate(spec.contradictions)
        if found.against[k]
    ]
    missing = [
        listed(f"missing:{point.id}", point.zh, point.en)
        for point in spec.rubric
        if point.id not in ticked
    ]
    words = [diagnosed("keyword-list", "concept")] if stuffed else []
    return (*words, *wrongly, *missing)


def _part(point: Point, ticked: bool, found: _Read) -> Part:
    held = found.held(point.id)
    return Part(
        point.id,
        "correct" if ticked else "wrong",
        point.weight * ticked,
        point.weight,
        got=found.words(held[:1])[0] if held else "",
        label=authored(point.zh, point.en),
    )
