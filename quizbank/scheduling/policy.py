"""What is asked on a day: one function of what is remembered, for today and for every day of a
forecast.

With an interview ahead a question's worth on that day decides (`scheduling/aim.py`), and which new
ones fill the place of new ones is shared among topics (`scheduling/fresh.py`). Else what is due
comes weakest first, then new questions, held back before a backlog grows (`scheduling/load.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from quizbank.domain.plan import Settings
from quizbank.scheduling.ahead import PRIOR, Memories
from quizbank.scheduling.aim import Aim, lookahead
from quizbank.scheduling.budget import Budget, used_marks
from quizbank.scheduling.course import Array, Course, Standing, Whole, readiness
from quizbank.scheduling.fresh import Focused, Sharing, shut_topics, standing_back
from quizbank.scheduling.items import NOTHING_DONE, Done
from quizbank.scheduling.load import Room, room_for_new
from quizbank.scheduling.memory import MemoryModel

# a topic whose expected recall on the day is below this counts up to half more
_FLOOR = 0.5
_FLOOR_MORE = 0.5
# the price of a minute is found on an even sample of so many questions
_PRICED = 400
_USUAL = Settings()
# an easier question of a topic comes before a harder one, a shorter one before a longer one
_EASE, _LENGTH = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Chosen:
    """The questions of a day by index: `again` were missed today, `known` and `new` follow; `room`
    says how much of the day new ones were given and why.
    """

    again: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    room: Room | None = None
    # whether known and new ones are one list, which is mixed as a whole
    together: bool = False


def choose(
    course: Course,
    standing: Standing,
    settings: Settings,
    model: MemoryModel,
    day: int,
    done: Done = NOTHING_DONE,
) -> Chosen:
    """The questions of study day `day`, within what today's work leaves of the limits."""
    return choose_each(course, [standing], settings, model, day, done=done)[0]


def choose_each(
    course: Course,
    standings: Sequence[Standing],
    settings: Settings,
    model: MemoryModel,
    day: int,
    *,
    done: Done = NOTHING_DONE,
    share: float = 1.0,
    days: int = 1,
) -> list[Chosen]:
    """`choose` for each of several lives of one learner, none of which has answered anything on
    that day, or for a single one.

    A forecast may play a `share` of a large bank, with the minutes in proportion, and several
    `days` in one step.
    """
    minutes = settings.minutes * share
    rest = minutes * days - done.minutes
    if rest <= 0 or not course.count:
        return [Chosen() for _ in standings]
    marks = used_marks(course, done)
    ahead = settings.ahead(day)
    counts = _counts(settings, done, ahead=ahead, times=share * days)
    priorities = _priorities(course, standings, settings, model, day, minutes=minutes)
    chosen = []
    for standing, priority in zip(standings, priorities, strict=True):
        budget = Budget(
            course=course,
            seen=standing.seen,
            left=rest,
            reviews=counts[0],
            new=counts[1],
            untouched=not done.questions,
            marks=set(marks),
        )
        again = _again(budget, standing, day)
        if priority is not None:
            left = settings.days_left(day)
            one = _toward(course, standing, model, day, left=left, budget=budget, priority=priority)
        else:
            one = _usual(course, standing, model, day, budget=budget, done=done, minutes=minutes)
        chosen.append(replace(one, again=again))
    return chosen


def _counts(
    settings: Settings, done: Done, *, ahead: bool, times: float
) -> tuple[int | None, int | None]:
    """How many reviews and new questions are allowed; None for any number.

    With an interview ahead the minutes bind, and a count only if it is the learner's own.
    """
    reviews = max(0, round(settings.reviews_per_day * times) - done.reviews)
    new = max(0, round(settings.new_per_day * times) - done.new)
    free_reviews = ahead and settings.reviews_per_day == _USUAL.reviews_per_day
    free_new = ahead and settings.new_per_day == _USUAL.new_per_day
    return None if free_reviews else reviews, None if free_new else new


def _again(budget: Budget, standing: Standing, day: int) -> list[int]:
    """What was missed today comes again whatever it shares a mark with, and counts against no
    limit.
    """
    may = budget.course.free_from <= day
    missed = may & standing.seen & (standing.due_day <= day) & (standing.last_day >= day)
    taken = []
    for k in np.flatnonzero(missed).tolist():
        minutes = float(budget.course.minutes[k])
        if minutes <= budget.left:
            budget.left -= minutes
            taken.append(k)
    return taken


