"""Which slip a wrong formula is: the author's misconceptions first, then single edits of the
reference, then two.

A name is given only where the edited reference equals the answer at two lengths, at the points that
told the answer from the reference, and at 40 digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate_points
from graders.expression.nodes import Binary, Node, Num, Unary
from graders.symbolic.compare import compare
from graders.symbolic.decide import (
    Decision,
    Reference,
    Round,
    componentwise,
    evaluators,
    free_indices,
)
from graders.symbolic.mutations import mutants
from graders.symbolic.sampling import Points
from graders.verdict import Diagnosis, diagnosed

# closer than this two formulas may be the same; 40 digits decide
_CLOSE = 1e-10
# slips that change the value of any formula whose domain is wide enough
TELLING = frozenset(
    {
        "sign-reversed",
        "factor-2-lost",
        "factor-2-extra",
        "log-base",
        "normalisation-lost",
        "square-lost",
        "root-lost",
        "complement",
        "half-lost",
    }
)
# so many points must agree before a constant is no accident
_MANY = 12
# and so many have a value
_FINITE = 6
_CONFIRMED_AT = 2
# how far beside a point its neighbours are, relatively
_NEARBY = 1e-5
_TWO = Num("2")
_SCALINGS = frozenset(
    {"factor-2-lost", "factor-2-extra", "half-lost", "constant-lost", "doubled-for-halved"}
)
_SIGNS = frozenset({"sign-reversed", "sign", "order-swapped"})


@dataclass(frozen=True, slots=True)
class Listed:
    """An author's wrong formula, read, with what to say about it."""

    node: Node
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An edited reference: what it would be called, and its values at the first round's points."""

    code: str
    node: Node
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Stack:
    """Candidates of one shape with their values in one array."""

    shape: tuple[int, ...]
    candidates: list[_Candidate]
    values: NDArray[np.float64]

    def alike(self, got: NDArray[np.float64], scale: float) -> list[_Candidate]:
        """The candidates close to `got`, which has a leading axis of points."""
        if got.shape[1:] != self.shape:
            return []
        flat = np.broadcast_to(got.reshape(len(got), -1), self.values.shape[1:])
        with np.errstate(all="ignore"):
            mine = self.values * scale
            both = np.isfinite(mine) & np.isfinite(flat)
            size = np.where(both, np.maximum(np.abs(mine), np.abs(flat)), 0.0)
            gap = np.abs(mine - flat)
            near = (gap <= _CLOSE * size.max(axis=2, keepdims=True) + 1e-300) | ~both
        fits = near.all(axis=(1, 2)) & (both.sum(axis=(1, 2)) >= min(_FINITE, flat.size))
        return [self.candidates[k] for k in np.flatnonzero(fits)]


def _stacked(group: list[_Candidate], count: int) -> _Stack:
    rows = []
    for candidate in group:
        flat = candidate.values.reshape(len(candidate.values), -1)
        rows.append(np.broadcast_to(flat, (count, flat.shape[1])))
    return _Stack(group[0].values.shape[1:], group, np.stack(rows))


@dataclass(frozen=True, slots=True)
class _Answer:
    """A wrong answer with its values at each round of points that it is looked at."""

    node: Node
    free: tuple[str, ...]
    rounds: tuple[Round, ...]
    values: tuple[NDArray[np.float64], ...]


