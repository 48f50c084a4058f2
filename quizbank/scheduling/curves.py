"""FSRS-6 over NumPy arrays, for plans and simulations; the log itself is replayed by fsrs-rs
(`scheduling/memory.py`).

The formulas are those of FSRS-6 (open-spaced-repetition/fsrs-rs 5): stability in days, difficulty
in 1..10, one review a day.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STABILITY = (0.001, 36_500.0)


class Curves:
    """The model with parameters `w`: 21 numbers, or 21 arrays that broadcast against the questions'
    arrays.
    """

    def __init__(self, w: Any) -> None:
        self.w = w
        self.decay = -w[20]
        self.factor = 0.9 ** (1 / self.decay) - 1

    def recall(self, stability: Any, elapsed: Any) -> Any:
        """Chance of recall `elapsed` days after a review: (1 + factor * elapsed / stability) ^
        decay.
        """
        return (1 + self.factor * elapsed / stability) ** self.decay

    def first(self, passed: Any) -> tuple[Any, Any]:
        """(stability, difficulty) after the first review, Good where `passed`, else Again."""
        w = self.w
        return np.where(passed, w[2], w[0]), np.where(
            passed, self._first_difficulty(3), self._first_difficulty(1)
        )

    def after_pass(self, stability: Any, difficulty: Any, recall: Any) -> tuple[Any, Any]:
        """(stability, difficulty) after Good on a later day, where `recall` was the chance of
        it.
        """
        w = self.w
        growth = (
            np.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * np.expm1((1 - recall) * w[10])
        )
        return np.clip(stability * (1 + growth), *STABILITY), self._next_difficulty(difficulty, 3)

    def after_lapse(self, stability: Any, difficulty: Any, recall: Any) -> tuple[Any, Any]:
        """(stability, difficulty) after Again on a later day."""
        w = self.w
        fallen = (
            w[11]
            * difficulty ** -w[12]
            * ((stability + 1) ** w[13] - 1)
            * np.exp((1 - recall) * w[14])
        )
        return np.clip(
            np.minimum(fallen, stability / np.exp(w[17] * w[18])), *STABILITY
        ), self._next_difficulty(difficulty, 1)

    def same_day(self, stability: Any, difficulty: Any) -> tuple[Any, Any]:
        """(stability, difficulty) after Good on the day of the last review."""
        w = self.w
        growth = np.exp(w[17] * w[18]) * stability ** -w[19]
        return (
            np.clip(stability * np.maximum(1.0, growth), *STABILITY),
            self._next_difficulty(difficulty, 3),
        )

    def _first_difficulty(self, rating: int) -> Any:
        return np.clip(self.w[4] - np.exp(self.w[5] * (rating - 1)) + 1, 1, 10)

    def _next_difficulty(self, difficulty: Any, rating: int) -> Any:
        w = self.w
        moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        easy = w[4] - np.exp(w[5] * 3) + 1
        return np.clip(w[7] * easy + (1 - w[7]) * moved, 1, 10)