def _open_to(course: Course, standing: Standing, day: int) -> Whole:
    # what was reviewed today waits until tomorrow
    may = (course.free_from <= day) & (~standing.seen | (standing.last_day < day))
    return np.flatnonzero(may)


def _toward(
    course: Course,
    standing: Standing,
    model: MemoryModel,
    day: int,
    *,
    left: int,
    budget: Budget,
    priority: Array,
) -> Chosen:
    """By what a review today is worth per minute on the interview's day, best first."""
    candidates = _open_to(course, standing, day)
    recall = recall_on(standing, model, day)
    shut = shut_topics(course, readiness(course, np.where(standing.seen, recall, 0.0)))
    back = standing_back(course, shut, left)
    sharing = Sharing(course, priority, back, spent_on(course, standing))
    seen = standing.seen[candidates]
    known, fresh = _best_first(candidates[seen], priority), _serious(course, candidates[~seen])
    order = Focused(course, sharing, fresh)
    taken = _merge(budget, order, known, np.sort(priority[fresh])[::-1], priority)
    return Chosen(
        known=[k for k in taken if standing.seen[k]],
        new=[k for k in taken if not standing.seen[k]],
        together=True,
    )


def _merge(
    budget: Budget, order: Focused, known: Whole, places: Array, priority: Array
) -> list[int]:
    """Fill the day from both lists. Priorities say whether a new question is due now or a known
    one: `places` are those of the new ones, best first; which new one it is, `order` says.
    """
    waiting = known.tolist()
    taken: list[int] = []
    at = place = 0
    upcoming = next(order, None)
    while not budget.full and (at < len(waiting) or upcoming is not None):
        take_known = upcoming is None or (
            at < len(waiting) and priority[waiting[at]] >= places[min(place, len(places) - 1)]
        )
        if take_known or upcoming is None:
            k, at = waiting[at], at + 1
        else:
            k = upcoming
        if budget.fits(k):
            budget.take(k)
            order.took(k, new=not take_known)
            taken.append(k)
            place += not take_known
        if not take_known:
            upcoming = next(order, None)
    return taken


def _priorities(
    course: Course,
    standings: Sequence[Standing],
    settings: Settings,
    model: MemoryModel,
    day: int,
    *,
    minutes: float,
) -> Sequence[Array | None]:
    """What a review today is worth per minute of each question, in each life; None without an
    interview ahead.
    """
    candidates = _open_to(course, standings[0], day)
    if not settings.ahead(day) or minutes <= 0 or not len(candidates):
        return [None] * len(standings)
    left = settings.days_left(day)
    aim, memories = _aim(
        course, standings, model, day, left=left, candidates=candidates, minutes=minutes
    )
    every = np.full((len(standings), course.count), -np.inf)
    every[:, candidates] = aim.priority(memories, left)
    return list(every)


