"""Which slip a wrong formula is: the author's misconceptions first, then single edits of the
reference, then two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate_points
from graders.expression.nodes import Node
from graders.symbolic.decide import Reference, componentwise, free_indices
from graders.symbolic.mutations import mutants
from graders.verdict import Diagnosis, diagnosed

_CLOSE = 1e-8
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
# a whole-formula edit on top of another edit
_SCALES = (("sign-reversed", -1.0), ("factor-2-lost", 0.5), ("factor-2-extra", 2.0))


@dataclass(frozen=True, slots=True)
class Listed:
    """An author's wrong formula, read, with what to say about it."""

    node: Node
    diagnosis: Diagnosis


class Diagnoser:
    """Names slips against one reference; mutants are evaluated once and kept."""

    def __init__(self, reference: Reference, misconceptions: Sequence[Listed] = ()) -> None:
        self.reference = reference
        self.misconceptions = misconceptions

    @cached_property
    def _listed(self) -> list[tuple[Diagnosis, NDArray[np.float64]]]:
        return [
            (m.diagnosis, values)
            for m in self.misconceptions
            if (values := self._values(m.node)) is not None
        ]

    def blind_to(self) -> list[str]:
        """The codes of slips that make no difference on the declared domain, and so can never be
        told.
        """
        expected = self._values(self.reference.node)
        found: dict[str, None] = {}
        for code, node in mutants(self.reference.node, self.reference.symbols):
            values = self._values(node)
            if (
                code in TELLING
                and values is not None
                and expected is not None
                and _agree(values, expected)
            ):
                found[code] = None
        return list(found)

    @cached_property
    def _mutants(self) -> list[tuple[str, NDArray[np.float64]]]:
        expected = self._values(self.reference.node)
        found = []
        for code, node in mutants(self.reference.node, self.reference.symbols):
            values = self._values(node)
            # a mutant that is no mistake on this domain must not name one
            if values is not None and (expected is None or not _agree(values, expected)):
                found.append((code, values))
        return found

    def _values(self, node: Node, left: tuple[str, ...] = ()) -> NDArray[np.float64] | None:
        free = free_indices(node, frozenset(self.reference.symbols), left)
        shape = self.reference.values[0].shape[1:]
        try:
            return (
                componentwise(node, free, shape, self.reference.rounds[0])
                if free
                else evaluate_points(node, self.reference.rounds[0])
            )
        except EvaluationError:
            return None

    def diagnose(self, answer: Node, left: tuple[str, ...] = ()) -> tuple[Diagnosis, ...]:
        """The most specific names of the slip, at most two; empty where none fits."""
        got = self._values(answer, left)
        if got is None:
            return ()
        for diagnosis, values in self._listed:
            if _agree(values, got):
                return (diagnosis,)
        for code, values in self._mutants:
            if _agree(values, got):
                return (diagnosed(code, "symbolic"),)
        for scale_code, scale in _SCALES:
            for code, values in self._mutants:
                if code != scale_code and _agree(values * scale, got):
                    return diagnosed(code, "symbolic"), diagnosed(scale_code, "symbolic")
        return self._constant(got)

    def _constant(self, got: NDArray[np.float64]) -> tuple[Diagnosis, ...]:
        """The same factor or the same difference at every point, which no edit explains."""
        expected = self._values(self.reference.node)
        if expected is None or expected.shape != got.shape or expected.size < _MANY:
            return ()
        with np.errstate(all="ignore"):
            for code, change in (
                ("constant-factor", got / expected),
                ("constant-term", got - expected),
            ):
                known = change[np.isfinite(change)]
                # wide points cancel digits, so a difference is held to fewer of them than a value
                if known.size >= _MANY and known[0] != 0 and np.ptp(known) <= 1e-7 * abs(known[0]):
                    return (diagnosed(code, "symbolic"),)
        return ()


def _agree(a: NDArray[np.float64], b: NDArray[np.float64]) -> bool:
    if a.shape[1:] != b.shape[1:]:
        return False
    with np.errstate(all="ignore"):
        both = np.isfinite(a) & np.isfinite(b)
        if both.sum() < min(6, both.size) or not np.array_equal(
            np.isfinite(a) | both, np.isfinite(b) | both
        ):
            return False
        gap = np.abs(a - b) <= _CLOSE * np.maximum(np.abs(a), np.abs(b)) + 1e-300
    return bool(np.all(gap | ~both))
