"""Whether two formulas are equal on the declared domain: identical, sampled, then 40 digits where
float64 will not do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graders.expression.errors import EvaluationError, ShapeError
from graders.expression.evaluate import Env, evaluate_points
from graders.expression.multiprecision import evaluate_precisely
from graders.expression.nodes import Binary, Call, Name, Node, Num, Reduce
from graders.expression.sums import children, walk
from graders.expression.symbols import Symbol
from graders.symbolic.compare import (
    Compared,
    Evaluator,
    Exact,
    compare,
    counterexample,
)
from graders.symbolic.probing import (
    around,
    coinciding,
    constants,
    names_of,
    rounds_off,
    sizes_beyond,
)
from graders.symbolic.sampling import Points, at_length, rounds, wide
from graders.symbolic.spec import Counterexample

_MINIMUM = 6
# answers with constants of their own whose points are kept
_MOST_PROBED = 32
# powers up to this one keep what they raise within reach of float64
_SMALL_POWER = 8.0
# constants, whether something rounds, names
Key: TypeAlias = tuple[tuple[float, ...], bool, frozenset[str]]
_LEFT_SIDE = re.compile(r"_[{(]?([a-z])\s*,?\s*_?([a-z])[)}]*\s*=(?!=)")
_SUBSCRIPT_LETTERS = str.maketrans(
    {"ᵢ": "_i", "ⱼ": "_j", "ₖ": "_k", "ₗ": "_l", "ₘ": "_m", "ₙ": "_n"}
)


@dataclass(frozen=True, slots=True)
class Round:
    """Points with the reference's values there. `exact` are points at which quantities coincide: a
    formula that differs at nothing else differs at a few points only.
    """

    points: Points
    values: NDArray[np.float64]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was found: the outcome, the method, how many points agreed, and a point that tells them
    apart; `differs` are the points among which it is, `at` its row there, and `agreed_elsewhere`
    tells that most of the points before it agreed.
    """

    outcome: Literal["equal", "different", "undecided"]
    method: Literal["identical", "sampled"]
    points: int = 0
    counterexample: Counterexample | None = None
    shape: ShapeError | None = None
    free: tuple[str, ...] = ()
    differs: Round | None = None
    at: int | None = None
    agreed_elsewhere: bool = False


class Reference:
    """A reference formula with its points and values, kept for many answers."""

    def __init__(self, node: Node, symbols: Mapping[str, Symbol]) -> None:
        self.node = node
        self.symbols = dict(symbols)
        self.rounds: list[Points] = rounds(symbols)
        self.values: list[NDArray[np.float64]] = [
            evaluate_points(node, points) for points in self.rounds
        ]
        self.names = names_of(node)
        self._probed: dict[Key, list[Round]] = {}

    @cached_property
    def wide(self) -> list[Round]:
        """A round over many magnitudes."""
        return [made for points in wide(self.symbols) for made in self._round(points)]

    def probes(self, answer: Node) -> list[Round]:
        """Points on both sides of the constants of both formulas, then where quantities
        coincide.
        """
        values, halves = constants(self.node, answer), rounds_off(self.node, answer)
        used = self.names | names_of(answer)
        key = values, halves, used
        if key not in self._probed:
            if len(self._probed) >= _MOST_PROBED:
                self._probed.clear()
            base = self.rounds[0]
            near = around(base, self.symbols, values, used)
            exact = coinciding(base, self.symbols, values, used, halves=halves)
            length = sizes_beyond(self.symbols, values, used)
            long = at_length(self.symbols, length) if length is not None else None
            self._probed[key] = [
                *self._round(long),
                *self._round(near),
                *self._round(exact, exact=True),
            ]
        return self._probed[key]

    def _round(self, points: Points | None, exact: bool = False) -> list[Round]:
        if points is None:
            return []
        try:
            return [Round(points, evaluate_points(self.node, points), exact)]
        except EvaluationError:
            # a sum too long, a subscript out of range: the usual points have to do
            return []

    def all_rounds(self, answer: Node) -> Iterator[Round]:
        """The usual points, then those that are only worth while as long as nothing differs."""
        for points, values in zip(self.rounds, self.values, strict=True):
            yield Round(points, values)
        if len(self.rounds) > 1:
            yield from self.wide
            yield from self.probes(answer)


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
    total = needed = 0
    for number, here in enumerate(reference.all_rounds(answer)):
        usual = number < len(reference.rounds)
        try:
            got = componentwise(answer, free, here.values.shape[1:], here.points)
        except ShapeError as error:
            return Decision("different", "sampled", total, shape=error, free=free)
        except EvaluationError as error:
            if error.code == "index-range":
                return Decision("different", "sampled", total, free=free)
            if usual:
                return Decision("undecided", "sampled", total, free=free)
            continue
        if got is None:
            return Decision("different", "sampled", free=free)
        if got.shape[1:] != here.values.shape[1:]:
            shape = ShapeError(here.values.shape[1:], got.shape[1:], "=")
            return Decision("different", "sampled", shape=shape, free=free)
        if len(got) not in (1, max(len(value) for value in here.points.values())):
            return Decision("undecided", "sampled", total, free=free)
        compared = _compared(reference, answer, free, here=here, got=got)
        total += compared.agreed
        if compared.differs is not None:
            example = _counterexample(reference, answer, here, compared)
            return Decision(
                "different",
                "sampled",
                total,
                counterexample=example,
                differs=here,
                at=compared.differs,
                agreed_elsewhere=total >= len(here.values) // 2,
            )
        if usual:
            needed += min(_MINIMUM, len(got))
    return Decision("equal" if total >= max(needed, 1) else "undecided", "sampled", total)


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
    count = max((len(value) for value in points.values()), default=1)
    # every component is a point of its own
    components = int(np.prod(shape))
    here: Points = {
        name: np.repeat(value, components, axis=0) if len(value) > 1 else value
        for name, value in points.items()
    }
    places = np.indices(shape).reshape(len(shape), -1) + 1.0
    for name, place in zip(free, places, strict=True):
        here[name] = np.tile(place, count)
    values = evaluate_points(answer, here)
    values = np.broadcast_to(values, (count * components, *values.shape[1:]))
    return values.reshape(count, *shape, *values.shape[1:])


