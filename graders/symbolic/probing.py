"""Points chosen for two formulas in hand: on both sides of every constant that either names, and
where quantities coincide.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from graders.expression.nodes import Binary, Call, Name, Node, Num
from graders.expression.sums import walk
from graders.expression.symbols import MAX_DIMENSION, Symbol
from graders.symbolic.sampling import Points

# more constants than these in two formulas, or more points, and the first ones must do
_MOST_CONSTANTS, _MOST_PROBES = 6, 72
# a pair of equal quantities is tried at so many points
_ROWS_OF_PAIR = 3
# what a usual draw has on both sides anyway
_USUAL = frozenset((0.0, 1.0, 2.0))
_ROUNDING = frozenset(("floor", "ceil", "round"))
_HALVES = (0.5, 1.5, 2.5)


def constants(*trees: Node) -> tuple[float, ...]:
    """The numbers that the formulas name, the unusual ones first."""
    named = {float(part.text) for tree in trees for part in walk(tree) if isinstance(part, Num)}
    ordered = sorted(named, key=lambda value: (value in _USUAL, -value))
    return tuple(ordered[:_MOST_CONSTANTS])


def rounds_off(*trees: Node) -> bool:
    """Whether one of the formulas rounds, so that halves and whole numbers are special."""
    return any(
        (isinstance(part, Call) and part.fn in _ROUNDING)
        or (isinstance(part, Binary) and part.op in ("//", "%"))
        for tree in trees
        for part in walk(tree)
    )


def names_of(*trees: Node) -> frozenset[str]:
    """The names that the formulas use."""
    return frozenset(part.id for tree in trees for part in walk(tree) if isinstance(part, Name))


def around(
    base: Points, symbols: Mapping[str, Symbol], values: tuple[float, ...], used: frozenset[str]
) -> Points | None:
    """Points of `base` with one quantity moved to either side of a constant; None where there is
    nothing to move.
    """
    rng = np.random.default_rng([20, 11])
    moves: list[tuple[str, float]] = []
    for value in values:
        if value in _USUAL:
            continue
        for name in _movable(base, symbols, used):
            for factor in (rng.uniform(1.02, 3.0), rng.uniform(0.3, 0.98), -1.5):
                if _inside(symbols[name], value * factor):
                    moves.append((name, value * factor))
    return _moved(base, symbols, moves[:_MOST_PROBES])


def coinciding(
    base: Points,
    symbols: Mapping[str, Symbol],
    values: tuple[float, ...],
    used: frozenset[str],
    halves: bool,
) -> Points | None:
    """Points of `base` with a quantity exactly at a constant, or at another quantity's value."""
    names = _movable(base, symbols, used)
    special = sorted({0.0, *values, *(-value for value in values), *(_HALVES if halves else ())})
    moves = [(name, value) for name in names for value in special if _inside(symbols[name], value)]
    points = _moved(base, symbols, moves[:_MOST_PROBES])
    pairs = [
        pair
        for pair in permutations(names, 2)
        if symbols[pair[0]].shape == symbols[pair[1]].shape
        for _ in range(_ROWS_OF_PAIR)
    ][:_MOST_PROBES]
    equal = _repeated(base, len(pairs))
    for row, (one, other) in enumerate(pairs):
        if _holds(symbols[one], equal[other][row]):
            equal[one][row] = equal[other][row]
    return _joined(points, equal if pairs else None)


def sizes_beyond(
    symbols: Mapping[str, Symbol], values: tuple[float, ...], used: frozenset[str]
) -> int | None:
    """A length above every whole constant, where a size is used as a number beside it."""
    sizes = {dim for symbol in symbols.values() for dim in symbol.shape if isinstance(dim, str)}
    beyond = [int(value) + 1 for value in values if 6 <= value < MAX_DIMENSION]
    return max(beyond) if beyond and sizes & used else None


def _movable(base: Points, symbols: Mapping[str, Symbol], used: frozenset[str]) -> list[str]:
    """Used names whose values are drawn freely."""
    return [
        name
        for name, symbol in symbols.items()
        if name in used and symbol.kind in ("real", "integer", "size") and len(base[name]) > 1
    ]


def _inside(symbol: Symbol, value: float) -> bool:
    low, high = symbol.low, symbol.high
    if symbol.kind != "real" and abs(value) < 1:
        return False
    above = low is None or value > low or (value == low and not symbol.low_open)
    below = high is None or value < high or (value == high and not symbol.high_open)
    return above and below


def _holds(symbol: Symbol, values: NDArray[np.float64]) -> bool:
    whole = symbol.kind == "real" or bool(np.all(values == np.rint(values)))
    return whole and all(_inside(symbol, float(value)) for value in np.ravel(values))


def _repeated(base: Points, count: int) -> Points:
    """`count` of the base's points, so that each can be changed by itself."""
    rows: Points = {}
    for name, value in base.items():
        rows[name] = value if len(value) == 1 else value[np.arange(count) % len(value)].copy()
    return rows


def _moved(
    base: Points, symbols: Mapping[str, Symbol], moves: list[tuple[str, float]]
) -> Points | None:
    if not moves:
        return None
    points = _repeated(base, len(moves))
    for row, (name, value) in enumerate(moves):
        at = round(value) if symbols[name].kind != "real" else value
        place = points[name][row]
        if np.ndim(place) == 0:
            points[name][row] = at
        else:
            # every other entry, so that the array lies on both sides
            np.reshape(place, -1)[row % 2 :: 2] = at
    return points


def _joined(first: Points | None, second: Points | None) -> Points | None:
    if first is None or second is None:
        return first if second is None else second
    return {
        name: value if len(value) == 1 else np.concatenate([value, second[name]])
        for name, value in first.items()
    }
