"""The table of oracles: a question's id and a plain function of one point (names as attributes)."""

from collections.abc import Callable
from typing import Any

import numpy as np

Oracle = Callable[[Any], Any]
ORACLES: dict[str, Oracle] = {}


def enter(question: str, function: Oracle) -> None:
    """Enter a function under the id of its question; twice is a mistake."""
    assert question not in ORACLES, question
    ORACLES[question] = function


def slope(f: Callable[[Any], Any], x: Any) -> Any:
    """The derivative of a real function at a number, or its gradient at a vector, by complex steps:
    exact to rounding.
    """
    if np.ndim(x) == 0:
        return np.imag(f(x + 1e-30j)) / 1e-30
    steps = 1e-30j * np.eye(len(x))
    return np.array([np.imag(f(x + step)) / 1e-30 for step in steps])
