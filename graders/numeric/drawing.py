"""Values for declared variables from a generator of random numbers; the order of its calls is what
keeps a seed's variant the same.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graders.numeric.variables import MOST, Variable
from graders.said import Said
from graders.verdict import SpecError

# a number, or the entries of an array
Value = float | NDArray[np.float64]
# entries beyond these make a variable no more various than it is already
_COUNTED = 8


def draw_variable(name: str, variable: Variable, rng: np.random.Generator) -> Value:
    """One value of a declared variable; raises `SpecError` where nothing can be drawn from it."""
    if variable.onehot is not None:
        label: NDArray[np.float64] = np.eye(variable.onehot)[rng.integers(variable.onehot)]
        return label
    why = _undrawable(variable)
    if why is not None:
        raise SpecError(why, ("variables", name))
    if variable.simplex is not None:
        return _probabilities(variable.simplex, variable.step, rng)
    values = _values(variable)
    if not variable.shape:
        return float(values[rng.integers(len(values))])
    entries: NDArray[np.float64] = values[rng.integers(len(values), size=variable.shape)]
    return entries


def possible(variable: Variable) -> float:
    """About how many values the variable can take."""
    if variable.onehot is not None:
        return variable.onehot
    if variable.simplex is not None:
        return MOST
    entries = int(np.prod(variable.shape, dtype=int))
    return float(len(_values(variable))) ** min(entries, _COUNTED)


# a draw that is rejected draws again, up to thousands of times
@lru_cache(maxsize=512)
def _values(variable: Variable) -> NDArray[np.float64]:
    return np.array(variable.values())


@lru_cache(maxsize=512)
def _undrawable(variable: Variable) -> Said | None:
    return variable.undrawable()


def _probabilities(size: int, step: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Positive probabilities on a grid of `step` that sum to exactly 1."""
    parts = round(1 / step)
    cuts = np.sort(rng.choice(np.arange(1, parts), size=size - 1, replace=False))
    counts = np.diff(np.concatenate([[0], cuts, [parts]]))
    return np.array([float(Decimal(int(count)) * Decimal(str(step))) for count in counts])
