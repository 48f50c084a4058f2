"""The plan to the interview: what recall to expect on the day, and what more minutes would buy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizbank.domain.plan import Recall
from quizbank.domain.review import Card
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.queue import Info

# prior chance that an unseen question is answered right: Beta(0.75, 2.25), as in docs/memory.md
_PRIOR = 0.25
_MORE_MINUTES = 10
_MAX_DAYS = 365


@dataclass(frozen=True, slots=True)
class Plan:
    """Expected recall on the interview's day, in all and by topic, and the days until then."""

    days: int
    minutes: int
    recall: Recall
    now: Recall
    by_topic: dict[str, float]
    more: float
    calendar: tuple[tuple[int, int], ...]

    def to_json(self) -> dict[str, Any]:
        """The plan as `quizbank plan --json` prints it; `calendar` is (reviews, new) a day."""
        return {
            "days": self.days, "minutes": self.minutes, "expected_recall": self.recall.to_json(), "recall_now": self.now.to_json(),
            "by_topic": {t: round(v, 4) for t, v in self.by_topic.items()}, "ten_more_minutes": round(self.more, 4),
            "calendar": [{"reviews": r, "new": n} for r, n in self.calendar],
        }


def make_plan(
    infos: Sequence[Info], cards: Mapping[str, Card], model: MemoryModel, day: int, interview: int, minutes: int,
    weights: Mapping[str, float] | None = None,
) -> Plan:
    """The plan from study day `day` to study day `interview` (not before it) at `minutes` a day."""
    state = _State(infos, cards, model, day, weights or {})
    now = state.recall_at(day, interview)
    simulated, calendar = _simulate(state.copy(), model, day, interview, minutes)
    more, _ = _simulate(state.copy(), model, day, interview, minutes + _MORE_MINUTES)
    final = simulated.recall_at(interview, interview)
    return Plan(interview - day, minutes, simulated.summary(final), state.summary(now), simulated.by_topic(final),
                more.mean(more.recall_at(interview, interview)) - simulated.mean(final), tuple(calendar))


class _State:
    """Every question's memory as arrays of length N: stability (0 while unseen), last day, minutes, value."""

    def __init__(self, infos: Sequence[Info], cards: Mapping[str, Card], model: MemoryModel, day: int,
                 weights: Mapping[str, float]) -> None:
        memories = [c.memory if (c := cards.get(i.id)) else None for i in infos]
        self.model = model
        self.infos = infos
        self.stability = np.array([m.stability if m else 0.0 for m in memories])
        self.last = np.array([m.last_day if m else day for m in memories], dtype=float)
        self.minutes = np.array([max(0.1, i.minutes) for i in infos])
        self.value = np.array([max(0.0, weights.get(i.topic, 1.0)) for i in infos])

    def copy(self) -> _State:
        twin = object.__new__(_State)
        twin.__dict__.update(self.__dict__)
        twin.stability, twin.last = self.stability.copy(), self.last.copy()
        return twin

    def recall_at(self, today: int, day: int) -> NDArray[np.float64]:
        seen = self.stability > 0
        curve = self.model.recall(np.where(seen, self.stability, 1.0), np.maximum(0.0, day - self.last))
        return np.where(seen, curve, _PRIOR * 0.5)

    def mean(self, recall: NDArray[np.float64]) -> float:
        total = float(self.value.sum())
        return float((recall * self.value).sum() / total) if total else 0.0

    def summary(self, recall: NDArray[np.float64]) -> Recall:
        """The mean with an 80 % interval: chance of each answer, and the model's own error (0.05)."""
        mean = self.mean(recall)
        total = float(self.value.sum()) or 1.0
        variance = float((self.value**2 * recall * (1 - recall)).sum()) / total**2 + 0.05**2
        spread = 1.2816 * math.sqrt(variance)
        return Recall(mean, max(0.0, mean - spread), min(1.0, mean + spread))

    def by_topic(self, recall: NDArray[np.float64]) -> dict[str, float]:
        groups: dict[str, list[float]] = {}
        for info, value in zip(self.infos, recall.tolist(), strict=True):
            groups.setdefault(info.topic, []).append(value)
        return {topic: sum(v) / len(v) for topic, v in groups.items()}


def gain_per_minute(state: _State, today: int, interview: int) -> NDArray[np.float64]:
    """How much a review today raises the value on the interview's day, by minute; the policy of the plan.

    After a success stability grows with the spacing; after a failure it starts again. Both are averaged by the
    chance of recall today. The square root of the minutes keeps long questions from being starved.
    """
    recall = state.recall_at(today, today)
    horizon = max(0.0, float(interview - today))
    success = np.where(state.stability > 0, state.stability * (1 + 6.0 * (1 - recall)) + 0.5, 2.3)
    failure = np.where(state.stability > 0, np.minimum(state.stability, 1.0), 0.6)
    after = recall * state.model.recall(success, horizon) + (1 - recall) * state.model.recall(failure, horizon)
    return state.value * (after - state.recall_at(today, interview)) / np.sqrt(state.minutes)


def _simulate(
    state: _State, model: MemoryModel, day: int, interview: int, minutes: int
) -> tuple[_State, list[tuple[int, int]]]:
    calendar = []
    for today in range(day, min(interview, day + _MAX_DAYS)):
        gain = gain_per_minute(state, today, interview)
        order = np.argsort(-gain, kind="stable")
        order = order[gain[order] > 0]
        picked = order[np.cumsum(state.minutes[order]) <= minutes]
        if not len(picked) and len(order) and minutes > 0:
            picked = order[:1]
        seen = state.stability[picked] > 0
        recall = state.recall_at(today, today)[picked]
        grown = np.where(seen, state.stability[picked] * (1 + 6.0 * (1 - recall)) + 0.5, 2.3)
        fallen = np.where(seen, np.minimum(state.stability[picked], 1.0), 0.6)
        state.stability[picked] = recall * grown + (1 - recall) * fallen
        state.last[picked] = today
        calendar.append((int(seen.sum()), int((~seen).sum())))
    return state, calendar