class Diagnoser:
    """Names slips against one reference; mutants are evaluated once and kept."""

    def __init__(self, reference: Reference, misconceptions: Sequence[Listed] = ()) -> None:
        self.reference = reference
        self.misconceptions = misconceptions

    def blind_to(self) -> list[str]:
        """The codes of slips that make no difference on the declared domain, and so can never be
        told.
        """
        expected = self.reference.values[0]
        same = (c.code for c in self._mutants if c.code in TELLING and _agree(c.values, expected))
        return list(dict.fromkeys(same))

    @cached_property
    def _mutants(self) -> list[_Candidate]:
        candidates = []
        for code, node in mutants(self.reference.node, self.reference.symbols):
            values = self._values(node, self._first)
            if values is not None:
                candidates.append(_Candidate(code, node, values))
        return candidates

    @cached_property
    def _stacks(self) -> list[_Stack]:
        """The mutants' values by shape, so that all of them are compared at once."""
        groups: dict[tuple[int, ...], list[_Candidate]] = {}
        for candidate in self._mutants:
            groups.setdefault(candidate.values.shape[1:], []).append(candidate)
        count = max(len(values) for values in self.reference.rounds[0].values())
        return [_stacked(group, count) for group in groups.values()]

    def _alike(self, got: NDArray[np.float64], scale: float = 1.0) -> list[_Candidate]:
        """The mutants whose values, `scale` times, are close to `got` at the first points."""
        near: list[_Candidate] = []
        for stack in self._stacks:
            near.extend(stack.alike(got, scale))
        return near

    @property
    def _first(self) -> Round:
        return Round(self.reference.rounds[0], self.reference.values[0])

    def _values(
        self, node: Node, here: Round, left: tuple[str, ...] = ()
    ) -> NDArray[np.float64] | None:
        free = free_indices(node, frozenset(self.reference.symbols), left)
        try:
            return componentwise(node, free, here.values.shape[1:], here.points)
        except EvaluationError:
            return None

    def diagnose(
        self, node: Node, decision: Decision, left: tuple[str, ...] = ()
    ) -> tuple[Diagnosis, ...]:
        """The most specific names of the slip, at most two; empty where none is certain."""
        answer = self._looked_at(node, decision, left)
        if answer is None:
            return ()
        for listed in self.misconceptions:
            if self._equal(listed.node, answer):
                return (listed.diagnosis,)
        few = (diagnosed("few-points", "symbolic"),) if self._few(answer, decision) else ()
        for candidate in self._alike(answer.values[0]):
            if self._equal(candidate.node, answer):
                return (diagnosed(candidate.code, "symbolic"), *few)
        return few or self._two_edits(answer) or self._constant(answer)

    def _few(self, answer: _Answer, decision: Decision) -> bool:
        """Whether the answer differs at a few points only: it agrees everywhere around them."""
        here = decision.differs
        if here is None or decision.at is None or not decision.agreed_elsewhere:
            return False
        rng = np.random.default_rng([20, 13])
        nearby: Points = {}
        for name, value in here.points.items():
            place = value[decision.at if len(value) > 1 else 0]
            if self.reference.symbols[name].kind != "real" or len(value) == 1:
                nearby[name] = np.array([place])
                continue
            shift = 1 + _NEARBY * rng.uniform(-1, 1, size=(_FINITE * 2, *np.shape(place)))
            nearby[name] = place * shift + _NEARBY * 1e-3
        if all(len(value) == 1 for value in nearby.values()):
            return False
        try:
            expected = evaluate_points(self.reference.node, nearby)
            got = componentwise(answer.node, answer.free, expected.shape[1:], nearby)
        except EvaluationError:
            return False
        return got is not None and _agree(expected, got)

    def _looked_at(self, node: Node, decision: Decision, left: tuple[str, ...]) -> _Answer | None:
        """The answer at the usual points and at those that told it from the reference."""
        rounds = [
            Round(points, values)
            for points, values in zip(self.reference.rounds, self.reference.values, strict=True)
        ]
        if decision.differs is not None and all(
            decision.differs.points is not here.points for here in rounds
        ):
            rounds.append(decision.differs)
        values = [self._values(node, here, left) for here in rounds]
        kept = [value for value in values if value is not None]
        if len(kept) < len(values):
            return None
        free = free_indices(node, frozenset(self.reference.symbols), left)
        return _Answer(node, free, tuple(rounds), tuple(kept))

    def _equal(self, node: Node, answer: _Answer) -> bool:
        """Whether the edited reference `node` is what the answer says, wherever it is looked at."""
        for here, got in zip(answer.rounds, answer.values, strict=True):
            values = self._values(node, here)
            if values is None or not _agree(values, got):
                return False
        here = answer.rounds[-1]
        free = free_indices(node, frozenset(self.reference.symbols))
        return _confirmed(node, free, answer, here)

    def _two_edits(self, answer: _Answer) -> tuple[Diagnosis, ...]:
        """An edit on top of a change of the whole formula's sign or size."""
        got = answer.values[0]
        for code, scale, apart in (
            ("sign-reversed", -1.0, _SIGNS),
            ("factor-2-lost", 0.5, _SCALINGS),
            ("factor-2-extra", 2.0, _SCALINGS),
        ):
            for candidate in self._alike(got, scale):
                if candidate.code in apart:
                    continue
                if self._equal(_scaled(candidate.node, code), answer):
                    return (
                        diagnosed(candidate.code, "symbolic"),
                        diagnosed(code, "symbolic"),
                    )
        return ()

    def _constant(self, answer: _Answer) -> tuple[Diagnosis, ...]:
        """The same factor or the same difference at every point, which no edit explains."""
        factors = list(self._changes(answer, factor=True))
        if _constant(factors, trivial=1.0):
            return (diagnosed("constant-factor", "symbolic"),)
        terms = list(self._changes(answer, factor=False))
        if _constant(terms, trivial=0.0):
            return (diagnosed("constant-term", "symbolic"),)
        return ()

    @staticmethod
    def _changes(answer: _Answer, *, factor: bool) -> Iterator[NDArray[np.float64]]:
        for here, got in zip(answer.rounds, answer.values, strict=True):
            if here.values.shape[1:] != got.shape[1:]:
                return
            with np.errstate(all="ignore"):
                change = got / here.values if factor else got - here.values
            yield change[np.isfinite(change)]


