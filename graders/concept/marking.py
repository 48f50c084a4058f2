"""What was found in an answer, point by point, before it becomes marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graders.concept.claims import Finding, contradicting, findings, verdict_of
from graders.concept.fold import Folded, fold
from graders.concept.probes import SHARE, answered
from graders.concept.reading import read
from graders.concept.rubric import rubric_of
from graders.concept.spec import ConceptSpec, Place, Point, State
from graders.concept.spelling import mended
from graders.concept.stuffing import is_keyword_list
from graders.kind import Attempt

# of a point's weight, where its reverse was said: worse than saying nothing
REVERSED_COST = 0.5
# words with a meaning that make a statement
_STATEMENT = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A point and what became of it. `asked` says whether a question about it was answered right;
    `counts` whether it is ticked.
    """

    point: Point
    state: State
    findings: tuple[Finding, ...]
    asked: bool | None
    counts: bool

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The places that decide; those of the author's own phrases where there are any."""
        state = "opposite" if any(f.state == "opposite" for f in self.findings) else self.state
        places = [place for place in self.findings if place.state == state]
        return tuple([place for place in places if place.firm] or places)

    @property
    def marks(self) -> float:
        """What the point earns, in the units of its weight; below 0 where its reverse was said."""
        if self.counts:
            return self.point.weight
        if self.asked:
            return self.point.weight * SHARE
        return -self.point.weight * REVERSED_COST if self.is_grave else 0.0

    @property
    def is_grave(self) -> bool:
        """Whether the reverse was said in the author's own words, or of the other thing."""
        return self.state == "reversed" and any(
            place.firm and (place.state == "opposite" or place.of_another)
            for place in self.findings
        )


@dataclass(frozen=True, slots=True)
class Marking:
    """An answer read by a rubric. `against` are the places of each contradiction; `stuffed` is set
    where the answer is a list of words, of which none counts.
    """

    answer: str
    folded: Folded
    points: tuple[Marked, ...]
    against: tuple[tuple[Finding, ...], ...]
    stuffed: bool

    def places(self, findings: Sequence[Finding]) -> tuple[Place, ...]:
        """Where they stand in the answer as it was typed."""
        return tuple(self.folded.span(place.start, place.end) for place in findings)

    def words(self, findings: Sequence[Finding]) -> tuple[str, ...]:
        """What stands there."""
        return tuple(self.answer[start:end] for start, end in self.places(findings))


def mark(spec: ConceptSpec, attempt: Attempt) -> Marking:
    """Read an answer by the rubric of `spec`. Raises `SpecError` for a phrase that cannot be
    used.
    """
    rubric = rubric_of(spec)
    folded = mended(fold(attempt.answer))
    told = read(folded, rubric.things)
    found = [tuple(findings(claim, told)) for claim in rubric.points]
    found = [_without_others(number, found) for number in range(len(found))]
    against = tuple(tuple(contradicting(claim, told)) for claim in rubric.contradictions)
    if _is_suspect(found, against):
        found = [_told_in_full(places) for places in found]
    made = [_making(places) for places in found]
    stuffed = attempt.ticks is None and is_keyword_list(
        folded, [places for places in made if places]
    )
    points = tuple(
        _marked(point, places, attempt, stuffed)
        for point, places in zip(spec.rubric, found, strict=True)
    )
    return Marking(attempt.answer, folded, points, against, stuffed)


def _without_others(number: int, found: Sequence[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """The places of one point without words that were said of another thing and make its point
    there: "turned off" said of training is no mistake about inference.
    """
    others = [
        place
        for other, places in enumerate(found)
        if other != number
        for place in places
        if place.state == "made"
    ]
    return tuple(
        place
        for place in found[number]
        if not place.of_another
        or not any(o.start < place.end and place.start < o.end for o in others)
    )


def _is_suspect(found: Sequence[Sequence[Finding]], against: Sequence[Sequence[Finding]]) -> bool:
    """Whether an answer says the reverse of a point, or denies two: then words alone are not
    trusted.
    """
    states = [verdict_of(places) for places in found]
    return "reversed" in states or any(against) or states.count("denied") > 1


def _told_in_full(places: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The places with those that are a word or two, and no statement, as doubtful."""
    return tuple(
        replace(place, state="doubtful")
        if place.state == "made" and place.ideas < _STATEMENT
        else place
        for place in places
    )


def _making(places: Sequence[Finding]) -> list[Finding]:
    """The places that make a point; none where it is not made."""
    if verdict_of(places) != "made":
        return []
    return [place for place in places if place.state == "made"]


def _marked(point: Point, places: tuple[Finding, ...], attempt: Attempt, stuffed: bool) -> Marked:
    state = verdict_of(places)
    ticks = attempt.ticks
    counts = point.id in ticks if ticks is not None else state == "made" and not stuffed
    if stuffed and state == "made":
        state = "doubtful"
        places = tuple(
            Finding("doubtful", place.start, place.end, place.firm)
            for place in places
            if place.state == "made"
        )
    asked = answered(point, "made" if counts else state, attempt.probes)
    return Marked(point, state, places, asked, counts)
