"""Custom study: a session of the learner's own choice, beside the daily one and beyond its
limits.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from quizbank.app.bank import Bank
from quizbank.domain.errors import QuizbankError
from quizbank.domain.review import Card
from quizbank.scheduling.queue import Info, QueueItem, askable
from quizbank.store import cards, questions, reviews

# a question counts as missed while its latest answer, within this many study days, was not right
_MISSED_DAYS = 60
_MOST = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """What to study: of a topic, of a kind, only what was `missed`, only what was `set_aside` as
    leeches.

    `cram` takes everything there is of it, weakest first and without an end. Whatever the choice,
    an answer is evidence about
    memory and moves the next date.
    """

    topic: str | None = None
    kind: str | None = None
    missed: bool = False
    cram: bool = False
    set_aside: bool = False

    def __bool__(self) -> bool:
        return bool(self.topic or self.kind or self.missed or self.cram or self.set_aside)


def custom_queue(bank: Bank, choice: Choice) -> list[QueueItem]:
    """The session's questions in order: due ones weakest first, then new ones, then what is
    remembered best last.

    At most 20 unless it is cramming. Raises `QuizbankError` where there is no such topic.
    """
    if choice.topic is not None:
        known_topic(bank, choice.topic)
    day, known = bank.today(), cards.all_cards(bank.database)
    infos = [
        i
        for i in bank.infos()
        if choice.topic in (None, i.topic)
        and choice.kind in (None, i.kind)
        and _fits(choice, known.get(i.id), day)
    ]
    if choice.missed:
        missed = reviews.latest_missed(bank.database, day - _MISSED_DAYS)
        infos = [i for i in infos if i.id in missed]

    def place(info: Info) -> tuple[int, float, str]:
        card = known.get(info.id)
        if card is None or card.memory is None:
            return (1, float(info.difficulty), info.id)
        recall = bank.model.retrievability(card.memory, day)
        return (0 if choice.cram or card.memory.due_day <= day else 2, recall, info.id)

    infos.sort(key=place)
    chosen = infos if choice.cram else infos[:_MOST]
    return [
        QueueItem(i.id, (c := known.get(i.id)) is None or c.memory is None, i.minutes)
        for i in chosen
    ]


def _fits(choice: Choice, card: Card | None, day: int) -> bool:
    if choice.set_aside:
        return card is not None and card.flags.leech and not card.flags.suspended
    if choice.cram:
        return card is None or not (card.flags.suspended or card.flags.leech)
    return askable(card, day)


def known_topic(bank: Bank, topic: str) -> None:
    """Raises `QuizbankError` with the nearest topics where there is none of that id."""
    topics = [t.id for t in questions.all_topics(bank.database)]
    if topic in topics or any(info.topic == topic for info in bank.infos()):
        return
    near = tuple(difflib.get_close_matches(topic, topics, n=3, cutoff=0.4))
    if near:
        raise QuizbankError("app.no-topic-near", topic=topic, near=near)
    raise QuizbankError("app.no-topic", topic=topic)
