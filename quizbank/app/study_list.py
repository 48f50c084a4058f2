"""What the learner put on tomorrow's list: asked first on that day, without a word in the review
log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizbank.domain.review import Card
from quizbank.scheduling.queue import Info, QueueItem
from quizbank.store.database import Database
from quizbank.store.settings import load_value, save_value

_NAME = "study:list"
_LIFTED = "study:lifted"


def put_on_list(database: Database, day: int, questions: Iterable[str]) -> list[str]:
    """Ask `questions` first on study day `day`, after those that are on its list already; returns
    the whole list.
    """
    wanted = list(dict.fromkeys([*listed(database, day), *questions]))
    save_value(database, _NAME, {"day": day, "questions": wanted})
    return wanted


def listed(database: Database, day: int) -> list[str]:
    """The questions on the list of that day."""
    kept = load_value(database, _NAME)
    if (
        not isinstance(kept, dict)
        or kept.get("day") != day
        or not isinstance(kept.get("questions"), list)
    ):
        return []
    return [str(id) for id in kept["questions"]]


def listed_first(
    queue: Sequence[QueueItem],
    wanted: Sequence[str],
    infos: Iterable[Info],
    known: Mapping[str, Card],
    day: int,
) -> list[QueueItem]:
    """The day's queue with the listed questions before it; one that is suspended or was answered
    today is left out.
    """
    if not wanted:
        return list(queue)
    minutes = {info.id: info.minutes for info in infos}
    first = []
    for id in wanted:
        card = known.get(id)
        answered = card is not None and card.memory is not None and card.memory.last_day >= day
        if id in minutes and not answered and not (card is not None and card.flags.suspended):
            first.append(QueueItem(id, card is None or card.memory is None, minutes[id]))
    there = {item.question for item in first}
    return [*first, *(item for item in queue if item.question not in there)]


def lift(database: Database, day: int | None) -> None:
    """Leave the day's limits aside on study day `day`, so that the whole backlog is asked; None
    takes that back.
    """
    save_value(database, _LIFTED, day)


def lifted(database: Database, day: int) -> bool:
    """Whether the learner left the limits aside on that day."""
    return bool(load_value(database, _LIFTED) == day)
