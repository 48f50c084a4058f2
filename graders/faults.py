"""What is wrong with a question file: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graders.said import Said

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: file, 1-based line, and a message that ends with the cure.

    A warning does not keep the question from being asked.
    """

    file: str
    line: int
    said: Said
    severity: Severity = "error"

    @property
    def code(self) -> str:
        """The stable code of the message."""
        return self.said.code
