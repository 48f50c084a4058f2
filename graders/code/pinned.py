"""Every source of chance in a child gives the same numbers each run."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

_STATE = {"seed": 0, "made": 0}
_default_rng: Callable[..., np.random.Generator] = np.random.default_rng
_Random = random.Random


def seed_plain(seed: int) -> None:
    """Seed Python's and NumPy's own generators, and whatever is made unseeded from now on."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    _STATE.update(seed=seed, made=0)


def next_seed() -> list[int]:
    """A seed for the next unseeded generator: fixed, and another for each."""
    _STATE["made"] += 1
    return [_STATE["seed"] % 2**63, _STATE["made"]]


def pin() -> None:
    """From now on in this process, generators made without a seed are seeded."""

    def default_rng(seed: Any = None) -> np.random.Generator:
        return _default_rng(next_seed() if seed is None else seed)

    class Random(_Random):
        """`random.Random`, seeded where it is given nothing."""

        def __new__(cls, x: Any = None) -> Random:
            # the base class seeds itself from the system in `__new__`
            return super().__new__(cls, 0 if x is None else x)  # type: ignore[call-arg]

        def __init__(self, x: Any = None) -> None:
            super().__init__(_number() if x is None else x)

    def _number() -> int:
        seed, made = next_seed()
        return seed + made * 2**63

    np.random.default_rng = default_rng
    random.Random = Random  # type: ignore[misc]
