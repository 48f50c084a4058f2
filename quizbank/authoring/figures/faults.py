"""What a figure that cannot be drawn raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.said import said
from quizbank.authoring.faults import Unusable


class FigureError(Unusable):
    """A description that makes no figure."""


def whole(
    figure: Mapping[str, Any], name: str, low: int, high: int, default: int | None = None
) -> int:
    """The whole number `name` of a figure, within its bounds; raises `FigureError`."""
    value = figure.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise FigureError(said("figure.whole", name=name, low=low, high=high))
    return value
