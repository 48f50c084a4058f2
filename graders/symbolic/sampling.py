"""Points from the declared domains, the same ones every time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graders.expression.symbols import Symbol

Points: TypeAlias = dict[str, NDArray[np.float64]]
POINTS = 24
_NICE = 6
_EXHAUSTIVE = 512
# the lengths that the first, second, ... size takes in each round; different sizes never share a
# length
_ROUNDS = ((3, 4, 5, 2), (4, 3, 2, 5))
# once more at lengths at which a size that is used as a number shows itself
WIDE_POINTS = 12
_WIDE_LENGTHS = (7, 9, 6, 8)
# powers of ten between which magnitudes are drawn
_MAGNITUDES = (-1.3, 1.2)


def rounds(symbols: Mapping[str, Symbol]) -> list[Points]:
    """Two rounds of points, at different lengths; each value has a leading axis of points.

    Where only a few integers are declared and nothing else, the one round holds every combination.
    """
    every = _exhaustive(symbols)
    if every is not None:
        return [every]
    return [_round(symbols, lengths, seed) for seed, lengths in enumerate(_ROUNDS)]


def at_length(symbols: Mapping[str, Symbol], length: int) -> Points:
    """A few points with every size that a shape names set to `length`."""
    return {name: value[:4] for name, value in _round(symbols, (length,), 3).items()}


def wide(symbols: Mapping[str, Symbol]) -> list[Points]:
    """One round at other lengths and over many magnitudes, up to the edges of the domains; none
    where the rounds hold every combination already.
    """
    if _exhaustive(symbols) is not None:
        return []
    rng = np.random.default_rng([20, 7])
    fixed = lengths_of(symbols, _WIDE_LENGTHS)
    points: Points = {}
    for name, symbol in symbols.items():
        if name in fixed:
            points[name] = np.array([float(fixed[name])])
            continue
        points[name] = _draw_wide(rng, symbol, (WIDE_POINTS, *_shape(symbol, fixed)))
    return [points]


def _shape(symbol: Symbol, fixed: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(dim if isinstance(dim, int) else fixed[dim] for dim in symbol.shape)


def lengths_of(symbols: Mapping[str, Symbol], lengths: tuple[int, ...]) -> dict[str, int]:
    """The length that each size used in a shape takes in one round."""
    used = [d for s in symbols.values() for d in s.shape if isinstance(d, str)]
    return {name: lengths[k % len(lengths)] for k, name in enumerate(dict.fromkeys(used))}


def _exhaustive(symbols: Mapping[str, Symbol]) -> Points | None:
    ranges = []
    for symbol in symbols.values():
        if symbol.kind != "integer" or symbol.shape or symbol.low is None or symbol.high is None:
            return None
        ranges.append(range(int(symbol.low), int(symbol.high) + 1))
    total = int(np.prod([len(r) for r in ranges], dtype=float)) if ranges else 0
    if not 1 <= total <= _EXHAUSTIVE:
        return None
    table = np.array(list(product(*ranges)), dtype=np.float64)
    return {name: table[:, k] for k, name in enumerate(symbols)}


def _round(symbols: Mapping[str, Symbol], lengths: tuple[int, ...], seed: int) -> Points:
    rng = np.random.default_rng([20, seed])
    fixed = lengths_of(symbols, lengths)
    points: Points = {}
    for name, symbol in symbols.items():
        if name in fixed:
            points[name] = np.array([float(fixed[name])])
            continue
        points[name] = _draw(rng, symbol, (POINTS, *_shape(symbol, fixed)))
    return points


def _draw(rng: np.random.Generator, symbol: Symbol, shape: tuple[int, ...]) -> NDArray[np.float64]:
    if symbol.kind == "simplex":
        return rng.dirichlet(np.full(shape[-1], 1.5), size=shape[:-1])
    if symbol.kind == "onehot":
        return np.eye(shape[-1])[rng.integers(0, shape[-1], size=shape[:-1])]
    if symbol.kind == "size":
        return rng.integers(2, 33, size=shape).astype(np.float64)
    low, high = symbol.low, symbol.high
    if symbol.kind == "integer":
        start = int(low) if low is not None else (int(high) - 40 if high is not None else -12)
        return rng.integers(
            start,
            int(high) + 1 if high is not None else start + (25 if low is None else 41),
            size=shape,
        ).astype(np.float64)
    return _draw_real(rng, symbol, shape)


def _draw_real(
    rng: np.random.Generator, symbol: Symbol, shape: tuple[int, ...]
) -> NDArray[np.float64]:
    low, high = symbol.low, symbol.high
    if low is not None and high is not None:
        values = low + (high - low) * rng.uniform(0.03, 0.97, size=shape)
        if not symbol.low_open:
            values[-1] = low
        if not symbol.high_open:
            values[-2] = high
    elif low is not None:
        values = low + np.exp(rng.normal(0.0, 0.9, size=shape))
    elif high is not None:
        values = high - np.exp(rng.normal(0.0, 0.9, size=shape))
    else:
        values = rng.normal(0.0, 1.6, size=shape)
        # wide points, so that what saturates, clips or dies is seen on both sides
        values[-5:] *= 4.0
    nice = np.round(values[:_NICE], 1)
    inside = (
        (nice > low if low is not None else True)
        & (nice < high if high is not None else True)
        & (nice != 0)
    )
    values[:_NICE] = np.where(inside, nice, values[:_NICE])
    return values


def _draw_wide(
    rng: np.random.Generator, symbol: Symbol, shape: tuple[int, ...]
) -> NDArray[np.float64]:
    """Values of every magnitude that the domain has, and close to its bounds."""
    if symbol.kind in ("simplex", "onehot", "size"):
        return _draw(rng, symbol, shape)
    low, high = symbol.low, symbol.high
    spread = 10.0 ** rng.uniform(*_MAGNITUDES, size=shape)
    if low is not None and high is not None:
        share = np.minimum(0.5, spread / 10.0 ** _MAGNITUDES[1])
        from_low = rng.random(shape) < 0.5
        values = np.where(from_low, low + (high - low) * share, high - (high - low) * share)
    elif low is not None:
        values = low + spread
    elif high is not None:
        values = high - spread
    else:
        values = spread * rng.choice([-1.0, 1.0], size=shape)
    if symbol.kind == "integer":
        values = np.rint(values)
    return np.asarray(values, dtype=np.float64)
