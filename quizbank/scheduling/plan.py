"""The plan to the interview: what recall to expect on the day, day by day, and what more minutes
would buy.

The policy of `scheduling/aim.py` is played forward with simulated luck, as the learner's days would
go. A large bank is
represented by an even sample of it, with the minutes in proportion; a long time by steps of several
days, single ones at its end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizbank.domain.plan import Recall
from quizbank.domain.review import Card
from quizbank.scheduling.ahead import PRIOR, Memories
from quizbank.scheduling.aim import Aim, lookahead
from quizbank.scheduling.curves import Curves
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.queue import Info

_MORE_MINUTES = 10
_SAMPLE = 150
# a plan this long is played day by day; a longer one in steps of a fifth of what is left, since the
# last days count most
DAILY = 20
_FIFTH = 5
_SINGLE = 10
_MODEL_ERROR = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """Expected recall on the interview's day, in all and by topic, and the days until then.

    `topics` has each topic's 80 % interval; `calendar` is (reviews, new) a day.
    """

    days: int
    minutes: int
    recall: Recall
    now: Recall
    by_topic: dict[str, float]
    more: float
    calendar: tuple[tuple[int, int], ...]
    topics: dict[str, Recall]

    def to_json(self) -> dict[str, Any]:
        """The plan as `quizbank plan --json` prints it; `calendar` is (reviews, new) a day."""
        return {
            "days": self.days,
            "minutes": self.minutes,
            "expected_recall": self.recall.to_json(),
            "recall_now": self.now.to_json(),
            "by_topic": {t: round(v, 4) for t, v in self.by_topic.items()},
            "ten_more_minutes": round(self.more, 4),
            "calendar": [{"reviews": r, "new": n} for r, n in self.calendar],
            "topics": {topic: recall.to_json() for topic, recall in self.topics.items()},
        }


def make_plan(
    infos: Sequence[Info],
    cards: Mapping[str, Card],
    model: MemoryModel,
    day: int,
    interview: int,
    minutes: int,
    weights: Mapping[str, float] | None = None,
) -> Plan:
    """The plan from study day `day` to study day `interview` (not before it) at `minutes` a day."""
    days = interview - day
    everything = _State(infos, cards, model, day, weights or {})
    now = everything.summary(everything.recall(days))
    sampled = _sample(infos)
    share = len(sampled) / len(infos) if infos else 1.0
    state, more = (_State(sampled, cards, model, day, weights or {}) for _ in range(2))
    before = state.recall(days)
    calendar = _play(state, model, days, minutes * share)
    _play(more, model, days, (minutes + _MORE_MINUTES) * share)
    final = state.recall(0)
    bought = max(0.0, more.mean(more.recall(0)) - state.mean(final))
    counted = tuple((round(r / share), round(n / share)) for r, n in calendar)
    # what the sample gains is added to what is known of all questions
    recall = _moved(state.summary(final), now.mean - state.mean(before))
    known, had = everything.topics(everything.recall(days)), state.topics(before)
    topics = {
        topic: _moved(found, known[topic].mean - had[topic].mean)
        for topic, found in state.topics(final).items()
    }
    return Plan(
        days=days,
        minutes=minutes,
        recall=recall,
        now=now,
        by_topic={t: r.mean for t, r in topics.items()},
        more=bought,
        calendar=counted,
        topics=topics,
    )


def steps(days: int) -> list[int]:
    """The lengths of the steps in which so many days are played: long ones first, single days at
    the end.
    """
    single = days if days <= DAILY else _SINGLE
    lengths: list[int] = []
    while (left := days - sum(lengths)) > 0:
        lengths.append(1 if left <= single else math.ceil(left / _FIFTH))
    return lengths


def _sample(infos: Sequence[Info]) -> list[Info]:
    """Every k-th question in the order of topic, so that each topic keeps its share, and one at
    least.
    """
    by_topic = sorted(infos, key=lambda info: (info.topic, info.id))
    count = min(len(infos), _SAMPLE)
    chosen = {k * len(infos) // count for k in range(count)}
    there = {by_topic[k].topic for k in chosen}
    for k, info in enumerate(by_topic):
        if info.topic not in there:
            there.add(info.topic)
            chosen.add(k)
    return [by_topic[k] for k in sorted(chosen)]


def _moved(recall: Recall, by: float) -> Recall:
    return Recall(
        *(min(1.0, max(0.0, value + by)) for value in (recall.mean, recall.low, recall.high))
    )


class _State:
    """Every question's memory as arrays of length N, on day 0 of the plan; `elapsed` grows as it is
    played.
    """

    def __init__(
        self,
        infos: Sequence[Info],
        cards: Mapping[str, Card],
        model: MemoryModel,
        day: int,
        weights: Mapping[str, float],
    ) -> None:
        memories = [c.memory if (c := cards.get(i.id)) else None for i in infos]
        self.curves = Curves(np.array(model.weights))
        self.infos = infos
        self.seen = np.array([m is not None for m in memories], dtype=bool)
        self.stability = np.array([m.stability if m else 1.0 for m in memories])
        self.difficulty = np.array([m.difficulty if m else 5.0 for m in memories])
        self.elapsed = np.array(
            [max(0, day - m.last_day) if m else 0 for m in memories], dtype=float
        )
        self.minutes = np.array([max(0.1, i.minutes) for i in infos])
        self.value = np.array([max(0.0, weights.get(i.topic, 1.0)) for i in infos])

    def recall(self, later: float) -> NDArray[np.float64]:
        """The recall of each question `later` days from today, of shape (questions,)."""
        return np.where(self.seen, self.curves.recall(self.stability, self.elapsed + later), PRIOR)

    def mean(self, recall: NDArray[np.float64]) -> float:
        """The mean of `recall` by value; 0 where nothing has any."""
        total = float(self.value.sum())
        return float((recall * self.value).sum() / total) if total else 0.0

    def summary(self, recall: NDArray[np.float64]) -> Recall:
        """The mean with an 80 % interval: the chance of each answer, and the model's own error."""
        return _with_interval(recall, self.value)

    def topics(self, recall: NDArray[np.float64]) -> dict[str, Recall]:
        """Each topic's mean with its interval."""
        groups: dict[str, list[float]] = {}
        for info, value in zip(self.infos, recall.tolist(), strict=True):
            groups.setdefault(info.topic, []).append(value)
        return {topic: _with_interval(np.array(v), np.ones(len(v))) for topic, v in groups.items()}


