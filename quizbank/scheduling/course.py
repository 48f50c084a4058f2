"""The questions and what is remembered of them as arrays: what a day is chosen from, today or in a
forecast.

Arrays have one entry a question, in the order of the infos. `Course` does not change while days are
played, `Standing` does.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card, Memory
from quizbank.scheduling.items import Info
from quizbank.scheduling.topics import CORE
from quizbank.scheduling.worth import asked_of, in_focus, value_of

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
# a stand-in for what an unseen question has none of
_NO_STABILITY, _NO_DIFFICULTY = 1.0, 5.0
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Course:
    """What is asked and what it is worth.

    `value` is the question's worth to this learner, `asked` how often interviewers ask it (NaN
    where nobody said), `free_from` the study day from which a daily session may ask it, `topic` an
    index into `topics`.
    """

    infos: Sequence[Info]
    topics: tuple[str, ...]
    needs: Mapping[str, tuple[str, ...]]
    opened: frozenset[str]
    topic: Whole
    minutes: Array
    difficulty: Array
    value: Array
    asked: Array
    focus: Mask
    free_from: Whole

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self.infos)

    def some(self, chosen: Sequence[int]) -> Course:
        """The same of some questions."""
        at = np.array(chosen, dtype=np.int64)
        return replace(
            self,
            infos=[self.infos[k] for k in chosen],
            topic=self.topic[at],
            minutes=self.minutes[at],
            difficulty=self.difficulty[at],
            value=self.value[at],
            asked=self.asked[at],
            focus=self.focus[at],
            free_from=self.free_from[at],
        )


@dataclass(slots=True)
class Standing:
    """What is remembered; days are study days, and those of an unseen question mean nothing."""

    seen: Mask
    stability: Array
    difficulty: Array
    last_day: Array
    due_day: Array

    def copy(self) -> Standing:
        """One that can be played on by itself."""
        return Standing(
            seen=self.seen.copy(),
            stability=self.stability.copy(),
            difficulty=self.difficulty.copy(),
            last_day=self.last_day.copy(),
            due_day=self.due_day.copy(),
        )

    def elapsed(self, day: float) -> Array:
        """Days since the last review; 0 where that is ahead of `day`."""
        return np.where(self.seen, np.maximum(0.0, day - self.last_day), 0.0)


def course_of(
    infos: Sequence[Info], cards: Mapping[str, Card], topics: Sequence[Topic], settings: Settings
) -> Course:
    """The course of these questions for a learner with these settings."""
    names = tuple(dict.fromkeys([topic.id for topic in topics] + [info.topic for info in infos]))
    place = {name: k for k, name in enumerate(names)}
    asked = [asked_of(info.topic, info.asked) for info in infos]
    focus = [in_focus(info.topic, info.roles, settings.focus) for info in infos]
    weights = settings.topic_weights
    value = [
        value_of(often, focused, weights.get(info.topic, 1.0), brought=info.origin != "bundled")
        for info, often, focused in zip(infos, asked, focus, strict=True)
    ]
    return Course(
        infos=infos,
        topics=names,
        needs={topic.id: topic.prerequisites for topic in topics},
        opened=frozenset(settings.open_topics),
        topic=np.array([place[info.topic] for info in infos], dtype=np.int64),
        minutes=np.array([max(0.1, info.minutes) for info in infos]),
        difficulty=np.array([float(info.difficulty) for info in infos]),
        value=np.array(value),
        asked=np.array([np.nan if often is None else often for often in asked]),
        focus=np.array(focus, dtype=bool),
        free_from=np.array([free_from(cards.get(info.id)) for info in infos], dtype=np.int64),
    )


def free_from(card: Card | None) -> int:
    """The study day from which a daily session may ask a question: never while it is suspended or
    set aside as a leech, not before it was buried for.
    """
    if card is None:
        return 0
    if card.flags.suspended or card.flags.leech:
        return int(_NEVER)
    return card.flags.buried_until or 0


def standing_of(infos: Sequence[Info], cards: Mapping[str, Card]) -> Standing:
    """What the cards say of these questions."""
    memories: list[Memory | None] = []
    for info in infos:
        card = cards.get(info.id)
        memories.append(None if card is None else card.memory)
    return Standing(
        seen=np.array([m is not None for m in memories], dtype=bool),
        stability=np.array([m.stability if m else _NO_STABILITY for m in memories]),
        difficulty=np.array([m.difficulty if m else _NO_DIFFICULTY for m in memories]),
        last_day=np.array([float(m.last_day) if m else 0.0 for m in memories]),
        due_day=np.array([float(m.due_day) if m else 0.0 for m in memories]),
    )


def readiness(course: Course, recall: Array) -> dict[str, float]:
    """How well what matters of each topic is known, 0 to 1: the mean recall of its best few
    questions, those unseen counting 0. Topics without questions are left out.
    """
    order = np.lexsort((-recall, course.topic))
    topic, sorted_recall = course.topic[order], recall[order]
    starts = np.flatnonzero(np.diff(topic, prepend=-1)).tolist()
    ready: dict[str, float] = {}
    for start, end in itertools.pairwise([*starts, len(topic)]):
        best = sorted_recall[start : min(end, start + CORE)]
        ready[course.topics[topic[start]]] = float(best.mean())
    return ready
