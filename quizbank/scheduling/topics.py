"""Topics: how well each is known, and which are open because what they build on is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quizbank.domain.question import Topic
from quizbank.domain.review import Card
from quizbank.scheduling.memory import MemoryModel

if TYPE_CHECKING:
    from quizbank.scheduling.items import Info

OPEN_AT = 0.6
# of a prerequisite this many questions have to be known, the best ones, or all that there are
CORE = 4


def mastery(
    cards: Mapping[str, Card], infos: Iterable[Info], model: MemoryModel, day: int
) -> dict[str, float]:
    """Mean recall of each topic's questions on `day`; one never seen counts as 0."""
    total: dict[str, list[float]] = {}
    for info in infos:
        card = cards.get(info.id)
        recall = model.retrievability(card.memory, day) if card and card.memory else 0.0
        total.setdefault(info.topic, []).append(recall)
    return {topic: sum(values) / len(values) for topic, values in total.items()}


def ready_topics(
    cards: Mapping[str, Card], infos: Iterable[Info], model: MemoryModel, day: int
) -> dict[str, float]:
    """How well what matters of each topic is known on `day`, by which topics open: the mean recall
    of its best few questions; one never seen counts as 0.
    """
    recalls: dict[str, list[float]] = {}
    for info in infos:
        card = cards.get(info.id)
        recall = model.retrievability(card.memory, day) if card and card.memory else 0.0
        recalls.setdefault(info.topic, []).append(recall)
    best = {topic: sorted(values, reverse=True)[:CORE] for topic, values in recalls.items()}
    return {topic: sum(values) / len(values) for topic, values in best.items()}


def open_topics(
    topics: Sequence[Topic], known: Mapping[str, float], overridden: Iterable[str] = ()
) -> set[str]:
    """Topics whose every prerequisite that has questions is known to `OPEN_AT`, and those the
    learner opened.
    """
    always = set(overridden)
    listed = {topic.id for topic in topics}
    opened = {t.id for t in topics if t.id in always or not missing(t, known)}
    # topics outside the graph (a learner's own) are never closed
    return opened | (set(known) - listed)


def missing(topic: Topic, known: Mapping[str, float]) -> tuple[str, ...]:
    """The prerequisites that keep a topic closed; one without questions keeps nothing closed."""
    return tuple(p for p in topic.prerequisites if known.get(p, 1.0) < OPEN_AT)
