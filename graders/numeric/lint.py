"""What lint holds worked steps to: the truth is right, variants differ, listed slips are named."""

from __future__ import annotations

from math import prod

import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.kind import Attempt, Report
from graders.numeric.drawing import Value, possible
from graders.numeric.grade import grade
from graders.numeric.instance import Instance, draw
from graders.numeric.spec import NumericSpec
from graders.numeric.tolerance import is_whole
from graders.said import Said, said
from graders.toml_lines import Path
from graders.verdict import Part, SpecError

VARIANTS = 200
# the least share of different variants, of those that there can be
_DISTINCT = 0.5
# of these variants each listed slip is tried
_TRIED = (1, 2, 3)


class _Once:
    """Passes on the first fault of each field: one variant is enough to show it."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._told: set[Path] = set()

    def at(self, path: Path, code: str, /, **values: str | int | Said) -> None:
        """See `Report.at`."""
        if path not in self._told:
            self._told.add(path)
            self._report.at(path, code, severity="error", **values)


def lint(spec: NumericSpec, report: Report) -> None:
    """The example is right in full; 200 variants are finite, distinct and free of collisions; slips
    are named.
    """
    once = _Once(report)
    try:
        _truth_is_right(spec, once, None)
        if not spec.variables:
            _slips_are_named(spec, once, None)
            return
        _variants_differ(spec, once)
        for seed in _TRIED:
            _truth_is_right(spec, once, seed)
            _slips_are_named(spec, once, seed)
    except SpecError as error:
        once.at(error.path, "numeric.formula", where=error.where, why=error.why)


def _variants_differ(spec: NumericSpec, report: _Once) -> None:
    distinct = {_printed_values(draw(spec, seed)) for seed in range(VARIANTS)}
    most = prod(possible(variable) for variable in spec.variables.values())
    if len(distinct) < _DISTINCT * min(VARIANTS, most):
        report.at(("variables",), "numeric.variants", seeds=VARIANTS, distinct=len(distinct))


def _printed_values(instance: Instance) -> str:
    return "; ".join(f"{name} = {_exact(value)}" for name, value in instance.values.items())


def _exact(value: Value) -> str:
    """A value to the last digit, as a learner could type it."""
    return repr(value.tolist() if isinstance(value, np.ndarray) else value)


def _truth_is_right(spec: NumericSpec, report: _Once, seed: int | None) -> None:
    instance = draw(spec, seed)
    answer = "\n".join(f"{step} = {_exact(value)}" for step, value in instance.truth.items())
    verdict = grade(spec, Attempt(answer, seed))
    if not verdict.parts:
        report.at(("step",), "numeric.truth-unread", why=verdict.diagnoses[0].said)
    for number, part in enumerate(verdict.parts):
        step = instance.formulas.steps[number]
        if part.outcome == "correct":
            continue
        if step.tolerance.whole and not is_whole(instance.truth[step.id]):
            path = ("step", number, "whole")
            report.at(path, "numeric.truth-not-whole", step=step.id, value=part.expected)
        else:
            path = ("step", number, "formula")
            report.at(path, "numeric.truth-refused", step=step.id, value=part.expected)


def _slips_are_named(spec: NumericSpec, report: _Once, seed: int | None) -> None:
    """Each listed wrong formula, when only that step goes wrong, costs that step and is called by
    its name.
    """
    instance = draw(spec, seed)
    for number, step in enumerate(instance.formulas.steps):
        for place, wrong in enumerate(step.wrong):
            try:
                value = evaluate(wrong.node, instance.numbers)
            except EvaluationError:
                # nobody can make this slip with these numbers
                continue
            verdict = grade(spec, Attempt(f"{step.id} = {_exact(value)}", seed))
            path = ("step", number, "wrong", place, "formula")
            for part in verdict.parts[number : number + 1]:
                _slip_is_named(part, path, seed, report)


def _slip_is_named(part: Part, path: Path, seed: int | None, report: _Once) -> None:
    variant = said("numeric.example") if seed is None else said("numeric.seed", seed=seed)
    slip = part.diagnosis
    if part.outcome == "correct":
        report.at(path, "numeric.slip-right", step=part.id, variant=variant)
    elif part.outcome == "invalid" and slip is not None:
        report.at(path, "numeric.slip-unwritable", step=part.id, variant=variant, why=slip.said)
    elif slip is None or not slip.code.startswith("listed:"):
        report.at(path, "numeric.slip-unnamed", step=part.id, variant=variant)
