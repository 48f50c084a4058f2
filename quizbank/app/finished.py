"""What a session came to: right answers, what was still remembered, what was missed, what took
longest, what tomorrow brings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quizbank.app.bank import Bank
from quizbank.app.today import today_of
from quizbank.domain.review import Rating, Review
from quizbank.store import reviews


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of the session: the question's words by language, what came of it."""

    question: str
    zh: str
    en: str
    outcome: str
    rating: Rating | None
    seconds: float
    set_aside: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """`remembered` of `asked_again` questions that were known from an earlier day; `missed` are
    (topic, answers not right), most first.

    `slowest` is the answer that took longest, None where fewer than three were timed; `tomorrow`
    counts due questions.
    """

    lines: tuple[Line, ...]
    right: int
    minutes: float
    asked_again: int
    remembered: int
    missed: tuple[tuple[str, int], ...]
    slowest: Line | None
    tomorrow: int


def finished(bank: Bank, done: Sequence[Review]) -> Finished:
    """The session of these reviews."""
    lines = tuple(_line(bank, review) for review in done)
    # only the first answer of a day tells what was remembered
    first = {review.question: review for review in reversed(done)}.values()
    again = [
        review
        for review in first
        if any(
            earlier.day < review.day
            for earlier in reviews.reviews_of(bank.database, review.question)
        )
    ]
    missed = Counter(
        bank.question(review.question).topic for review in done if review.outcome != "correct"
    )
    timed = sorted(
        (
            line
            for line, review in zip(lines, done, strict=True)
            if review.timed and review.seconds > 0
        ),
        key=lambda line: line.seconds,
    )
    return Finished(
        lines,
        sum(review.outcome == "correct" for review in done),
        sum(review.seconds for review in done) / 60,
        len(again),
        sum(review.rating is not None and review.rating > Rating.AGAIN for review in again),
        tuple(missed.most_common(3)),
        timed[-1] if len(timed) > 2 else None,
        today_of(bank).forecast[1],
    )


def _line(bank: Bank, review: Review) -> Line:
    prompt = bank.question(review.question).prompt
    return Line(
        review.question,
        prompt.get("zh", ""),
        prompt.get("en", ""),
        review.outcome,
        review.rating,
        review.seconds,
        bank.card(review.question).flags.leech,
    )
