"""The plan to the interview: what recall to expect on the day, day by day, and what more minutes
would buy.

The policy that makes today's queue (`scheduling/policy.py`) is played forward with simulated luck,
as the learner's days would go, several times over. A large bank is represented by an even sample of
it, with the minutes in proportion; a long time by steps of several days, single ones at its end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quizbank.domain.json import Json
from quizbank.domain.plan import Recall, Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card
from quizbank.scheduling.ahead import PRIOR
from quizbank.scheduling.course import Array, Course, Mask, Standing, course_of, standing_of
from quizbank.scheduling.curves import Curves
from quizbank.scheduling.items import Info
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.policy import Chosen, choose_each, recall_on

_MORE_MINUTES = 10
_SAMPLE = 600
# how often the days are played, each time with other luck
_LIVES = 6
# a plan this long is played day by day; a longer one in steps of a fifth of what is left, since the
# last days count most
DAILY = 60
_FIFTH = 5
_SINGLE = 10
_MODEL_ERROR = 0.05
# a topic of which fewer questions than this are met on average is not reached
_HARDLY_MET = 0.5
# the golden ratio's part: multiples of it fill the unit interval evenly
_EVENLY = 0.618033988749895
_SEED = 7
# the luck of so many answers to one question; later ones share the last
_ANSWERS = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """Expected recall on the interview's day, in all and by topic, and the days until then.

    `topics` has each topic's 80 % interval; `calendar` is (reviews, new) a day. `not_reached` are
    the topics of which no question is asked by then.
    """

    days: int
    minutes: int
    recall: Recall
    now: Recall
    by_topic: dict[str, float]
    more: float
    calendar: tuple[tuple[int, int], ...]
    topics: dict[str, Recall]
    not_reached: tuple[str, ...] = ()

    def to_json(self) -> Json:
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
            "not_reached": list(self.not_reached),
        }


def make_plan(
    infos: Sequence[Info],
    cards: Mapping[str, Card],
    topics: Sequence[Topic],
    settings: Settings,
    model: MemoryModel,
    day: int,
) -> Plan:
    """The plan from study day `day` to the interview that is set, which is not before it."""
    assert settings.interview is not None
    interview = settings.interview.toordinal()
    course, standing = course_of(infos, cards, topics, settings), standing_of(infos, cards)
    sample = _sample(infos)
    share = len(sample) / len(infos) if infos else 1.0
    part, begun = course.some(sample), _some(standing, sample)
    played = _played(part, begun, settings, model, day, share=share, lives=_LIVES)
    more = replace(settings, minutes=settings.minutes + _MORE_MINUTES)
    richer = _played(part, begun, more, model, day, share=share, lives=1)
    now = recall_on(standing, model, interview)
    before = recall_on(begun, model, interview)
    final = np.mean([life.recall for life in played], axis=0)
    # what the sample gains is added to what is known of all questions
    gained = _mean(now, course.value) - _mean(before, part.value)
    known, had = _topics(course, now), _topics(part, before)
    by_topic = {
        topic: _moved(found, known[topic].mean - had[topic].mean)
        for topic, found in _topics(part, final).items()
    }
    # the same luck whatever the minutes are, so that "ten more" compares like with like
    bought = _mean(richer[0].recall, part.value) - _mean(played[0].recall, part.value)
    return Plan(
        days=interview - day,
        minutes=settings.minutes,
        recall=_moved(_with_interval(final, part.value), gained),
        now=_with_interval(now, course.value),
        by_topic={topic: recall.mean for topic, recall in by_topic.items()},
        more=max(0.0, bought),
        calendar=_calendar(played, share),
        topics=by_topic,
        not_reached=_unmet(part, played),
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


def _sample(infos: Sequence[Info]) -> list[int]:
    """Every k-th question in the order of topic, so that each topic keeps its share, and one at
    least.
    """
    by_topic = sorted(range(len(infos)), key=lambda k: (infos[k].topic, infos[k].id))
    count = min(len(infos), _SAMPLE)
    chosen = {k * len(infos) // count for k in range(count)}
    there = {infos[by_topic[k]].topic for k in chosen}
    for k, at in enumerate(by_topic):
        if infos[at].topic not in there:
            there.add(infos[at].topic)
            chosen.add(k)
    # in the queue's own order, by which it decides where two are worth the same
    return sorted(by_topic[k] for k in chosen)


def _moved(recall: Recall, by: float) -> Recall:
    return Recall(
        *(min(1.0, max(0.0, value + by)) for value in (recall.mean, recall.low, recall.high))
    )


def _some(standing: Standing, chosen: Sequence[int]) -> Standing:
    at = np.array(chosen, dtype=np.int64)
    return Standing(
        seen=standing.seen[at],
        stability=standing.stability[at],
        difficulty=standing.difficulty[at],
        last_day=standing.last_day[at],
        due_day=standing.due_day[at],
    )


def _topics(course: Course, recall: Array) -> dict[str, Recall]:
    """Each topic's mean with its interval."""
    found = {}
    for k in np.unique(course.topic).tolist():
        values = recall[course.topic == k]
        found[course.topics[k]] = _with_interval(values, np.ones(len(values)))
    return found


