"""Random quantities of a question: integers, choices, reals on a grid, vectors, matrices, one-hot
labels, probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graders.verdict import SpecError

Draw = Callable[[np.random.Generator, tuple[int, ...]], NDArray[np.float64]]
_MOST = 4096


def draw_variable(
    name: str, declaration: Mapping[str, Any], rng: np.random.Generator
) -> float | NDArray[np.float64]:
    """One value of a declared variable; raises `SpecError` for a declaration that cannot be drawn
    from.
    """
    where = f"variables.{name}"
    if "onehot" in declaration:
        size = _size(declaration["onehot"], where)
        return np.eye(size)[rng.integers(size)]
    if "simplex" in declaration:
        return _simplex(
            _size(declaration["simplex"], where), float(declaration.get("step", 0.05)), rng, where
        )
    shape = _shape(declaration, where)
    values = _values(declaration, where)
    drawn = values[rng.integers(len(values), size=shape or None)]
    return np.asarray(drawn, dtype=np.float64) if shape else float(drawn)


def _size(value: Any, where: str) -> int:
    if not isinstance(value, int) or not 1 <= value <= 64:
        raise SpecError(f"a length must be a whole number from 1 to 64, not {value!r}", where)
    return value


def _shape(declaration: Mapping[str, Any], where: str) -> tuple[int, ...]:
    if "vector" in declaration:
        return (_size(declaration["vector"], where),)
    if "matrix" in declaration:
        sizes = declaration["matrix"]
        if not isinstance(sizes, Sequence) or len(sizes) != 2:
            raise SpecError("a matrix is given by [rows, columns]", where)
        return (_size(sizes[0], where), _size(sizes[1], where))
    return ()


def _values(declaration: Mapping[str, Any], where: str) -> NDArray[np.float64]:
    """Every value that one entry can take."""
    if "choice" in declaration:
        values = [float(v) for v in declaration["choice"]]
    elif "integer" in declaration:
        low, high = (int(v) for v in declaration["integer"][:2])
        values = [float(v) for v in range(low, high + 1)] if high - low < _MOST else []
    elif "real" in declaration:
        values = _grid(declaration["real"], where)
    else:
        raise SpecError("give one of integer, choice, real, onehot or simplex", where)
    excluded = {float(v) for v in declaration.get("exclude", ())}
    values = [v for v in values if v not in excluded]
    if not values or not np.isfinite(values).all():
        raise SpecError("there is no value to draw (or more than 4096)", where)
    return np.array(values)


def _grid(bounds: Any, where: str) -> list[float]:
    """``[low, high, step]`` on an exact decimal grid, so that 0.1 + 0.2 is printed as 0.3."""
    if not isinstance(bounds, Sequence) or len(bounds) not in (2, 3):
        raise SpecError("a real range is [low, high, step]", where)
    low, high, step = (Decimal(str(v)) for v in (*bounds, 0.1)[:3])
    if step <= 0 or high < low or (high - low) / step >= _MOST:
        raise SpecError(
            "a real range needs low <= high, a positive step and at most 4096 values", where
        )
    return [float(low + k * step) for k in range(int((high - low) / step) + 1)]


def _simplex(size: int, step: float, rng: np.random.Generator, where: str) -> NDArray[np.float64]:
    """Positive probabilities on a grid of `step` that sum to exactly 1."""
    parts = round(1 / step)
    if parts < size:
        raise SpecError(f"{size} probabilities of at least {step} sum to more than 1", where)
    cuts = np.sort(rng.choice(np.arange(1, parts), size=size - 1, replace=False))
    counts = np.diff(np.concatenate([[0], cuts, [parts]]))
    return np.array([float(Decimal(int(c)) * Decimal(str(step))) for c in counts])
