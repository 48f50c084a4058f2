"""A comparison of two formulas as the contract's JSON object, its sentences in one language."""

from __future__ import annotations

from typing import Any

from graders.codec import to_plain
from graders.expression.reader import ReadError
from graders.symbolic.check import CheckResult
from quizbank.words.catalogue import sentence

Json = dict[str, Any]


def check_json(result: CheckResult, lang: str) -> Json:
    """The object of ``check-formula --json``."""
    return {
        "id": result.id,
        "outcome": result.outcome,
        "method": result.method,
        "points": result.points,
        "proved": result.proved,
        "counterexample": to_plain(result.counterexample),
        "diagnoses": [
            {"code": slip.code, "message": sentence(slip.said, lang)} for slip in result.diagnoses
        ],
        "error": _error(result.error, lang) if result.error is not None else None,
        "reading": result.reading,
        "elapsed_ms": result.elapsed_ms,
    }


def _error(error: ReadError, lang: str) -> Json:
    return {
        "message": sentence(error.said, lang),
        "position": error.position,
        "code": error.code,
    }


def bad_line(id: object, why: str) -> Json:
    """The object of a line of a batch that could not be graded."""
    return {
        "id": id,
        "outcome": "invalid",
        "method": "sampled",
        "points": 0,
        "proved": False,
        "counterexample": None,
        "diagnoses": [{"code": "bad-line", "message": why}],
        "error": {"message": why, "position": 0},
        "elapsed_ms": 0.0,
    }
