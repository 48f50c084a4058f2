"""What lint holds worked steps to: the truth is right, variants differ, listed slips are named."""

from __future__ import annotations

import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.kind import Attempt, Report
from graders.numeric.formulas import Step, Value
from graders.numeric.grade import grade
from graders.numeric.instance import Instance, draw
from graders.numeric.spec import NumericSpec
from graders.numeric.variables import possible
from graders.verdict import SpecError

VARIANTS = 200
# of these variants each listed slip is tried
_TRIED = (1, 2, 3)


def lint(spec: NumericSpec, report: Report) -> None:
    """The example is right in full; 200 variants are finite, distinct and free of collisions; slips
    are named.
    """
    try:
        _truth_is_right(spec, report, None)
        if not spec.variables:
            return
        _variants_differ(spec, report)
        for seed in _TRIED:
            _truth_is_right(spec, report, seed)
            _slips_are_named(spec, report, seed)
    except SpecError as error:
        report.at(error.path, "numeric.formula", where=error.where, why=error.why)
    except EvaluationError as error:
        report.at(("step",), "numeric.formula", where="step", why=error.said)


def _variants_differ(spec: NumericSpec, report: Report) -> None:
    seen = {
        repr({name: _plain(value) for name, value in draw(spec, seed).values.items()})
        for seed in range(VARIANTS)
    }
    possible_variants = float(np.prod([possible(variable) for variable in spec.variables.values()]))
    if len(seen) < min(VARIANTS, possible_variants) * 0.5:
        report.at(("variables",), "numeric.variants", seeds=VARIANTS, distinct=len(seen))


def _plain(value: Value) -> object:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _truth_is_right(spec: NumericSpec, report: Report, seed: int | None) -> None:
    truth = draw(spec, seed).truth
    answer = "\n".join(f"{step} = {_plain(value)!r}" for step, value in truth.items())
    verdict = grade(spec, Attempt(answer, seed))
    for part in verdict.parts:
        if part.outcome != "correct":
            number = next(k for k, step in enumerate(spec.steps) if step.id == part.id)
            report.at(("step", number), "numeric.truth-refused", step=part.id, value=part.expected)
    if not verdict.parts:
        why = verdict.diagnoses[0].said
        report.at(("step",), "numeric.truth-unread", why=why)


def _slips_are_named(spec: NumericSpec, report: Report, seed: int) -> None:
    """Each listed wrong formula, when only that step goes wrong, costs that step and is called by
    its name.
    """
    instance = draw(spec, seed)
    for number, step in enumerate(instance.formulas.steps):
        for place in range(len(step.wrong)):
            if not _named(spec, instance, step, place):
                path = ("step", number, "wrong", place)
                report.at(path, "numeric.slip-unnamed", step=step.id, seed=seed)


def _named(spec: NumericSpec, instance: Instance, step: Step, place: int) -> bool:
    env = {**instance.data, **instance.truth}
    try:
        value = evaluate(step.wrong[place].node, env)
    except EvaluationError:
        return True
    verdict = grade(spec, Attempt(f"{step.id} = {_plain(value)!r}", instance.seed))
    part = next(part for part in verdict.parts if part.id == step.id)
    slip = part.diagnosis
    return part.outcome == "wrong" and slip is not None and slip.code.startswith("listed:")