def _mean(recall: Array, value: Array) -> float:
    """The mean of `recall` by value; 0 where nothing has any."""
    total = float(value.sum())
    return float((recall * value).sum() / total) if total else 0.0


def _with_interval(recall: Array, value: Array) -> Recall:
    """The mean with an 80 % interval: the chance of each answer, and the model's own error."""
    total = float(value.sum()) or 1.0
    mean = float((recall * value).sum()) / total
    variance = float((value**2 * recall * (1 - recall)).sum()) / total**2 + _MODEL_ERROR**2
    spread = 1.2816 * math.sqrt(variance)
    return Recall(mean, max(0.0, mean - spread), min(1.0, mean + spread))


@dataclass(frozen=True, slots=True)
class _Life:
    """One run of the days: the recall of each question on the interview's day, and (reviews, new)
    of each day.
    """

    recall: Array
    seen: Mask
    calendar: list[tuple[float, float]]


def _unmet(course: Course, played: Sequence[_Life]) -> tuple[str, ...]:
    """The topics that count and of which most lives met no question."""
    lives = np.mean([life.seen for life in played], axis=0)
    met = np.bincount(course.topic, weights=lives, minlength=len(course.topics))
    worth = np.bincount(course.topic, weights=course.value, minlength=len(course.topics))
    return tuple(
        name for k, name in enumerate(course.topics) if worth[k] > 0 and met[k] < _HARDLY_MET
    )


def _calendar(played: Sequence[_Life], share: float) -> tuple[tuple[int, int], ...]:
    """(reviews, new) of each day, on average over the lives, of the whole bank."""
    if not played[0].calendar:
        return ()
    mean = np.mean([life.calendar for life in played], axis=0) / share
    return tuple((round(reviews), round(new)) for reviews, new in mean.tolist())


def _played(
    course: Course,
    standing: Standing,
    settings: Settings,
    model: MemoryModel,
    day: int,
    *,
    share: float,
    lives: int,
) -> list[_Life]:
    """Live the days until the interview as the queue would have them, `lives` times."""
    interview = day + settings.days_left(day)
    curves = Curves(np.array(model.weights))
    standings = [standing.copy() for _ in range(lives)]
    calendars: list[list[tuple[float, float]]] = [[] for _ in standings]
    lucks = _lucks(course)
    asked = np.zeros((lives, course.count), dtype=np.int64)
    at = day
    for length in steps(interview - day):
        days = [Chosen() for _ in standings]
        if not settings.paused(at):
            days = choose_each(course, standings, settings, model, at, share=share, days=length)
        for life, (one, chosen) in enumerate(zip(standings, days, strict=True)):
            picked = np.zeros(course.count, dtype=bool)
            picked[chosen.again + chosen.known + chosen.new] = True
            calendars[life] += [(len(chosen.known) / length, len(chosen.new) / length)] * length
            nth = np.minimum(asked[life], _ANSWERS - 1)
            # each life takes another part of every question's luck
            luck = (lucks[nth, np.arange(course.count)] + life / lives) % 1.0
            answer(one, curves, picked, at, luck=luck)
            asked[life] += picked
        at += length
    return [
        _Life(recall_on(one, model, interview), one.seen, calendar)
        for one, calendar in zip(standings, calendars, strict=True)
    ]


def _lucks(course: Course) -> Array:
    """A number in 0..1 for each question's first answer, its second and so on, of shape (answers,
    questions). The first ones of a topic are spread evenly, so that few lives tell what many would.
    """
    chance = np.random.default_rng(_SEED)
    place = np.empty(course.count)
    place[np.argsort(course.topic, kind="stable")] = np.arange(course.count)
    later = [chance.permutation(course.count) + chance.random() for _ in range(_ANSWERS - 1)]
    lucks: Array = np.array([place, *later]) * _EVENLY % 1.0
    return lucks


def answer(standing: Standing, curves: Curves, picked: Mask, day: int, *, luck: Array) -> None:
    """The picked questions are answered on study day `day`, right where the luck is below the
    chance of recall; what was missed is asked again on the same day, the answer fresh in mind.
    """
    elapsed = standing.elapsed(day)
    known = curves.recall(standing.stability, elapsed)
    recall = np.where(standing.seen, known, PRIOR)
    right = luck < recall
    passed = curves.after_pass(standing.stability, standing.difficulty, recall)
    lapsed = curves.after_lapse(standing.stability, standing.difficulty, recall)
    first = curves.first(right)
    after = [
        np.where(standing.seen, np.where(right, good, bad), new)
        for good, bad, new in zip(passed, lapsed, first, strict=True)
    ]
    again = curves.same_day(after[0], after[1])
    after = [np.where(right, one, more) for one, more in zip(after, again, strict=True)]
    standing.stability = np.where(picked, after[0], standing.stability)
    standing.difficulty = np.where(picked, after[1], standing.difficulty)
    standing.last_day = np.where(picked, float(day), standing.last_day)
    # before the interview its day decides what comes next, not a due date
    standing.due_day = np.where(picked, float(day + 1), standing.due_day)
    standing.seen = standing.seen | picked
