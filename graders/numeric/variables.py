"""Random quantities of a question: integers, choices, reals on a grid, vectors, matrices, one-hot
labels, probabilities.
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from graders.numeric.spec import Variable
from graders.said import said
from graders.toml_lines import Path
from graders.verdict import SpecError

# values that one entry may take
_MOST = 4096
_STEP = 0.1


def draw_variable(
    name: str, variable: Variable, rng: np.random.Generator
) -> float | NDArray[np.float64]:
    """One value of a declared variable; raises `SpecError` for a declaration that cannot be drawn
    from.
    """
    path: Path = ("variables", name)
    if variable.onehot is not None:
        return np.eye(variable.onehot)[rng.integers(variable.onehot)]
    if variable.simplex is not None:
        return _simplex(variable.simplex, variable.step, rng, path)
    shape = _shape(variable)
    values = _values(variable, path)
    drawn = values[rng.integers(len(values), size=shape or None)]
    return np.asarray(drawn, dtype=np.float64) if shape else float(drawn)


def possible(variable: Variable) -> float:
    """How many values the variable can take."""
    if variable.onehot is not None:
        return variable.onehot
    if variable.simplex is not None:
        return _MOST
    count = float(len(_values(variable, ())))
    entries = int(np.prod(_shape(variable), dtype=int))
    return count ** min(entries, 8)


def _shape(variable: Variable) -> tuple[int, ...]:
    if variable.vector is not None:
        return (variable.vector,)
    return variable.matrix or ()


def _values(variable: Variable, path: Path) -> NDArray[np.float64]:
    """Every value that one entry can take."""
    if variable.choice is not None:
        values = list(variable.choice)
    elif variable.integer is not None:
        low, high = variable.integer
        values = [float(value) for value in range(low, high + 1)] if high - low < _MOST else []
    elif variable.real is not None:
        values = _grid(variable.real, path)
    else:
        raise SpecError(said("numeric.no-source"), path)
    excluded = set(variable.exclude)
    kept = [value for value in values if value not in excluded]
    if not kept or not np.isfinite(kept).all():
        raise SpecError(said("numeric.no-value", most=_MOST), path)
    return np.array(kept)


def _grid(bounds: tuple[float, ...], path: Path) -> list[float]:
    """``[low, high, step]`` on an exact decimal grid, so that 0.1 + 0.2 is printed as 0.3."""
    low, high, step = (Decimal(str(value)) for value in (*bounds, _STEP)[:3])
    if step <= 0 or high < low or (high - low) / step >= _MOST:
        raise SpecError(said("numeric.real-range", most=_MOST), (*path, "real"))
    return [float(low + k * step) for k in range(int((high - low) / step) + 1)]


def _simplex(size: int, step: float, rng: np.random.Generator, path: Path) -> NDArray[np.float64]:
    """Positive probabilities on a grid of `step` that sum to exactly 1."""
    parts = round(1 / step)
    if parts < size:
        raise SpecError(said("numeric.simplex-full", size=size, step=step), path)
    cuts = np.sort(rng.choice(np.arange(1, parts), size=size - 1, replace=False))
    counts = np.diff(np.concatenate([[0], cuts, [parts]]))
    return np.array([float(Decimal(int(c)) * Decimal(str(step))) for c in counts])
