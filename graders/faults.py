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
        """The stable code, as ``lint --json`` prints it."""
        return fault_code(self.said)


def fault_code(why: Said) -> str:
    """A fault's stable code: the message's own name. What follows a colon in it only tells
    sentences of one code apart.
    """
    return why.code.partition(".")[2].partition(":")[0]
