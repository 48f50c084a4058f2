"""What is wrong with a question file: where, what, and what to do about it."""

from __future__ import annotations

import re
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
    """A fault's stable code: the message's own name, of a value its top-level key, of TOML itself
    ``toml``. What follows a colon in a name, or ``-near`` where a name is guessed, only tells
    sentences of one code apart.
    """
    room, _, name = why.code.partition(".")
    if room == "toml":
        return room
    field = dict(why.values).get("field")
    if room == "field" and isinstance(field, str):
        return re.split(r"[.\[]", field)[0]
    return name.partition(":")[0].removesuffix("-near")
