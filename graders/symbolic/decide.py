"""Whether two formulas are equal on the declared domain: identical, sampled, then 40 digits where
float64 will not do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from graders.expression.errors import EvaluationError, ShapeError
from graders.expression.evaluate import evaluate_points
from graders.expression.multiprecision import evaluate_precisely
from graders.expression.nodes import Name, Node, Reduce
from graders.expression.sums import children, walk
from graders.expression.symbols import Symbol
from graders.symbolic.sampling import Points, rounds
from graders.symbolic.spec import Counterexample

RELATIVE = 1e-9
# closer than this is rounding; between this and RELATIVE 40 digits decide
_ROUNDING = 1e-13
_MINIMUM = 6
_PRECISE_POINTS = 4
_LEFT_SIDE = re.compile(r"_[{(]?([a-z])\s*,?\s*_?([a-z])[)}]*\s*=(?!=)")
_SUBSCRIPT_LETTERS = str.maketrans(
    {"ᵢ": "_i", "ⱼ": "_j", "ₖ": "_k", "ₗ": "_l", "ₘ": "_m", "ₙ": "_n"}
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was found: the outcome, the method, how many points agreed, and a point that tells them
    apart.
    """

    outcome: Literal["equal", "different", "undecided"]
    method: Literal["identical", "sampled"]
    points: int = 0
    counterexample: Counterexample | None = None
    shape: ShapeError | None = None
    free: tuple[str, ...] = ()


class Reference:
    """A reference formula with its points and values, kept for many answers."""

    def __init__(self, node: Node, symbols: Mapping[str, Symbol]) -> None:
        self.node = node
        self.symbols = dict(symbols)
        self.rounds: list[Points] = rounds(symbols)
        self.values: list[NDArray[np.float64]] = [
            evaluate_points(node, points) for points in self.rounds
        ]


