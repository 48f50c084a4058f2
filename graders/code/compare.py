"""Compares what a submission returned with what the reference returned. Runs in the parent, on
decoded bytes alone.

Two numbers agree when ``|got - expected| <= atol + rtol * |expected|``. The default `rtol` follows
the coarser dtype of the two;
the default `atol` is a few rounding errors of the largest expected entry, as sums that cancel leave
that much behind. NaN agrees
with NaN alone, an infinity with the same infinity; integers, booleans and strings agree when equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.code.values import Array, Unsupported, printable

RTOL = {
    "float16": 2e-3,
    "bfloat16": 2e-2,
    "float32": 1e-5,
    "float64": 1e-7,
    "complex64": 1e-5,
    "complex128": 1e-7,
}
EPSILON = {
    "float16": 9.8e-4,
    "bfloat16": 7.9e-3,
    "float32": 1.2e-7,
    "float64": 2.3e-16,
    "complex64": 1.2e-7,
    "complex128": 2.3e-16,
}
GRADIENT_FACTOR = 10.0


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A question's own tolerances (None: by dtype), widened by `factor`."""

    rtol: float | None = None
    atol: float | None = None
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """How two values differ first: the contract's `word`, where, and both sides in a few
    characters.

    `index` is the first bad entry of an array, `bad` how many of `size` are, `largest` the largest
    error (None where not finite).
    """

    word: str
    expected: str
    got: str
    path: str = ""
    index: tuple[int, ...] | None = None
    largest: float | None = None
    bad: int = 0
    size: int = 0


def compare(expected: Any, got: Any, tolerance: Tolerance, path: str = "") -> Difference | None:
    """None when `got` stands for `expected`, else the first difference (structure, then dtype,
    shape, values).
    """
    if isinstance(expected, (list, tuple)):
        return _sequences(expected, got, tolerance, path)
    if isinstance(expected, dict):
        return _dicts(expected, got, tolerance, path)
    if expected is None or isinstance(expected, (str, Unsupported)):
        return (
            None
            if type(got) is type(expected) and got == expected
            else _off(
                "wrong-value"
                if isinstance(got, str) and isinstance(expected, str)
                else "wrong-structure",
                expected,
                got,
                path,
            )
        )
    if not isinstance(got, (Array, bool, int, float, complex)):
        return _off("wrong-structure", expected, got, path)
    return _numbers(expected, got, tolerance, path)


def _off(word: str, expected: Any, got: Any, path: str) -> Difference:
    return Difference(word, outline(expected), outline(got), path)


def _sequences(expected: Any, got: Any, tolerance: Tolerance, path: str) -> Difference | None:
    if not isinstance(got, (list, tuple)) or len(got) != len(expected):
        return _off("wrong-structure", expected, got, path)
    found = [
        compare(e, g, tolerance, f"{path}[{i}]")
        for i, (e, g) in enumerate(zip(expected, got, strict=True))
    ]
    return _worst(found)


def _dicts(
    expected: dict[str, Any], got: Any, tolerance: Tolerance, path: str
) -> Difference | None:
    if not isinstance(got, dict) or set(got) != set(expected):
        return _off("wrong-structure", expected, got, path)
    return _worst(
        [compare(item, got[key], tolerance, f"{path}[{key!r}]") for key, item in expected.items()]
    )


def _worst(found: list[Difference | None]) -> Difference | None:
    """The difference to tell first: one of structure before dtype or shape before values."""
    order = ("wrong-structure", "wrong-shape", "wrong-dtype", "wrong-value")
    return min((d for d in found if d is not None), key=lambda d: order.index(d.word), default=None)


def _numbers(expected: Any, got: Any, tolerance: Tolerance, path: str) -> Difference | None:
    want, have = _as_array(expected), _as_array(got)
    if want.shape != have.shape:
        return Difference("wrong-shape", str(want.shape), str(have.shape), path)
    weak = not isinstance(expected, Array) or not isinstance(got, Array)
    if not (_stands_for(want, have, got) if weak else want.dtype == have.dtype):
        return Difference(
            "wrong-dtype",
            want.dtype,
            have.dtype if isinstance(got, Array) else type(got).__name__,
            path,
        )
    return entries(want, have, tolerance, path)


