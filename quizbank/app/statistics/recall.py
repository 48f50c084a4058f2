"""Recall, true against predicted: calibration and the forgetting curve."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizbank.domain.review import Memory, Rating, Review
from quizbank.scheduling.memory import MemoryModel

# days since the last review, up to and including
_SPANS = (1, 3, 7, 14, 30, 60, math.inf)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model expected of one review of a question seen on an earlier day, and what
    happened.

    `predicted` in 0..1; `elapsed` in study days since the review before; `day` is the study day of
    this one.
    """

    question: str
    day: int
    elapsed: int
    predicted: float
    passed: bool


def predictions(log: Iterable[Review], model: MemoryModel) -> list[Prediction]:
    """A prediction for each rated review of a question seen on an earlier day, made from what came
    before it alone.
    """
    memories: dict[str, Memory] = {}
    found = []
    for review in sorted(
        (r for r in log if r.rating is not None), key=lambda r: (r.day, r.at, r.id)
    ):
        assert review.rating is not None
        before = memories.get(review.question)
        if before is not None and review.day > before.last_day:
            found.append(
                Prediction(
                    review.question,
                    review.day,
                    review.day - before.last_day,
                    model.retrievability(before, review.day),
                    review.rating is not Rating.AGAIN,
                )
            )
        memories[review.question] = model.review(before, review.rating, review.day, review.question)
    return found


def calibration(found: Sequence[Prediction], bins: int = 10) -> list[dict[str, float]]:
    """Predicted against true recall in `bins` equal bins of the prediction; empty bins are left
    out.
    """
    groups: dict[int, list[Prediction]] = defaultdict(list)
    for one in found:
        groups[min(bins - 1, int(one.predicted * bins))].append(one)
    return [_means(group) for _, group in sorted(groups.items())]


def calibration_error(rows: Sequence[dict[str, float]]) -> float | None:
    """Root mean square of true minus predicted recall over the rows of `calibration`, weighted by
    their reviews; None of none.
    """
    total = sum(row["n"] for row in rows)
    return (
        round(
            math.sqrt(
                sum(row["n"] * (row["true"] - row["predicted"]) ** 2 for row in rows) / total
            ),
            4,
        )
        if total
        else None
    )


def forgetting(
    found: Sequence[Prediction], topics: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """True and predicted recall by days since the last review, for each topic of `topics` (by
    question); "" is all of them.
    """
    groups: dict[str, dict[int, list[Prediction]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        span = next(k for k, end in enumerate(_SPANS) if one.elapsed <= end)
        groups[""][span].append(one)
        if one.question in topics:
            groups[topics[one.question]][span].append(one)
    return {
        topic: [
            {"days": round(sum(p.elapsed for p in group) / len(group), 1), **_means(group)}
            for _, group in sorted(spans.items())
        ]
        for topic, spans in sorted(groups.items())
    }


def _means(group: Sequence[Prediction]) -> dict[str, float]:
    return {
        "predicted": round(sum(p.predicted for p in group) / len(group), 4),
        "true": round(sum(p.passed for p in group) / len(group), 4),
        "n": len(group),
    }
