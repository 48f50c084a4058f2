"""A confusion matrix: what is true in rows, what was predicted in columns, with totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graders.expression.pretty import width
from graders.said import said
from quizbank.authoring.faults import Unusable

_MOST = 8


@dataclass(frozen=True, slots=True)
class Confusion:
    """``counts`` (rows of whole numbers) and ``labels`` (of the classes, short)."""

    counts: tuple[tuple[int, ...], ...]
    labels: tuple[str | int, ...] = ()


def confusion(figure: Confusion, ascii_only: bool) -> list[str]:
    """The matrix with its totals; raises `Unusable`."""
    counts = figure.counts
    size = len(counts)
    labels = [str(label) for label in figure.labels or range(size)]
    if (
        not 2 <= size <= _MOST
        or any(len(row) != size for row in counts)
        or len(labels) != size
        or min(map(min, counts)) < 0
    ):
        raise Unusable(said("figure.counts-square", most=_MOST))
    rows: list[Sequence[object]] = [
        ("", *labels, ""),
        *((label, *row, sum(row)) for label, row in zip(labels, counts, strict=True)),
        ("", *(sum(column) for column in zip(*counts, strict=True)), sum(map(sum, counts))),
    ]
    widths = [max(width(str(row[k])) for row in rows) for k in range(size + 2)]
    bar, rule, cross = ("|", "-", "+") if ascii_only else ("│", "─", "┼")
    lines = []
    for place, row in enumerate(rows):
        cells = [
            " " * (columns - width(str(cell))) + str(cell)
            for cell, columns in zip(row, widths, strict=True)
        ]
        lines.append(f"{cells[0]} {bar} {'  '.join(cells[1:-1])} {bar} {cells[-1]}".rstrip())
        if place in (0, size):
            inner = sum(widths[1:-1]) + 2 * (size - 1)
            lengths = (widths[0] + 1, inner + 2, widths[-1] + 1)
            lines.append(cross.join(rule * length for length in lengths))
    return lines
