"""The day's queue: what is due, then new questions that their prerequisites open, mixed by topic and kind."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card, Memory
from quizbank.scheduling.memory import MemoryModel

if TYPE_CHECKING:
    from quizbank.scheduling.aim import Aim, Memories

OPEN_AT = 0.6
LEECH_LAPSES = 8
FLOOR = 0.5
_NEW_SHARE = 0.25
_UNSEEN = 0.25
_PRICED = 400


@dataclass(frozen=True, slots=True)
class Info:
    """What the queue needs to know of a question; `minutes` is the learner's own expected time for it."""

    id: str
    kind: str
    topic: str
    difficulty: int
    minutes: float
    siblings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A question for today; `new` where it was never answered."""

    question: str
    new: bool
    minutes: float


def mastery(cards: Mapping[str, Card], infos: Iterable[Info], model: MemoryModel, day: int) -> dict[str, float]:
    """Mean recall of each topic's questions on `day`; one never seen counts as 0."""
    total: dict[str, list[float]] = {}
    for info in infos:
        card = cards.get(info.id)
        recall = model.retrievability(card.memory, day) if card and card.memory else 0.0
        total.setdefault(info.topic, []).append(recall)
    return {topic: sum(values) / len(values) for topic, values in total.items()}


def open_topics(topics: Sequence[Topic], known: Mapping[str, float], overridden: Iterable[str] = ()) -> set[str]:
    """Topics whose every prerequisite that has questions is known to `OPEN_AT`, and those the learner opened."""
    always = set(overridden)
    listed = {topic.id for topic in topics}
    opened = {t.id for t in topics if t.id in always or all(known.get(p, 1.0) >= OPEN_AT for p in t.prerequisites)}
    # topics outside the graph (a learner's own) are never closed
    return opened | (set(known) - listed)


def build_queue(
    infos: Sequence[Info], cards: Mapping[str, Card], topics: Sequence[Topic], settings: Settings, model: MemoryModel,
    day: int, done_today: int = 0, new_today: int = 0,
) -> list[QueueItem]:
    """Today's questions in order, within the daily limits and the minutes budget.

    With an interview ahead, `interview_order` decides. Else due questions come weakest first, and at least a quarter of
    the minutes stays for new ones, so that a backlog does not starve them. Siblings (questions that share a mark) do
    not meet on one day.
    """
    asked = [info for info in infos if _askable(cards.get(info.id), day)]
    if settings.interview is not None and settings.interview.toordinal() > day:
        opened = open_topics(topics, mastery(cards, infos, model, day), settings.open_topics)
        best = interview_order(asked, cards, opened, settings, model, day)
        chosen = _fill(best, float(settings.minutes), set())
        return _items(_interleave(chosen, day), cards)
    due = [i for i in asked if (c := cards.get(i.id)) and c.memory and c.memory.due_day <= day]
    due.sort(key=lambda i: (model.retrievability(cards[i.id].memory, day), i.id))  # type: ignore[arg-type]
    fresh = _new_questions(asked, cards, topics, settings, model, infos, day)
    room = max(0, settings.new_per_day - new_today)
    budget = float(settings.minutes)
    reserved = budget * _NEW_SHARE if fresh and room else 0.0
    chosen = _fill(due[: max(0, settings.reviews_per_day - done_today)], budget - reserved, set())
    marks = {mark for info in chosen for mark in info.siblings}
    spent = sum(info.minutes for info in chosen)
    added = _fill(fresh, budget - spent, marks)[:room]
    return _items(_interleave(chosen, day) + _interleave(added, day), cards)


