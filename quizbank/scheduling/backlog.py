"""What piled up during a holiday, and spreading it over days."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizbank.domain.review import Card
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.queue import Info, askable

# a backlog is worth a word from this many days' minutes on
_DAYS_WORTH = 2.0
# while it is spread, this share of each day goes to it; the rest is for what falls due and for new
# questions
_SHARE = 0.6
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Backlog:
    """The overdue questions, weakest first, their `minutes` in all, and over how many `days` to
    spread them.
    """

    questions: tuple[str, ...]
    minutes: float
    days: int


def backlog_of(
    infos: Sequence[Info], cards: Mapping[str, Card], model: MemoryModel, minutes: float, day: int
) -> Backlog | None:
    """The backlog on study day `day` at `minutes` a day; None where two days would do."""
    overdue = []
    for info in infos:
        card = cards.get(info.id)
        if (
            card is not None
            and card.memory is not None
            and card.memory.due_day < day
            and askable(card, day)
        ):
            overdue.append((model.retrievability(card.memory, day), info))
    total = sum(info.minutes for _, info in overdue)
    if minutes <= 0 or total <= _DAYS_WORTH * minutes:
        return None
    overdue.sort(key=lambda pair: (pair[0], pair[1].id))
    days = min(_MOST_DAYS, math.ceil(total / (_SHARE * minutes)))
    return Backlog(tuple(info.id for _, info in overdue), total, days)


def spread(backlog: Backlog, minutes: Mapping[str, float], day: int, days: int) -> dict[str, int]:
    """The study day on which each overdue question is asked: the weakest on `day`, even minutes on
    each of `days` days.
    """
    total = sum(minutes[q] for q in backlog.questions) or 1.0
    passed = 0.0
    on: dict[str, int] = {}
    for question in backlog.questions:
        on[question] = day + min(days - 1, int(passed / total * days))
        passed += minutes[question]
    return on
