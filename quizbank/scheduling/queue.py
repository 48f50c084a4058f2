"""The day's queue: what was lapsed today, what is due, then new questions that their prerequisites
open, mixed by topic and kind.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.topics import mastery, open_topics
from quizbank.scheduling.toward import interview_order

_NEW_SHARE = 0.25
# where every new question is longer than its share of the minutes, one day in so many begins with
# one
_NEW_EVERY = 4
_USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Info:
    """What the queue needs to know of a question; `minutes` is the learner's own expected time for
    it.
    """

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


@dataclass(frozen=True, slots=True)
class Done:
    """What was done today: questions met again (`reviews`) and for the first time (`new`), each
    once, and the minutes they took.
    """

    reviews: int = 0
    new: int = 0
    minutes: float = 0.0
    new_minutes: float = 0.0
    questions: frozenset[str] = frozenset()


NOTHING_DONE = Done()


def build_queue(
    infos: Sequence[Info],
    cards: Mapping[str, Card],
    topics: Sequence[Topic],
    settings: Settings,
    model: MemoryModel,
    day: int,
    done: Done = NOTHING_DONE,
) -> list[QueueItem]:
    """Today's questions in order, within what today's work leaves of the daily limits and the
    minutes.

    What was missed today comes again first. With an interview ahead `interview_order` decides what
    follows, and of the two counts
    a day only one that the learner set binds. Else due questions come weakest first, and at least a
    quarter of the minutes stays
    for new ones, so that a backlog does not starve them. Siblings (questions that share a mark) do
    not meet on one day.
    """
    asked = [info for info in infos if askable(cards.get(info.id), day)]
    budget = _Budget(float(settings.minutes) - done.minutes, not done.questions)
    for info in infos:
        if info.id in done.questions:
            budget.marks |= set(info.siblings)
    if budget.left <= 0:
        return []
    again = budget.take([i for i in asked if _missed_today(cards.get(i.id), day)], siblings=True)
    reviews, new = (
        max(0, settings.reviews_per_day - done.reviews),
        max(0, settings.new_per_day - done.new),
    )
    if settings.ahead(day):
        opened = open_topics(topics, mastery(cards, infos, model, day), settings.open_topics)
        best = interview_order(asked, cards, opened, settings, model, day)
        chosen = budget.take(
            best,
            *_binding(settings, reviews, new),
            fresh={i.id for i in best if _is_new(cards.get(i.id))},
        )
        return _items(_interleave(again + chosen, day), cards)
    due = [
        i
        for i in asked
        if (c := cards.get(i.id))
        and c.memory
        and c.memory.due_day <= day
        and c.memory.last_day < day
    ]
    due.sort(key=lambda i: (model.retrievability(cards[i.id].memory, day), i.id))  # type: ignore[arg-type]
    fresh = _new_questions(asked, cards, topics, settings, model, infos, day)[: None if new else 0]
    share = max(0.0, settings.minutes * _NEW_SHARE - done.new_minutes) if fresh else 0.0
    first: list[Info] = []
    if (
        fresh
        and due
        and min(i.minutes for i in fresh) > share
        and day % _NEW_EVERY == 0
        and not done.new
    ):
        first, share = budget.take(fresh, limit=1), 0.0
    chosen = budget.take(due, limit=reviews, reserve=share)
    added = budget.take([i for i in fresh if i not in first], limit=new - len(first))
    return _items(_interleave(again + chosen, day) + _interleave(first + added, day), cards)


def _binding(
    settings: Settings, reviews: int, new: int
) -> tuple[int | None, int | None, int | None]:
    """(of all, of reviews, of new ones): with an interview ahead the minutes bind, and a count only
    if it is the learner's own.
    """
    return (
        None,
        reviews if settings.reviews_per_day != _USUAL.reviews_per_day else None,
        new if settings.new_per_day != _USUAL.new_per_day else None,
    )


class _Budget:
    """The minutes that are left today and the sibling marks that are used up; on an untouched day
    one question always fits.
    """

    def __init__(self, left: float, untouched: bool) -> None:
        self.left = left
        self.marks: set[str] = set()
        self._untouched = untouched

    def take(
        self,
        infos: Iterable[Info],
        limit: int | None = None,
        reviews: int | None = None,
        new: int | None = None,
        fresh: Iterable[str] = (),
        reserve: float = 0.0,
        siblings: bool = False,
    ) -> list[Info]:
        """As many as fit into the minutes, but for `reserve` of them, and into the limits;
        `siblings` may meet if so.
        """
        unseen = set(fresh)
        taken: list[Info] = []
        for info in infos:
            is_new = info.id in unseen
            if limit is not None and len(taken) >= limit:
                break
            if (not siblings and self.marks & set(info.siblings)) or (
                new if is_new else reviews
            ) == 0:
                continue
            if info.minutes > self.left - reserve + 1e-9 and not (
                self._untouched and self.left > 0
            ):
                continue
            self._untouched = False
            taken.append(info)
            self.marks |= set(info.siblings)
            self.left -= info.minutes
            if is_new and new is not None:
                new -= 1
            if not is_new and reviews is not None:
                reviews -= 1
        return taken


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


def askable(card: Card | None, day: int) -> bool:
    """Whether a daily session may ask the question: not suspended, not buried, not set aside as a
    leech.
    """
    if card is None:
        return True
    flags = card.flags
    return (
        not flags.suspended
        and not flags.leech
        and not (flags.buried_until and flags.buried_until > day)
    )


def _missed_today(card: Card | None, day: int) -> bool:
    return (
        card is not None
        and card.memory is not None
        and card.memory.due_day <= day <= card.memory.last_day
    )


def _new_questions(
    asked: Sequence[Info],
    cards: Mapping[str, Card],
    topics: Sequence[Topic],
    settings: Settings,
    model: MemoryModel,
    infos: Sequence[Info],
    day: int,
) -> list[Info]:
    new = [i for i in asked if _is_new(cards.get(i.id))]
    opened = open_topics(topics, mastery(cards, infos, model, day), settings.open_topics)
    place = {topic.id: k for k, topic in enumerate(topics)}
    # what is open first; a closed topic is asked only when nothing open is left
    return sorted(
        new, key=lambda i: (i.topic not in opened, i.difficulty, place.get(i.topic, 99), i.id)
    )


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
