"""The policy that aims at the interview's day: which question's review is worth most per minute today.

A question's worth comes from `scheduling/ahead.py`. The price of a minute is what makes all of them together spend the
minutes that are left. Arrays are (learners, questions), so that a simulation runs many learners at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quizbank.scheduling.ahead import Array, Lookahead
from quizbank.scheduling.curves import Curves

# how much a question's own length adds to its value, so that long ones are not left out; measured in docs/memory.md
LENGTH = 0.5
# a plan leaves room: minutes are asked for a quarter more than there are, since wishes crowd into the last days
_CROWDING = 1.25
_LONGEST = 120
# logarithm of the least price: a minute is never free, or waiting would look as good as reviewing
_FREE = -5.0


@dataclass(frozen=True, slots=True)
class Memories:
    """What the model believes: stability and difficulty (any positive number while unseen), days since, seen or not."""

    stability: Array
    difficulty: Array
    elapsed: Array
    seen: NDArray[np.bool_]

    def some(self, columns: NDArray[np.int64]) -> Memories:
        """The same of some questions."""
        return Memories(self.stability[:, columns], self.difficulty[:, columns], self.elapsed[:, columns], self.seen[:, columns])


class Aim:
    """`minutes` a review and `value` of each question, `budget` minutes a day; keeps its price from day to day."""

    def __init__(self, look: Lookahead, minutes: Array, value: Array, budget: float) -> None:
        self.look, self.minutes, self.budget = look, minutes, budget
        self.value = value * (1 + LENGTH * minutes / minutes.mean(axis=1, keepdims=True))
        self.price: Array | None = None

    def some(self, columns: NDArray[np.int64]) -> Aim:
        """The same over some of the questions, with their share of the minutes."""
        part = Aim(self.look, self.minutes[:, columns], self.value[:, columns], self.budget * len(columns) / self.minutes.shape[1])
        part.value = self.value[:, columns]
        return part

    def settle(self, memories: Memories, left: int, rounds: int = 9) -> None:
        """Find the price at which the wished-for minutes are those that are left; narrowed around an earlier price."""
        low, high = np.full((len(self.minutes), 1), _FREE), np.full((len(self.minutes), 1), 0.7)
        if self.price is not None:
            low, high = np.maximum(_FREE, np.log(self.price) - 0.5), np.log(self.price) + 0.5
        for _ in range(rounds):
            middle = (low + high) / 2
            cost = np.exp(middle) * self.minutes / self.value
            slope = (self._best(memories, left, cost / 1.1) - self._best(memories, left, cost * 1.1)) / (cost * (1.1 - 1 / 1.1))
            over = (slope * self.minutes).sum(axis=1, keepdims=True) > _CROWDING * left * self.budget
            low, high = np.where(over, middle, low), np.where(over, high, middle)
        self.price = np.exp((low + high) / 2)

    def _best(self, memories: Memories, left: int, cost: Array) -> Array:
        return np.maximum(*self._choices(memories, left, cost))

    def _choices(self, memories: Memories, left: int, cost: Array) -> tuple[Array, Array]:
        m = memories
        return self.look.choices(m.stability, m.difficulty, m.elapsed, m.seen, min(left, self.look.days), cost)

    def priority(self, memories: Memories, left: int) -> Array:
        """Advantage of a review today over the best later one, per minute; negative where waiting is better."""
        if self.price is None:
            self.settle(memories, left)
        assert self.price is not None
        now, wait = self._choices(memories, left, self.price * self.minutes / self.value)
        return self.value * (now - wait) / self.minutes


def shape_of(days: int) -> Array:
    """How much dearer a minute is with h = 0..days days left: the last days are wanted by all questions."""
    return 1 + 2 * np.exp(-np.arange(days + 1) / 4)


@lru_cache(maxsize=4)
def lookahead(parameters: tuple[float, ...], days: int) -> Lookahead:
    """The worths for a model's parameters; beyond `_LONGEST` days the horizon is taken as that many."""
    horizon = max(1, min(_LONGEST, days))
    return Lookahead(Curves(np.array(parameters)), horizon, shape_of(horizon))