def interview_order(
    asked: Sequence[Info], cards: Mapping[str, Card], opened: Collection[str], settings: Settings, model: MemoryModel, day: int,
) -> list[Info]:
    """The questions by what a review today is worth per minute on the interview's day, best first (`scheduling/aim.py`).

    Value is the topic's weight, raised by up to a half where the topic's expected recall on the day is below the floor.
    What was reviewed today waits until tomorrow. New questions of closed topics come last.
    """
    import numpy as np

    from quizbank.scheduling.aim import Aim, Memories, lookahead

    known = [c.memory if (c := cards.get(i.id)) else None for i in asked]
    pairs = [(info, memory) for info, memory in zip(asked, known, strict=True) if memory is None or memory.last_day < day]
    if not pairs or settings.interview is None or settings.minutes <= 0:
        return []
    left = settings.interview.toordinal() - day
    floor = _below_floor(pairs, model, day + left)
    weights = settings.topic_weights
    value = np.array([[max(0.0, weights.get(i.topic, 1.0)) * floor.get(i.topic, 1.0) + 1e-9 for i, _ in pairs]])
    memories = Memories(
        np.array([[m.stability if m else 1.0 for _, m in pairs]]), np.array([[m.difficulty if m else 5.0 for _, m in pairs]]),
        np.array([[float(day - m.last_day) if m else 0.0 for _, m in pairs]]), np.array([[m is not None for _, m in pairs]]))
    minutes = np.array([[max(0.1, i.minutes) for i, _ in pairs]])
    priority = _priorities(Aim(lookahead(model.weights, left), minutes, value, float(settings.minutes)), memories, left)
    closed = [memory is None and info.topic not in opened for info, memory in pairs]
    order = sorted(range(len(pairs)), key=lambda k: (closed[k], -priority[k], pairs[k][0].id))
    return [pairs[k][0] for k in order]


def _priorities(aim: Aim, memories: Memories, left: int) -> list[float]:
    # the price is found on an even sample of a large bank, with the minutes in proportion
    import numpy as np

    count = aim.minutes.shape[1]
    columns = np.arange(0, count, max(1, count // _PRICED))
    sample = aim.some(columns)
    sample.settle(memories.some(columns), left)
    aim.price = sample.price
    return [float(p) for p in aim.priority(memories, left)[0]]


def _below_floor(pairs: Sequence[tuple[Info, Memory | None]], model: MemoryModel, interview: int) -> dict[str, float]:
    """How much more a topic counts (1 to 1.5) because its expected recall on the day is below `FLOOR`."""
    recall: dict[str, list[float]] = {}
    for info, memory in pairs:
        recall.setdefault(info.topic, []).append(model.retrievability(memory, interview) if memory else _UNSEEN)
    means = {topic: sum(values) / len(values) for topic, values in recall.items()}
    return {topic: 1 + 0.5 * max(0.0, FLOOR - mean) / FLOOR for topic, mean in means.items()}


def _items(order: Iterable[Info], cards: Mapping[str, Card]) -> list[QueueItem]:
    return [QueueItem(i.id, not (c := cards.get(i.id)) or c.memory is None, i.minutes) for i in order]


def _askable(card: Card | None, day: int) -> bool:
    if card is None:
        return True
    flags = card.flags
    return not flags.suspended and not flags.leech and not (flags.buried_until and flags.buried_until > day)


def _new_questions(
    asked: Sequence[Info], cards: Mapping[str, Card], topics: Sequence[Topic], settings: Settings, model: MemoryModel,
    infos: Sequence[Info], day: int,
) -> list[Info]:
    new = [i for i in asked if not (c := cards.get(i.id)) or c.memory is None]
    opened = open_topics(topics, mastery(cards, infos, model, day), settings.open_topics)
    place = {topic.id: k for k, topic in enumerate(topics)}
    # what is open first; a closed topic is asked only when nothing open is left
    return sorted(new, key=lambda i: (i.topic not in opened, i.difficulty, place.get(i.topic, 99), i.id))


def _fill(infos: Sequence[Info], budget: float, marks: set[str]) -> list[Info]:
    """As many as fit into `budget` minutes, one at least, leaving out siblings of those taken."""
    taken: list[Info] = []
    spent = 0.0
    for info in infos:
        if marks & set(info.siblings):
            continue
        if taken and spent + info.minutes > budget:
            continue
        if not taken and budget <= 0:
            break
        taken.append(info)
        marks |= set(info.siblings)
        spent += info.minutes
    return taken


def _interleave(infos: Sequence[Info], day: int) -> list[Info]:
    """An order in which neighbours differ in topic and kind where they can; the same all day."""
    left = list(infos)
    random.Random(f"queue {day}").shuffle(left)
    order: list[Info] = []
    while left:
        last = order[-1] if order else None
        best = min(range(len(left)), key=lambda k: _sameness(last, left[k]))
        order.append(left.pop(best))
    return order


def _sameness(last: Info | None, info: Info) -> int:
    return 0 if last is None else 2 * (info.topic == last.topic) + (info.kind == last.kind)
