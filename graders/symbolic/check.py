"""The symbolic grader by itself: reference, answer and symbols in, a decision with its reasons
out.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from graders.expression.errors import EvaluationError, describe_shape
from graders.expression.nodes import Node
from graders.expression.printing import to_unicode
from graders.expression.reader import ReadError, read
from graders.expression.symbols import DeclarationError, Symbol, declare_all
from graders.symbolic.decide import Decision, Reference, decide, left_indices
from graders.symbolic.diagnose import Diagnoser, Misconception
from graders.symbolic.messages import named
from graders.verdict import Diagnosis, SpecError


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The contract's check-formula object; `error` is (zh, en, position) where the answer cannot be
    read.
    """

    outcome: Literal["equal", "different", "invalid", "undecided"]
    method: str = "sampled"
    points: int = 0
    proved: bool = False
    counterexample: dict[str, Any] | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    error: ReadError | None = None
    reading: str = ""
    elapsed_ms: float = 0.0
    id: str | None = None

    def to_json(self, lang: str) -> dict[str, Any]:
        """The object as the command line prints it, messages in `lang`."""
        error = None
        if self.error is not None:
            error = {
                "message": self.error.zh if lang == "zh" else self.error.en,
                "position": self.error.position,
                "code": self.error.code,
            }
        return {
            "id": self.id,
            "outcome": self.outcome,
            "method": self.method,
            "points": self.points,
            "proved": self.proved,
            "counterexample": self.counterexample,
            "diagnoses": [{"code": d.code, "message": d.message(lang)} for d in self.diagnoses],
            "error": error,
            "reading": self.reading,
            "elapsed_ms": self.elapsed_ms,
        }


class Formula:
    """A reference that is ready for answers: read, sampled, with its misconceptions; raises
    `SpecError`.
    """

    def __init__(
        self,
        reference: str,
        declarations: Mapping[str, Any],
        misconceptions: Sequence[Mapping[str, str]],
    ) -> None:
        try:
            self.symbols: dict[str, Symbol] = declare_all(declarations)
        except DeclarationError as error:
            raise SpecError(str(error), "symbols") from None
        self.reference = Reference(self._read(reference, "answer"), self.symbols)
        listed = [
            Misconception(
                self._read(m["answer"], f"misconception[{k + 1}].answer"),
                Diagnosis(f"misconception:{k + 1}", m.get("zh", ""), m.get("en", "")),
            )
            for k, m in enumerate(misconceptions)
        ]
        self.diagnoser = Diagnoser(self.reference, listed)

    def _read(self, text: str, where: str) -> Node:
        try:
            return read(text, self.symbols)
        except ReadError as error:
            raise SpecError(
                f"{error.en} (at character {error.position + 1} of '{text[:80]}')", where
            ) from None

    def check(self, answer: str, diagnose: bool = True) -> CheckResult:
        """Decide about one answer."""
        try:
            node = read(answer, self.symbols)
        except ReadError as error:
            return CheckResult(
                "invalid", diagnoses=(Diagnosis(error.code, error.zh, error.en),), error=error
            )
        left = left_indices(answer)
        decision = decide(self.reference, node, left)
        diagnoses: tuple[Diagnosis, ...] = ()
        if decision.outcome == "different" and diagnose:
            diagnoses = self._diagnose(decision, node, left)
        return CheckResult(
            decision.outcome,
            decision.method,
            decision.points,
            False,
            decision.counterexample,
            diagnoses,
            reading=to_unicode(node),
        )

    def _diagnose(
        self, decision: Decision, node: Node, left: tuple[str, ...]
    ) -> tuple[Diagnosis, ...]:
        found = self.diagnoser.diagnose(node, left)
        if decision.free and not found:
            return (named("free-index"),)
        if decision.shape is None:
            return found
        shape = Diagnosis("shape", decision.shape.zh, decision.shape.en)
        if decision.shape.op == "=":
            wanted, got = decision.shape.left, decision.shape.right
            shape = Diagnosis(
                "shape",
                f"结果应当是{describe_shape(wanted, 'zh')}, 这里却是{describe_shape(got, 'zh')}。",
                f"The result should be {describe_shape(wanted, 'en')}, but this is "
                f"{describe_shape(got, 'en')}.",
            )
        return (shape, *found)


@lru_cache(maxsize=512)
def _prepared(key: str) -> Formula:
    reference, declarations, misconceptions = json.loads(key)
    return Formula(reference, declarations, misconceptions)


def prepare(
    reference: str, symbols: Mapping[str, Any], misconceptions: Sequence[Mapping[str, str]] = ()
) -> Formula:
    """The prepared formula, kept for the next answer; raises `SpecError`."""
    return _prepared(
        json.dumps([reference, dict(symbols), [dict(m) for m in misconceptions]], sort_keys=False)
    )


def check(
    reference: str,
    answer: str,
    symbols: Mapping[str, Any],
    misconceptions: Sequence[Mapping[str, str]] = (),
    diagnose: bool = True,
    prove: bool = False,
    id: str | None = None,
) -> CheckResult:
    """Compare `answer` with `reference` over `symbols`; raises `SpecError` where the reference or a
    declaration is bad.

    With `prove`, equality that was sampled is also proved by SymPy where that succeeds in time.
    """
    from dataclasses import replace

    started = time.perf_counter()
    try:
        formula = prepare(reference, symbols, misconceptions)
    except EvaluationError as error:
        raise SpecError(error.en, "reference") from None
    result = formula.check(answer, diagnose)
    if prove and result.outcome == "equal" and result.method == "sampled":
        from graders.symbolic.prove import prove as proves

        if proves(formula.reference.node, read(answer, formula.symbols), formula.symbols):
            result = replace(result, proved=True, method="proved")
    elif result.method == "identical":
        result = replace(result, proved=True)
    return replace(result, id=id, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))
