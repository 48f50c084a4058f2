"""Reviews: the append-only truth about memory, and the card state that is derived from it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

# a verdict as the log keeps it, checked where it comes in (`quizbank.store.records.check_verdict`)
StoredVerdict: TypeAlias = Mapping[str, Any]
Mode = Literal["daily", "custom", "mock", "cli"]


class Rating(enum.IntEnum):
    """How well it was remembered; the numbers are those of FSRS and of the rating keys."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The lower-case name used in JSON."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Review:
    """One answered question, exactly as logged and never changed.

    `id` is a UUIDv7 string and the idempotency key. `at` is an aware UTC time; `utc_offset` is the
    learner's offset then, in minutes; `day` is the study day as a proleptic ordinal
    (`datetime.date.toordinal`). `seconds` is the active answering time. `rating` is None where
    nothing was scheduled (undecided, unavailable, mock interviews). `verdict` is the stored form of
    a verdict, which keeps its sentences in both languages (`quizbank.app.verdicts`).
    """

    id: str
    question: str
    version: str
    seed: int | None
    lang: str
    answer: str
    verdict: StoredVerdict
    outcome: str
    score: float
    rating: Rating | None
    suggested: Rating | None
    at: dt.datetime
    utc_offset: int
    day: int
    seconds: float = 0.0
    timed: bool = True
    hints: int = 0
    attempts: int = 1
    revealed: bool = False
    mode: Mode = "daily"
    rule_version: str = ""
    scheduler_version: str = ""
    device: str = ""

    @property
    def overridden(self) -> bool:
        """Whether the learner chose another rating than the suggested one."""
        return self.rating != self.suggested


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rated review says about memory: the rating 1..4, the aware instant, the offset from
    UTC in minutes and the study day there. An `id` that is a UUIDv7 tells in which order answers
    were logged, whatever the clock said.
    """

    id: str
    rating: int
    at: dt.datetime
    utc_offset: int
    day: int


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The undoing of one review: itself a row of the log, so that two machines merge by union."""

    id: str
    review: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory model's state of one question after its last review (FSRS-6).

    `stability` in days (time until recall falls to 0.9), `difficulty` in 1..10, `last_day` and
    `due_day` study-day ordinals, `reps` and `lapses` counts.
    """

    stability: float
    difficulty: float
    last_day: int
    due_day: int
    reps: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Flags:
    """What the learner decided about a question, apart from answering it. `buried_until` is a study
    day.
    """

    suspended: bool = False
    flagged: bool = False
    buried_until: int | None = None
    leech: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A question's derived state: a cache that replaying the log rebuilds. `memory` is None while
    it is new.
    """

    question: str
    memory: Memory | None = None
    flags: Flags = field(default_factory=Flags)
