"""Settings A to G and their learners: true memories that differ from the model that the policies
see.

Everything is an array (learners, questions). Learners are paired: all policies meet the same
learners, questions and luck.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from fsrs_rs_python import DEFAULT_PARAMETERS
from numpy.typing import NDArray

from quizbank.scheduling.curves import Curves

Array = NDArray[np.float64]
# median seconds by kind: choice, concept, numeric, symbolic, code
MEDIANS = np.array([20.0, 45.0, 90.0, 120.0, 300.0])
# spread (standard deviation of the logarithm) of parameters by learner, of stability by question
# and by review
SPREADS = {"parameters": 0.1, "question": 0.4, "review": 0.15}
PRIOR = (0.75, 2.25)


@dataclass(frozen=True)
class Setting:
    """One row of the table: size, days, seconds a day, and what differs from A. `steeper` scales
    the true decay.
    """

    name: str
    questions: int = 300
    days: int = 30
    seconds: float = 1200.0
    equal: float | None = None
    steeper: float = 1.0
    studied: float = 0.0


SETTINGS = {
    s.name: s
    for s in (
        Setting("A"),
        Setting("B", equal=90.0),
        Setting("C", seconds=3600.0),
        Setting("D", questions=100),
        Setting("E", steeper=2.4),
        Setting("F", studied=0.5),
        Setting("G", questions=100, days=90),
    )
}


class Learners:
    """`count` learners in one setting. `stability` and the like are true; `believed` ones are what
    a policy may read.
    """

    def __init__(self, setting: Setting, count: int, first_seed: int = 0) -> None:
        self.setting = setting
        shape = (count, setting.questions)
        draws = [np.random.default_rng([first_seed + k, 7]) for k in range(count)]
        kinds = np.stack([d.integers(0, len(MEDIANS), setting.questions) for d in draws])
        self.kinds = kinds
        self.usual = MEDIANS[kinds] if setting.equal is None else np.full(shape, setting.equal)
        defaults = np.array(list(DEFAULT_PARAMETERS))
        factors = np.stack([np.exp(SPREADS["parameters"] * d.normal(size=21)) for d in draws])
        true = (defaults * factors).T.copy()
        true[20] *= setting.steeper
        self.true = Curves([row[:, None] for row in true])
        self.model = Curves(defaults)
        self.prior = np.stack([d.beta(*PRIOR, setting.questions) for d in draws])
        self.strength = np.exp(
            SPREADS["question"] * np.stack([d.normal(size=setting.questions) for d in draws])
        )
        self.luck = np.stack(
            [d.random((setting.days + 60, setting.questions)) for d in draws], axis=1
        )
        self.jitter = np.exp(
            SPREADS["review"]
            * np.stack(
                [d.normal(size=(setting.days + 60, setting.questions)) for d in draws], axis=1
            )
        )
        self.stability, self.difficulty = np.ones(shape), np.full(shape, 5.0)
        self.believed_stability, self.believed_difficulty = np.ones(shape), np.full(shape, 5.0)
        self.last = np.zeros(shape)
        self.reviews, self.lapses, self.interval = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        self.seen = np.zeros(shape, dtype=bool)
        self.ease = np.full(shape, 2.5)
        self.rng = np.random.default_rng([first_seed, 99])
        self._study(draws)

    def _study(self, draws: list[np.random.Generator]) -> None:
        """In setting F half the questions were met in the three weeks before, once to three
        times.
        """
        if not self.setting.studied:
            return
        for k in range(3):
            picked = (
                np.stack([d.random(self.setting.questions) for d in draws]) < (1.0, 0.8, 0.6)[k]
            )
            picked[:, int(self.setting.questions * self.setting.studied) :] = False
            self.review(picked, (-18.0, -10.0, -3.0)[k], self.setting.days + 20 * k)

    def recall(self, day: float) -> Array:
        """True chance of recall on a day."""
        return np.where(
            self.seen,
            self.true.recall(self.stability, np.maximum(0.0, day - self.last)),
            self.prior,
        )

    def believed(self, day: float) -> Array:
        """The chance of recall that the model expects; unseen questions have the prior's mean."""
        prior = PRIOR[0] / sum(PRIOR)
        return np.where(
            self.seen,
            self.model.recall(self.believed_stability, np.maximum(0.0, day - self.last)),
            prior,
        )

    def review(self, picked: NDArray[np.bool_], day: float, row: int | None = None) -> None:
        """Ask the picked questions on a day: luck decides, the true memory moves, and so does what
        the model believes.
        """
        row = int(day) if row is None else row
        passed = self.luck[row] < self.recall(day)
        self.stability, self.difficulty = self._moved(
            self.true,
            stability=self.stability,
            difficulty=self.difficulty,
            passed=passed,
            picked=picked,
            day=day,
            jitter=self.jitter[row],
            strength=self.strength,
        )
        self.believed_stability, self.believed_difficulty = self._moved(
            self.model,
            stability=self.believed_stability,
            difficulty=self.believed_difficulty,
            passed=passed,
            picked=picked,
            day=day,
            jitter=1.0,
            strength=1.0,
        )
        again = picked & ~passed
        sm2 = np.where(
            self.reviews == 0,
            1.0,
            np.where(self.reviews == 1, 6.0, np.round(self.interval * self.ease)),
        )
        self.interval = np.where(again, 1.0, np.where(picked, sm2, self.interval))
        self.reviews = np.where(again, 0.0, self.reviews + picked)
        self.ease = np.where(again, np.maximum(1.3, self.ease - 0.2), self.ease)
        self.lapses += again & self.seen
        self.seen = self.seen | picked
        self.last = np.where(picked, day, self.last)

    def _moved(
        self,
        curves: Curves,
        stability: Array,
        difficulty: Array,
        passed: NDArray[np.bool_],
        picked: NDArray[np.bool_],
        day: float,
        jitter: Array | float,
        strength: Array | float,
    ) -> tuple[Array, Array]:
        now = curves.recall(stability, np.maximum(0.0, day - self.last))
        good, fail = (
            curves.after_pass(stability, difficulty, now),
            curves.after_lapse(stability, difficulty, now),
        )
        first = curves.first(passed)
        new_s = (
            np.where(self.seen, np.where(passed, good[0], fail[0]), first[0] * strength) * jitter
        )
        new_d = np.where(self.seen, np.where(passed, good[1], fail[1]), first[1])
        return np.where(picked, new_s, stability), np.where(picked, new_d, difficulty)


