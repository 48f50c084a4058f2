"""How much any policy could reach: the Lagrangian bound in a world where the model is true and
known.

usage: python -m benchmarks.simulator.bound [--settings AC]

With a price on each day's minutes the questions part, and each alone is solved by dynamic
programming over all its days. The
worths and the price of all minutes together are at least what any policy reaches that keeps to its
minutes on average, whatever
the prices are (weak duality); descent finds the prices that make it least. Beside it stand the
policies, played in the same
world: no noise, no differences between learners. A bound holds up to the error of the grid of
memories, about 0.001.
"""

from __future__ import annotations

import argparse

import numpy as np
from fsrs_rs_python import DEFAULT_PARAMETERS

import benchmarks.simulator.learners as world
from benchmarks.simulator.__main__ import OURS, run
from benchmarks.simulator.learners import MEDIANS, SETTINGS, Array, Setting
from benchmarks.simulator.simple import SIMPLE
from quizbank.scheduling.ahead import PRIOR
from quizbank.scheduling.curves import Curves

_LOG_S = np.linspace(np.log(0.03), np.log(1500.0), 44)
_D = np.array([1.0, 2.2, 4.5, 5.5, 6.4, 7.5, 8.2, 8.8, 10.0])
# how softly the best day is chosen while prices are sought, and how many steps of descent at each
# softness
_SOFT = ((0.004, 150), (0.001, 150))


class Relaxed:
    """The questions of an unstudied setting by kind, with a `value` each."""

    def __init__(self, setting: Setting, value: Array) -> None:
        parameters = np.array(list(DEFAULT_PARAMETERS))
        parameters[20] *= setting.steeper
        curves = Curves(parameters)
        self.days, self.budget, self.value = setting.days, setting.seconds / 60, value
        self.minutes = minutes_of(setting)
        self.count = setting.questions / len(MEDIANS)
        stability, difficulty = (
            grid.ravel() for grid in np.meshgrid(np.exp(_LOG_S), _D, indexing="ij")
        )
        self.end = np.stack([curves.recall(stability, float(h)) for h in range(self.days + 1)])
        self.moves = [_moves(curves, stability, difficulty, lag) for lag in range(1, self.days + 1)]
        self.first = sum(
            (
                chance * _spread(*(np.atleast_1d(x) for x in curves.first(np.array([passed]))))[0]
                for chance, passed in ((PRIOR, True), (1 - PRIOR, False))
            ),
            np.zeros(len(stability)),
        )

    def solve(self, price: Array, soft: float = 0.0) -> tuple[float, Array]:
        """(the bound on the sum of values, minutes wished for on each day) at a price a minute on
        each day.
        """
        cost = price[:, None] * self.minutes
        worth, ways = np.zeros((self.days, self.end.shape[1], len(self.minutes))), []
        for day in range(self.days - 1, -1, -1):
            later = [
                self.moves[u - day - 1] @ worth[u] - cost[u] for u in range(day + 1, self.days)
            ]
            worth[day], way = _best(
                np.stack([self.end[self.days - day][:, None] * self.value, *later]), soft
            )
            ways.insert(0, way)
        total, way = _best(
            np.stack(
                [PRIOR * self.value, *(self.first @ worth[u] - cost[u] for u in range(self.days))]
            ),
            soft,
        )
        mass = self.first[None, :, None] * way[1:, None, :]
        for day in range(self.days):
            for k, part in enumerate(ways[day][1:]):
                mass[day + 1 + k] += self.moves[k].T @ (mass[day] * part)
        wished = self.count * (mass.sum(axis=1) * self.minutes).sum(axis=1)
        return float(self.count * total.sum() + price.sum() * self.budget), wished

    def bound(self) -> float:
        """The least bound found, as a mean of value over the questions."""
        log_price, least = np.full(self.days, -2.5), np.inf
        for soft, steps in _SOFT:
            speed = np.zeros(self.days)
            for step in range(steps):
                _, wished = self.solve(np.exp(log_price), soft)
                speed = 0.8 * speed + np.clip(wished / self.budget - 1, -1, 1) * 0.08 / (
                    1 + step / 40
                )
                log_price = log_price + speed
            least = min(least, self.solve(np.exp(log_price))[0])
        return float(least / (self.count * self.value.sum()))


def minutes_of(setting: Setting) -> Array:
    """Minutes a review of each kind."""
    return MEDIANS / 60 if setting.equal is None else np.full(len(MEDIANS), setting.equal / 60)


def _best(ways: Array, soft: float) -> tuple[Array, Array]:
    top = ways.max(axis=0)
    if not soft:
        return top, (ways == top).astype(float)
    share = np.exp((ways - top) / soft)
    whole = share.sum(axis=0)
    return top + soft * np.log(whole), share / whole


def _moves(curves: Curves, stability: Array, difficulty: Array, lag: int) -> Array:
    recall = curves.recall(stability, float(lag))
    good, lapse = (
        curves.after_pass(stability, difficulty, recall),
        curves.after_lapse(stability, difficulty, recall),
    )
    matrix: Array = recall[:, None] * _spread(*good) + (1 - recall)[:, None] * _spread(*lapse)
    return matrix


def _spread(stability: Array, difficulty: Array) -> Array:
    """Each memory as weights of the grid's, (memories, grid)."""
    row = np.clip((np.log(stability) - _LOG_S[0]) / (_LOG_S[1] - _LOG_S[0]), 0, len(_LOG_S) - 1.001)
    column = np.clip(np.interp(difficulty, _D, np.arange(len(_D))), 0, len(_D) - 1.001)
    i, j, k = row.astype(int), column.astype(int), np.arange(len(row))
    weights = np.zeros((len(row), len(_LOG_S) * len(_D)))
    for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
        weights[k, (i + down) * len(_D) + j + right] += np.abs(1 - down - row + i) * np.abs(
            1 - right - column + j
        )
    return weights


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--settings", default="AC", help="of those where nothing was studied before: all but F"
    )
    options = parser.parse_args()
    world.SPREADS.update(parameters=0.0, question=0.0, review=0.0)
    for name in options.settings:
        setting = SETTINGS[name]
        minutes = minutes_of(setting)
        found = {policy: [x.mean() for x in run(policy, name, 40)] for policy in (*SIMPLE, OURS)}
        best = [max(found[policy][k] for policy in SIMPLE) for k in (0, 1)]
        print(
            f"{name}: recall at most "
            f"{Relaxed(setting, np.ones(len(minutes))).bound():.4f}, look-ahead "
            f"{found[OURS][0]:.4f}, "
            f"best other {best[0]:.4f}"
        )
        both = Relaxed(setting, (1 + minutes / minutes.mean()) / 2).bound()
        print(
            f"   mean of recall and time-weighted recall at most {both:.4f}, look-ahead "
            f"{sum(found[OURS]) / 2:.4f}, "
            f"best other of each {sum(best) / 2:.4f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
