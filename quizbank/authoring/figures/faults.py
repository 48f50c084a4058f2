"""What a figure that cannot be drawn raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class FigureError(Exception):
    """A description that makes no figure; `zh` and `en` say what is wrong."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def whole(
    figure: Mapping[str, Any], name: str, low: int, high: int, default: int | None = None
) -> int:
    """The whole number `name` of a figure, within its bounds; raises `FigureError`."""
    value = figure.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise FigureError(
            f"{name} 要是 {low} 到 {high} 的整数。",
            f"{name} must be a whole number from {low} to {high}.",
        )
    return value
