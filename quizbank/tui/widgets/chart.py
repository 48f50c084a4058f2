"""A chart of measured points against what was expected, in the unit square; how it is drawn is for others to say."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizbank.tui.widgets.charts import scatter

PERCENT = ("100%", "50%", "0%")
_WIDE, _HIGH = 40, 11

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Chart:
    """What was `expected` as a line, what was `measured` on `many` and on `few` reviews; `across` names places on the x axis."""

    expected: Points
    many: Points
    few: Points
    across: Mapping[float, str]

    def lines(self) -> list[str]:
        """Drawn in characters of ASCII."""
        layers = {".": _between(self.expected), "O": self.many, "o": self.few}
        names = " " * (_WIDE + 8)
        for x, name in self.across.items():
            start = 6 + round(x * (_WIDE - 1)) - len(name) // 2
            names = names[:start] + name + names[start + len(name):]
        return [*scatter(layers, _WIDE, _HIGH, PERCENT), names.rstrip()]


def _between(points: Points) -> list[tuple[float, float]]:
    """The straight lines from point to point, a cell apart."""
    line: list[tuple[float, float]] = list(points[:1])
    for (x, y), (to, end) in itertools.pairwise(points):
        steps = max(1, round((to - x) * _WIDE))
        line += [(x + (to - x) * k / steps, y + (end - y) * k / steps) for k in range(1, steps + 1)]
    return line
