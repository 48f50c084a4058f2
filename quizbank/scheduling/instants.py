"""The days between two answers, by the instants at which they were given.

Study days are counted on the learner's own calendar, and a calendar jumps when its owner travels or
sets the clock. What a memory went through is the time that really passed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from itertools import pairwise

from quizbank.domain.review import Answer

# a change of the offset up to this is summer time, not a journey: there the calendar is right
_SUMMER = 120
_DAY = dt.timedelta(days=1)
_SEVENTH = 7


def history_of(answers: Sequence[Answer]) -> list[tuple[int, int]]:
    """(rating, study day) of the answers to one question in the order of time.

    The days differ by what really passed: by none between an evening in Tokyo and the same 24 hours
    in Los Angeles, whose calendar says the day before. The last one is the calendar's own. An
    answer whose clock had run ahead counts for the time of the next one, which proves that it was
    given by then.
    """
    told = sorted(answers, key=lambda answer: (answer.at, answer.id))
    at_home = all(_alike(before, after) for before, after in pairwise(told))
    if at_home and _in_log_order(told):
        return [(answer.rating, answer.day) for answer in told]
    order = _placed(told)
    days = [order[-1][1].day]
    for (_, before), (_, after) in zip(order[-2::-1], order[:0:-1], strict=True):
        days.append(days[-1] - elapsed(before, after))
    return [(answer.rating, day) for (answer, _), day in zip(order, reversed(days), strict=True)]


def elapsed(before: Answer, after: Answer) -> int:
    """Study days from one answer to a later one."""
    if _alike(before, after):
        return max(0, after.day - before.day)
    return max(0, round((after.at - before.at) / _DAY))


def _alike(before: Answer, after: Answer) -> bool:
    return abs(after.utc_offset - before.utc_offset) <= _SUMMER


def _in_log_order(told: Sequence[Answer]) -> bool:
    """Whether the order of instants is that of the log, but for a clock that is a day out."""
    logged = _logged(told)
    latest = None
    for answer in logged:
        if latest is not None and latest - answer.at > _DAY:
            return False
        latest = answer.at if latest is None else max(latest, answer.at)
    return True


def _logged(told: Sequence[Answer]) -> list[Answer]:
    """The answers in the order of the log; none where the ids do not tell it."""
    if any(not _tells_time(answer.id) for answer in told):
        return []
    return sorted(told, key=lambda answer: answer.id)


def _tells_time(id: str) -> bool:
    try:
        return uuid.UUID(id).version == _SEVENTH
    except ValueError:
        return False


def _placed(told: Sequence[Answer]) -> list[tuple[Answer, Answer]]:
    """(answer, the one whose time it counts for) in the order of time."""
    logged = _logged(told)
    if not logged or _in_log_order(told):
        return [(answer, answer) for answer in told]
    sound = _longest_rising(logged)
    placed: list[tuple[Answer, Answer]] = []
    for k, answer in enumerate(logged):
        if k in sound:
            placed.append((answer, answer))
        else:
            after = next((n for n in sound if n > k), None)
            placed.append((answer, logged[sound[-1] if after is None else after]))
    return placed


def _longest_rising(logged: Sequence[Answer]) -> list[int]:
    """The places of the most answers whose clocks never went back; of as many, those that span the
    least time, then the later ones.
    """
    length = [1] * len(logged)
    start = [answer.at for answer in logged]
    before: list[int | None] = [None] * len(logged)
    for k, answer in enumerate(logged):
        for j in range(k):
            longer = (length[j] + 1, start[j])
            if logged[j].at <= answer.at and longer >= (length[k], start[k]):
                (length[k], start[k]), before[k] = longer, j
    places: list[int] = []
    if max(length) == 1:
        # each clock contradicts the others: the present one is believed
        return [len(logged) - 1]
    at: int | None = max(range(len(logged)), key=lambda k: (length[k], start[k], k))
    while at is not None:
        places.insert(0, at)
        at = before[at]
    return places