def free_indices(node: Node, known: frozenset[str], left: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Names of `node` that nothing declares or binds, in the order of the axes they run over.

    That is the order of the left side where it names the same ones (``dW_{kj} = ...``), else the
    alphabet's: i is the row of ij.
    """
    found: dict[str, None] = {}
    _collect(node, known, found)
    return left if set(left) == set(found) else tuple(sorted(found))


def left_indices(text: str) -> tuple[str, ...]:
    """The two subscripts of the left side that stands before the formula, or none."""
    match = _LEFT_SIDE.search(text.translate(_SUBSCRIPT_LETTERS))
    return match.groups() if match else ()


def _collect(node: Node, known: frozenset[str], found: dict[str, None]) -> None:
    if isinstance(node, Name):
        if node.id not in known and node.id not in ("e", "pi"):
            found[node.id] = None
        return
    inner = known | {node.index} if isinstance(node, Reduce) else known
    for child in children(node):
        _collect(child, inner, found)


def decide(reference: Reference, answer: Node, left: tuple[str, ...] = ()) -> Decision:
    """Compare `answer` with `reference` on the reference's points; `left` has the subscripts of the
    answer's left side.
    """
    free = free_indices(answer, frozenset(reference.symbols), left)
    if not free and same_tree(answer, reference.node):
        return Decision("equal", "identical")
    total = 0
    for points, expected in zip(reference.rounds, reference.values, strict=True):
        try:
            got = componentwise(answer, free, expected.shape[1:], points)
        except ShapeError as error:
            return Decision("different", "sampled", shape=error)
        except EvaluationError:
            return Decision("undecided", "sampled", total, free=free)
        if got is None:
            return Decision("different", "sampled", free=free)
        if got.shape[1:] != expected.shape[1:]:
            return Decision(
                "different", "sampled", shape=ShapeError(expected.shape[1:], got.shape[1:], "=")
            )
        found = _compare(reference, answer, free, points, expected, got)
        if found.outcome != "equal":
            return found
        total += found.points
    return Decision("equal", "sampled", total)


def same_tree(a: Node, b: Node) -> bool:
    """Whether two trees are the same but for their places in the text."""
    if type(a) is not type(b):
        return False
    for field in a.__dataclass_fields__:
        if field == "pos":
            continue
        left, right = getattr(a, field), getattr(b, field)
        if isinstance(left, tuple):
            if len(left) != len(right) or not all(
                same_tree(x, y) for x, y in zip(left, right, strict=True)
            ):
                return False
        elif isinstance(left, str | int):
            if left != right:
                return False
        elif not same_tree(left, right):
            return False
    return True


def componentwise(
    answer: Node, free: tuple[str, ...], shape: tuple[int, ...], points: Points
) -> NDArray[np.float64] | None:
    """The values of `answer`; with as many free indices as the reference has axes, one value a
    component.

    None where an index is left free that nothing gives a meaning.
    """
    if not free:
        return evaluate_points(answer, points)
    if len(free) != len(shape):
        return None
    columns = []
    for place in np.ndindex(*shape):
        here = {
            **points,
            **{name: np.array([float(k + 1)]) for name, k in zip(free, place, strict=True)},
        }
        columns.append(evaluate_points(answer, here))
    count = max(len(c) for c in columns)
    stacked = np.stack([np.broadcast_to(c, (count, *c.shape[1:])) for c in columns], axis=1)
    return stacked.reshape(count, *shape, *stacked.shape[2:])


def _compare(
    reference: Reference,
    answer: Node,
    free: tuple[str, ...],
    points: Points,
    expected: NDArray[np.float64],
    got: NDArray[np.float64],
) -> Decision:
    expected, got = np.broadcast_arrays(expected, got)
    shape = expected.shape[1:]
    expected, got = expected.reshape(len(expected), -1), got.reshape(len(got), -1)
    finite = np.isfinite(expected).all(axis=1) & np.isfinite(got).all(axis=1)
    with np.errstate(all="ignore"):
        gap = np.abs(expected - got).max(axis=1, initial=0.0)
        size = np.maximum(np.abs(expected), np.abs(got)).max(axis=1, initial=0.0)
        relative = np.where(finite, gap / np.where(size > 0, size, 1.0), np.nan)
    doubtful = np.flatnonzero(~finite | (relative > _ROUNDING))
    agreed = int(finite.sum()) - int((relative > _ROUNDING).sum())
    # the plainest points first: those are the ones a learner can check by hand
    for k in doubtful[:_PRECISE_POINTS].tolist():
        verdict = _precisely(reference.node, answer, free, points, k, shape)
        if verdict is False:
            return Decision(
                "different",
                "sampled",
                agreed,
                _counterexample(_used(reference.node, answer, points), k, expected[k], got[k]),
            )
        agreed += verdict is True
    if np.any(relative[finite] > RELATIVE) and agreed < _MINIMUM:
        return Decision("undecided", "sampled", agreed)
    needed = min(_MINIMUM, len(relative))
    if agreed < needed:
        return Decision("undecided", "sampled", agreed)
    return Decision("equal", "sampled", max(agreed, int(finite.sum())))


def _precisely(
    reference: Node,
    answer: Node,
    free: tuple[str, ...],
    points: Points,
    k: int,
    shape: tuple[int, ...],
) -> bool | None:
    """Whether both agree at point `k` at 40 digits; None where either has no value there."""
    env = {name: value[k if len(value) > 1 else 0] for name, value in points.items()}
    try:
        expected = np.ravel(np.asarray(evaluate_precisely(reference, env), dtype=object))
    except EvaluationError:
        return None
    try:
        got = np.ravel(np.asarray(_precise_answer(answer, free, env, shape), dtype=object))
    except EvaluationError as error:
        # no value where the reference has one: a real difference, unless the number was only too
        # large to hold
        return None if error.code == "too-large" else False
    if len(got) != len(expected):
        return False
    return all(
        abs(a - b) <= 1e-25 * max(abs(a), abs(b), 1e-12) for a, b in zip(expected, got, strict=True)
    )


def _precise_answer(
    answer: Node, free: tuple[str, ...], env: Mapping[str, Any], shape: tuple[int, ...]
) -> Any:
    if not free:
        return evaluate_precisely(answer, env)
    places = [
        dict(zip(free, (float(k + 1) for k in place), strict=True)) for place in np.ndindex(*shape)
    ]
    return [evaluate_precisely(answer, {**env, **at}) for at in places]


def _used(reference: Node, answer: Node, points: Points) -> Points:
    names = {
        node.id for tree in (reference, answer) for node in walk(tree) if isinstance(node, Name)
    }
    return {name: value for name, value in points.items() if name in names}


def _counterexample(
    points: Points, k: int, expected: NDArray[np.float64], got: NDArray[np.float64]
) -> Counterexample:
    at = {name: _plain(value[k if len(value) > 1 else 0]) for name, value in points.items()}
    return Counterexample(
        at,
        expected=_plain(expected if expected.size > 1 else expected[0]),
        got=_plain(got if got.size > 1 else got[0]),
    )


def _plain(value: Any) -> Any:
    """Rounded JSON values; what is not finite is told in words."""
    array = np.asarray(value, dtype=np.float64)
    if array.ndim:
        return [_plain(item) for item in array]
    number = float(array)
    return float(f"{number:.6g}") if np.isfinite(number) else str(number)
