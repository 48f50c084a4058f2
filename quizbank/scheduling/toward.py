"""The order of a day's questions when an interview is ahead: by what a review today is worth on
that day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from quizbank.domain.plan import Settings
from quizbank.domain.review import Card, Memory
from quizbank.scheduling.memory import MemoryModel

if TYPE_CHECKING:
    from quizbank.scheduling.ahead import Memories
    from quizbank.scheduling.aim import Aim
    from quizbank.scheduling.queue import Info

FLOOR = 0.5
_UNSEEN = 0.25
_PRICED = 400


def interview_order(
    asked: Sequence[Info],
    cards: Mapping[str, Card],
    opened: Collection[str],
    settings: Settings,
    model: MemoryModel,
    day: int,
) -> list[Info]:
    """The questions by what a review today is worth per minute on the interview's day, best first
    (`scheduling/aim.py`).

    Value is the topic's weight, raised by up to a half where the topic's expected recall on the day
    is below the floor.
    What was reviewed today waits until tomorrow. New questions of closed topics come last.
    """
    import numpy as np

    from quizbank.scheduling.ahead import Memories
    from quizbank.scheduling.aim import Aim, lookahead

    known = [c.memory if (c := cards.get(i.id)) else None for i in asked]
    pairs = [
        (info, memory)
        for info, memory in zip(asked, known, strict=True)
        if memory is None or memory.last_day < day
    ]
    if not pairs or settings.interview is None or settings.minutes <= 0:
        return []
    left = settings.interview.toordinal() - day
    floor = _below_floor(pairs, model, day + left)
    weights = settings.topic_weights
    value = np.array(
        [[max(0.0, weights.get(i.topic, 1.0)) * floor.get(i.topic, 1.0) + 1e-9 for i, _ in pairs]]
    )
    memories = Memories(
        np.array([[m.stability if m else 1.0 for _, m in pairs]]),
        np.array([[m.difficulty if m else 5.0 for _, m in pairs]]),
        np.array([[float(day - m.last_day) if m else 0.0 for _, m in pairs]]),
        np.array([[m is not None for _, m in pairs]]),
    )
    minutes = np.array([[max(0.1, i.minutes) for i, _ in pairs]])
    priority = _priorities(
        Aim(lookahead(model.weights, left), minutes, value, float(settings.minutes)), memories, left
    )
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


def _below_floor(
    pairs: Sequence[tuple[Info, Memory | None]], model: MemoryModel, interview: int
) -> dict[str, float]:
    """How much more a topic counts (1 to 1.5) because its expected recall on the day is below
    `FLOOR`.
    """
    recall: dict[str, list[float]] = {}
    for info, memory in pairs:
        recall.setdefault(info.topic, []).append(
            model.retrievability(memory, interview) if memory else _UNSEEN
        )
    means = {topic: sum(values) / len(values) for topic, values in recall.items()}
    return {topic: 1 + 0.5 * max(0.0, FLOOR - mean) / FLOOR for topic, mean in means.items()}
