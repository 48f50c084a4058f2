"""Days played as a learner has them: the queue is built, answered, rated, and built again the next
day, with the memory model of the app itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card, Memory, Rating
from quizbank.scheduling.items import Info, QueueItem
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.queue import build_queue

# the chance that a learner answers: from what is remembered (None: never seen) on a day
Learner = Callable[[Info, float | None], float]
PRIOR = 0.25


def as_the_model_says(info: Info, recall: float | None) -> float:
    """Right as often as the model expects."""
    return PRIOR if recall is None else recall


def always(chance: float) -> Learner:
    """Right with the same chance whatever is asked."""
    return lambda info, recall: chance


@dataclass(slots=True)
class Played:
    """What became of the cards, and what was asked on each day."""

    cards: dict[str, Card]
    days: list[list[QueueItem]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class World:
    """A bank, its learner's settings and the memory model."""

    infos: Sequence[Info]
    topics: Sequence[Topic]
    settings: Settings
    model: MemoryModel = field(default_factory=MemoryModel)


def play(
    world: World,
    cards: Mapping[str, Card],
    first: int,
    days: int,
    learner: Learner,
    rng: random.Random,
    away: frozenset[int] = frozenset(),
) -> Played:
    """Live `days` study days from `first` on; nothing is done on the days of `away`."""
    played = Played(dict(cards))
    by_id = {info.id: info for info in world.infos}
    for day in range(first, first + days):
        queue = (
            []
            if day in away
            else build_queue(
                world.infos, played.cards, world.topics, world.settings, world.model, day=day
            )
        )
        played.days.append(list(queue))
        for item in queue:
            _answer(world.model, played.cards, by_id[item.question], day, learner, rng)
    return played


def _answer(
    model: MemoryModel,
    cards: dict[str, Card],
    info: Info,
    day: int,
    learner: Learner,
    rng: random.Random,
) -> None:
    card = cards.get(info.id, Card(info.id))
    recall = None if card.memory is None else model.retrievability(card.memory, day)
    right = rng.random() < learner(info, recall)
    memory = model.review(card.memory, Rating.GOOD if right else Rating.AGAIN, day, info.id)
    if not right:
        # within the session it is asked again, the answer fresh in mind
        memory = model.review(memory, Rating.GOOD, day, info.id)
    cards[info.id] = replace(card, memory=memory)


def recall_by_topic(world: World, cards: Mapping[str, Card], day: int) -> dict[str, float]:
    """The mean chance of recall of each topic's questions on a day; "" is all of them."""
    groups: dict[str, list[float]] = {}
    for info in world.infos:
        card = cards.get(info.id)
        memory: Memory | None = None if card is None else card.memory
        chance = PRIOR if memory is None else world.model.retrievability(memory, day)
        groups.setdefault(info.topic, []).append(chance)
        groups.setdefault("", []).append(chance)
    return {topic: sum(values) / len(values) for topic, values in groups.items()}
