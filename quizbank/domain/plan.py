"""The learner's settings: when the day starts, how long it is, and what it aims at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a learner can set; stored as one JSON value a name.

    `minutes` is the daily budget, `rollover_hour` the local hour at which a study day begins,
    `zone` an IANA name or empty for the machine's own, `retention` the desired retention, `device`
    what code runs on (auto, cpu or gpu), `pictures` how a terminal shows them (auto, kitty, sixel,
    blocks or off), `parameters` fitted FSRS weights or empty. `focus` are roles and topics that the
    days are spent on, `pauses` the first and last study day of holidays.
    """

    lang: str = ""
    minutes: int = 20
    new_per_day: int = 10
    reviews_per_day: int = 200
    rollover_hour: int = 4
    zone: str = ""
    retention: float = 0.9
    interview: dt.date | None = None
    role: str = "general"
    focus: tuple[str, ...] = ()
    pauses: tuple[tuple[int, int], ...] = ()
    theme: str = "textual-dark"
    ascii_only: bool = False
    parameters: tuple[float, ...] = ()
    topic_weights: dict[str, float] = field(default_factory=dict)
    open_topics: tuple[str, ...] = ()
    code_without_sandbox: bool = False
    device: str = "auto"
    pictures: str = "auto"

    def ahead(self, day: int) -> bool:
        """Whether the interview is on a later day than study day `day`."""
        return self.interview is not None and self.interview.toordinal() > day

    def paused(self, day: int) -> bool:
        """Whether study day `day` is one of a holiday."""
        return any(first <= day <= last for first, last in self.pauses)

    def days_left(self, day: int) -> int:
        """Days from study day `day` until the interview; 0 without one or on its day."""
        return max(0, self.interview.toordinal() - day) if self.interview else 0

    def passed(self, day: int) -> bool:
        """Whether the interview was on a day before study day `day`."""
        return self.interview is not None and self.interview.toordinal() < day


@dataclass(frozen=True, slots=True)
class Recall:
    """An expected recall with its 80 % interval, all in 0..1."""

    mean: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """The three numbers, rounded to four places."""
        return {"mean": round(self.mean, 4), "low": round(self.low, 4), "high": round(self.high, 4)}
