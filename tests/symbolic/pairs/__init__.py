"""Pairs of formulas with their verdicts: for each reference, what is equal to it, and slips with an
oracle of their own.

An oracle is a plain NumPy function of one point (names as attributes), written from the definition
and never from the
grader's tree. `right` is the oracle of the reference; a slip carries the oracle of what the
*learner* wrote, so that a slip is
known to differ, and known to have been read as it was meant. `named` is false for slips of two
edits or none that has a name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

Oracle = Callable[[Any], Any]
Point = SimpleNamespace


@dataclass(frozen=True)
class Slip:
    """A wrong answer: its text, what it computes, and whether the grader must be able to name
    it.
    """

    text: str
    value: Oracle
    named: bool = True


@dataclass(frozen=True)
class Family:
    """A reference with answers that are equal to it and slips that are not."""

    name: str
    reference: str
    symbols: dict[str, Any]
    right: Oracle
    equal: tuple[str, ...]
    slips: tuple[Slip, ...]


def sigmoid(x: Any) -> Any:
    """1/(1 + e^-x)."""
    import numpy as np

    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


def softmax(x: Any) -> Any:
    """e^x over its sum along the last axis."""
    import numpy as np

    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
