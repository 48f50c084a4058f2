"""Mark worked steps: each on its own merits, with follow-through from the learner's own earlier
entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.kind import Attempt
from graders.numeric.formulas import Step, Value
from graders.numeric.instance import Instance, draw, printed
from graders.numeric.reading import Entry, UnreadableError, read_entries
from graders.numeric.spec import NumericEvidence, NumericSpec
from graders.said import authored
from graders.symbolic.mutations import mutants
from graders.verdict import (
    Diagnosis,
    Outcome,
    Part,
    PartOutcome,
    Verdict,
    diagnosed,
    invalid,
)

# slips that mere numbers can tell apart; others coincide by chance too often to be named
_TELLING = frozenset(
    [
        "sign-reversed",
        "sign",
        "order-swapped",
        "factor-2-lost",
        "factor-2-extra",
        "half-lost",
        "normalisation-lost",
        "normalisation-extra",
        "bias-lost",
        "term-lost",
        "factor-lost",
        "log-base",
        "floor-lost",
        "ceil-for-floor",
        "floor-for-ceil",
        "square-lost",
        "root-lost",
        "relu-lost",
        "transpose",
        "operands-swapped",
        "complement",
        "square-of-sum",
        "one-lost",
        "wrong-index",
    ]
)
_ROUNDED = diagnosed("rounded-early", "numeric")
# how far beyond its tolerance a value still comes from rounding on the way
ROUNDING_SLACK = 10.0


def grade(spec: NumericSpec, attempt: Attempt) -> Verdict[NumericEvidence]:
    """The verdict on the steps of one variant.

    A step is ``correct`` at the true value (or at the value that follows from correct, rounded
    entries), ``carried`` at the value that follows from the learner's own earlier slip, else
    ``wrong``, ``blank`` or ``invalid``.
    """
    instance = draw(spec, attempt.seed)
    total = _total(instance)
    try:
        entries = read_entries(attempt.answer, instance.truth)
    except UnreadableError as error:
        evidence = NumericEvidence(position=error.position)
        return invalid(evidence, error.diagnosis, max_marks=total)
    parts = _mark(instance, entries)
    score = sum(part.marks for part in parts) / total
    unreadable = tuple(part.id for part in parts if part.outcome == "invalid")
    slips = tuple(dict.fromkeys(part.diagnosis for part in parts if part.diagnosis))
    evidence = NumericEvidence(invalid_fields=unreadable or None)
    if unreadable and len(unreadable) == len(entries):
        return Verdict("invalid", 0.0, evidence, total, slips, parts)
    if all(part.outcome == "correct" for part in parts):
        return Verdict("correct", 1.0, evidence, total, (), parts)
    partly: Outcome = "partial" if score > 0 else "wrong"
    return Verdict(partly, round(score, 6), evidence, total, slips, parts)


def _total(instance: Instance) -> float:
    return sum(step.marks for step in instance.formulas.steps)


def _mark(instance: Instance, entries: Mapping[str, Entry]) -> tuple[Part, ...]:
    true_env = {**instance.data, **instance.truth}
    own_env = dict(true_env)
    settled: set[str] = set(instance.data)
    parts = []
    for step in instance.formulas.steps:
        entry = entries.get(step.id)
        carried = _value(step.node, own_env)
        outcome, diagnosis = _judge(step, entry, carried, true_env, own_env, settled, instance)
        if outcome == "correct":
            settled.add(step.id)
        if entry is not None and entry.fault is None:
            own_env[step.id] = entry.value
        follows = (
            ""
            if carried is None or step.tolerance.accepts(carried, true_env[step.id])
            else printed(carried)
        )
        earned = step.marks if outcome in ("correct", "carried") else 0.0
        parts.append(
            Part(
                step.id,
                outcome,
                earned,
                step.marks,
                printed(instance.truth[step.id]),
                entry.text if entry else "",
                outcome == "carried",
                diagnosis,
                label=authored(step.label.zh, step.label.en),
                carried=follows,
            )
        )
    return tuple(parts)


def _judge(
    step: Step,
    entry: Entry | None,
    carried: Any,
    true_env: Mapping[str, Value],
    own_env: Mapping[str, Value],
    settled: set[str],
    instance: Instance,
) -> tuple[PartOutcome, Diagnosis | None]:
    if entry is None:
        return "blank", None
    if entry.fault is not None:
        return "invalid", entry.fault
    if step.tolerance.accepts(entry.value, true_env[step.id]):
        return "correct", None
    if carried is not None and step.tolerance.accepts(entry.value, carried):
        earlier = step.uses & set(instance.truth)
        return ("correct" if earlier <= settled else "carried"), None
    return "wrong", _diagnose(step, entry.value, true_env, own_env, instance)


def _value(node: Any, env: Mapping[str, Value]) -> Any:
    try:
        value = evaluate(node, env)
    except EvaluationError:
        return None
    return value if np.isfinite(value).all() else None


def _diagnose(
    step: Step,
    got: Any,
    true_env: Mapping[str, Value],
    own_env: Mapping[str, Value],
    instance: Instance,
) -> Diagnosis | None:
    """The author's slips first, on the learner's own numbers and on the true ones; then edits of
    the formula.
    """
    environments = (own_env, true_env)
    for wrong in step.wrong:
        for env in environments:
            value = _value(wrong.node, env)
            if value is not None and step.tolerance.accepts(got, value):
                return wrong.diagnosis
    if step.tolerance.accepts(got, true_env[step.id], slack=ROUNDING_SLACK):
        return _ROUNDED
    for code, node in mutants(step.node, instance.formulas.symbols):
        if code not in _TELLING:
            continue
        for env in environments:
            value = _value(node, env)
            if (
                value is not None
                and step.tolerance.accepts(got, value)
                and not step.tolerance.accepts(value, true_env[step.id])
            ):
                return diagnosed(code, "symbolic")
    return None
