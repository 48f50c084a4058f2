"""What the schedule needs to know of a question and of a day, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Info:
    """A question without its texts. `minutes` is the learner's own expected time for it, `siblings`
    are marks that it shares with questions that should not meet it on one day, `asked` how often
    interviewers ask it, 0 to 5, None where nobody said.
    """

    id: str
    kind: str
    topic: str
    difficulty: int
    minutes: float
    siblings: tuple[str, ...] = ()
    asked: int | None = None
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    origin: str = "bundled"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A question for today; `new` where it was never answered."""

    question: str
    new: bool
    minutes: float


@dataclass(frozen=True, slots=True)
class Done:
    """What was done today: questions met again (`reviews`) and for the first time (`new`), each
    once, and the minutes they took.
    """

    reviews: int = 0
    new: int = 0
    minutes: float = 0.0
    new_minutes: float = 0.0
    questions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """A day's questions in the order in which they are asked. `due` counts all that is due, which
    may be more than fits; `held` says that new questions were held back because of it.
    """

    items: tuple[QueueItem, ...]
    due: int
    held: bool = False


NOTHING_DONE = Done()
