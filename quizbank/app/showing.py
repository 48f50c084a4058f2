"""One instance of a question in this process, as the command line shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graders import api
from graders.codec import to_plain
from graders.verdict import Shown, SpecError
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question


def instance_of(question: Question, seed: int | None, lang: str) -> Shown:
    """The instance as a learner sees it; raises `QuizbankError` where the question is at fault."""
    try:
        return api.present(question.kind, question.spec, question.prompt_in(lang), seed, lang)
    except SpecError as error:
        raise QuizbankError("question.fault", where=error.where, why=error.why) from error


def solution_of(question: Question, seed: int | None, lang: str) -> Sequence[str]:
    """The worked answer of that instance, in lines."""
    return api.solution(question.kind, question.spec, seed, lang)


def plain_shown(shown: Shown) -> dict[str, Any]:
    """An instance as JSON values."""
    return dict(to_plain(shown))