def _compared(
    reference: Reference,
    answer: Node,
    free: tuple[str, ...],
    *,
    here: Round,
    got: NDArray[np.float64],
) -> Compared:
    def finer(rows: NDArray[np.intp]) -> tuple[NDArray[Any], NDArray[Any]] | None:
        points: dict[str, Any] = {
            name: (value[rows] if len(value) > 1 else value).astype(np.longdouble)
            for name, value in here.points.items()
        }
        try:
            expected = evaluate_points(reference.node, points)
            found = componentwise(answer, free, here.values.shape[1:], points)
        except EvaluationError:
            return None
        return None if found is None else (expected, found)

    underflows = may_underflow(reference.node) or may_underflow(answer)
    return compare(
        here.points,
        here.values,
        got,
        evaluators((reference.node, ()), (answer, free), here.values.shape[1:]),
        finer=finer,
        underflows=underflows,
        saturates=underflows and here.points is reference.rounds[0],
        finite_only=here.exact,
    )


def evaluators(
    reference: tuple[Node, tuple[str, ...]],
    answer: tuple[Node, tuple[str, ...]],
    shape: tuple[int, ...],
) -> tuple[Evaluator, Evaluator]:
    """What gives the values of two formulas, each with its free indices, at many digits."""

    def of(formula: tuple[Node, tuple[str, ...]]) -> Evaluator:
        node, free = formula

        def at(env: Env, digits: int) -> Exact:
            return _flat(_precise_answer(node, free, env, shape=shape, digits=digits))

        return at

    return of(reference), of(answer)


def _flat(values: Any) -> Exact:
    return np.ravel(np.asarray(values, dtype=object))


def may_underflow(tree: Node) -> bool:
    """Whether values of the formula can be too small to hold without being 0."""
    for part in walk(tree):
        match part:
            case Call("exp" | "sigmoid" | "softmax" | "prod" | "erf" | "sech" | "softplus"):
                return True
            case Reduce("prod"):
                return True
            case Binary("**", _, Num(text)) if float(text) <= _SMALL_POWER:
                continue
            case Binary("**"):
                return True
    return False


def _precise_answer(
    answer: Node,
    free: tuple[str, ...],
    env: Env,
    *,
    shape: tuple[int, ...],
    digits: int,
) -> Any:
    if not free:
        return evaluate_precisely(answer, env, digits)
    places = [
        dict(zip(free, (float(k + 1) for k in place), strict=True)) for place in np.ndindex(*shape)
    ]
    return [evaluate_precisely(answer, {**env, **at}, digits) for at in places]


def _counterexample(
    reference: Reference, answer: Node, here: Round, compared: Compared
) -> Counterexample:
    used = reference.names | names_of(answer)
    assert compared.differs is not None
    assert compared.expected is not None and compared.got is not None
    scalar = here.values.ndim == 1
    values = compared.expected, compared.got
    return counterexample(here.points, compared.differs, used, values=values, scalar=scalar)
