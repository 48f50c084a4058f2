"""Values of two formulas at the same points: float64 first, 40 digits where that will not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import mpmath
import numpy as np
from numpy.typing import NDArray

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import Env
from graders.symbolic.sampling import Points
from graders.symbolic.spec import Counterexample, Rounded

Exact: TypeAlias = NDArray[Any]
# the values of both formulas at one point, flat, at so many digits; raises `EvaluationError`
Evaluator: TypeAlias = Callable[[Env, int], Exact]

# the values of both formulas at some rows in extended precision; None where there are none
Finer: TypeAlias = Callable[[NDArray[np.intp]], tuple[NDArray[Any], NDArray[Any]] | None]

RELATIVE = 1e-9
# closer than this is rounding; between this and RELATIVE 40 digits decide
ROUNDING = 1e-13
# smaller values may have lost all their digits
_TINY = 1e-290
DIGITS, MORE_DIGITS = 40, 90
_AGREES, _NOISE = 1e-25, 1e-20
_MOST_PRINTED = 17
# extended precision, where the machine has it: fewer points than these go to 40 digits at once
_WORTH_WHILE, _SHRINKS = 3, 1 / 200
_EXTENDED, _MUCH_FINER = float(np.finfo(np.longdouble).eps), 1e-18


@dataclass(frozen=True, slots=True)
class Compared:
    """How many points agree, how many could not be settled, and the first at which they differ."""

    agreed: int
    unsettled: int = 0
    differs: int | None = None
    expected: Exact | None = None
    got: Exact | None = None


def compare(
    points: Points,
    expected: NDArray[np.float64],
    got: NDArray[np.float64],
    precisely: tuple[Evaluator, Evaluator],
    *,
    finer: Finer | None = None,
    underflows: bool = False,
    saturates: bool = False,
    finite_only: bool = False,
) -> Compared:
    """Compare values with a leading axis of points; every doubtful point is looked at.

    With `underflows` a value of 0 may be one too small to hold; with `saturates` one point is
    looked at whatever float64 says; with `finite_only` points at which float64 has no value are
    passed over.
    """
    expected, got = np.broadcast_arrays(expected, got)
    expected, got = expected.reshape(len(expected), -1), got.reshape(len(got), -1)
    finite = np.isfinite(expected).all(axis=1) & np.isfinite(got).all(axis=1)
    relative = _gap(expected, got)
    doubtful = ~finite | (relative > ROUNDING)
    if underflows:
        doubtful |= ((np.abs(expected) < _TINY) & (np.abs(got) < _TINY)).any(axis=1)
    # where float64 saturates everywhere, two different formulas look alike
    first = np.arange(len(doubtful)) < (1 if saturates else 0)
    doubtful |= first
    if finite_only:
        doubtful &= finite
    doubtful &= ~_noise(finite & doubtful & ~first, (expected, got), finer)
    agreed = int((finite & ~doubtful).sum())
    unsettled = 0
    for k in _in_order(doubtful, finite & (relative > RELATIVE)):
        verdict = _precisely(points, k, precisely)
        if isinstance(verdict, tuple):
            return Compared(agreed, unsettled, k, *verdict)
        agreed += verdict is True
        unsettled += verdict is None
    return Compared(agreed, unsettled)


def _noise(
    rows: NDArray[np.bool_],
    values: tuple[NDArray[np.float64], NDArray[np.float64]],
    finer: Finer | None,
) -> NDArray[np.bool_]:
    """Of `rows`, those whose gap is rounding: with more digits it shrinks as much as the digits
    gained, which a true difference does not. False where there are no finer digits.
    """
    settled = np.zeros(len(rows), dtype=bool)
    if finer is None or rows.sum() < _WORTH_WHILE or _EXTENDED > _MUCH_FINER:
        return settled
    places = np.flatnonzero(rows)
    pair = finer(places)
    if pair is None:
        return settled
    with np.errstate(all="ignore"):
        left = np.abs(pair[0] - pair[1]).reshape(len(places), -1).max(axis=1)
        gap = np.abs(values[0][places] - values[1][places]).max(axis=1)
        settled[places] = left <= gap * _SHRINKS
    return settled


def _gap(expected: NDArray[np.float64], got: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(all="ignore"):
        gap = np.abs(expected - got).max(axis=1, initial=0.0)
        size = np.maximum(np.abs(expected), np.abs(got)).max(axis=1, initial=0.0)
        relative: NDArray[np.float64] = gap / np.where(size > 0, size, 1.0)
        return relative


def _in_order(doubtful: NDArray[np.bool_], plain: NDArray[np.bool_]) -> list[int]:
    """Plain differences first, and among them the first points: those can be checked by hand."""
    first = np.flatnonzero(doubtful & plain).tolist()
    return [*first, *np.flatnonzero(doubtful & ~plain).tolist()]


def _precisely(
    points: Points, k: int, precisely: tuple[Evaluator, Evaluator]
) -> tuple[Exact, Exact] | bool | None:
    """True where both agree at point `k` at 40 digits, their values where they differ, None where
    the reference has no value or a number is too large to hold.
    """
    env = {name: value[k if len(value) > 1 else 0] for name, value in points.items()}
    reference, answer = precisely
    try:
        expected = reference(env, DIGITS)
    except EvaluationError:
        return None
    try:
        got = answer(env, DIGITS)
    except EvaluationError as error:
        # no value where the reference has one: a real difference, unless the number was only too
        # large to hold
        return None if error.code == "too-large" else (expected, np.array([mpmath.nan]))
    if len(got) != len(expected):
        return expected, got
    apart = [j for j, (a, b) in enumerate(zip(expected, got, strict=True)) if not _agree(a, b)]
    if not apart:
        return True
    size = max(max(abs(a), abs(b)) for a, b in zip(expected, got, strict=True))
    if all(abs(expected[j] - got[j]) <= 1e-12 * max(size, 1) for j in apart):
        # what is left of a cancellation shrinks with more digits, and a small value does not
        try:
            finer, other = reference(env, MORE_DIGITS), answer(env, MORE_DIGITS)
        except EvaluationError:
            return None
        if all(_vanishes(expected[j] - got[j], finer[j] - other[j]) for j in apart):
            return True
    return expected, got


def _agree(a: Any, b: Any) -> bool:
    return bool(abs(a - b) <= _AGREES * max(abs(a), abs(b)))


def _vanishes(coarse: Any, fine: Any) -> bool:
    return bool(abs(fine) <= _NOISE * abs(coarse))


def counterexample(
    points: Points, k: int, used: frozenset[str], *, values: tuple[Exact, Exact], scalar: bool
) -> Counterexample:
    """Point `k` with both values there, printed with as many digits as it takes to tell them
    apart; only the names in `used` are told.
    """
    at = {
        name: _rounded(value[k if len(value) > 1 else 0], 6)
        for name, value in points.items()
        if name in used
    }
    expected, got = values
    digits = 6
    while digits < _MOST_PRINTED and _same(expected, got, digits):
        digits += 1
    if _same(expected, got, digits):
        return Counterexample(at, expected=_long(expected), got=_long(got))
    return Counterexample(
        at, expected=_flat(expected, digits, scalar), got=_flat(got, digits, scalar)
    )


def _same(expected: Exact, got: Exact, digits: int) -> bool:
    return _flat(expected, digits, scalar=False) == _flat(got, digits, scalar=False)


def _flat(values: Exact, digits: int, scalar: bool) -> Rounded:
    if scalar and len(values) == 1:
        return _rounded(values[0], digits)
    return [_rounded(value, digits) for value in values]


def _rounded(value: Any, digits: int) -> Rounded:
    """Rounded plain values; what is not finite is told in words."""
    if np.ndim(value):
        return [_rounded(item, digits) for item in value]
    number = float(value)
    return float(f"{number:.{digits}g}") if np.isfinite(number) else str(number)


def _long(values: Exact) -> Rounded:
    """Values that no float tells apart, in words."""
    told: list[Any] = [mpmath.nstr(value, DIGITS - 5) for value in values]
    return str(told[0]) if len(told) == 1 else told
