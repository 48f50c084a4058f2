"""What is wrong with a question file, and the one error of texts that cannot be used."""

from __future__ import annotations

from graders.faults import Fault, Severity
from graders.said import Said

__all__ = ["Fault", "Severity", "Unusable"]


class Unusable(ValueError):
    """A text, a value or a file that is not used: `said` is why, and what to do about it."""

    def __init__(self, why: Said) -> None:
        super().__init__(why.code)
        self.said = why
