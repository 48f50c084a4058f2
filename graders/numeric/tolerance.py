"""The one rule by which a number is right.

`tolerance` is absolute. Else the number is right to `digits` significant digits (4 unless told):
within half a unit of
the last of them, relative 5 * 10^-digits. Where a step is whole by nature it is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.numeric.spec import StepSpec

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How close counts as right; `absolute` wins over `digits`, `whole` over both."""

    digits: int = DIGITS
    absolute: float | None = None
    whole: bool = False

    def accepts(self, got: Any, expected: Any, slack: float = 1.0) -> bool:
        """Whether every entry of `got` is right; shapes must be the same. `slack` widens the
        rule.
        """
        got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
        if got.shape != expected.shape or not np.isfinite(got).all():
            return False
        if self.whole:
            return bool(np.all(got == np.rint(expected)))
        # an exact decimal such as 0.16425 typed for 0.164250 must not fail by its last bit
        allowed = (
            self.absolute
            if self.absolute is not None
            else 5 * 10.0**-self.digits * np.abs(expected)
        )
        return bool(
            np.all(np.abs(got - expected) <= slack * np.asarray(allowed) * (1 + 1e-9) + 1e-12)
        )


def of_step(step: StepSpec, digits: int | None) -> Tolerance:
    """The rule of one step; `digits` are those of its question."""
    return Tolerance(step.digits or digits or DIGITS, step.tolerance, step.whole)
