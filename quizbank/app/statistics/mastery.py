"""Mastery over the graph of topics: what is known, what is open, what keeps the rest closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from quizbank.domain.json import Json
from quizbank.domain.question import Topic
from quizbank.domain.review import Card
from quizbank.scheduling.queue import Info
from quizbank.scheduling.topics import missing, open_topics


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic: mean recall of all its questions, how many were seen, and what it waits for.
    `level` counts prerequisites below it.
    """

    id: str
    zh: str
    en: str
    level: int
    mastery: float
    seen: int
    questions: int
    open: bool
    prerequisites: tuple[str, ...]
    waits_for: tuple[str, ...]

    def to_json(self) -> Json:
        """The row of `quizbank stats --json`."""
        return {
            "id": self.id,
            "zh": self.zh,
            "en": self.en,
            "level": self.level,
            "mastery": round(self.mastery, 4),
            "seen": self.seen,
            "questions": self.questions,
            "open": self.open,
            "prerequisites": list(self.prerequisites),
            "waits_for": list(self.waits_for),
        }


def topic_rows(
    topics: Sequence[Topic],
    infos: Sequence[Info],
    cards: Mapping[str, Card],
    known: Mapping[str, float],
    opened: Collection[str],
    ready: Mapping[str, float] | None = None,
) -> list[TopicRow]:
    """The topics that have questions, what comes first in the graph first; `known` is
    `scheduling.topics.mastery`, `ready` that module's `ready_topics`, by which topics open.
    """
    ready = known if ready is None else ready
    is_open = open_topics(topics, ready, opened)
    levels = _levels(topics)
    listed = [*topics, *(Topic(id, id, id) for id in known if id not in levels)]
    rows = []
    for topic in listed:
        of_topic = [i.id for i in infos if i.topic == topic.id]
        if of_topic:
            seen = sum((c := cards.get(id)) is not None and c.memory is not None for id in of_topic)
            shut = () if topic.id in is_open else missing(topic, ready)
            rows.append(
                TopicRow(
                    topic.id,
                    topic.title("zh"),
                    topic.title("en"),
                    levels.get(topic.id, 0),
                    known.get(topic.id, 0.0),
                    seen,
                    len(of_topic),
                    topic.id in is_open,
                    topic.prerequisites,
                    shut,
                )
            )
    return sorted(rows, key=lambda row: row.level)


def _levels(topics: Sequence[Topic]) -> dict[str, int]:
    """Length of the longest chain of prerequisites below each topic; a cycle in a learner's own
    pack ends at its start.
    """
    needs = {topic.id: topic.prerequisites for topic in topics}
    levels: dict[str, int] = {}

    def level(id: str, path: frozenset[str]) -> int:
        if id in path or id not in needs:
            return -1
        if id not in levels:
            levels[id] = 1 + max((level(p, path | {id}) for p in needs[id]), default=-1)
        return levels[id]

    for topic in topics:
        level(topic.id, frozenset())
    return levels
