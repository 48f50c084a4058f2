"""Values of a TOML table that came from anyone: bounded in depth, plain, and with text that can
neither act nor hide.
"""

from __future__ import annotations

import math
from typing import Any

from graders.said import Said, said
from quizbank.authoring.faults import Unusable
from quizbank.domain.clean import clean

# deeper, and larger, than any question or pack needs
MAX_DEPTH = 6
_LARGEST = 2**53
_LONGEST_KEY = 100


class Unfit(Unusable):
    """A value that is refused, and the top-level key under which it stands."""

    def __init__(self, key: str, why: Said) -> None:
        super().__init__(why)
        self.key = key


def tidy(table: dict[str, Any]) -> dict[str, Any]:
    """`table` with its texts cleaned. Raises `Unfit` for what is nested too deeply and for values
    that are not plain.

    Plain are texts, truth values, whole numbers up to 2^53, finite numbers, and lists and tables of
    them.
    """
    if too_deep(table):
        raise Unfit("", said("authoring.front-matter-deep", most=MAX_DEPTH))
    return {_key(key): _value(value, key) for key, value in table.items()}


def too_deep(value: Any) -> bool:
    """Whether lists and tables stand in each other more than `MAX_DEPTH` deep; looks no further
    than that.
    """
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return bool(level)


def _value(value: Any, key: str) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {_key(name): _value(inner, key) for name, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner, key) for inner in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise Unfit(key, said("authoring.number", key=clean(key)))
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise Unfit(key, said("authoring.value", key=clean(key)))


def _key(key: str) -> str:
    if len(key) > _LONGEST_KEY:
        raise Unfit(key, said("authoring.name", longest_key=_LONGEST_KEY))
    return clean(key)