def _with_interval(recall: NDArray[np.float64], value: NDArray[np.float64]) -> Recall:
    total = float(value.sum()) or 1.0
    mean = float((recall * value).sum()) / total
    variance = float((value**2 * recall * (1 - recall)).sum()) / total**2 + _MODEL_ERROR**2
    spread = 1.2816 * math.sqrt(variance)
    return Recall(mean, max(0.0, mean - spread), min(1.0, mean + spread))


def _play(
    state: _State, model: MemoryModel, days: int, minutes: float
) -> list[tuple[float, float]]:
    """Live the days until the interview; returns (reviews, new) of each day, and leaves the state
    on that day.
    """
    calendar: list[tuple[float, float]] = []
    lengths = steps(days)
    aim: Aim | None = None
    if days and minutes > 0 and len(state.infos) and state.value.any():
        # what has no value is worth next to nothing, so that nothing is divided by 0
        aim = Aim(
            lookahead(model.weights, days),
            state.minutes[None, :],
            state.value[None, :] + 1e-9,
            minutes,
        )
    # the same luck whatever the minutes are, so that "ten more" compares like with like
    luck = np.random.default_rng(7).random((len(lengths), len(state.infos)))
    left = days
    for step, length in enumerate(lengths):
        picked = np.zeros(len(state.infos), dtype=bool)
        if aim is not None:
            memories = Memories(
                state.stability[None, :],
                state.difficulty[None, :],
                state.elapsed[None, :],
                state.seen[None, :],
            )
            if step % 4 == 0:
                aim.settle(memories, left)
            picked[within(aim.priority(memories, left)[0], state.minutes, minutes * length)] = True
        reviews, new = (
            float((picked & state.seen).sum()) / length,
            float((picked & ~state.seen).sum()) / length,
        )
        calendar += [(reviews, new)] * length
        _ask(state, picked, luck[step])
        state.elapsed += length
        left -= length
    return calendar


def within(
    priority: NDArray[np.float64], minutes: NDArray[np.float64], budget: float
) -> NDArray[np.int64]:
    """The questions of highest priority that fit the budget, the longer ones passed over; one at
    least if it is not 0.
    """
    order = np.argsort(-priority, kind="stable")
    taken: list[int] = []
    left = budget
    for k, cost in zip(order.tolist(), minutes[order].tolist(), strict=True):
        if cost <= left + 1e-9:
            taken.append(k)
            left -= cost
    return np.array(taken if taken or budget <= 0 else order[:1], dtype=np.int64)


def _ask(state: _State, picked: NDArray[np.bool_], luck: NDArray[np.float64]) -> None:
    recall = state.recall(0)
    right = luck < recall
    pass_s, pass_d = state.curves.after_pass(state.stability, state.difficulty, recall)
    fail_s, fail_d = state.curves.after_lapse(state.stability, state.difficulty, recall)
    first_s, first_d = state.curves.first(right)
    stability = np.where(state.seen, np.where(right, pass_s, fail_s), first_s)
    difficulty = np.where(state.seen, np.where(right, pass_d, fail_d), first_d)
    state.stability = np.where(picked, stability, state.stability)
    state.difficulty = np.where(picked, difficulty, state.difficulty)
    state.elapsed = np.where(picked, 0.0, state.elapsed)
    state.seen = state.seen | picked
