"""Questions asked back about one point, as an interviewer does, and how they are marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graders.concept.fold import fold
from graders.concept.phrases import find
from graders.concept.spec import ConceptSpec, Point, PointEvidence, Probe, State
from graders.concept.spelling import mended
from graders.concept.tokens import tokenise

# of a point's weight, where it was made only after a question
SHARE = 0.75
# questions asked back after one answer
MOST = 3
_LETTER = re.compile(r"\(?([a-z])[).:]?")
_PLACES: dict[State, int] = {"doubtful": 0, "reversed": 1, "denied": 2, "absent": 3, "made": 4}


def is_right(probe: Probe, answer: str) -> bool:
    """Whether `answer` is the right choice, by letter, number or words; or, without choices, holds
    an accepted phrase that it does not deny.
    """
    folded = mended(fold(answer))
    text = folded.text.strip()
    if probe.choices:
        return _choice(probe, text) == probe.right
    if any(not hit.denied for hit in find(probe.accept, folded)):
        return True
    numbers = _numbers(text)
    return bool(numbers) and any(_numbers(phrase) == numbers for phrase in probe.accept)


def to_ask(spec: ConceptSpec, points: Mapping[str, PointEvidence]) -> tuple[str, ...]:
    """The points to ask back about, at most `MOST`: what was half said first, then what was said
    wrongly, then the weightiest that is missing.
    """
    open_points = [
        point
        for point in spec.rubric
        if point.probe is not None
        and points[point.id].state != "made"
        and points[point.id].asked is None
    ]
    ranked = sorted(open_points, key=lambda p: (_PLACES[points[p.id].state], -p.weight))
    return tuple(point.id for point in ranked[:MOST])


def answered(point: Point, state: State, probes: Mapping[str, str]) -> bool | None:
    """Whether the question about a point was answered right; None where it was not asked, not
    needed, or left blank.
    """
    answer = probes.get(point.id, "")
    if point.probe is None or state == "made" or not answer.strip():
        return None
    return is_right(point.probe, answer)


def _choice(probe: Probe, text: str) -> int | None:
    """The number, from 1, of the choice that is meant."""
    for number, choice in enumerate(probe.choices, 1):
        wordings: Sequence[str] = (choice,) if isinstance(choice, str) else (choice.zh, choice.en)
        if text in [fold(wording).text.strip() for wording in wordings if wording]:
            return number
    letter = _LETTER.fullmatch(text)
    if letter:
        return ord(letter[1]) - ord("a") + 1
    return int(text) if text.isdecimal() and len(text) < 3 else None


def _numbers(text: str) -> list[str]:
    return [
        idea for token in tokenise(fold(text).text) for idea in token.ideas if idea.startswith("=")
    ]
