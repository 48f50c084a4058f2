"""Grading one answer in this process, as the command line does, which lives for one answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graders import api
from graders.kind import Attempt
from graders.verdict import Evidence, Verdict
from quizbank.app.bank import Answered, Bank
from quizbank.domain.question import Question
from quizbank.domain.review import Rating
from quizbank.scheduling.rating import Suggestion


@dataclass(frozen=True, slots=True)
class Ask:
    """An answer to be graded. `probes` answers what was asked back, by point; with `trial` code
    runs on its samples and nothing is marked.
    """

    question: Question
    answer: str
    lang: str
    seed: int | None = None
    probes: Mapping[str, str] = field(default_factory=dict)
    trial: bool = False


def grade(
    bank: Bank,
    ask: Ask,
    progress: Callable[[str], None] | None = None,
    cancel: threading.Event | None = None,
) -> Verdict[Evidence]:
    """The verdict. `progress` hears a line a second of code that runs longer; `cancel` ends it."""
    options = bank.grading_options
    attempt = Attempt(
        ask.answer,
        ask.seed,
        probes=ask.probes,
        trial=ask.trial,
        device=options.device,
        allow_unsandboxed=options.allow_unsandboxed,
        progress=progress,
        cancel=cancel,
    )
    return api.grade(ask.question.kind, ask.question.spec, attempt)


def answered_of(ask: Ask, verdict: Verdict[Evidence], seconds: float | None = None) -> Answered:
    """The answer on its way to the log; without `seconds` it was not timed."""
    return Answered(
        ask.question,
        ask.seed,
        ask.lang,
        ask.answer,
        verdict,
        seconds=seconds or 0.0,
        timed=seconds is not None,
        mode="cli",
    )


def suggested(bank: Bank, ask: Ask, verdict: Verdict[Evidence]) -> Suggestion:
    """The rating that the verdict suggests."""
    return bank.suggestion(answered_of(ask, verdict))


def record(
    bank: Bank,
    ask: Ask,
    verdict: Verdict[Evidence],
    rating: Rating | None = None,
    seconds: float | None = None,
) -> None:
    """Record a review under `rating`, else under the suggested one; what could not be read is not
    recorded.
    """
    if verdict.outcome == "invalid":
        return
    answered = answered_of(ask, verdict, seconds)
    bank.record(answered, rating or bank.suggestion(answered).rating)
