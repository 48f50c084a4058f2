"""How wrong numbers hang together with the right ones, found by computing: a factor, a sign, a sum
where a mean was asked, transposed, shifted, swapped, right except for a row.

A relation is told only where it holds in every failing case; numbers that agree by accident are
kept out by asking for two different entries at least.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.code.compare import array_of
from graders.code.said_of_cases import separation
from graders.code.values import SCALARS, Array
from graders.said import Said, said

Floats = np.ndarray[Any, np.dtype[np.float64]]
CLOSE = 1e-4
# factors that have a name
NAMED = {
    math.log(2): "ln 2",
    1 / math.log(2): "1/ln 2",
    math.log(10): "ln 10",
    1 / math.log(10): "1/ln 10",
    math.pi: "π",
    180 / math.pi: "180/π",
    math.sqrt(2): "√2",
    1 / math.sqrt(2): "1/√2",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One case: its arguments, what was expected and what came out."""

    arguments: tuple[Any, ...]
    expected: Any
    got: Any
    failed: bool = True


def relation(cases: Sequence[Seen], names: Sequence[str] = ()) -> Said | None:
    """The relation that holds in every failing case; None where none is found."""
    failing = [case for case in cases if case.failed]
    if not failing:
        return None
    told = _swapped(failing)
    if told is None:
        pairs = [_pair(case) for case in failing]
        numbers = [pair for pair in pairs if pair is not None]
        if len(numbers) == len(failing):
            told = _of_numbers(failing, numbers)
    return told or separation(cases, names)


def _pair(case: Seen) -> tuple[Floats, Floats] | None:
    """Both sides as floats; of several outputs the first that differs."""
    expected, got = case.expected, case.got
    if isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple)):
        if len(expected) != len(got):
            return None
        for one, other in zip(expected, got, strict=True):
            pair = _pair(Seen((), one, other))
            if pair is None or pair[0].shape != pair[1].shape or not _same(*pair):
                return pair
        return None
    sides = (_floats(expected), _floats(got))
    return None if sides[0] is None or sides[1] is None else (sides[0], sides[1])


def _floats(value: Any) -> Floats | None:
    array = value if isinstance(value, Array) else None
    if isinstance(value, SCALARS) and not isinstance(value, complex):
        return np.asarray(float(value))
    if array is None and isinstance(value, (list, tuple)):
        array = array_of(value)
    if array is None or array.data.dtype.kind not in "biuf":
        return None
    return array.data.astype(np.float64)


def _same(one: Any, other: Any) -> bool:
    if one.shape != other.shape:
        return False
    finite = np.isfinite(one)
    scale = float(np.abs(one[finite]).max()) if finite.any() else 0.0
    return bool(
        np.allclose(one, other, rtol=CLOSE, atol=CLOSE * 0.1 * scale + 1e-12, equal_nan=True)
    )


def _swapped(cases: Sequence[Seen]) -> Said | None:
    """Several outputs in another order."""
    count = {len(side) for case in cases for side in (case.expected, case.got) if _several(side)}
    if len(count) != 1 or not all(_several(c.expected) and _several(c.got) for c in cases):
        return None
    (size,) = count
    if not 2 <= size <= 5:
        return None
    for order in itertools.permutations(range(size)):
        if order != tuple(range(size)) and all(_permuted(case, order) for case in cases):
            return said("code.rel-swapped")
    return None


def _several(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, Array) for item in value)


def _permuted(case: Seen, order: Sequence[int]) -> bool:
    pairs = ((_floats(case.expected[p]), _floats(case.got[k])) for k, p in enumerate(order))
    return all(a is not None and b is not None and _same(a, b) for a, b in pairs)


Pairs = Sequence[tuple[Floats, Floats]]


