"""Mark worked steps: each on its own merits, with follow-through from the learner's own earlier
entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.expression.nodes import Node
from graders.kind import Attempt
from graders.numeric.drawing import Value
from graders.numeric.formulas import Step
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
    marking = _Marking(instance)
    parts = tuple(marking.part(step, entries.get(step.id)) for step in instance.formulas.steps)
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


class _Marking:
    """Marks the steps in order; each may follow from what the learner wrote for those before it."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.true = instance.numbers
        # the learner's own entries where they could be read, else the true values
        self.own = instance.numbers
        # what may be used without carrying a slip on
        self.settled = set(instance.data)

    def part(self, step: Step, entry: Entry | None) -> Part:
        """The mark of one step."""
        follows = _value(step.node, self.own)
        outcome, slip = self._judge(step, entry, follows)
        if outcome == "correct":
            self.settled.add(step.id)
        if entry is not None and entry.value is not None:
            self.own[step.id] = entry.value
        differs = follows is not None and not step.tolerance.accepts(follows, self.true[step.id])
        return Part(
            id=step.id,
            outcome=outcome,
            marks=step.marks if outcome in ("correct", "carried") else 0.0,
            max_marks=step.marks,
            expected=printed(self.true[step.id]),
            got=entry.text if entry is not None else "",
            follow_through=outcome == "carried",
            diagnosis=slip,
            label=authored(step.label.zh, step.label.en),
            carried=printed(follows) if follows is not None and differs else "",
        )

    def _judge(
        self, step: Step, entry: Entry | None, follows: Value | None
    ) -> tuple[PartOutcome, Diagnosis | None]:
        if entry is None:
            return "blank", None
        if entry.value is None:
            return "invalid", entry.fault
        if step.tolerance.accepts(entry.value, self.true[step.id]):
            return "correct", None
        if follows is not None and step.tolerance.accepts(entry.value, follows):
            earlier = step.uses & set(self.instance.truth)
            return ("correct" if earlier <= self.settled else "carried"), None
        return "wrong", self._slip(step, entry.value)

    def _slip(self, step: Step, got: Value) -> Diagnosis | None:
        """The author's slips first, on the learner's own numbers and on the true ones; then edits
        of the formula.
        """
        for wrong in step.wrong:
            if any(step.tolerance.names(got, value) for value in self._values(wrong.node)):
                return wrong.diagnosis
        right = self.true[step.id]
        if step.tolerance.accepts(got, right, slack=ROUNDING_SLACK):
            return _ROUNDED
        for code, node in mutants(step.node, self.instance.formulas.symbols):
            if code not in _TELLING:
                continue
            for value in self._values(node):
                # an edit that changes nothing in this variant tells nothing
                changes = not step.tolerance.accepts(value, right)
                if changes and step.tolerance.accepts(got, value):
                    return diagnosed(code, "symbolic")
        return None

    def _values(self, node: Node) -> Iterator[Value]:
        """What a formula gives on the learner's own numbers and on the true ones."""
        for env in (self.own, self.true):
            value = _value(node, env)
            if value is not None:
                yield value


def _value(node: Node, env: Mapping[str, Value]) -> Value | None:
    """The value of a formula; None where it has none that is finite."""
    try:
        value = evaluate(node, env)
    except EvaluationError:
        return None
    return value if np.isfinite(value).all() else None
