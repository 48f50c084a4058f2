"""Looking ahead to the interview: what a review is worth today, given that later ones can be chosen
well and cost time.

Each question alone is a small decision problem. Its state after a review is (stability,
difficulty); the next decision is
when, if ever, to review again. With a price on a minute, the worth of a state with h days left
solves Bellman's equation

    W(h, s) = max( R(h, s), max over lags l of -price(h - l) + E[ W(h - l, s after a review l days
    on) ] )

where R is the forgetting curve and the expectation is over remembering or not. The price that makes
all questions
together fill the minutes up to the interview couples them (a Lagrangian relaxation of the restless
bandit).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizbank.scheduling.curves import Curves

Array = NDArray[np.float64]
# where a price lies on the grid of prices: (lower point, share of the upper one), of each question
Place = tuple[NDArray[np.int64], Array]
# prior chance that an unseen question is answered right: the mean of Beta(0.75, 2.25)
PRIOR = 0.25
_LOG_S = np.linspace(np.log(0.05), np.log(1000.0), 30)
_D = np.array([1.0, 2.2, 4.5, 6.4, 7.5, 8.8, 10.0])
_LOG_K = np.linspace(np.log(0.003), np.log(0.9), 14)
_K = len(_LOG_K)
# days between reviews: where they are few each counts, later the worth of a day is near its
# neighbours'
_LAGS = (*range(1, 11), 12, 14, 17, 20, 24, 29, 35, 42, 51, 62, 75, 91)


@dataclass(frozen=True, slots=True)
class Memories:
    """What the model believes: stability and difficulty (any positive number while unseen), days
    since, seen or not.
    """

    stability: Array
    difficulty: Array
    elapsed: Array
    seen: NDArray[np.bool_]

    def some(self, columns: NDArray[np.int64]) -> Memories:
        """The same of some questions, of shape (learners, questions)."""
        return Memories(
            self.stability[:, columns],
            self.difficulty[:, columns],
            self.elapsed[:, columns],
            self.seen[:, columns],
        )

    def flat(self) -> Memories:
        """The same as one row after the other."""
        return Memories(
            self.stability.ravel(), self.difficulty.ravel(), self.elapsed.ravel(), self.seen.ravel()
        )


class Lookahead:
    """Worths for up to `days` days before the interview. `shape[h]` scales the price of a minute
    with h days left.
    """

    def __init__(self, curves: Curves, days: int, shape: Array | None = None) -> None:
        self.curves = curves
        self.days = days
        self.shape = np.ones(days + 1) if shape is None else shape
        stability, difficulty = (
            grid.ravel() for grid in np.meshgrid(np.exp(_LOG_S), _D, indexing="ij")
        )
        lags = [lag for lag in _LAGS if lag < max(2, days)]
        moves = [_matrix(*self._review(stability, difficulty, float(lag))) for lag in lags]
        # (h, states, prices): 0 days left first
        self.worth = np.empty((days + 1, len(stability), _K))
        for left in range(days + 1):
            best = np.repeat(curves.recall(stability, float(left))[:, None], _K, axis=1)
            for lag, move in zip(lags, moves, strict=True):
                if lag >= left:
                    break
                np.maximum(
                    best,
                    move @ self.worth[left - lag] - np.exp(_LOG_K) * self.shape[left - lag],
                    out=best,
                )
            self.worth[left] = best
        self._unseen()

    def _unseen(self) -> None:
        # (h, prices): the worth of asking an unseen question with h days left, and that of leaving
        # it for later
        self.fresh = -self.shape[:, None] * np.exp(_LOG_K)
        for chance, passed in ((PRIOR, True), (1 - PRIOR, False)):
            at, weight = _corners(*self.curves.first(np.array([passed])))
            self.fresh += chance * (self.worth[:, at[:, 0]] * weight).sum(axis=1)
        self.later = np.full_like(self.fresh, PRIOR)
        for left in range(2, self.days + 1):
            self.later[left] = np.maximum(self.later[left - 1], self.fresh[left - 1])

    def _review(
        self, stability: Array, difficulty: Array, elapsed: Any
    ) -> tuple[NDArray[np.int64], Array]:
        """(states of the grid, their weights), each (8, N), that a review after `elapsed` days
        leads to, remembered or not.
        """
        recall = self.curves.recall(stability, elapsed)
        at, weight = _corners(*self.curves.after_pass(stability, difficulty, recall))
        at_lapse, weight_lapse = _corners(*self.curves.after_lapse(stability, difficulty, recall))
        return np.concatenate((at, at_lapse)), np.concatenate(
            (recall * weight, (1 - recall) * weight_lapse)
        )

    def choices(self, memories: Memories, left: int, place: Place | None) -> tuple[Array, Array]:
        """(worth of a review today, worth of the best later one or none) of N questions with `left`
        days to go.

        `place` is where the price of a review of each lies (`price_place`), and the answers are
        (N,); where it is None they
        are (N, prices), of every price of the grid.
        """
        seen = memories.seen
        known = Memories(
            memories.stability[seen], memories.difficulty[seen], memories.elapsed[seen], seen[seen]
        )
        of_seen, of_new = (
            None if place is None else (place[0][part], place[1][part]) for part in (seen, ~seen)
        )
        now, wait = (np.empty(seen.shape if place else (len(seen), _K)) for _ in range(2))
        now[~seen], wait[~seen] = (
            at_price(table[left], of_new) for table in (self.fresh, self.later)
        )
        best = self.curves.recall(known.stability, known.elapsed + left)
        if place is None:
            best = np.repeat(best[:, None], _K, axis=1)
        lags = np.array([0, *(lag for lag in _LAGS if lag < left)])
        asked = self._asked(known, left, lags, of_seen)
        now[seen] = asked[0]
        wait[seen] = np.maximum(best, asked[1:].max(axis=0)) if len(lags) > 1 else best
        return now, wait

    def best_lag(self, memory: tuple[float, float], left: int, cost: float) -> int | None:
        """After how many days a question just answered is best asked again, where a review costs
        so much of its value; None where it is worth more to leave it until the day.
        """
        lags = np.array([lag for lag in _LAGS if lag < min(left, self.days + 1)])
        if not len(lags):
            return None
        one = Memories(
            stability=np.array([memory[0]]),
            difficulty=np.array([memory[1]]),
            elapsed=np.zeros(1),
            seen=np.ones(1, dtype=bool),
        )
        worth = self._asked(one, min(left, self.days), lags, price_place(np.array([cost])))[:, 0]
        best = int(worth.argmax())
        leaving = float(self.curves.recall(memory[0], float(left)))
        return int(lags[best]) if worth[best] > leaving else None

    def _asked(
        self, known: Memories, left: int, lags: NDArray[np.int64], place: Place | None
    ) -> Array:
        """Worth of a review each of `lags` days from today, its price taken off; (lags, N), or
        (lags, N, prices) where `place` is None.
        """
        shape = (len(lags), len(known.stability))
        stability, difficulty, elapsed = (
            np.broadcast_to(values, shape).ravel()
            for values in (known.stability, known.difficulty, known.elapsed + lags[:, None])
        )
        at, weight = self._review(stability, difficulty, elapsed)
        states = self.worth.shape[1]
        row = np.repeat(left - lags, shape[1]) * states + at
        price = self.shape[left - lags][:, None]
        if place is None:
            table = self.worth.reshape(-1, _K)
            every: Array = np.einsum("kn,knp->np", weight, table[row]).reshape(*shape, _K)
            return every - price[:, :, None] * np.exp(_LOG_K)
        low, part = (np.broadcast_to(values, shape).ravel() for values in place)
        flat, first = self.worth.ravel(), row * _K + low
        worth = (weight * (flat[first] + part * (flat[first + 1] - flat[first]))).sum(axis=0)
        cost = np.exp(_LOG_K[0] + (place[0] + place[1]) * (_LOG_K[1] - _LOG_K[0]))
        taken_off: Array = worth.reshape(shape) - price * cost
        return taken_off


def price_place(cost: Array) -> Place:
    """Where prices lie on the grid."""
    at = np.clip(
        (np.log(np.maximum(cost, 1e-12)) - _LOG_K[0]) / (_LOG_K[1] - _LOG_K[0]), 0, _K - 1.001
    )
    low = at.astype(np.int64)
    return low, at - low


def at_price(table: Array, place: Place | None) -> Array:
    """Values between the grid's prices, of N questions; `table` is (prices,) or (N, prices), and
    comes back where `place` is None.
    """
    if place is None:
        return table
    low, part = place
    rows: tuple[Any, ...] = () if table.ndim == 1 else (np.arange(len(low)),)
    below, above = table[(*rows, low)], table[(*rows, low + 1)]
    between: Array = below + part * (above - below)
    return between


def _matrix(at: NDArray[np.int64], weight: Array) -> Array:
    matrix = np.zeros((at.shape[1], at.shape[1]))
    np.add.at(matrix, (np.arange(at.shape[1])[None, :], at), weight)
    return matrix


def _corners(stability: Array, difficulty: Array) -> tuple[NDArray[np.int64], Array]:
    """(the four states of the grid around each state, their weights), each (4, N)."""
    row = np.clip((np.log(stability) - _LOG_S[0]) / (_LOG_S[1] - _LOG_S[0]), 0, len(_LOG_S) - 1.001)
    i = row.astype(np.int64)
    a = row - i
    j = np.clip(np.searchsorted(_D, difficulty, side="right") - 1, 0, len(_D) - 2)
    b = np.clip((difficulty - _D[j]) / (_D[j + 1] - _D[j]), 0, 1)
    corner = i * len(_D) + j
    return (
        np.stack((corner, corner + 1, corner + len(_D), corner + len(_D) + 1)),
        np.stack(((1 - a) * (1 - b), (1 - a) * b, a * (1 - b), a * b)),
    )
