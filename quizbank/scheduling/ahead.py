"""Looking ahead to the interview: what a review is worth today, given that later ones can be chosen well and cost time.

Each question alone is a small decision problem. Its state after a review is (stability, difficulty); the next decision is
when, if ever, to review again. With a price on a minute, the worth of a state with h days left solves Bellman's equation

    W(h, s) = max( R(h, s),  max over lags l of  -price(h - l) + E[ W(h - l, s after a review l days on) ] )

where R is the forgetting curve and the expectation is over remembering or not. The price that makes all questions
together fill the minutes up to the interview couples them (a Lagrangian relaxation of the restless bandit).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizbank.scheduling.curves import Curves

Array = NDArray[np.float64]
# prior chance that an unseen question is answered right: the mean of Beta(0.75, 2.25)
PRIOR = 0.25
_LOG_S = np.linspace(np.log(0.05), np.log(1000.0), 30)
_D = np.array([1.0, 2.2, 4.5, 6.4, 7.5, 8.8, 10.0])
_LOG_K = np.linspace(np.log(0.003), np.log(0.9), 14)
_LAGS = (1, 2, 3, 4, 6, 8, 11, 15, 21, 29, 40, 56, 80)
_WAITS = (1, 2, 4, 8, 15, 29)


class Lookahead:
    """Worths for up to `days` days before the interview. `shape[h]` scales the price of a minute with h days left."""

    def __init__(self, curves: Curves, days: int, shape: Array | None = None) -> None:
        self.curves = curves
        self.days = days
        self.shape = np.ones(days + 1) if shape is None else shape
        stability, difficulty = (grid.ravel() for grid in np.meshgrid(np.exp(_LOG_S), _D, indexing="ij"))
        lags = [lag for lag in _LAGS if lag < max(2, days)]
        moves = [self._move(stability, difficulty, lag) for lag in lags]
        costs = np.exp(_LOG_K)[None, :]
        # (h, states, prices): 0 days left first
        self.worth = np.empty((days + 1, len(stability), len(_LOG_K)))
        for left in range(days + 1):
            best = np.repeat(curves.recall(stability, float(left))[:, None], len(_LOG_K), axis=1)
            for lag, move in zip(lags, moves, strict=True):
                if lag >= left:
                    break
                np.maximum(best, move @ self.worth[left - lag] - costs * self.shape[left - lag], out=best)
            self.worth[left] = best

    def _move(self, stability: Array, difficulty: Array, lag: int) -> Array:
        """The matrix (states, states) of a review `lag` days later, failure and success averaged by the chance of recall."""
        recall = self.curves.recall(stability, float(lag))
        matrix = np.zeros((len(stability), len(stability)))
        rows = np.arange(len(stability))
        for chance, (s, d) in ((recall, self.curves.after_pass(stability, difficulty, recall)),
                               (1 - recall, self.curves.after_lapse(stability, difficulty, recall))):
            for column, weight in _corners(s, d):
                matrix[rows, column] += chance * weight
        return matrix

    def after(self, stability: Any, difficulty: Any, left: int, place: tuple[Any, Any]) -> Any:
        """W with `left` days to go, between the grid's points; `place` is the price's from `price_place`."""
        table = self.worth[left].reshape(-1)
        low, part = place
        total = 0.0
        for column, weight in _corners(stability, difficulty):
            at = column * len(_LOG_K) + low
            total = total + weight * ((1 - part) * table[at] + part * table[at + 1])
        return total

    def choices(self, stability: Array, difficulty: Array, elapsed: Array, seen: NDArray[np.bool_], left: int, cost: Array) -> tuple[Array, Array]:
        """(worth of a review today, worth of waiting), arrays like `cost`, the price of one review of each question."""
        place = price_place(cost)
        now = self._review(stability, difficulty, elapsed, seen, left, place) - cost * self.shape[left]
        wait = np.where(seen, self.curves.recall(stability, elapsed + left), PRIOR)
        for lag in _WAITS:
            if lag >= left:
                break
            later = self._review(stability, difficulty, elapsed + lag, seen, left - lag, place) - cost * self.shape[left - lag]
            np.maximum(wait, later, out=wait)
        return now, wait

    def _review(self, stability: Array, difficulty: Array, elapsed: Array, seen: NDArray[np.bool_], left: int, place: tuple[Any, Any]) -> Array:
        recall = self.curves.recall(stability, elapsed)
        good, fail = self.curves.after_pass(stability, difficulty, recall), self.curves.after_lapse(stability, difficulty, recall)
        known = recall * self.after(*good, left, place) + (1 - recall) * self.after(*fail, left, place)
        first_good, first_fail = self.curves.first(True), self.curves.first(False)
        fresh = PRIOR * self.after(*first_good, left, place) + (1 - PRIOR) * self.after(*first_fail, left, place)
        return np.where(seen, known, fresh)


def price_place(cost: Any) -> tuple[Any, Any]:
    """Where a price lies on the grid: (lower point, share of the upper one)."""
    at = np.clip((np.log(np.maximum(cost, 1e-12)) - _LOG_K[0]) / (_LOG_K[1] - _LOG_K[0]), 0, len(_LOG_K) - 1.001)
    low = at.astype(int)
    return low, at - low


def _corners(stability: Any, difficulty: Any) -> list[tuple[Any, Any]]:
    """The four grid states around a state, with their weights."""
    row = np.clip((np.log(stability) - _LOG_S[0]) / (_LOG_S[1] - _LOG_S[0]), 0, len(_LOG_S) - 1.001)
    i = np.asarray(row).astype(int)
    a = row - i
    j = np.clip(np.searchsorted(_D, difficulty, side="right") - 1, 0, len(_D) - 2)
    b = np.clip((difficulty - _D[j]) / (_D[j + 1] - _D[j]), 0, 1)
    corner = i * len(_D) + j
    return [(corner, (1 - a) * (1 - b)), (corner + 1, (1 - a) * b), (corner + len(_D), a * (1 - b)), (corner + len(_D) + 1, a * b)]
