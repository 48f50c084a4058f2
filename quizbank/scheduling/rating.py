"""The rating that the evidence suggests. The learner overrides it with one key; the raw signals are
logged.
"""

from __future__ import annotations

from dataclasses import dataclass

from graders.said import Said, said
from quizbank.domain.review import Rating

RULE_VERSION = "evidence-1"
_MIN_SAMPLES = 5
_MIN_PASSES = 2
# a score from here on is no trouble, and a third try is one too many
_FULL = 0.9
_MOST_TRIES = 2


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known about one answer. Scores are in 0..1, times in seconds; `median` is the
    learner's own for the kind.
    """

    outcome: str
    score: float
    passing: float = 0.6
    seconds: float = 0.0
    timed: bool = True
    hints: int = 0
    attempts: int = 1
    revealed: bool = False
    first_sight: bool = False
    median: float | None = None
    samples: int = 0
    earlier_passes: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rating, or None where nothing may be scheduled, and why."""

    rating: Rating | None
    why: Said


def suggest(signals: Signals) -> Suggestion:
    """The rule: a failure is Again, never Hard; a pass with trouble is Hard; swift and clean is
    Easy; else Good.
    """
    e = signals
    if e.outcome in ("invalid", "undecided", "unavailable"):
        return Suggestion(None, said("rating.none"))
    if e.revealed:
        return Suggestion(Rating.AGAIN, said("rating.revealed"))
    if e.score < e.passing or e.outcome == "wrong":
        return Suggestion(Rating.AGAIN, said("rating.wrong"))
    if e.attempts > _MOST_TRIES:
        return Suggestion(Rating.AGAIN, said("rating.tries", n=e.attempts))
    time = _time(e)
    trouble = _trouble(e)
    if trouble is not None:
        return Suggestion(Rating.HARD, said("rating.hard", why=trouble, time=time))
    if _swift(e) and e.score >= 1.0 and e.earlier_passes >= _MIN_PASSES:
        return Suggestion(Rating.EASY, said("rating.easy", time=time))
    return Suggestion(Rating.GOOD, said("rating.good", time=time))


def _trouble(e: Signals) -> Said | None:
    """What made a pass hard, the gravest first; None where nothing did."""
    if e.score < _FULL:
        return said("rating.score", score=e.score)
    if e.hints > 0:
        return said("rating.hints", n=e.hints)
    if e.attempts == _MOST_TRIES:
        return said("rating.second")
    if _clocked(e) and e.median is not None and e.seconds > 2 * e.median:
        return said("rating.slow")
    return None


def _swift(e: Signals) -> bool:
    return _clocked(e) and e.median is not None and e.seconds < e.median / 2


def _clocked(e: Signals) -> bool:
    """Whether the time says anything: not at first sight, not after idling, not of few samples."""
    known = e.median is not None and e.samples >= _MIN_SAMPLES
    return e.timed and not e.first_sight and known


def _time(e: Signals) -> Said:
    if _clocked(e) and e.median is not None:
        return said("rating.time-median", seconds=e.seconds, median=e.median)
    return said("rating.time", seconds=e.seconds)
