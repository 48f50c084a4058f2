"""The day's queue: what the policy chooses for today, mixed by topic and kind."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card
from quizbank.scheduling.items import NOTHING_DONE, Day, Done, Info, QueueItem
from quizbank.scheduling.memory import MemoryModel

if TYPE_CHECKING:
    from quizbank.scheduling.policy import Chosen

__all__ = [
    "NOTHING_DONE",
    "Day",
    "Done",
    "Info",
    "QueueItem",
    "askable",
    "build_day",
    "build_queue",
    "in_order",
    "is_due",
]


def build_queue(
    infos: Sequence[Info],
    cards: Mapping[str, Card],
    topics: Sequence[Topic],
    settings: Settings,
    model: MemoryModel,
    day: int,
    done: Done = NOTHING_DONE,
) -> list[QueueItem]:
    """The questions of `build_day`, in order."""
    day_of = build_day(infos, cards, topics, settings=settings, model=model, day=day, done=done)
    return list(day_of.items)


def build_day(
    infos: Sequence[Info],
    cards: Mapping[str, Card],
    topics: Sequence[Topic],
    *,
    settings: Settings,
    model: MemoryModel,
    day: int,
    done: Done = NOTHING_DONE,
) -> Day:
    """Today's questions in order, within what today's work leaves of the daily limits and the
    minutes: what `scheduling.policy` chooses, so that neighbours differ in topic and kind.

    What was missed today comes again first. Siblings (questions that share a mark) do not meet on
    one day.
    """
    # NumPy is imported once a day is built, not when the app starts
    from quizbank.scheduling.course import course_of, standing_of
    from quizbank.scheduling.policy import choose

    course = course_of(infos, cards, topics, settings)
    chosen = choose(course, standing_of(infos, cards), settings, model, day, done=done)
    items = in_order(chosen, infos, cards, day)
    due = sum(is_due(cards.get(info.id), day) for info in infos)
    held = chosen.room is not None and chosen.room.held
    return Day(tuple(items), max(due, sum(not item.new for item in items)), held)


def is_due(card: Card | None, day: int) -> bool:
    """Whether a question is due on a study day and a daily session may ask it."""
    if card is None or card.memory is None or not askable(card, day):
        return False
    return card.memory.due_day <= day


def in_order(
    chosen: Chosen, infos: Sequence[Info], cards: Mapping[str, Card], day: int
) -> list[QueueItem]:
    """The chosen questions in the order in which they are asked."""
    again, known, new = (
        [infos[k] for k in which] for which in (chosen.again, chosen.known, chosen.new)
    )
    if chosen.together:
        return _items(interleave(again + known + new, day), cards)
    return _items(interleave(again + known, day) + interleave(new, day), cards)


def askable(card: Card | None, day: int) -> bool:
    """Whether a daily session may ask the question: not suspended, not buried, not set aside as a
    leech.
    """
    if card is None:
        return True
    flags = card.flags
    buried = flags.buried_until is not None and flags.buried_until > day
    return not (flags.suspended or flags.leech or buried)


def _items(order: Iterable[Info], cards: Mapping[str, Card]) -> list[QueueItem]:
    order = list(order)
    if order and all(_is_new(card) for card in cards.values()):
        # the first question that a newcomer ever meets is an easy and short one
        gentle = min(order, key=lambda i: (i.kind == "code", i.difficulty, i.minutes))
        order.remove(gentle)
        order.insert(0, gentle)
    return [QueueItem(i.id, _is_new(cards.get(i.id)), i.minutes) for i in order]


def _is_new(card: Card | None) -> bool:
    return card is None or card.memory is None


def interleave(infos: Sequence[Info], day: int) -> list[Info]:
    """An order in which neighbours differ in topic and kind where they can; the same all day."""
    waiting = list(infos)
    random.Random(f"queue {day}").shuffle(waiting)
    order: list[Info] = []
    while waiting:
        last = order[-1] if order else None
        best = min(range(len(waiting)), key=lambda k: _sameness(last, waiting[k]))
        order.append(waiting.pop(best))
    return order


def _sameness(last: Info | None, info: Info) -> int:
    return 0 if last is None else 2 * (info.topic == last.topic) + (info.kind == last.kind)
