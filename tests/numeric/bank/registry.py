"""The table of oracles: a question's id and the function that finds all its steps from the drawn
values.
"""

from collections.abc import Callable
from typing import Any

Values = dict[str, Any]
Oracle = Callable[[Values], Values]
ORACLES: dict[str, Oracle] = {}


def oracle(question: str) -> Callable[[Oracle], Oracle]:
    """Enter the function under the id of its question; twice is a mistake."""

    def enter(function: Oracle) -> Oracle:
        assert question not in ORACLES, question
        ORACLES[question] = function
        return function

    return enter


def ints(values: Values) -> Values:
    """The same values with scalars as Python integers, for shapes and counts."""
    return {
        name: int(value) if not hasattr(value, "shape") or not value.shape else value
        for name, value in values.items()
    }
