"""Leeches: questions forgotten so often that asking again is not the cure. They are set aside with
a suggestion.

One is set aside when it is forgotten for the eighth time or more, and comes back once it is
remembered on a later day,
which happens in custom study: daily sessions do not ask it.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizbank.domain.review import Memory

LEECH_LAPSES = 8


def leech_after(leech: bool, before: Memory | None, after: Memory) -> bool:
    """Whether a question is a leech after a review, from whether it was one and its memory before
    and after.
    """
    if before is None or after.lapses < LEECH_LAPSES:
        return False
    if after.lapses > before.lapses:
        return True
    return leech and after.last_day == before.last_day


def leech_of(history: Sequence[tuple[int, int]]) -> bool:
    """The same from a whole history of (rating 1..4, study day), in the order of the log."""
    leech, lapses = False, 0
    last = history[0][1] if history else 0
    for rating, day in history[1:]:
        lapses += rating == 1
        if lapses >= LEECH_LAPSES and rating == 1:
            leech = True
        elif day > last:
            leech = False
        last = max(last, day)
    return leech
