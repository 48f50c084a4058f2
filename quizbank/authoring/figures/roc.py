"""A ROC curve, drawn from scores and labels: ties are taken together, as one slanted step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graders.said import said
from quizbank.authoring.faults import Unusable
from quizbank.authoring.figures.canvas import Canvas

MOST_POINTS = 1_000
_WIDE, _HIGH = 30, 10


@dataclass(frozen=True, slots=True)
class Roc:
    """``scores`` and ``labels`` (1 positive, 0 negative)."""

    scores: tuple[float, ...]
    labels: tuple[int, ...]


def roc(figure: Roc, ascii_only: bool) -> list[str]:
    """The curve, with the area under it written below; raises `Unusable`."""
    scores, labels = figure.scores, figure.labels
    if len(scores) != len(labels) or set(labels) != {0, 1}:
        raise Unusable(said("figure.scores"))
    points = curve(scores, labels)
    canvas = Canvas()
    for row in range(_HIGH + 1):
        canvas.put(row, 4, "│")
    canvas.put(_HIGH, 4, "└" + "─" * (_WIDE + 1))
    canvas.put(0, 0, "TPR")
    canvas.put(_HIGH + 1, 4 + _WIDE - 2, "FPR")
    canvas.put(_HIGH + 1, 3, "0")
    canvas.put(_HIGH + 1, 4 + _WIDE + 3, "1")
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = 2 * _WIDE
        for k in range(steps + 1):
            x, y = x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps
            canvas.put(round((1 - y) * _HIGH), 5 + round(x * _WIDE), "●")
    canvas.put(_HIGH + 2, 4, f"AUC = {area(points):.4g}")
    return canvas.lines(ascii_only)


def curve(scores: Sequence[float], labels: Sequence[int]) -> list[tuple[float, float]]:
    """The points (false positive rate, true positive rate), from (0, 0) to (1, 1), one for each
    distinct score.
    """
    positives, negatives = sum(labels), len(labels) - sum(labels)
    points, true, false = [(0.0, 0.0)], 0, 0
    for score in sorted(set(scores), reverse=True):
        here = [label for s, label in zip(scores, labels, strict=True) if s == score]
        true, false = true + sum(here), false + len(here) - sum(here)
        points.append((false / negatives, true / positives))
    return points


def area(points: Sequence[tuple[float, float]]) -> float:
    """The area under the points by trapezia, which counts each tie as one half."""
    return sum((x1 - x0) * (y0 + y1) / 2 for (x0, y0), (x1, y1) in pairwise(points))
