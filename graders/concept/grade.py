"""Grade a free answer by its rubric: points that are claims, found in the answer or ticked by the
learner, or made after a question.
"""

from __future__ import annotations

from graders.concept.fold import MAX_CHARS, fold
from graders.concept.marking import Marked, Marking, mark
from graders.concept.probes import to_ask
from graders.concept.spec import ConceptEvidence, ConceptSpec, PointEvidence
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


def grade(spec: ConceptSpec, attempt: Attempt) -> Verdict[ConceptEvidence]:
    """The verdict: score = max(0, marks of the points - penalties) / all weights; correct from 0.9,
    partial from the pass mark. A learner's own `attempt.ticks` decide where they are given, else
    the reading does; `attempt.probes` answer questions about points. Raises `SpecError`.
    """
    if not any(character.isalnum() for character in fold(attempt.answer).text):
        return invalid(ConceptEvidence(position=0), diagnosed("empty", "concept"))
    if not spec.total > 0:
        raise SpecError("the weights must be positive", "rubric")
    marking = mark(spec, attempt)
    score = _score(spec, marking)
    return Verdict(
        _outcome(score, spec.passing),
        round(score, 6),
        _evidence(spec, marking, corrected=attempt.ticks is not None),
        max_marks=spec.total,
        diagnoses=_diagnoses(spec, marking),
        parts=tuple(_part(marked, marking) for marked in marking.points),
    )


def _score(spec: ConceptSpec, marking: Marking) -> float:
    earned = sum(marked.marks for marked in marking.points)
    for contradiction, places in zip(spec.contradictions, marking.against, strict=True):
        earned -= contradiction.penalty if places else 0
    return min(1.0, max(0.0, earned) / spec.total)


def _outcome(score: float, passing: float) -> Outcome:
    if score >= max(FULL, passing) - 1e-9:
        return "correct"
    return "partial" if score > 0 and score >= passing - 1e-9 else "wrong"


def _evidence(spec: ConceptSpec, marking: Marking, *, corrected: bool) -> ConceptEvidence:
    points = {marked.point.id: _point(marked, marking) for marked in marking.points}
    return ConceptEvidence(
        ticks=tuple(sorted(m.point.id for m in marking.points if m.counts)),
        pass_mark=spec.passing,
        corrected=corrected,
        found={id: point.places for id, point in points.items() if point.state == "made"},
        denied={
            marked.point.id: marking.places(places)
            for marked in marking.points
            if (places := [place for place in marked.findings if place.state == "denied"])
        },
        said={str(k + 1): marking.places(p) for k, p in enumerate(marking.against) if p},
        read_chars=MAX_CHARS if len(marking.answer) > MAX_CHARS else None,
        points=points,
        ask=to_ask(spec, points),
    )


def _point(marked: Marked, marking: Marking) -> PointEvidence:
    return PointEvidence(
        state=marked.state,
        words=marking.words(marked.deciding),
        places=marking.places(marked.deciding),
        asked=marked.asked,
    )


def _diagnoses(spec: ConceptSpec, marking: Marking) -> tuple[Diagnosis, ...]:
    """The list of key words first, then what was said wrongly, then what is missing."""
    words = [diagnosed("keyword-list", "concept")] if marking.stuffed else []
    wrongly = [
        listed(f"contradiction:{k + 1}", one.zh, one.en)
        for k, one in enumerate(spec.contradictions)
        if marking.against[k]
    ]
    asked = [_after_question(marked) for marked in marking.points if marked.asked is False]
    missing = [
        listed(f"missing:{marked.point.id}", marked.point.zh, marked.point.en)
        for marked in marking.points
        if not marked.counts and not marked.asked
    ]
    return (*words, *wrongly, *asked, *missing)


def _after_question(marked: Marked) -> Diagnosis:
    """The misconception that a wrong answer to a question about a point shows."""
    code, probe = f"probe:{marked.point.id}", marked.point.probe
    if probe is not None and probe.wrong is not None:
        return listed(code, probe.wrong.zh, probe.wrong.en)
    point = authored(marked.point.zh, marked.point.en)
    return Diagnosis(code, diagnosed("probe-wrong", "concept", point=point).said)


def _part(marked: Marked, marking: Marking) -> Part:
    point = marked.point
    words = marking.words(marked.deciding[:1]) if marked.state == "made" else ()
    label = authored(point.zh, point.en)
    if marked.asked and not marked.counts:
        return Part(
            point.id,
            "partial",
            marked.marks,
            point.weight,
            diagnosis=diagnosed("after-question", "concept"),
            label=label,
        )
    return Part(
        point.id,
        "correct" if marked.counts else "wrong",
        point.weight if marked.counts else 0.0,
        point.weight,
        got=words[0] if words else "",
        label=label,
    )
