"""What a run may use of the machine, as a question writes it and as it is enforced."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = {"": 1, "b": 1, "k": 2**10, "kb": 2**10, "m": 2**20, "mb": 2**20, "g": 2**30, "gb": 2**30}
# a stranger's question may not ask for more
MOST_SECONDS, MOST_MEMORY = 120.0, 16 << 30
LEAST_MEMORY = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may take: processor and wall seconds, bytes of memory (the import of a framework
    left out).
    """

    cpu: float = 5.0
    wall: float = 10.0
    memory: int = 4 * 2**30


@dataclass(frozen=True, slots=True)
class Allowance:
    """Limits as a question writes them: seconds, and an amount of memory such as ``"4GB"``."""

    cpu: float = 5.0
    wall: float = 10.0
    memory: str | int = "4GB"

    def limits(self) -> Limits:
        """The limits meant; raises `ValueError` where they cannot be read or go beyond what any
        question may ask for.
        """
        memory = size(self.memory)
        seconds = all(0 < given <= MOST_SECONDS for given in (self.cpu, self.wall))
        if not seconds or not LEAST_MEMORY <= memory <= MOST_MEMORY:
            raise ValueError("beyond what a question may ask for")
        return Limits(self.cpu, self.wall, memory)


def size(text: str | int) -> int:
    """Bytes of ``"4GB"``, ``"512 MB"`` or a plain number; raises `ValueError`."""
    match = re.fullmatch(r"\s*([0-9.]+)\s*([a-zA-Z]*)\s*", str(text))
    if not match or match[2].lower().replace("i", "") not in UNITS:
        raise ValueError(f"no amount of memory: {text!r}")
    return int(float(match[1]) * UNITS[match[2].lower().replace("i", "")])
