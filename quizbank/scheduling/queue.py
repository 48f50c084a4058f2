"""The day's queue: what is due, then new questions that their prerequisites open, mixed by topic and kind."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card
from quizbank.scheduling.memory import MemoryModel

OPEN_AT = 0.6
LEECH_LAPSES = 8
_NEW_SHARE = 0.25


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

    Due questions come weakest first, and at least a quarter of the minutes stays for new ones, so that a backlog does
    not starve them. Siblings (questions that share a mark) do not meet on one day.
    """
    asked = [info for info in infos if _askable(cards.get(info.id), day)]
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
    order = _interleave(chosen, day) + _interleave(added, day)
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
