"""Whether an output is one that a question takes: the reference's, or one that the question says is
as good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graders.code.closeness import Tolerance
from graders.code.compare import Comparison, Difference, Notes, compare
from graders.code.spec import CodeSpec
from graders.code.values import Array


@dataclass(slots=True)
class Matching:
    """The rules of one question; `notes` collects what was accepted in other clothes."""

    spec: CodeSpec
    notes: Notes = field(default_factory=set)

    @property
    def tolerance(self) -> Tolerance:
        """The question's tolerance and strictness."""
        return Tolerance(self.spec.rtol, self.spec.atol, strict=self.spec.strict)

    def difference(self, expected: Any, got: Any) -> Difference | None:
        """None where `got` is taken, else how it differs from what it comes nearest to."""
        if self.spec.property_only:
            return None
        if not self.spec.any_of:
            return self._one(expected, got)
        first: Difference | None = None
        for answer in expected if isinstance(expected, (list, tuple)) else [expected]:
            difference = self._one(answer, got)
            if difference is None:
                return None
            first = first or difference
        return first

    def _one(self, expected: Any, got: Any) -> Difference | None:
        notes: Notes = set()
        difference = compare(expected, got, self.tolerance, notes=notes)
        if difference is not None and self._as_good(expected, got):
            difference = None
        if difference is None:
            self.notes |= notes
        return difference

    def _as_good(self, expected: Any, got: Any) -> bool:
        if "order" in self.spec.up_to and _reordered(expected, got, self.tolerance):
            return True
        return "sign" in self.spec.up_to and _signed(expected, got, self.tolerance)


def _reordered(expected: Any, got: Any, tolerance: Tolerance) -> bool:
    """Whether the outer items are the same in another order."""
    wanted, given = _rows(expected), _rows(got)
    if wanted is None or given is None or len(wanted) != len(given):
        return False
    return not Comparison(tolerance, set()).unmatched(wanted, given)


def _rows(value: Any) -> list[Any] | None:
    if isinstance(value, Array):
        return [Array(np.asarray(row), value.dtype) for row in value.data] if value.shape else None
    return list(value) if isinstance(value, (list, tuple)) else None


def _signed(expected: Any, got: Any, tolerance: Tolerance) -> bool:
    """Whether arrays differ in the sign of the whole, of rows or of columns alone."""
    if isinstance(expected, (list, tuple)):
        if not isinstance(got, (list, tuple)) or len(got) != len(expected):
            return False
        return all(_signed(e, g, tolerance) for e, g in zip(expected, got, strict=True))
    if compare(expected, got, tolerance) is None:
        return True
    if not isinstance(expected, Array) or not isinstance(got, Array):
        return False
    if expected.data.dtype.kind != "f" or got.data.dtype.kind != "f":
        return False
    turned = (Array(data, expected.dtype) for data in _turned(expected.data, got.data))
    return any(compare(candidate, got, tolerance) is None for candidate in turned)


def _turned(expected: Any, got: Any) -> Iterator[Any]:
    yield -expected
    if expected.shape != got.shape or expected.ndim == 0:
        return
    for axis in {0, expected.ndim - 1}:
        signs = np.sign(np.sum(expected * got, axis=axis, keepdims=True))
        yield np.asarray(expected * np.where(signs == 0, 1, signs), expected.dtype)
