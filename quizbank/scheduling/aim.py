"""The policy that aims at the interview's day: which question's review is worth most per minute
today.

A question's worth comes from `scheduling/ahead.py`. The price of a minute is what makes all of them
together spend the
minutes that are left. Arrays are (learners, questions), so that a simulation runs many learners at
once.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quizbank.scheduling.ahead import Array, Lookahead, Memories, at_price, price_place
from quizbank.scheduling.curves import Curves

# how much a question's own length adds to its value, so that long ones are not left out; measured
# in docs/memory.md
LENGTH = 0.25
# days over which a minute becomes dearer towards the end: about what the dual finds where each day
# has a price of its own
_WIDTH = 4.5
_HORIZONS = (15, 30, 60, 120)
# logarithms of the least price (a minute is never free, or waiting would look as good as reviewing)
# and of the highest
_FREE, _DEAR = -6.0, 0.7
_ROUNDS = 10


class Aim:
    """`minutes` a review and `value` of each question, `budget` minutes a day; keeps its price from
    day to day.
    """

    def __init__(self, look: Lookahead, minutes: Array, value: Array, budget: float) -> None:
        self.look, self.minutes, self.budget = look, minutes, budget
        self.value = value * (1 + LENGTH * minutes / minutes.mean(axis=1, keepdims=True))
        self.price: Array | None = None

    def some(self, columns: NDArray[np.int64]) -> Aim:
        """The same over some of the questions, with their share of the minutes."""
        part = Aim(
            self.look,
            self.minutes[:, columns],
            self.value[:, columns],
            self.budget * len(columns) / self.minutes.shape[1],
        )
        part.value = self.value[:, columns]
        return part

    def settle(self, memories: Memories, left: int) -> None:
        """Find the price at which the wished-for minutes are those that are left.

        There the dual of the relaxed problem, all worths and the price of all minutes, is least.
        How much a dearer minute takes
        from the worths tells what reviews they wish for, each day's weighed by `shape`; the minutes
        are weighed alike.
        """
        left = min(left, self.look.days)
        worth = np.maximum(*self.look.choices(memories.flat(), left, None))
        low, high = np.full((len(self.minutes), 1), _FREE), np.full((len(self.minutes), 1), _DEAR)
        minutes = self.budget * self.look.shape[1 : left + 1].sum()
        for _ in range(_ROUNDS):
            middle = (low + high) / 2
            cost = np.exp(middle) * self.minutes / self.value
            dear, cheap = (
                at_price(worth, price_place((cost * by).ravel())).reshape(cost.shape)
                for by in (1.1, 1 / 1.1)
            )
            wished = ((cheap - dear) / (cost * (1.1 - 1 / 1.1)) * self.minutes).sum(
                axis=1, keepdims=True
            )
            low, high = (
                np.where(wished > minutes, middle, low),
                np.where(wished > minutes, high, middle),
            )
        self.price = np.exp((low + high) / 2)

    def priority(self, memories: Memories, left: int) -> Array:
        """Advantage of a review today over the best later one, per minute; negative where waiting
        is better.
        """
        if self.price is None:
            self.settle(memories, left)
        assert self.price is not None
        cost = self.price * self.minutes / self.value
        now, wait = self.look.choices(
            memories.flat(), min(left, self.look.days), price_place(cost.ravel())
        )
        return self.value * (now - wait).reshape(cost.shape) / self.minutes


def shape_of(days: int) -> Array:
    """How much dearer a minute is with h = 0..days days left: the last days are wanted by all
    questions.
    """
    return 1 + 2.1 * np.exp(-(np.arange(days + 1) - 1) / _WIDTH)


def lookahead(parameters: tuple[float, ...], days: int) -> Lookahead:
    """The worths for a model's parameters, for `days` days at least; beyond the longest horizon the
    time is taken as that long.

    What a state is worth depends on the days that are left alone, so a longer look-ahead serves
    every day of a forecast.
    """
    return _of_horizon(parameters, next((h for h in _HORIZONS if h >= days), _HORIZONS[-1]))


@lru_cache(maxsize=len(_HORIZONS) * 2)
def _of_horizon(parameters: tuple[float, ...], horizon: int) -> Lookahead:
    return Lookahead(Curves(np.array(parameters)), horizon, shape_of(horizon))
