"""How long a question takes this learner: what was measured, shrunk to what the author expects."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import median

# how many answers weigh as much as the expectation: for a whole kind, and for one question
_KIND_WEIGHT = 5
_QUESTION_WEIGHT = 2


def own_minutes(
    expected: Mapping[str, tuple[str, float]], answers: Iterable[tuple[str, float]]
) -> dict[str, float]:
    """Expected minutes of one answer to each question, for this learner.

    `expected` is (kind, the author's minutes) by question, `answers` are (question, seconds) of
    timed answers. The median of a
    question's times is shrunk to the kind's, and the kind's ratio of time to expectation to 1, both
    in logarithms.
    """
    of_question: dict[str, list[float]] = defaultdict(list)
    of_kind: dict[str, list[float]] = defaultdict(list)
    for question, seconds in answers:
        if question in expected and seconds > 0:
            kind, minutes = expected[question]
            ratio = math.log(seconds / 60 / max(0.1, minutes))
            of_question[question].append(ratio)
            of_kind[kind].append(ratio)
    kinds = {kind: _shrunk(ratios, 0.0, _KIND_WEIGHT) for kind, ratios in of_kind.items()}
    return {
        question: minutes
        * math.exp(_shrunk(of_question.get(question, ()), kinds.get(kind, 0.0), _QUESTION_WEIGHT))
        for question, (kind, minutes) in expected.items()
    }


def _shrunk(values: Iterable[float], prior: float, weight: int) -> float:
    known = list(values)
    return (len(known) * median(known) + weight * prior) / (len(known) + weight) if known else prior
