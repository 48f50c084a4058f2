"""Charts of text: bars, points over a diagonal or a curve, columns, a heat map. Block characters, or ASCII alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rich.cells import cell_len, set_cell_size

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_RISES = " ▁▂▃▄▅▆▇█"
_HEAT = (" ·░▒▓█", " .:+#@")


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


def scatter(layers: Mapping[str, Sequence[tuple[float, float]]], width: int, height: int, ticks: Sequence[str]) -> list[str]:
    """Points in the unit square on a grid of `width` x `height` cells with a y axis of `ticks` (top first), lines of equal length.

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
    """Seven lines, one a weekday, a column a week; `values` are days of whole weeks, oldest first."""
    shades = _HEAT[plain]
    top = max(values, default=0.0) or 1.0

    def shade(value: float) -> str:
        return shades[0] if value <= 0 else shades[1 + min(len(shades) - 2, int(value / top * (len(shades) - 1)))]

    return ["".join(shade(value) * (each - 1) + " " for value in values[day::7]) for day in range(7)]
