"""What a generator gives back, and the pieces that generators share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graders.verdict import SpecError

Made = dict[str, Any]
Wrong = tuple[str, str, str]


def step(id: str, zh: str, en: str, formula: str, *wrong: Wrong, **more: Any) -> Made:
    """A step of one mark; `wrong` are (formula, zh, en), `more` goes into the step as it is
    (``whole=True``).
    """
    return {
        "id": id,
        "zh": zh,
        "en": en,
        "formula": formula,
        "marks": 1,
        "wrong": [{"formula": f, "zh": z, "en": e} for f, z, e in wrong],
        **more,
    }


def made(
    variables: Mapping[str, Any],
    steps: Sequence[Made],
    reject: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
) -> Made:
    """A generated question."""
    return {
        "variables": dict(variables),
        "given": dict(given or {}),
        "reject": list(reject),
        "steps": list(steps),
    }


def whole(description: Mapping[str, Any], name: str, default: int, low: int, high: int) -> int:
    """A whole number of the description; raises `SpecError` outside `low`..`high`."""
    value = description.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise SpecError(
            f"{name} is a whole number from {low} to {high}, not {value!r}", f"generate.{name}"
        )
    return value


def word(description: Mapping[str, Any], name: str, default: str, allowed: Sequence[str]) -> str:
    """A word of the description; raises `SpecError` where it is none of `allowed`."""
    value = description.get(name, default)
    if value not in allowed:
        raise SpecError(f"{name} is one of {', '.join(allowed)}, not {value!r}", f"generate.{name}")
    return str(value)
