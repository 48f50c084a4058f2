"""The symbolic grader by itself: reference, answer and symbols in, a decision with its reasons
out.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from graders.codec import from_json, to_json
from graders.expression.errors import EvaluationError, described_shape
from graders.expression.nodes import Node
from graders.expression.printing import to_unicode
from graders.expression.reader import ReadError, read, readings
from graders.expression.symbols import Declaration, DeclarationError, Symbol, declare_all
from graders.said import said
from graders.symbolic.decide import Decision, Reference, decide, left_indices
from graders.symbolic.diagnose import Diagnoser, Listed
from graders.symbolic.epsilons import without_epsilons
from graders.symbolic.spec import Allowance, Counterexample, Misconception
from graders.toml_lines import Path
from graders.verdict import Diagnosis, SpecError, diagnosed, listed


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What check-formula says; `error` is why the answer cannot be read."""

    outcome: Literal["equal", "different", "invalid", "undecided"]
    method: str = "sampled"
    points: int = 0
    proved: bool = False
    counterexample: Counterexample | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    error: ReadError | None = None
    reading: str = ""
    elapsed_ms: float = 0.0
    id: object = None
    # the tree that was compared
    node: Node | None = None


class Formula:
    """A reference that is ready for answers: read, sampled, with its misconceptions; raises
    `SpecError`.
    """

    def __init__(
        self,
        reference: str,
        declarations: Mapping[str, Declaration],
        misconceptions: Sequence[Misconception],
        *,
        epsilon: Allowance = "refused",
    ) -> None:
        self.epsilon = epsilon
        self.symbols = _declared(declarations)
        self.reference = Reference(self._read(reference, ("answer",)), self.symbols)
        slips = [
            Listed(
                self._read(wrong.answer, ("misconception", number, "answer")),
                listed(f"misconception:{number + 1}", wrong.zh, wrong.en),
            )
            for number, wrong in enumerate(misconceptions)
        ]
        self.diagnoser = Diagnoser(self.reference, slips)

    def _read(self, text: str, path: Path) -> Node:
        try:
            return read(text, self.symbols)
        except ReadError as error:
            place = error.position + 1
            why = said("formula.at-character", why=error.said, text=text[:80], place=place)
            raise SpecError(why, path=path) from None

    def check(self, answer: str, diagnose: bool = True) -> CheckResult:
        """Decide about one answer."""
        left = left_indices(answer)
        try:
            node, decision = self._meant(answer, left)
        except ReadError as error:
            return CheckResult(
                "invalid", diagnoses=(Diagnosis(error.code, error.said),), error=error
            )
        diagnoses: tuple[Diagnosis, ...] = ()
        if decision.outcome == "different":
            plain, added = without_epsilons(node)
            if added:
                decision, diagnoses = self._without(decision, plain, added, left=left)
            elif diagnose:
                diagnoses = self._diagnose(decision, node, left)
        return CheckResult(
            decision.outcome,
            decision.method,
            decision.points,
            False,
            decision.counterexample,
            diagnoses,
            reading=to_unicode(node),
            node=node,
        )

    def _meant(self, answer: str, left: tuple[str, ...]) -> tuple[Node, Decision]:
        """The reading that is meant: the one that equals the reference, else one that has its
        shape, else the usual one.
        """
        meant: tuple[Node, Decision] | None = None
        for node in readings(answer, self.symbols):
            decision = decide(self.reference, node, left)
            if decision.outcome == "equal":
                return node, decision
            if meant is None or (meant[1].shape is not None and decision.shape is None):
                meant = node, decision
        assert meant is not None
        return meant

    def _without(
        self, decision: Decision, plain: Node, added: tuple[str, ...], *, left: tuple[str, ...]
    ) -> tuple[Decision, tuple[Diagnosis, ...]]:
        """The decision about an answer that adds small constants, with what is wrong: those
        constants, unless the question allows them, and what is wrong without them.
        """
        beside = decide(self.reference, plain, left)
        allowed = self.epsilon == "allowed"
        if beside.outcome == "equal" and allowed:
            # equal but for the constants: neither identical nor to be proved
            return replace(beside, method="sampled"), ()
        slips: tuple[Diagnosis, ...] = ()
        if beside.outcome == "different":
            slips = self._diagnose(beside, plain, left)
        lost = any(slip.code == "epsilon-lost" for slip in slips)
        if not allowed and not lost:
            constants = ", ".join(added)
            slips = (*slips, diagnosed("epsilon-added", "symbolic", epsilon=constants))
        return decision, slips

    def _diagnose(
        self, decision: Decision, node: Node, left: tuple[str, ...]
    ) -> tuple[Diagnosis, ...]:
        slips = self.diagnoser.diagnose(node, decision, left)
        if decision.free and not slips:
            return (diagnosed("free-index", "symbolic"),)
        if decision.shape is None:
            return slips
        shape = decision.shape.said
        if decision.shape.op == "=":
            wanted, got = (
                described_shape(decision.shape.left),
                described_shape(decision.shape.right),
            )
            shape = said("symbolic.result-shape", wanted=wanted, got=got)
        return (Diagnosis("shape", shape), *slips)


def _declared(declarations: Mapping[str, Declaration]) -> dict[str, Symbol]:
    try:
        return declare_all(declarations)
    except DeclarationError as error:
        raise SpecError(error.said, path=("symbols",)) from None


@dataclass(frozen=True, slots=True)
class _Key:
    reference: str
    symbols: dict[str, Declaration]
    misconceptions: tuple[Misconception, ...]
    epsilon: Allowance


@lru_cache(maxsize=512)
def _prepared(key: bytes) -> Formula:
    parts = from_json(key, _Key)
    return Formula(parts.reference, parts.symbols, parts.misconceptions, epsilon=parts.epsilon)


def prepare(
    reference: str,
    symbols: Mapping[str, Declaration],
    misconceptions: Sequence[Misconception] = (),
    epsilon: Allowance = "refused",
) -> Formula:
    """The prepared formula, kept for the next answer; raises `SpecError`."""
    return _prepared(to_json(_Key(reference, dict(symbols), tuple(misconceptions), epsilon)))


def check(
    reference: str,
    answer: str,
    symbols: Mapping[str, Declaration],
    misconceptions: Sequence[Misconception] = (),
    *,
    diagnose: bool = True,
    prove: bool = False,
    epsilon: Allowance = "refused",
    id: object = None,
) -> CheckResult:
    """Compare `answer` with `reference` over `symbols`; raises `SpecError` where the reference or a
    declaration is bad.

    With `prove`, equality that was sampled is also proved by SymPy where that succeeds in time.
    """
    started = time.perf_counter()
    try:
        formula = prepare(reference, symbols, misconceptions, epsilon)
    except EvaluationError as error:
        raise SpecError(error.said, path=("reference",)) from None
    result = formula.check(answer, diagnose)
    if prove and result.outcome == "equal" and result.method == "sampled":
        from graders.symbolic.prove import prove as proves

        assert result.node is not None
        if proves(formula.reference.node, result.node, formula.symbols):
            result = replace(result, proved=True, method="proved")
    elif result.method == "identical":
        result = replace(result, proved=True)
    return replace(result, id=id, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))
