"""Compares a submission's run with the reference's, part by part. No code runs here; the arrays
have all arrived.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from graders.code import feedback, languages
from graders.code.compare import Difference, Tolerance, compare, entries, outline
from graders.code.expected import Material
from graders.code.matching import Matching
from graders.code.paste import as_code
from graders.code.relations import Seen, relation
from graders.code.results import CaseResult, Fault, RunResult
from graders.code.shorten import arguments, finite, short
from graders.code.spec import CodeSpec, FailingCase
from graders.code.values import Array, Unsupported
from graders.said import Said, said
from graders.verdict import Diagnosis, Part

SHOWN_CASES = 2
DIFFERENCES_RTOL = 1e-3


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed case of one part."""

    part: str
    case: int
    diagnosis: Diagnosis
    difference: Difference | None = None
    fault: Fault | None = None
    group: str = "values"


@dataclass(slots=True)
class Judgement:
    """Parts in order, and the failures behind them."""

    parts: list[Part] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, name: str, failures: list[Failure], ran: bool = True) -> None:
        """Adds a part: right when nothing failed, ``not-run`` when it never came to it."""
        first = failures[0] if failures else None
        if first is None:
            self.parts.append(Part(name, "correct" if ran else "not-run", 1.0 if ran else 0.0, 1.0))
            return
        d = first.difference
        self.parts.append(
            Part(
                name,
                "wrong",
                0.0,
                1.0,
                expected=d.expected if d else "",
                got=d.got if d else "",
                diagnosis=first.diagnosis,
                word=first.diagnosis.code,
            )
        )
        self.failures.extend(failures)


