"""Charts of text: bars, points beside a line, columns, a heat map. Block characters, or ASCII
alone.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_RISES = " ▁▂▃▄▅▆▇█"
# how points of many and of few reviews are drawn
MARKS, PLAIN_MARKS = ("●", "○"), ("O", "o")
PERCENT: Mapping[float, str] = {0.0: "0%", 0.5: "50%", 1.0: "100%"}
_CHART_WIDE, _CHART_HIGH = 40, 11
_HEAT = (" ·░▒▓█", " .:+#@")
Points = Sequence[tuple[float, float]]


def pad(text: str, width: int, right: bool = False) -> str:
    """The text at exactly `width` terminal cells, Chinese characters counted as two."""
    short = set_cell_size(text, width) if cell_len(text) > width else text
    space = " " * (width - cell_len(short))
    return space + short if right else short + space


def bar(value: float, width: int, plain: bool) -> str:
    """A horizontal bar of `width` cells for a value in 0..1."""
    value = min(1.0, max(0.0, value))
    if plain:
        full = round(value * width)
        return "#" * full + "-" * (width - full)
    eighths = round(value * width * 8)
    full, rest = divmod(eighths, 8)
    return pad("█" * full + (_EIGHTHS[rest] if rest else ""), width)


def columns(values: Sequence[float], height: int, plain: bool, each: int = 2) -> list[str]:
    """Vertical bars `each` cells wide, `height` lines, the tallest as high as they go."""
    top = max(values, default=0.0) or 1.0
    lines = []
    for row in range(height, 0, -1):
        cells = []
        for value in values:
            filled = value / top * height - (row - 1)
            if plain:
                mark = "#" if filled >= 0.5 or (row == 1 and value > 0) else " "
            else:
                mark = _RISES[min(8, max(1 if row == 1 and value > 0 else 0, round(filled * 8)))]
            cells.append(mark * (each - 1) + " ")
        lines.append("".join(cells).rstrip())
    return lines


def scatter(
    layers: Mapping[str, Points], width: int, height: int, ticks: Sequence[str]
) -> list[str]:
    """Points in the unit square on a grid of `width` x `height` cells with a y axis of `ticks` (top
    first), lines of equal length.

    `layers` maps a character to its points; later layers cover earlier ones.
    """
    grid = [[" "] * width for _ in range(height)]
    for mark, points in layers.items():
        for x, y in points:
            if 0 <= x <= 1 and 0 <= y <= 1:
                grid[height - 1 - round(y * (height - 1))][round(x * (width - 1))] = mark
    at = {round(k * (height - 1) / max(1, len(ticks) - 1)): tick for k, tick in enumerate(ticks)}
    side = max((len(tick) for tick in ticks), default=0)
    lines = [f"{at.get(row, ''):>{side}} |{''.join(cells)}" for row, cells in enumerate(grid)]
    return [*lines, " " * side + " +" + "-" * width]


def logarithmic(days: float, longest: float) -> float:
    """Where a number of days lies on an axis from 1 to `longest`, in 0..1."""
    return math.log(max(1.0, days)) / math.log(max(2.0, longest))


def heat(values: Sequence[float], plain: bool, each: int = 2) -> list[str]:
    """Seven lines, one a weekday, a column a week; `values` are days of whole weeks, oldest
    first.
    """
    shades = _HEAT[plain]
    top = max(1.0, *values) if values else 1.0

    def shade(value: float) -> str:
        return (
            shades[0]
            if value <= 0
            else shades[1 + min(len(shades) - 2, int(value / top * (len(shades) - 1)))]
        )

    return [
        "".join(shade(value) * (each - 1) + " " for value in values[day::7]) for day in range(7)
    ]


@dataclass(frozen=True, slots=True)
class Chart:
    """What was `expected` as a line, what was measured on `many` and on `few` reviews as points;
    `across` names places on the x axis.
    """

    expected: Points
    many: Points
    few: Points
    across: Mapping[float, str]

    def lines(self) -> list[str]:
        """Drawn in characters of ASCII."""
        many, few = PLAIN_MARKS
        layers = {".": _between(self.expected), many: self.many, few: self.few}
        names = " " * (_CHART_WIDE + 8)
        for x, name in self.across.items():
            start = 6 + round(x * (_CHART_WIDE - 1)) - len(name) // 2
            names = names[:start] + name + names[start + len(name) :]
        return [
            *scatter(
                layers,
                _CHART_WIDE,
                _CHART_HIGH,
                [PERCENT[height] for height in sorted(PERCENT, reverse=True)],
            ),
            names.rstrip(),
        ]


def _between(points: Points) -> list[tuple[float, float]]:
    """The straight lines from point to point, a cell apart."""
    line: list[tuple[float, float]] = list(points[:1])
    for (x, y), (to, end) in itertools.pairwise(points):
        steps = max(1, round((to - x) * _CHART_WIDE))
        line += [(x + (to - x) * k / steps, y + (end - y) * k / steps) for k in range(1, steps + 1)]
    return line