def _of_numbers(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    if any(expected.shape != got.shape for expected, got in pairs):
        return _of_shapes(pairs)
    if not any(_telling(expected) for expected, _ in pairs) and len(pairs) < 2:
        return None
    for look in (_factor, _sizes, _offset, _mapped, _moved, _normalised, _nearly, _except):
        told = look(cases, pairs)
        if told is not None:
            return told
    return None


def _telling(array: Floats) -> bool:
    """Whether an array has two different finite entries that are not zero."""
    entries = array[np.isfinite(array) & (array != 0)]
    return entries.size > 1 and not np.allclose(entries, entries[0])


def _all(pairs: Pairs, change: Callable[[Floats], Floats]) -> bool:
    """Whether every wrong output is the right one changed so."""
    with np.errstate(all="ignore"):
        try:
            return all(_same(change(expected), got) for expected, got in pairs)
        except (ValueError, np.exceptions.AxisError):
            return False


def _ratio(expected: Floats, got: Floats) -> float | None:
    """The one factor between two arrays; None where there is none."""
    finite = np.isfinite(expected) & np.isfinite(got)
    if not finite.all() or not expected.any():
        return None
    place = np.unravel_index(int(np.abs(expected).argmax()), expected.shape)
    factor = float(got[place] / expected[place])
    return factor if factor and _same(expected * factor, got) else None


def _ratios(pairs: Pairs) -> list[float] | None:
    ratios = [_ratio(expected, got) for expected, got in pairs if expected.any() or got.any()]
    known = [ratio for ratio in ratios if ratio is not None]
    return known if known and len(known) == len(ratios) else None


def _factor(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """The same factor in every case; -1 is the sign."""
    ratios = _ratios(pairs)
    if ratios is None or not np.allclose(ratios, ratios[0], rtol=CLOSE):
        return None
    factor = ratios[0]
    if math.isclose(factor, -1, rel_tol=CLOSE):
        return said("code.rel-sign")
    if len(pairs) == 1:
        by_size = _sizes(cases, pairs)
        if by_size is not None:
            return by_size
    if len(pairs) < 2 and not _telling(pairs[0][0]):
        return None
    return said("code.rel-factor", factor=_told(factor))


def _told(factor: float) -> str:
    for value, name in NAMED.items():
        if math.isclose(factor, value, rel_tol=CLOSE):
            return name
    for whole in (factor, 1 / factor):
        if abs(whole) < 1e6 and math.isclose(whole, round(whole), rel_tol=CLOSE):
            return str(round(whole)) if whole is factor else f"1/{round(whole)}"
    return f"{factor:.4g}"


def _dimensions(case: Seen) -> Iterator[int]:
    """Sizes that a mean of this case may divide by."""
    for argument in case.arguments:
        array = argument if isinstance(argument, Array) else None
        if array is None and isinstance(argument, (list, tuple)):
            array = array_of(argument)
        if array is not None and array.shape:
            yield from array.shape
            yield array.data.size
            yield from (math.prod(array.shape[:k]) for k in range(2, array.data.ndim))
            yield from (math.prod(array.shape[k:]) for k in range(1, array.data.ndim - 1))
        if type(argument) is int and argument > 1:
            yield argument


def _size_of(case: Seen, factor: float) -> int | None:
    return next(
        (n for n in _dimensions(case) if n > 1 and math.isclose(n, factor, rel_tol=CLOSE)), None
    )


def _sizes(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """A factor that is a size of the input: a sum for a mean and the like."""
    ratios = [_ratio(expected, got) for expected, got in pairs]
    known = [(case, ratio) for case, ratio in zip(cases, ratios, strict=True) if ratio is not None]
    if not known or len(known) < len(cases) - sum(not e.any() for e, _ in pairs):
        return None
    readings: tuple[tuple[str, Callable[[float], float]], ...] = (
        ("code.rel-sum", lambda r: r),
        ("code.rel-mean", lambda r: 1 / r),
        ("code.rel-root", lambda r: r * r),
        ("code.rel-root", lambda r: 1 / (r * r)),
        ("code.rel-square", lambda r: math.sqrt(abs(r))),
        ("code.rel-unbiased", lambda r: r / (r - 1) if r > 1 + CLOSE else 0.0),
        ("code.rel-biased", lambda r: 1 / (1 - r) if 0 < r < 1 - CLOSE else 0.0),
        ("code.rel-unbiased", lambda r: r * r / (r * r - 1) if r > 1 + CLOSE else 0.0),
    )
    for code, size in readings:
        sizes = [_size_of(case, size(ratio)) for case, ratio in known]
        if all(sizes):
            return said(code, n=sizes[0] or 0)
    return None


def _offset(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """The same number too much in every entry."""
    with np.errstate(all="ignore"):
        gaps = [got - expected for expected, got in pairs]
    if not all(np.isfinite(gap).all() and gap.size for gap in gaps):
        return None
    first = float(gaps[0].flat[0])
    many = sum(gap.size for gap in gaps)
    if many < 3 or not first or not all(np.allclose(gap, first, rtol=CLOSE) for gap in gaps):
        return None
    return said("code.rel-offset", offset=f"{first:.4g}")


# what people compute in the place of something else, each by its code
MAPS: tuple[tuple[str, Callable[[Floats], Floats]], ...] = (
    ("inverted", lambda y: 1 - y),
    ("squared", lambda y: y * y),
    ("rooted", np.sqrt),
    ("logged", np.log),
    ("exponential", np.exp),
    ("reciprocal", lambda y: 1 / y),
    ("absolute", np.abs),
    ("cut", lambda y: np.maximum(y, 0)),
    ("rounded", np.round),
    ("floored", np.floor),
)


def _mapped(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """A function of the right numbers."""
    if sum(expected.size for expected, _ in pairs) < 3:
        return None
    for name, change in MAPS:
        if _all(pairs, change):
            return said(f"code.rel-{name}")
    return None


def _moved(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """The right numbers in other places."""
    if not any(_telling(expected) for expected, _ in pairs):
        return None
    if _all(pairs, lambda y: y.swapaxes(-1, -2)):
        return said("code.rel-transposed")
    most = max(expected.ndim for expected, _ in pairs)
    for axis in range(most):
        if _all(pairs, lambda y, axis=axis: np.flip(y, axis)):  # type: ignore[misc]
            return said("code.rel-reversed", axis=axis)
        for step in (1, -1):
            if all(_shifted(expected, got, axis, step) for expected, got in pairs):
                return said("code.rel-shifted", axis=axis)
    if all(_same(np.sort(e, None), np.sort(g, None)) for e, g in pairs):
        return said("code.rel-reordered")
    return None


def _shifted(expected: Floats, got: Floats, axis: int, step: int) -> bool:
    """Whether `got` is one step ahead or behind along an axis, whatever comes in at its end."""
    if axis >= expected.ndim or expected.shape[axis] < 3:
        return False
    e, g = np.moveaxis(expected, axis, 0), np.moveaxis(got, axis, 0)
    one, other = (e[:-1], g[1:]) if step > 0 else (e[1:], g[:-1])
    return _telling(one) and _same(one, other)


def _normalised(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """Rows that should sum to one, or have length one, and do not."""
    if any(expected.ndim == 0 or not _telling(expected) for expected, _ in pairs):
        return None
    most = max(expected.ndim for expected, _ in pairs)
    for axis in range(-1, -most - 1, -1):
        for code, length in (("sums", np.sum), ("lengths", np.linalg.norm)):
            if all(_is_scaled(e, g, axis, length) for e, g in pairs):
                return said(f"code.rel-{code}")
    return None


def _is_scaled(expected: Floats, got: Floats, axis: int, length: Callable[..., Any]) -> bool:
    if -axis > expected.ndim:
        return False
    with np.errstate(all="ignore"):
        ones = length(expected, axis=axis, keepdims=True)
        return _same(np.ones_like(ones), ones) and _same(
            expected, got / length(got, axis=axis, keepdims=True)
        )


def _except(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """Right but for the first, the last, or all but the first along an axis."""
    wrong = [~np.isclose(g, e, rtol=CLOSE, atol=1e-9, equal_nan=True) for e, g in pairs]
    if any(bad.ndim == 0 or not bad.any() for bad in wrong):
        return None
    share = sum(int(bad.sum()) for bad in wrong) / sum(bad.size for bad in wrong)
    for axis in range(max(bad.ndim for bad in wrong)):
        lines = [_bad_lines(bad, axis) for bad in wrong]
        if any(line is None or line.size < 2 for line in lines):
            continue
        known = [line for line in lines if line is not None]
        for code, places in (("last", -1), ("first", 0)):
            if all(line[places] and line.sum() == 1 for line in known):
                return said(f"code.rel-except-{code}", axis=axis)
        if axis == 0 and all(not line[0] and line[1:].all() for line in known):
            return said("code.rel-only-first")
    if share <= 0.5 and all(_zeros(e, g, bad) for (e, g), bad in zip(pairs, wrong, strict=True)):
        return said("code.rel-zeros")
    return None


def _bad_lines(bad: Any, axis: int) -> Any:
    """Which slices along an axis hold a wrong entry."""
    if axis >= bad.ndim:
        return None
    others = tuple(k for k in range(bad.ndim) if k != axis)
    return bad.any(axis=others)


def _zeros(expected: Floats, got: Floats, bad: Any) -> bool:
    """Whether all wrong entries are zero where they should not be, or the other way round."""
    return bool((got[bad] == 0).all() or (expected[bad] == 0).all())


def _nearly(cases: Sequence[Seen], pairs: Pairs) -> Said | None:
    """Errors so small that a constant inside, or the precision, must be another."""
    worst = 0.0
    for expected, got in pairs:
        scale = float(np.abs(expected[np.isfinite(expected)]).max(initial=0.0))
        error = np.abs(got - expected)
        if not np.isfinite(error).all() or not scale:
            return None
        worst = max(worst, float(error.max()) / scale)
    return said("code.rel-nearly") if worst < 2e-3 else None


def _of_shapes(pairs: Pairs) -> Said | None:
    """The right numbers in another shape."""
    if all(e.size == g.size and e.size > 1 for e, g in pairs):
        if all(_same(e.reshape(-1), g.reshape(-1)) for e, g in pairs):
            return said("code.rel-shape")
        if all(e.ndim > 1 and _same(e.T, g) for e, g in pairs):
            return said("code.rel-transposed")
        if all(e.ndim > 1 and e.ndim == g.ndim and _permutes(e, g) for e, g in pairs):
            return said("code.rel-axes")
    if all(e.ndim == g.ndim + 1 or e.ndim > g.ndim for e, g in pairs):
        for code, reduce in (("sum", np.sum), ("mean", np.mean)):
            if all(_reduced(e, g, reduce) for e, g in pairs):
                return said(f"code.rel-reduced-{code}")
    return None


def _permutes(expected: Floats, got: Floats) -> bool:
    orders = itertools.permutations(range(expected.ndim))
    return expected.ndim <= 5 and any(_same(expected.transpose(order), got) for order in orders)


def _reduced(expected: Floats, got: Floats, reduce: Callable[..., Any]) -> bool:
    axes = [None, *range(expected.ndim)]
    return any(_same(np.asarray(reduce(expected, axis=axis)), got) for axis in axes)