class Judge:
    """Judges one run of one question."""

    def __init__(
        self,
        spec: CodeSpec,
        source: str,
        material: Material,
        run: RunResult,
        *,
        uses_numpy: bool = False,
    ) -> None:
        self.spec, self.source, self.material, self.run = spec, source, material, run
        self.uses_numpy = uses_numpy
        self.by_differences = languages.reference_form(spec).framework == "numpy"
        self.matching = Matching(spec)
        self.tolerance = self.matching.tolerance
        self.result = Judgement()

    def judge(self) -> Judgement:
        """Values, gradients, graph and XLA runs, stability; the checks are added by the caller, who
        runs them.
        """
        self.result.add("values", self._values())
        if self.spec.gradients:
            self.result.add("gradients", self._gradients(), self._ran())
        for name in self.spec.runs:
            label = "deterministic" if name == "repeat" else name
            self.result.add(label, self._extra(name, label), self._ran())
        for index in range(len(self.material.stability)):
            failure = self._case("stability", index, f"stability-{index + 1}")
            self.result.add(f"stability-{index + 1}", [failure] if failure else [])
        return self.result

    def _ran(self) -> bool:
        return any(case.fault is None for case in self.run.cases.values())

    def _values(self) -> list[Failure]:
        found = [
            self._case("values", index, "values") for index in range(len(self.material.values))
        ]
        return [failure for failure in found if failure]

    def fault(self, fault: Fault, part: str, case: int, group: str = "values") -> Failure:
        """A failure that is no difference between values."""
        count = len(self.material.shown[0])
        limits, entry = self.spec.allowed, self.spec.entry
        told = feedback.of_fault(fault, limits, entry, count=count, source=self.source)
        return Failure(part, case, told, fault=fault, group=group)

    def _case(self, group: str, index: int, part: str) -> Failure | None:
        case = self.run.cases.get((group, index))
        if case is None:
            return self.fault(self.run.fault or Fault("no-result"), part, index, group)
        if case.fault:
            return self.fault(case.fault, part, index, group)
        expected = self.material.reference.cases[group, index]
        difference = (
            self._model(expected, case)
            if self.spec.model and group == "values"
            else self.matching.difference(expected.value, case.value)
        )
        return self._differs(difference, part, index, group=group) if difference else None

    def _differs(
        self,
        difference: Difference,
        part: str,
        index: int,
        *,
        group: str = "values",
        name: str = "",
        word: str = "",
    ) -> Failure:
        told = feedback.of_difference(difference, index + 1, name, word=word)
        return Failure(part, index, told, difference, group=group)

    def _model(self, expected: CaseResult, case: CaseResult) -> Difference | None:
        if "weights" not in case.extra:
            return Difference("wrong-structure", "keras.Model", outline(case.value))
        want, have = (
            [w.shape if isinstance(w, Array) else () for w in c.extra["weights"]]
            for c in (expected, case)
        )
        if sorted(want) != sorted(have):
            return Difference("wrong-shape", _weights(want), _weights(have))
        wide = Tolerance(self.spec.rtol, self.spec.atol, 10.0)
        recomputed, probe = expected.extra.get("given"), expected.extra.get("probe")
        first = compare(recomputed if recomputed is not None else expected.value, case.value, wide)
        return first or compare(probe, case.extra.get("probe", Unsupported("nothing")), wide)

    def _gradients(self) -> list[Failure]:
        found = []
        for index in range(len(self.material.values)):
            case = self.run.cases.get(("values", index))
            if case is None or case.fault:
                continue
            if case.gradients_fault:
                found.append(self._no_tape(case.gradients_fault, "gradients", index))
                continue
            failure = self._gradient(index, case)
            if failure:
                found.append(failure)
        return found

    def _gradient(self, index: int, case: CaseResult) -> Failure | None:
        wanted = self.material.reference.cases["values", index].gradients or []
        given: list[Any] = case.gradients or [[] for _ in wanted]
        for name, want, have in zip(
            self.spec.gradients, wanted, [*given, *[[]] * len(wanted)], strict=False
        ):
            for place, expected in enumerate(want):
                got = have[place] if isinstance(have, list) and place < len(have) else None
                difference = self._slope(expected, got)
                if difference and got is None and self.uses_numpy:
                    told = Diagnosis("wrong-gradient", said("code.cut-tape", name=name))
                    return Failure("gradients", index, told, difference)
                if difference:
                    return self._differs(
                        difference, "gradients", index, name=name, word="wrong-gradient"
                    )
        return None

    def _no_tape(self, fault: Fault, part: str, index: int) -> Failure:
        """A further run that there is not: of NumPy there are no gradients and no graphs."""
        if fault.type != "NoTape":
            return self.fault(fault, part, index)
        word = "wrong-gradient" if part == "gradients" else "exception"
        told = Diagnosis(word, said("code.no-tape", language=said(f"language.{fault.message}")))
        return Failure(part, index, told, fault=fault)

    def _slope(self, expected: Any, got: Any) -> Difference | None:
        if expected is None:
            zero = got is None or (isinstance(got, Array) and not got.data.any())
            return None if zero else Difference("wrong-gradient", "None", short(got))
        if not isinstance(got, Array) or got.data.dtype.kind not in "fc":
            return Difference(
                "wrong-gradient", short(expected), "None" if got is None else short(got)
            )
        if got.shape != expected.shape:
            return Difference("wrong-gradient", outline(expected), outline(got))
        tolerance = Tolerance(self.spec.rtol, self.spec.atol, 10.0)
        if self.spec.finite_differences or self.by_differences:
            scale = float(abs(expected.data).max()) if expected.data.size else 0.0
            tolerance = Tolerance(DIFFERENCES_RTOL, DIFFERENCES_RTOL * scale or 1e-6)
        return entries(expected, got, tolerance, "")

    def _extra(self, name: str, label: str) -> list[Failure]:
        found = []
        for index in range(len(self.material.values)):
            case = self.run.cases.get(("values", index))
            if case is None or case.fault:
                continue
            if name in case.faults:
                found.append(self._no_tape(case.faults[name], label, index))
                continue
            expected = (
                case.value
                if name == "repeat"
                else self.material.reference.cases["values", index].value
            )
            got = case.extra.get(name, Unsupported("nothing"))
            difference = self.matching.difference(expected, got)
            if difference:
                found.append(self._differs(difference, label, index))
        return found

    def related(self) -> Said | None:
        """How the wrong values hang together with the right ones."""
        if self.spec.model or self.spec.property_only or self.spec.any_of:
            return None
        seen = []
        failed = {failure.case for failure in self.result.failures if failure.part == "values"}
        for index, given in enumerate(self.material.shown):
            case = self.run.cases.get(("values", index))
            if case is None or case.fault:
                return None
            expected = self.material.reference.cases["values", index].value
            seen.append(Seen(tuple(given), expected, case.value, index in failed))
        return relation(seen, self.spec.names)

    def tell(self, told: Said) -> None:
        """Adds a relation to what is said of the wrong values: one cause, one sentence."""
        first = self.result.failures[0]
        if first.part != "values" or first.difference is None:
            return
        more = feedback.of_difference(first.difference, first.case + 1, relation=told)
        self.result.parts[0] = replace(self.result.parts[0], diagnosis=more)

    def failing(self) -> tuple[FailingCase, ...]:
        """At most two failing cases: inputs shortened, expected and got, first bad index, largest
        error.
        """
        told: dict[tuple[str, int], FailingCase] = {}
        for failure in self.result.failures:
            key = (failure.group, failure.case)
            if key not in told and len(told) < SHOWN_CASES:
                told[key] = self._failing(failure, key)
        return tuple(told.values())

    def _failing(self, failure: Failure, key: tuple[str, int]) -> FailingCase:
        stable = failure.group == "values"
        inputs = (self.material.shown if stable else self.material.shown_stability)[failure.case]
        entry = FailingCase(
            case=failure.case + 1,
            part=failure.part,
            word=failure.diagnosis.code,
            inputs=arguments(self.spec.names, inputs),
            code=as_code(self.spec.names, inputs),
        )
        if failure.difference is not None:
            return self._differing(entry, failure, failure.difference, key)
        if failure.fault is not None and failure.fault.line:
            return replace(
                entry,
                line=failure.fault.line,
                source=feedback.line_of(self.source, failure.fault.line)[:160],
                exception=failure.fault.type,
            )
        return entry

    def _differing(
        self, entry: FailingCase, failure: Failure, d: Difference, key: tuple[str, int]
    ) -> FailingCase:
        entry = replace(
            entry,
            expected=d.expected,
            got=d.got,
            path=d.path,
            index=d.index or None,
            largest_error=finite(d.largest),
            wrong_entries=d.bad,
            entries=d.size,
        )
        expected, got = self.material.reference.cases.get(key), self.run.cases.get(key)
        if failure.part != "values" or self.spec.model or not expected or not got:
            return entry
        return replace(entry, expected_output=short(expected.value), output=short(got.value))


