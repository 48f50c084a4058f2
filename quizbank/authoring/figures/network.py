"""A fully connected network, layer after layer; of a wide layer only its ends are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.said import said
from quizbank.authoring.figures.canvas import Canvas
from quizbank.authoring.figures.faults import FigureError

_WIDEST = 5
_MOST_LAYERS = 6


def network(figure: Mapping[str, Any], ascii_only: bool) -> list[str]:
    """``layers`` (units of each), and ``names`` (a letter of each layer, or a list of names of its
    units).
    """
    layers = [int(units) for units in figure["layers"]]
    if not 2 <= len(layers) <= _MOST_LAYERS or min(layers) < 1 or max(layers) > 10**6:
        raise FigureError(said("figure.layers", most=_MOST_LAYERS))
    letters = list(
        figure.get("names")
        or ["x", *(f"h{k}" if len(layers) > 3 else "h" for k in range(1, len(layers) - 1)), "o"]
    )
    columns = [_units(letters[k], units) for k, units in enumerate(layers)]
    height = max(2 * len(column) - 1 for column in columns)
    canvas, left = Canvas(), 0
    rows_before: list[int] = []
    for k, column in enumerate(columns):
        top = (height - (2 * len(column) - 1)) // 2
        rows = [top + 2 * n for n in range(len(column))]
        if k:
            left = _connect(canvas, rows_before, rows, left)
        width = max(map(len, column))
        for row, name in zip(rows, column, strict=True):
            canvas.put(row, left, name)
            if k < len(columns) - 1:
                canvas.across(row, left + len(name) + 1, left + width + 1)
        left += width + 2
        rows_before = rows
    return canvas.lines(ascii_only)


def _units(letter: Any, units: int) -> list[str]:
    names = (
        [str(name) for name in letter]
        if isinstance(letter, list)
        else [f"{letter}{n}" if units > 1 else str(letter) for n in range(1, units + 1)]
    )
    return names if units <= _WIDEST else [names[0], names[1], "⋮", names[-1]]


def _connect(canvas: Canvas, before: list[int], after: list[int], left: int) -> int:
    middle = (before[0] + before[-1]) // 2
    canvas.gather(before, left, middle)
    canvas.across(middle, left + 1, left + 2) if len(before) > 1 or len(after) > 1 else None
    canvas.spread(after, left + 3, middle)
    for row in after:
        canvas.put(row, left + 4, "─>")
    return left + 7
