"""How much of a day new questions may have, so that no backlog grows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quizbank.scheduling.course import Course, Standing
from quizbank.scheduling.items import Done

# a backlog of so many days' minutes came from days that were missed; new questions are not to
# blame for it, and keep their share
BACKLOG_DAYS = 2.0
NEW_SHARE = 0.25
# how many days ahead what falls due is looked at, how much of their minutes it may take together
# with new questions, and how many times its minutes a new question costs within so many days
_AHEAD = 7
_FULL = 0.85
_COSTS = 1 + 0.4 * np.arange(_AHEAD)
# a room smaller than this part of a day is told as held back
_LITTLE = 0.125
# where every new question is longer than their share, or they are held back, one day in so many
# begins with one
_EVERY = 4


@dataclass(frozen=True, slots=True)
class Room:
    """The `minutes` that are kept for new questions; where the room is `open` they may have
    whatever else is left too. `held` says that there is less of it because of what falls due, and
    `late` that some of that is overdue.
    """

    minutes: float
    open: bool
    held: bool
    late: bool

    def one_in_turn(self, day: int, done: Done) -> bool:
        """Whether a single new question is this day's turn though the room is too small for it."""
        return day % _EVERY == 0 and not done.new and (self.open or not self.late)


def room_for_new(course: Course, standing: Standing, minutes: float, day: int, done: Done) -> Room:
    """The room on a study day of so many minutes."""
    # as the day began: what today's answers bring is their own minutes' affair
    may = standing.seen & (course.free_from <= day + _AHEAD) & (standing.last_day < day)
    at = np.clip(standing.due_day[may] - day, -1, _AHEAD).astype(np.int64)
    by_day = np.bincount(at + 1, weights=course.minutes[may], minlength=_AHEAD + 2)
    overdue = float(by_day[0])
    share = max(0.0, minutes * NEW_SHARE - done.new_minutes)
    if overdue > BACKLOG_DAYS * minutes:
        return Room(minutes=share, open=True, held=False, late=overdue > 0)
    until = np.cumsum(by_day[:-1])[1:]
    if not until[-1]:
        # nothing falls due soon: a newcomer's days are free
        return Room(minutes=share, open=True, held=False, late=overdue > 0)
    spare = (_FULL * minutes * np.arange(1, _AHEAD + 1) - until) / _COSTS
    room = float(min(share * 2, max(0.0, spare.min()) - done.new_minutes))
    held = room < _LITTLE * minutes
    return Room(minutes=max(0.0, room), open=False, held=held, late=overdue > 0)