def _aim(
    course: Course,
    standings: Sequence[Standing],
    model: MemoryModel,
    day: int,
    *,
    left: int,
    candidates: Whole,
    minutes: float,
) -> tuple[Aim, Memories]:
    """The aim at the interview with its price of a minute, and the candidates' memories."""
    memories = Memories(
        stability=np.stack([one.stability[candidates] for one in standings]),
        difficulty=np.stack([one.difficulty[candidates] for one in standings]),
        elapsed=np.stack([one.elapsed(day)[candidates] for one in standings]),
        seen=np.stack([one.seen[candidates] for one in standings]),
    )
    values = [_value(course, recall_on(s, model, day + left), candidates) for s in standings]
    aim = Aim(
        lookahead(model.weights, left),
        np.repeat(course.minutes[None, candidates], len(standings), axis=0),
        np.stack(values),
        minutes,
    )
    columns = np.arange(0, len(candidates), max(1, len(candidates) // _PRICED))
    sample = aim.some(columns)
    sample.settle(memories.some(columns), left)
    aim.price = sample.price
    return aim, memories


def next_before(
    course: Course,
    standing: Standing,
    settings: Settings,
    model: MemoryModel,
    day: int,
    *,
    place: int,
    after: Sequence[tuple[float, float]],
) -> list[int | None]:
    """In how many days the question at `place` is best asked again before the interview, for each
    (stability, difficulty) that an answer today may leave; None where not before that day.
    """
    left = settings.days_left(day)
    candidates = np.union1d(_open_to(course, standing, day), [place])
    aim, _ = _aim(
        course,
        [standing],
        model,
        day,
        left=left,
        candidates=candidates,
        minutes=float(max(1, settings.minutes)),
    )
    assert aim.price is not None
    at = int(np.searchsorted(candidates, place))
    cost = float(aim.price[0, 0] * aim.minutes[0, at] / aim.value[0, at])
    return [aim.look.best_lag(one, left, cost) for one in after]


def _value(course: Course, recall: Array, candidates: Whole) -> Array:
    """What the candidates count: up to half more where the topic's expected recall on the day is
    below the floor.
    """
    topic = course.topic[candidates]
    count = np.bincount(topic, minlength=len(course.topics))
    total = np.bincount(topic, weights=recall[candidates], minlength=len(course.topics))
    mean = total / np.maximum(1, count)
    more = np.asarray(1 + _FLOOR_MORE * np.maximum(0.0, _FLOOR - mean) / _FLOOR)
    # what has no value is worth next to nothing, so that nothing is divided by 0
    value: Array = course.value[candidates] * more[topic] + 1e-9
    return value


def recall_on(standing: Standing, model: MemoryModel, day: float) -> Array:
    """The chance that each question is remembered on a study day; an unseen one has the prior's."""
    recall: Array = model.recall(standing.stability, standing.elapsed(day))
    return np.where(standing.seen, recall, PRIOR)


def spent_on(course: Course, standing: Standing) -> Array:
    """The minutes of the questions of each topic that were met, each once."""
    met = course.minutes * standing.seen
    spent: Array = np.bincount(course.topic, weights=met, minlength=len(course.topics)).astype(
        float
    )
    return spent


def _serious(course: Course, fresh: Whole) -> Whole:
    """New questions without those that nobody asks, as long as there are others."""
    serious = fresh[~(course.asked[fresh] <= 0)]
    return serious if len(serious) else fresh


def _best_first(which: Whole, priority: Array) -> Whole:
    return which[np.lexsort((which, -priority[which]))]


def _usual(
    course: Course,
    standing: Standing,
    model: MemoryModel,
    day: int,
    *,
    budget: Budget,
    done: Done,
    minutes: float,
) -> Chosen:
    """What is due, weakest first, then new questions in the room that is left to them."""
    may = course.free_from <= day
    recall = recall_on(standing, model, day)
    due = np.flatnonzero(
        may & standing.seen & (standing.due_day <= day) & (standing.last_day < day)
    )
    due = due[np.lexsort((due, recall[due]))]
    fresh = _serious(course, np.flatnonzero(may & ~standing.seen))
    room = room_for_new(course, standing, minutes, day, done)
    if not len(fresh) or budget.new == 0:
        return Chosen(known=budget.fill(due.tolist()), room=room)
    shut = shut_topics(course, readiness(course, np.where(standing.seen, recall, 0.0)))
    back = standing_back(course, shut, None)
    score = course.value * _EASE ** (course.difficulty - 1) / course.minutes**_LENGTH + 1e-9
    order = Focused(course, Sharing(course, score, back, spent_on(course, standing)), fresh)
    share = room.minutes
    first: list[int] = []
    if len(due) and float(course.minutes[fresh].min()) > share and room.one_in_turn(day, done):
        first = _fresh(budget, order, most=1)
        share = 0.0
    known = budget.fill(due.tolist(), reserve=share)
    for k in known:
        order.took(k, new=False)
    spared = budget.left if room.open else min(budget.left, share)
    return Chosen(known=known, new=first + _fresh(budget, order, minutes=spared), room=room)


def _fresh(
    budget: Budget, order: Focused, *, minutes: float = np.inf, most: int | None = None
) -> list[int]:
    """New questions in that order that fit into `minutes` of what is left."""
    taken: list[int] = []
    reserve = max(0.0, budget.left - minutes)
    while not budget.full and budget.left > reserve and (most is None or len(taken) < most):
        k = next(order, None)
        if k is None:
            break
        if budget.fits(k, reserve):
            budget.take(k)
            order.took(k, new=True)
            taken.append(k)
    return taken
