"""The one rule by which a number is right.

`tolerance` is absolute. Else the number is right to `digits` significant digits (4 unless told):
within half a unit of the last of them, relative 5 * 10^-digits. Where a step is whole by nature it
is exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graders.numeric.drawing import Value
from graders.numeric.spec import StepSpec

DIGITS = 4
# an exact decimal such as 0.16425 typed for 0.164250 must not fail by its last bit
_BINARY = 1 + 1e-9
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How close counts as right; `absolute` wins over `digits`, `whole` over both."""

    digits: int = DIGITS
    absolute: float | None = None
    whole: bool = False

    def accepts(self, got: Value, expected: Value, slack: float = 1.0) -> bool:
        """Whether every entry of `got` is right; shapes must be the same. `slack` widens the
        rule.
        """
        got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
        if got.shape != expected.shape or not np.isfinite(got).all():
            return False
        if self.whole:
            return bool(np.all(got == np.rint(expected)))
        allowed = slack * self._allowed(expected) * _BINARY + _TINY
        return bool(np.all(np.abs(got - expected) <= allowed))

    def names(self, got: Value, slip: Value) -> bool:
        """Whether `got` is what a slip gives. Other than the right number that may be a fraction
        where the step is whole, as where rounding down was forgotten.
        """
        if self.whole and not is_whole(slip):
            return _FRACTION.accepts(got, slip) or self.accepts(got, slip)
        return self.accepts(got, slip)

    def _allowed(self, expected: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far from each entry still is right."""
        if self.absolute is not None:
            return np.full(expected.shape, self.absolute)
        return 5 * 10.0**-self.digits * np.abs(expected)


_FRACTION = Tolerance()


def is_whole(value: Value) -> bool:
    """Whether every entry is a whole number."""
    return bool(np.all(np.asarray(value) == np.rint(value)))


def of_step(step: StepSpec, digits: int | None) -> Tolerance:
    """The rule of one step; `digits` are those of its question."""
    return Tolerance(step.digits or digits or DIGITS, step.tolerance, step.whole)
