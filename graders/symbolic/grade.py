"""Grade a formula question."""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.errors import EvaluationError
from graders.kind import Attempt
from graders.symbolic.check import CheckResult, prepare
from graders.symbolic.spec import SymbolicEvidence, SymbolicSpec
from graders.verdict import Outcome, SpecError, Verdict, diagnosed

_OUTCOMES: Mapping[str, Outcome] = {
    "equal": "correct",
    "different": "wrong",
    "invalid": "invalid",
    "undecided": "undecided",
}
_UNDECIDED = diagnosed("undecided", "symbolic")


def grade(spec: SymbolicSpec, attempt: Attempt) -> Verdict[SymbolicEvidence]:
    """The verdict on a formula: correct, wrong with its diagnosis and a counterexample, invalid
    with the place, or undecided.
    """
    try:
        formula = prepare(spec.answer, spec.symbols, spec.misconceptions, spec.epsilon)
    except EvaluationError as error:
        raise SpecError(error.said, ("answer",)) from None
    result = formula.check(attempt.answer)
    undecided = result.outcome == "undecided"
    return Verdict(
        _OUTCOMES[result.outcome],
        1.0 if result.outcome == "equal" else 0.0,
        _evidence(result),
        diagnoses=(_UNDECIDED,) if undecided else result.diagnoses,
    )


def _evidence(result: CheckResult) -> SymbolicEvidence:
    return SymbolicEvidence(
        position=result.error.position if result.error is not None else None,
        reading=result.reading,
        method=result.method,
        points=result.points,
        counterexample=result.counterexample,
    )
