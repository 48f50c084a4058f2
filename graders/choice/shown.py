"""The choices as a learner sees them: file order, or an order that the seed gives."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def shown(spec: Mapping[str, Any], seed: int | None) -> list[tuple[str, Mapping[str, Any]]]:
    """(letter, choice) pairs in the order shown; without a seed that of the file."""
    choices = list(spec["choices"])
    if seed is not None:
        random.Random(f"choices {seed}").shuffle(choices)
    return list(zip(LETTERS, choices, strict=False))