def fill(priority: Array, seconds: Array, budget: float) -> NDArray[np.bool_]:
    """Take questions by falling priority while they fit the budget, passing over those that do not;
    -inf is never taken.
    """
    order = np.argsort(-priority, axis=1, kind="stable")
    cost = np.take_along_axis(seconds, order, axis=1)
    cost = np.where(np.take_along_axis(priority, order, axis=1) == -np.inf, np.inf, cost)
    taken = np.zeros(cost.shape, dtype=bool)
    left = np.full((cost.shape[0], 1), budget)
    rank = np.arange(cost.shape[1])
    start = np.zeros((cost.shape[0], 1), dtype=int)
    while True:
        fits = (cost <= left) & ~taken & (rank >= start)
        run = fits & (np.cumsum(np.where(fits, cost, 0.0), axis=1) <= left)
        # only the run before the first that no longer fits: later ones are judged by what is then
        # left
        blocked = fits & ~run
        first = np.where(blocked.any(axis=1), blocked.argmax(axis=1), cost.shape[1])[:, None]
        run &= rank < first
        if not run.any():
            break
        taken |= run
        left = left - np.where(run, cost, 0.0).sum(axis=1, keepdims=True)
        start = first
    result = np.zeros_like(taken)
    np.put_along_axis(result, order, taken, axis=1)
    return result
