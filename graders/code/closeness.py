"""When two numbers agree, and how one is told in a few characters.

They agree when ``|got - expected| <= atol + rtol * |expected|``. The default `rtol` follows the
coarser dtype of the two; the default `atol` is a few rounding errors of the largest expected entry,
as sums that cancel leave that much behind. NaN agrees with NaN alone, an infinity with the same
infinity; integers, booleans and strings agree when equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.code.values import Array, printable

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


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A question's own tolerances (None: by dtype), widened by `factor`; `strict` is what must be
    as the reference has it: container, dtype.
    """

    rtol: float | None = None
    atol: float | None = None
    factor: float = 1.0
    strict: tuple[str, ...] = ()


def right_entries(want: Array, have: Array, tolerance: Tolerance) -> tuple[Any, Any]:
    """(which entries of two arrays of one shape agree, their errors or None)."""
    expected, got = want.data, have.data
    if expected.dtype.kind not in "fc":
        return np.asarray(expected == got), None
    return _close(want, have, tolerance)


def _close(want: Array, have: Array, tolerance: Tolerance) -> tuple[Any, Any]:
    wide = np.complex128 if "c" in (want.data.dtype.kind, have.data.dtype.kind) else np.float64
    expected, got = want.data.astype(wide), have.data.astype(wide)
    names = [name for name in (want.dtype, have.dtype) if name in RTOL]
    rtol = tolerance.rtol if tolerance.rtol is not None else max(RTOL[name] for name in names)
    finite = np.abs(expected[np.isfinite(expected)])
    scale = float(finite.max()) if finite.size else 0.0
    epsilon = max(EPSILON[name] for name in names)
    atol = tolerance.atol
    if atol is None:
        atol = 4 * epsilon * (scale if scale > 0 else 2.0)
    with np.errstate(all="ignore"):
        error = np.abs(got - expected)
        right = error <= (atol + rtol * np.abs(expected)) * tolerance.factor
        right &= np.isfinite(expected) & np.isfinite(got)
        right |= (expected == got) | (np.isnan(expected) & np.isnan(got))
    return right, error


def number(value: Any) -> str:
    """One entry in a few characters."""
    if isinstance(value, (float, np.floating)):
        return f"{float(value):.7g}"
    if isinstance(value, int) and value.bit_length() > 128:
        # Python refuses to print integers of thousands of digits
        return f"{'-' if value < 0 else ''}2^{value.bit_length() - 1}…"
    return printable(value, 80)