def _as_array(value: Any) -> Array:
    if isinstance(value, Array):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return Array(np.array(value, dtype=object), "int")
    array = np.asarray(value)
    return Array(array, array.dtype.name)


def _stands_for(want: Array, have: Array, got: Any) -> bool:
    """Whether a bare Python number on one side is of the other side's kind; an int may stand for a
    float.
    """
    kinds = {"b": 0, "i": 1, "u": 1, "f": 2, "c": 3}
    wanted, had = (kinds.get(a.data.dtype.kind, 1 if a.dtype == "int" else 9) for a in (want, have))
    if 9 in (wanted, had) or 0 in (wanted, had):
        return wanted == had
    return wanted == had or (wanted > had and not isinstance(got, Array))


def entries(want: Array, have: Array, tolerance: Tolerance, path: str) -> Difference | None:
    """The first difference between the entries of two arrays of one shape, whatever their
    dtypes.
    """
    e, g = want.data, have.data
    if e.dtype.kind not in "fc":
        right = np.asarray(e == g)
        error = None
    else:
        right, error = _close(want, have, tolerance)
    if bool(right.all()):
        return None
    bad = np.argwhere(~right)
    index = tuple(int(i) for i in bad[0])
    largest = (
        float(error[~right].max())
        if error is not None and np.isfinite(error[~right]).all()
        else None
    )
    return Difference(
        "wrong-value",
        number(e[index]),
        number(g[index]),
        path,
        index if index else None,
        largest,
        len(bad),
        int(right.size),
    )


def _close(want: Array, have: Array, tolerance: Tolerance) -> tuple[Any, Any]:
    wide = np.complex128 if "c" in (want.data.dtype.kind, have.data.dtype.kind) else np.float64
    e, g = want.data.astype(wide), have.data.astype(wide)
    names = [name for name in (want.dtype, have.dtype) if name in RTOL]
    rtol = tolerance.rtol if tolerance.rtol is not None else max(RTOL[name] for name in names)
    finite = np.abs(e[np.isfinite(e)])
    scale = float(finite.max()) if finite.size else 0.0
    epsilon = max(EPSILON[name] for name in names)
    atol = (
        tolerance.atol
        if tolerance.atol is not None
        else 4 * epsilon * (scale if scale > 0 else 2.0)
    )
    with np.errstate(all="ignore"):
        error = np.abs(g - e)
        right = error <= (atol + rtol * np.abs(e)) * tolerance.factor
        right &= np.isfinite(e) & np.isfinite(g)
        right |= (e == g) | (np.isnan(e) & np.isnan(g))
    return right, error


def number(value: Any) -> str:
    """One entry in a few characters."""
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.7g}"
    if isinstance(value, int) and value.bit_length() > 128:
        # Python refuses to print integers of thousands of digits
        return f"{'-' if value < 0 else ''}2^{value.bit_length() - 1}…"
    return printable(value, 80)


def outline(value: Any, depth: int = 0) -> str:
    """A value's structure in a line: kinds, dtypes and shapes; no more than about a hundred
    characters.
    """
    if isinstance(value, Array):
        return f"{value.dtype}{list(value.shape)}"
    if isinstance(value, Unsupported):
        return value.type_name
    if isinstance(value, (list, tuple)):
        inner = ", ".join(outline(item, depth + 1) for item in value[:4]) if depth < 2 else "…"
        more = ", …" if len(value) > 4 else ""
        return f"[{inner}{more}]" if isinstance(value, list) else f"({inner}{more})"
    if isinstance(value, dict):
        inner = ", ".join(
            f"{printable(key, 20)}: {outline(item, depth + 1)}"
            for key, item in list(value.items())[:4]
        )
        return f"{{{inner}}}"
    return "None" if value is None else type(value).__name__
