"""Which values a learner's setting may hold: what was stored is only believed where something of
ours could have written it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from quizbank.domain.plan import Settings

# beyond what any command or screen takes
_MOST = 100_000
_PARAMETERS = 21
_LAST_DAY = dt.date.max.toordinal()


def may_be(name: str, value: Any) -> bool:
    """Whether the setting `name` may hold the JSON value `value`; a name that is not known may hold
    anything.
    """
    check = _CHECKS.get(name)
    return check is None or check(value)


def _number(value: Any, least: float, most: float) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and least <= value <= most


def _whole(value: Any, most: int = _MOST) -> bool:
    return type(value) is int and 0 <= value <= most


def _date(value: Any) -> bool:
    if value in (None, ""):
        return True
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value) is not None
    except ValueError:
        return False


def _parameters(value: Any) -> bool:
    # FSRS keeps each weight within 0 and 100, and forgetting needs a last one above 0; another
    # version's number of them is not used
    return (
        isinstance(value, list)
        and all(_number(w, 0.0, 100.0) for w in value)
        and (len(value) != _PARAMETERS or value[-1] > 0)
    )


def _weights(value: Any) -> bool:
    return isinstance(value, dict) and all(_number(weight, 0.0, 100.0) for weight in value.values())


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _pauses(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(_whole(day, _LAST_DAY) for day in pair)
        for pair in value
    )


_BY_TYPE: dict[type, Callable[[Any], bool]] = {
    str: lambda value: isinstance(value, str),
    bool: lambda value: isinstance(value, bool),
    int: _whole,
}
_CHECKS: dict[str, Callable[[Any], bool]] = {
    **{f.name: _BY_TYPE[type(f.default)] for f in fields(Settings) if type(f.default) in _BY_TYPE},
    "lang": lambda value: value in ("", "zh", "en"),
    "rollover_hour": lambda value: _whole(value, 23),
    "retention": lambda value: _number(value, 0.01, 0.999),
    "interview": _date,
    "parameters": _parameters,
    "topic_weights": _weights,
    "open_topics": _texts,
    "focus": _texts,
    "pauses": _pauses,
}
