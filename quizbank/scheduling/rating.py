"""The rating that the evidence suggests. The learner overrides it with one key; the raw signals are
logged.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizbank.domain.review import Rating

RULE_VERSION = "evidence-1"
_MIN_SAMPLES = 5
_MIN_PASSES = 2


@dataclass(frozen=True, slots=True)
class Evidence:
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
    """A rating, or None where nothing may be scheduled, and one line that says why."""

    rating: Rating | None
    zh: str
    en: str


def suggest(evidence: Evidence) -> Suggestion:
    """The rule: a failure is Again, never Hard; a pass with trouble is Hard; swift and clean is
    Easy; else Good.
    """
    e = evidence
    if e.outcome in ("invalid", "undecided", "unavailable"):
        return Suggestion(None, "这次不计入复习。", "Nothing is scheduled for this one.")
    if e.revealed:
        return Suggestion(Rating.AGAIN, "重来：看过答案了。", "Again: the answer was shown.")
    if e.score < e.passing or e.outcome == "wrong":
        return Suggestion(Rating.AGAIN, "重来：还没有答对。", "Again: not right yet.")
    if e.attempts > 2:
        return Suggestion(
            Rating.AGAIN,
            f"重来：试了 {e.attempts} 次才对。",
            f"Again: right only at try {e.attempts}.",
        )
    clock = e.timed and not e.first_sight and e.median is not None and e.samples >= _MIN_SAMPLES
    time_zh = f"，用时 {e.seconds:.0f} 秒" + (f"，你的中位数是 {e.median:.0f} 秒" if clock else "")
    time_en = f", {e.seconds:.0f} s" + (f", your median is {e.median:.0f} s" if clock else "")
    slow = clock and e.median is not None and e.seconds > 2 * e.median
    for is_so, zh, en in (
        (e.score < 0.9, f"得分 {e.score:.0%}", f"{e.score:.0%} of the marks"),
        (e.hints > 0, f"用了 {e.hints} 个提示", f"with {e.hints} hint{'s' if e.hints > 1 else ''}"),
        (e.attempts == 2, "第二次才对", "right at the second try"),
        (slow, "答对了但偏慢", "right, but slow"),
    ):
        if is_so:
            return Suggestion(Rating.HARD, f"困难：{zh}{time_zh}。", f"Hard: {en}{time_en}.")
    swift = clock and e.median is not None and e.seconds < e.median / 2
    if swift and e.score >= 1.0 and e.earlier_passes >= _MIN_PASSES:
        return Suggestion(
            Rating.EASY, f"轻松：一次答对{time_zh}。", f"Easy: right, first try{time_en}."
        )
    return Suggestion(
        Rating.GOOD, f"良好：一次答对{time_zh}。", f"Good: right, first try{time_en}."
    )
