"""Which new questions come next: the minutes are shared among topics by what these are worth."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np

from quizbank.scheduling.course import Array, Course, Mask, Whole
from quizbank.scheduling.topics import OPEN_AT
from quizbank.scheduling.worth import FOCUS_SHARE

# how fast a topic's next question counts less as minutes were spent on it; minutes go to topics by
# the power 1 / _SHARING of their worth
_SHARING = 0.7
# what interviewers ask does not wait for its prerequisites, but stands back behind what is open
_ASKED_OFTEN = 2.0
_STANDS_BACK = 0.6
# with so few days left the prerequisites of a question of which nobody said how often it is asked
# give way too
_NEAR = 14
_CLOSED = -1e6


def shut_topics(course: Course, ready: dict[str, float]) -> Mask:
    """Which topics wait for a prerequisite that is not known yet, by index; the learner may have
    opened one by hand.
    """
    shut = np.zeros(len(course.topics), dtype=bool)
    for k, name in enumerate(course.topics):
        needs = course.needs.get(name, ())
        if name not in course.opened:
            shut[k] = any(ready.get(need, 1.0) < OPEN_AT for need in needs)
    return shut


def standing_back(course: Course, shut: Mask, days_left: int | None) -> Array:
    """A factor on each question's worth for what its topic still waits for: 1 where it is open,
    0 where it has to wait until nothing else is left.
    """
    gives_way = (course.asked >= _ASKED_OFTEN) | course.focus
    if days_left is not None and days_left <= _NEAR:
        gives_way[:] = True
    waits = shut[course.topic]
    factor = np.ones(course.count)
    factor[waits & gives_way] = _STANDS_BACK
    factor[waits & ~gives_way] = 0.0
    return factor


class Sharing:
    """New questions in the order in which they are worth asking, which changes as they are taken.

    `score` is each question's worth a minute (of any sign); `spent` the minutes that were spent on
    each topic so far.
    """

    def __init__(self, course: Course, score: Array, back: Array, spent: Array) -> None:
        self._course = course
        self._score = np.where(back > 0, np.where(score > 0, score * back, score), score + _CLOSED)
        self._spent = spent.copy()
        self._unit = float(course.minutes.mean()) if course.count else 1.0

    def order(self, candidates: Whole) -> Iterator[int]:
        """The candidates, best first; one that is taken has to be told by `took` before the next is
        asked for.
        """
        waiting: dict[int, list[int]] = {}
        # best last, so that they are taken off the end
        for k in candidates[np.lexsort((-candidates, self._score[candidates]))].tolist():
            waiting.setdefault(int(self._course.topic[k]), []).append(k)
        heads = [self._head(topic, of_topic[-1]) for topic, of_topic in waiting.items()]
        heapq.heapify(heads)
        while heads:
            _, k, topic = heads[0]
            waiting[topic].pop()
            yield k
            # only the topic that one was taken of counts less now
            if waiting[topic]:
                heapq.heapreplace(heads, self._head(topic, waiting[topic][-1]))
            else:
                heapq.heappop(heads)

    def took(self, k: int) -> None:
        """Question `k` was taken."""
        self._spent[self._course.topic[k]] += self._course.minutes[k]

    def _head(self, topic: int, k: int) -> tuple[float, int, int]:
        score = float(self._score[k])
        share = float((1 + self._spent[topic] / self._unit) ** -_SHARING)
        return -(score * share if score > 0 else score / share), k, topic


class Focused:
    """New questions with a share of the day's minutes for what the days are spent on.

    It is told of every question that the day takes, known ones too.
    """

    def __init__(self, course: Course, sharing: Sharing, fresh: Whole) -> None:
        self._course, self._sharing = course, sharing
        focus = course.focus[fresh]
        self._inside = sharing.order(fresh[focus])
        self._outside = sharing.order(fresh[~focus])
        self._any = bool(focus.any())
        self._focus = self._all = 0.0

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        first, second = self._inside, self._outside
        if self._any and self._focus > FOCUS_SHARE * self._all:
            first, second = second, first
        k = next(first, None)
        return next(second) if k is None else k

    def took(self, k: int, new: bool) -> None:
        """Question `k` is asked today, for the first time or again."""
        minutes = float(self._course.minutes[k])
        self._all += minutes
        self._focus += minutes if self._course.focus[k] else 0.0
        if new:
            self._sharing.took(k)
