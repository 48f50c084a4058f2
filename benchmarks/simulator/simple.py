"""The simple policies of the table. A policy gives priorities (learners, questions) for a day; -inf
is never asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.simulator.learners import Array, Learners

Policy = Callable[[Learners, int], Array]
_NEVER = -np.inf


def interval_of(learners: Learners, retention: float) -> Array:
    """Whole days until the believed recall falls to `retention`, one at least."""
    model = learners.model
    exact = learners.believed_stability / model.factor * (retention ** (1 / model.decay) - 1)
    return np.maximum(1.0, np.round(exact))


def due_first(retention: float) -> Policy:
    """What is due, longest due first; then new questions in their order."""

    def policy(learners: Learners, day: int) -> Array:
        late = day - learners.last - interval_of(learners, retention)
        return _due_then_new(learners, late)

    return policy


def sm2(learners: Learners, day: int) -> Array:
    """SM-2's intervals, longest due first; then new questions in their order."""
    return _due_then_new(learners, day - learners.last - learners.interval)


def _due_then_new(learners: Learners, late: Array) -> Array:
    place = -np.arange(late.shape[1], dtype=float)[None, :]
    return np.where(learners.seen, np.where(late >= 0, 1e6 + late, _NEVER), place)


def random_order(learners: Learners, day: int) -> Array:
    """Any question."""
    return np.random.default_rng([day, 3]).random(learners.last.shape)


def lowest_first(learners: Learners, day: int) -> Array:
    """The lowest expected recall on the interview's day first."""
    return -learners.believed(learners.setting.days)


def cheapest_new(learners: Learners, day: int) -> Array:
    """FSRS at 0.70: due, then the cheapest new questions, then whatever has the lowest recall on
    the day.
    """
    late = day - learners.last - interval_of(learners, 0.7)
    fill_up = -1e6 - learners.believed(learners.setting.days)
    return np.where(learners.seen, np.where(late >= 0, 1e6 + late, fill_up), -learners.usual)


def gain(learners: Learners, day: int) -> Array:
    """How much a review today raises the expected recall on the day."""
    model, left = learners.model, float(learners.setting.days - day)
    now, then = learners.believed(day), learners.believed(learners.setting.days)
    s, d = learners.believed_stability, learners.believed_difficulty
    good = np.where(learners.seen, model.after_pass(s, d, now)[0], model.first(True)[0])
    fail = np.where(learners.seen, model.after_lapse(s, d, now)[0], model.first(False)[0])
    return now * model.recall(good, left) + (1 - now) * model.recall(fail, left) - then


def greedy(power: float) -> Policy:
    """Gain by minutes to a power."""

    def policy(learners: Learners, day: int) -> Array:
        return gain(learners, day) / learners.usual**power

    return policy


def greedy_at_the_end(learners: Learners, day: int) -> Array:
    """FSRS at 0.90 with the due first, greedy in the last ten days."""
    if day >= learners.setting.days - 10:
        return greedy(1.0)(learners, day)
    late = day - learners.last - interval_of(learners, 0.9)
    fill_up = -1e6 - learners.believed(learners.setting.days)
    return np.where(learners.seen, np.where(late >= 0, 1e6 + late, fill_up), -learners.usual)


SIMPLE: dict[str, Any] = {
    "FSRS 0.90, due first": due_first(0.9),
    "FSRS 0.95, due first": due_first(0.95),
    "SM-2": sm2,
    "random": random_order,
    "lowest R(T) first": lowest_first,
    "FSRS 0.70 + cheapest new + fill": cheapest_new,
    "FSRS 0.90, greedy in the last 10 days": greedy_at_the_end,
    "greedy gain per minute": greedy(1.0),
    "greedy gain per root of minutes": greedy(0.5),
}
