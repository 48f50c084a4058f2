"""Central differences of an entry written in NumPy, in float64: what a tape would give.

See `graders.code.gradients` for the cotangents and for the error of the method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from graders.code.gradients import DIFFERENCES_LIMIT, STEP

Array = np.ndarray[Any, Any]


def floats(value: Any) -> list[Array]:
    """The arrays of floats in a value, in order."""
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in floats(item)]
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in floats(item)]
    if isinstance(value, (np.ndarray, np.generic, float)):
        array = np.asarray(value)
        return [array] if array.dtype.kind == "f" else []
    return []


def slopes(
    entry: Callable[..., Any],
    arguments: Sequence[Any],
    positions: Sequence[int],
    seed: Sequence[int],
) -> list[list[Array]]:
    """For each position the product of each of its arrays with the cotangent of `seed`. Raises
    `ValueError` beyond 4,096 entries.
    """
    wide = [_widen(argument) for argument in arguments]

    def scalar() -> float:
        outputs = floats(entry(*wide))
        rng = np.random.default_rng(list(seed))
        drawn = (rng.standard_normal(output.shape) for output in outputs)
        return sum(float(np.sum(v * y)) for v, y in zip(drawn, outputs, strict=True))

    return [[_slope(leaf, scalar) for leaf in floats(wide[place])] for place in positions]


def _widen(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value.astype(np.float64)
    if isinstance(value, (list, tuple)):
        return type(value)(_widen(item) for item in value)
    if isinstance(value, dict):
        return {key: _widen(item) for key, item in value.items()}
    return value


def _slope(array: Array, scalar: Callable[[], float]) -> Array:
    """The slopes of `scalar` by each entry of `array`, which is moved in place and put back."""
    if array.size > DIFFERENCES_LIMIT:
        raise ValueError(f"central differences of {array.size} entries are too many")
    result = np.zeros(array.shape)
    for index in np.ndindex(*array.shape):
        result[index] = _slope_at(array, index, scalar)
    return result


def _slope_at(array: Array, index: tuple[int, ...], scalar: Callable[[], float]) -> float:
    middle = float(array[index])
    step = STEP * max(1.0, abs(middle))
    heights: list[float] = []
    for moved in _moves(middle, step):
        array[index] = moved
        heights.append(scalar())
    array[index] = middle
    return (heights[0] - heights[1]) / (2 * step)


def _moves(middle: float, step: float) -> Iterator[float]:
    yield middle + step
    yield middle - step
