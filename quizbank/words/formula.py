"""What check-formula found, as the contract's JSON object."""

from __future__ import annotations

from typing import Any

from graders.codec import to_plain
from graders.symbolic.check import CheckResult
from quizbank.words.catalogue import sentence


def check_json(result: CheckResult, lang: str) -> dict[str, Any]:
    """The object of ``check-formula --json``."""
    error = None
    if result.error is not None:
        error = {
            "message": sentence(result.error.said, lang),
            "position": result.error.position,
            "code": result.error.code,
        }
    example = result.counterexample
    return {
        "id": result.id,
        "outcome": result.outcome,
        "method": result.method,
        "points": result.points,
        "proved": result.proved,
        "counterexample": None if example is None else to_plain(example),
        "diagnoses": [
            {"code": slip.code, "message": sentence(slip.said, lang)} for slip in result.diagnoses
        ],
        "error": error,
        "reading": result.reading,
        "elapsed_ms": result.elapsed_ms,
    }
