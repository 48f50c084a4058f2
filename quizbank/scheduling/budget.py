"""What is left of a day while it is filled: minutes, counts, and marks that may not meet twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quizbank.scheduling.course import Course, Mask
from quizbank.scheduling.items import Done

_SLACK = 1e-9


@dataclass(slots=True)
class Budget:
    """`left` minutes, and how many `reviews` and `new` questions are still allowed (None: any
    number). On an `untouched` day one question always fits.
    """

    course: Course
    seen: Mask
    left: float
    reviews: int | None
    new: int | None
    untouched: bool
    marks: set[str] = field(default_factory=set)
    shortest: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        if self.course.count:
            self.shortest = float(self.course.minutes.min())

    @property
    def full(self) -> bool:
        """Whether not even the shortest question would fit."""
        if self.left <= 0 or not self.course.count:
            return True
        return not self.untouched and self.left + _SLACK < self.shortest

    def fits(self, k: int, reserve: float = 0.0) -> bool:
        """Whether question `k` may be asked, with `reserve` minutes kept for others."""
        if (self.reviews if self.seen[k] else self.new) == 0:
            return False
        if not self.marks.isdisjoint(self.course.infos[k].siblings):
            return False
        fits = self.course.minutes[k] <= self.left - reserve + _SLACK
        return bool(fits) or (self.untouched and self.left > 0)

    def take(self, k: int) -> None:
        """Ask question `k`."""
        self.untouched = False
        self.left -= float(self.course.minutes[k])
        self.marks.update(self.course.infos[k].siblings)
        if self.seen[k]:
            self.reviews = None if self.reviews is None else self.reviews - 1
        else:
            self.new = None if self.new is None else self.new - 1

    def fill(self, order: Iterable[int], reserve: float = 0.0) -> list[int]:
        """Ask those of `order` that fit, one after the other; returns them."""
        taken = []
        for k in order:
            if self.full:
                break
            if self.fits(k, reserve):
                self.take(k)
                taken.append(k)
        return taken


def used_marks(course: Course, done: Done) -> set[str]:
    """The marks of what was answered today."""
    met = (info for info in course.infos if info.id in done.questions)
    return {mark for info in met for mark in info.siblings}
