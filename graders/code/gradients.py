"""Gradients of an entry, inside the process that runs it: vector-Jacobian products, or central
differences.

For outputs y and a fixed random cotangent v of y's shape, the product is v^T dy/dx: as telling as
the whole Jacobian and one
backward pass. The same v meets the submission and the reference because both draw it from the same
seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

STEP = 1e-5
DIFFERENCES_LIMIT = 4096


def leaves(tf: Any, value: Any) -> list[Any]:
    """The differentiable tensors in `value`, in order."""
    return [
        leaf
        for leaf in tf.nest.flatten(value)
        if isinstance(leaf, tf.Tensor) and leaf.dtype.is_floating
    ]


def output_leaves(tf: Any, value: Any) -> list[Any]:
    """The real floating tensors in an entry's output."""
    flat = tf.nest.flatten(value)
    return [
        leaf
        for leaf in flat
        if isinstance(leaf, (tf.Tensor, tf.Variable)) and leaf.dtype.is_floating
    ]


def cotangents(tf: Any, outputs: Sequence[Any], seed: Sequence[int]) -> list[Any]:
    """A standard normal array for each of `outputs`, of its shape and dtype, fixed by `seed`."""
    rng = np.random.default_rng(list(seed))
    return [
        tf.cast(tf.convert_to_tensor(rng.standard_normal(tuple(leaf.shape))), leaf.dtype)
        for leaf in outputs
    ]


def products(
    tf: Any, tape: Any, *, output: Any, watched: Sequence[list[Any]], seed: Sequence[int]
) -> list[list[Any]]:
    """For each parameter's tensors in `watched`, the products with the cotangent of `seed`; None
    where none flows.
    """
    outputs = output_leaves(tf, output)
    if not outputs:
        return [[None] * len(group) for group in watched]
    flat = [leaf for group in watched for leaf in group]
    grads = iter(tape.gradient(outputs, flat, output_gradients=cotangents(tf, outputs, seed)))
    return [[next(grads) for _ in group] for group in watched]


def differences(
    tf: Any,
    entry: Callable[..., Any],
    *,
    arguments: Sequence[Any],
    positions: Sequence[int],
    seed: Sequence[int],
) -> list[list[Any]]:
    """The same products by central differences of `entry` in float64, one entry of one array at a
    time.

    An error of order STEP**2, about 1.5e-5 relative at worst in practice. Raises `ValueError`
    beyond 4,096 entries.
    """
    wide = [
        tf.nest.map_structure(lambda leaf: _widen(tf, leaf), argument) for argument in arguments
    ]

    def scalar() -> float:
        outputs = output_leaves(tf, entry(*wide))
        pairs = zip(cotangents(tf, outputs, seed), outputs, strict=True)
        return sum(
            float(tf.reduce_sum(tf.cast(v, tf.float64) * tf.cast(y, tf.float64))) for v, y in pairs
        )

    result = []
    for position in positions:
        flat = tf.nest.flatten(wide[position])
        group = []
        for place, leaf in enumerate(flat):
            if not (isinstance(leaf, tf.Tensor) and leaf.dtype.is_floating):
                continue
            moved = list(flat)

            def put(
                array: Any, at: int = place, where: int = position, into: list[Any] = moved
            ) -> None:
                into[at] = tf.constant(array)
                wide[where] = tf.nest.pack_sequence_as(wide[where], into)

            group.append(_slopes(tf, leaf.numpy(), put, scalar))
        result.append(group)
    return result


def _widen(tf: Any, leaf: Any) -> Any:
    return (
        tf.cast(leaf, tf.float64)
        if isinstance(leaf, tf.Tensor) and leaf.dtype.is_floating
        else leaf
    )


def _slopes(
    tf: Any, array: np.ndarray[Any, Any], put: Callable[[Any], None], scalar: Callable[[], float]
) -> Any:
    if array.size > DIFFERENCES_LIMIT:
        raise ValueError(f"central differences of {array.size} entries are too many")
    slopes = np.zeros(array.shape)
    for index in np.ndindex(*array.shape):
        step = STEP * max(1.0, abs(float(array[index])))
        values = []
        for sign in (1.0, -1.0):
            moved = array.copy()
            moved[index] += sign * step
            put(moved)
            values.append(scalar())
        slopes[index] = (values[0] - values[1]) / (2 * step)
    put(array)
    return tf.constant(slopes)
