"""A question's verdict on the review screen, and what may follow it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizbank.app.kinds import kind
from quizbank.app.session import Asked, Graded

# from this score on another try is not offered
RETRY_BELOW = 0.9


@dataclass(frozen=True, slots=True)
class Marked:
    """What was asked and how it was graded; `ticking` while the learner confirms the points of a
    free answer.
    """

    asked: Asked
    graded: Graded
    ticking: bool

    @property
    def rates_alone(self) -> bool:
        """Whether the learner turned a card over and is to say how well it was known."""
        self_rated = kind(self.asked.question).self_rated
        return self_rated and self.graded.verdict.outcome == "undecided"

    @property
    def may_rate(self) -> bool:
        """Whether the rating keys are live."""
        return self.rates_alone or self.graded.suggestion.rating is not None

    @property
    def may_retry(self) -> bool:
        """Whether enter means another try: not right yet, and nothing given away."""
        verdict = self.graded.verdict
        return (
            not self.asked.revealed
            and kind(self.asked.question).retries
            and verdict.outcome in ("wrong", "invalid", "partial")
            and verdict.score < RETRY_BELOW
        )

    @property
    def points(self) -> tuple[str, ...]:
        """The points of a question whose points the learner may correct."""
        if not kind(self.asked.question).self_marked:
            return ()
        return tuple(part.id for part in self.graded.verdict.parts)

    @property
    def counted(self) -> set[str]:
        """The points that the verdict counts."""
        return {part.id for part in self.graded.verdict.parts if part.marks > 0}

    @property
    def costs_the_answer(self) -> bool:
        """Whether seeing the answer now is giving up: another try would have been possible."""
        right = self.graded.verdict.outcome == "correct"
        return not right and kind(self.asked.question).retries

    def enter_means(self, say: Callable[..., str]) -> str:
        """What the enter key does now."""
        if self.ticking:
            return say("confirm")
        if self.rates_alone:
            return say("rate_first")
        if self.may_retry:
            return say("retry")
        rating = self.graded.suggestion.rating
        return say("accept", say(rating.word)) if rating else say("next")

    def numbers_mean(self, say: Callable[..., str]) -> list[tuple[str, str]]:
        """What the number keys do now."""
        if self.ticking:
            return [("1-9", say("tick_word"))]
        return [("1-4", say("rate_word"))] if self.may_rate else []