def _constant(changes: list[NDArray[np.float64]], trivial: float) -> bool:
    """Whether every change is the same one, and none at all is not it; wide points cancel digits,
    so that fewer of them are asked for than of a value.
    """
    if not changes or changes[0].size < _MANY:
        return False
    every = np.concatenate(changes)
    middle = float(np.median(every))
    if abs(middle - trivial) <= 1e-6 * max(abs(middle), 1e-6):
        return False
    return bool(np.ptp(every) <= 1e-7 * abs(middle))


def _scaled(node: Node, code: str) -> Node:
    if code == "sign-reversed":
        return Unary("-", node)
    return Binary("/" if code == "factor-2-lost" else "*", node, _TWO)


def _confirmed(node: Node, free: tuple[str, ...], answer: _Answer, here: Round) -> bool:
    """Whether both are equal at 40 digits, at a few points."""
    finite = np.isfinite(answer.values[-1].reshape(len(answer.values[-1]), -1)).all(axis=1)
    rows = np.flatnonzero(finite)[:_CONFIRMED_AT]
    count = len(answer.values[-1])
    few = {
        name: value[rows] if len(value) == count and count > 1 else value[:1]
        for name, value in here.points.items()
    }
    shape = here.values.shape[1:]
    precisely = evaluators((node, free), (answer.node, answer.free), shape)
    # nothing of float64 counts here
    unknown = np.full(max(1, len(rows)), np.nan)
    compared = compare(few, unknown, unknown, precisely)
    return compared.differs is None and compared.agreed > 0


def _agree(a: NDArray[np.float64], b: NDArray[np.float64]) -> bool:
    if a.shape[1:] != b.shape[1:]:
        return False
    a, b = (values.reshape(len(values), -1) for values in np.broadcast_arrays(a, b))
    with np.errstate(all="ignore"):
        both = np.isfinite(a) & np.isfinite(b)
        if both.sum() < min(_FINITE, both.size) or not np.array_equal(
            np.isfinite(a), np.isfinite(b)
        ):
            return False
        gap = np.abs(a - b)
        size = np.maximum(np.abs(a), np.abs(b))
        size = np.where(both, size, 0.0).max(axis=1, keepdims=True)
    return bool(np.all((gap <= _CLOSE * size + 1e-300) | ~both))
