"""Grade a formula question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.expression.errors import EvaluationError
from graders.symbolic.check import CheckResult, prepare
from graders.verdict import Diagnosis, Outcome, SpecError, Verdict

_OUTCOMES: dict[str, Outcome] = {
    "equal": "correct",
    "different": "wrong",
    "invalid": "invalid",
    "undecided": "undecided",
}
_UNDECIDED = Diagnosis(
    "undecided",
    "机器没能判定这个写法是否等价，这次不计入复习。",
    "The machine could not decide whether this is equal; nothing is scheduled.",
)


def grade(spec: Mapping[str, Any], answer: str, seed: int | None = None) -> Verdict:
    """The verdict on `answer`: correct, wrong with its diagnosis and a counterexample, invalid with
    the place, or undecided.
    """
    try:
        formula = prepare(spec["answer"], spec["symbols"], spec.get("misconceptions", ()))
    except EvaluationError as error:
        raise SpecError(error.en, "answer") from None
    result = formula.check(answer)
    diagnoses = result.diagnoses if result.outcome != "undecided" else (_UNDECIDED,)
    score = 1.0 if result.outcome == "equal" else 0.0
    return Verdict(_OUTCOMES[result.outcome], score, 1.0, diagnoses, evidence=_evidence(result))


def _evidence(result: CheckResult) -> dict[str, Any]:
    evidence: dict[str, Any] = {
        "reading": result.reading,
        "method": result.method,
        "points": result.points,
    }
    if result.counterexample is not None:
        evidence["counterexample"] = result.counterexample
    if result.error is not None:
        evidence["position"] = result.error.position
    return evidence
