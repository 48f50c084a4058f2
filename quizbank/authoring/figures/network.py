"""A fully connected network, layer after layer; of a wide layer only its ends are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from graders.said import said
from quizbank.authoring.faults import Unusable
from quizbank.authoring.figures.canvas import Canvas

_WIDEST = 5
_MOST_LAYERS = 6


@dataclass(frozen=True, slots=True)
class Network:
    """``layers`` (units of each), and ``names`` (a letter of each layer, or a list of names of its
    units).
    """

    layers: tuple[int, ...]
    names: tuple[str | tuple[str, ...], ...] = ()


def network(figure: Network, ascii_only: bool) -> list[str]:
    """The network; raises `Unusable` where it has too few, too many or empty layers."""
    layers = figure.layers
    if not 2 <= len(layers) <= _MOST_LAYERS or min(layers) < 1 or max(layers) > 10**6:
        raise Unusable(said("figure.layers", most=_MOST_LAYERS))
    letters = figure.names or _letters(len(layers))
    if len(letters) < len(layers):
        raise Unusable(said("figure.names-few", wanted=len(layers), got=len(letters)))
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


def _letters(layers: int) -> tuple[str, ...]:
    """The usual letter of each layer: x, h or h1, h2, ..., and o."""
    if layers == 3:
        return ("x", "h", "o")
    return ("x", *(f"h{layer}" for layer in range(1, layers - 1)), "o")


def _units(letter: str | tuple[str, ...], units: int) -> list[str]:
    """The names of a layer's units, of a wide layer those that are drawn."""
    wide = units > _WIDEST
    if isinstance(letter, tuple):
        if len(letter) < (2 if wide else 1):
            raise Unusable(said("figure.names-few", wanted=units, got=len(letter)))
        return [*letter[:2], "⋮", letter[-1]] if wide else list(letter)
    if wide:
        return [f"{letter}1", f"{letter}2", "⋮", f"{letter}{units}"]
    return [f"{letter}{n}" for n in range(1, units + 1)] if units > 1 else [letter]


def _connect(canvas: Canvas, before: list[int], after: list[int], left: int) -> int:
    middle = (before[0] + before[-1]) // 2
    canvas.gather(before, left, middle)
    canvas.across(middle, left + 1, left + 2) if len(before) > 1 or len(after) > 1 else None
    canvas.spread(after, left + 3, middle)
    for row in after:
        canvas.put(row, left + 4, "─>")
    return left + 7