def _weights(shapes: list[tuple[int, ...]]) -> str:
    total = 0
    for shape in shapes:
        count = 1
        for n in shape:
            count *= n
        total += count
    return (
        f"{total} = "
        + " + ".join("x".join(map(str, shape)) or "1" for shape in shapes[:8])
        + (" + …" if len(shapes) > 8 else "")
    )


def same_behaviour(
    mutant: RunResult, run: RunResult, tolerance: Tolerance, trained: bool = False
) -> bool:
    """Whether a submission did on every case what a mutant did: same values and gradients, or the
    same kind of failure.

    Models that were `trained` must have come to the same outputs; of others the architecture alone
    counts.
    """
    if mutant.fault or set(mutant.cases) != set(run.cases) or not mutant.cases:
        return False
    return all(
        _same_case(case, run.cases[key], tolerance)
        and (not trained or _as_trained(case, run.cases[key]))
        for key, case in mutant.cases.items()
    )


def _as_trained(mutant: CaseResult, case: CaseResult) -> bool:
    # training magnifies rounding, so its outcome is held to fewer digits than one pass
    return compare(mutant.value, case.value, Tolerance(1e-2, 1e-2)) is None


def _same_case(mutant: CaseResult, case: CaseResult, tolerance: Tolerance) -> bool:
    if mutant.fault or case.fault:
        return bool(mutant.fault and case.fault and mutant.fault.type == case.fault.type)
    if "weights" in mutant.extra or "weights" in case.extra:
        shapes = [sorted(w.shape for w in c.extra.get("weights", ())) for c in (mutant, case)]
        return (
            shapes[0] == shapes[1]
            and compare(
                mutant.extra.get("probe"),
                case.extra.get("probe"),
                Tolerance(tolerance.rtol, tolerance.atol, 10.0),
            )
            is None
        )
    if compare(mutant.value, case.value, tolerance) is not None:
        return False
    wide = Tolerance(tolerance.rtol, tolerance.atol, 10.0)
    return mutant.gradients is None or (
        case.gradients is not None and compare(mutant.gradients, case.gradients, wide) is None
    )
