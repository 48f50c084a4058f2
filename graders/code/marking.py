"""One answer marked: run the submission, judge it, run the checks, look for the mutant it equals,
and put the verdict together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graders.code import feedback, languages, messages, values
from graders.code.compare import Tolerance
from graders.code.expected import Material, Own, generous, run_request, weight_nodes
from graders.code.judge import Failure, Judge, Judgement, same_behaviour
from graders.code.languages import Form
from graders.code.messages import AllChecked, Broken, Check, Failed
from graders.code.results import RunResult, fault_of, parse, word_of
from graders.code.runner import Ending, Job
from graders.code.signature import check_names
from graders.code.spec import TAIL, CodeEvidence, CodeSpec
from graders.code.submission import Submission
from graders.said import Said, said
from graders.verdict import Diagnosis, Outcome, SpecError, Verdict, listed

# failures of a whole run: a mutant cannot share them
WHOLE = {
    "time-limit",
    "memory-limit",
    "output-limit",
    "denied-action",
    "no-result",
    "missing-entry",
    "forbidden-name",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A run in one form, and what was made of it."""

    form: Form
    result: RunResult
    judge: Judge
    judged: Judgement

    @property
    def count(self) -> int:
        """How many parts are right."""
        return sum(part.outcome == "correct" for part in self.judged.parts)

    @property
    def right(self) -> bool:
        """Whether all parts are."""
        return self.count == len(self.judged.parts)

    @property
    def whole(self) -> bool:
        """Whether the run as a whole failed: another form would not mend that."""
        words = {failure.diagnosis.code for failure in self.judged.failures}
        return bool(words & WHOLE) or self.result.fault is not None


class Marking:
    """`verdict()` does it all; `run` runs a job and gives its ending."""

    def __init__(
        self,
        spec: CodeSpec,
        answer: Submission,
        seed: int,
        *,
        device: str,
        material: Material,
        run: Callable[[Job], Ending],
    ) -> None:
        self.spec, self.answer, self.seed, self.device = spec, answer, seed, device
        self.material, self.run = material, run

    def verdict(self, forms: Sequence[Form], layers: Sequence[str]) -> Verdict[CodeEvidence]:
        """Runs the answer in the first of `forms`, in the others where that one is not right, and
        gives the best verdict; `layers` are the sandbox's, for the evidence.
        """
        best = self.best(forms)
        mutant = None if best.right or best.whole else self._mutant(best.result)
        if not mutant and best.judged.failures:
            related = best.judge.related()
            if related is not None:
                best.judge.tell(related)
        diagnoses = _diagnoses(best.judged)
        diagnoses[1:1] = [mutant] if mutant else []
        return self._verdict(best, diagnoses, layers)

    def best(self, forms: Sequence[Form]) -> Marked:
        """The run with the most right parts, of as many as are needed."""
        best = self._marked(forms[0])
        for form in forms[1:]:
            if best.right or best.whole:
                break
            other = self._marked(form)
            best = other if other.count > best.count else best
        return best

    def _marked(self, form: Form) -> Marked:
        result = self._submission(form)
        if self.spec.model and result.fault is None:
            self._recompute(result)
        judge = Judge(
            self.spec,
            self.answer.text,
            self.material,
            result,
            uses_numpy="numpy" in self.answer.imported,
        )
        judged = judge.judge()
        if self.spec.checks.strip():
            self._checks(result, judged)
        return Marked(form, result, judge, judged)

    def _submission(self, form: Form) -> RunResult:
        encoder = values.Encoder()
        encoder.buffers = list(self.material.buffers)
        request = replace(
            run_request(
                self.spec, self.answer.text, self.material, self.seed, arguments=form.arguments
            ),
            device=self.device,
            forbidden=self.spec.forbidden,
            runs=self.spec.runs,
            model_weights=weight_nodes(encoder, self.material.probes),
            given=self.answer.given,
        )
        limits = self.spec.allowed
        job = Job(request, encoder.buffers, limits, self.device, form.framework)
        return parse(self.run(job), limits)

    def _own(self) -> Own:
        return Own(self.spec, self.material, self.seed, device=self.device, run=self.run)

    def _recompute(self, result: RunResult) -> None:
        """Lets the reference compute its outputs from the submission's own weights, where their
        shapes fit.
        """
        given = []
        for index in range(len(self.material.values)):
            case = result.cases.get(("values", index))
            weights = case.extra.get("weights") if case else None
            if not isinstance(weights, list) or not all(
                isinstance(weight, values.Array) for weight in weights
            ):
                return
            given.append([weight.data for weight in weights])
        again = self._own().reference(given)
        self.material = replace(self.material, reference=again)

    def _checks(self, result: RunResult, judged: Judgement) -> None:
        names = check_names(self.spec.checks)
        groups = [("values", index) for index in range(len(self.material.values))]
        if any(key not in result.cases or result.cases[key].fault for key in groups):
            for name in names:
                judged.add(name, [], ran=False)
            return
        limits = generous(self.spec)
        encoder = values.Encoder()
        request = self._check(result, len(groups), encoder)
        framework = languages.framework_of(self.spec.checks)
        ending = self.run(Job(request, encoder.buffers, limits, framework=framework))
        if not ending.frames or ending.frames[-1][0].get("kind") != "end":
            raise SpecError(_why(ending) or word_of(ending, limits), "checks")
        for check in messages.read(ending.frames[-1][0], AllChecked).checks:
            failure = check.failure
            if failure is None:
                judged.add(check.name, [])
                continue
            message = values.printable(_message(failure), 200)
            told = feedback.of_check(check.name, check.doc, failure.case + 1, message)
            judged.add(check.name, [Failure(check.name, failure.case, told)])

    def _check(self, result: RunResult, count: int, encoder: values.Encoder) -> Check:
        held = self.material.held or [()] * count
        inputs = [
            encoder.encode((*case, *more))
            for case, more in zip(self.material.shown, held, strict=True)
        ]
        return Check(
            source=self.spec.checks,
            names=(*self.spec.names, *self.spec.held_out),
            inputs=inputs,
            outputs=[encoder.encode(self._checked(result, index)) for index in range(count)],
        )

    def _checked(self, result: RunResult, index: int) -> values.Value:
        """A case's output as checks see it; of a model, the outputs that the reference recomputed
        from its weights, and the weights.
        """
        case = result.cases["values", index]
        if not self.spec.model:
            return _checkable(case.value)
        recomputed = self.material.reference.cases["values", index].extra.get("given")
        return {
            "outputs": recomputed if recomputed is not None else _checkable(case.value),
            "weights": case.extra.get("weights"),
            "parameters": case.parameters,
        }

    def _mutant(self, result: RunResult) -> Diagnosis | None:
        tolerance = Tolerance(self.spec.rtol, self.spec.atol)
        results = self.material.mutants
        for mutant in self.spec.mutants:
            if mutant.name not in results:
                results[mutant.name] = self._own().mutant(mutant.source)
            trained = bool(self.spec.held_out)
            if same_behaviour(results[mutant.name], result, tolerance, trained=trained):
                return listed(f"mutant:{mutant.name}", mutant.zh, mutant.en)
        return None

    def _verdict(
        self, marked: Marked, diagnoses: Sequence[Diagnosis], layers: Sequence[str]
    ) -> Verdict[CodeEvidence]:
        parts, ending = marked.judged.parts, marked.result.ending
        values_right = parts[0].outcome == "correct"
        evidence = CodeEvidence(
            device=marked.result.device,
            seed=self.seed,
            cases=len(self.material.values),
            failing=marked.judge.failing(),
            printed=ending.log[-TAIL:],
            cpu_s=round(ending.cpu, 3),
            wall_s=round(ending.wall, 3),
            peak_mb=round(ending.peak / 2**20),
            sandbox=tuple(layers),
            tf32=marked.result.tf32,
            language=marked.form.language,
            accepted_as=_accepted(marked.judge.matching.notes) or None,
            taken_off=self.answer.told or None,
        )
        return Verdict(
            _outcome(values_right, marked.right),
            round(marked.count / len(parts), 4) if values_right else 0.0,
            evidence,
            float(len(parts)),
            tuple(diagnoses),
            tuple(parts),
        )


def _accepted(notes: Collection[str]) -> tuple[Said, ...]:
    return tuple(said(f"code.accepted-{note}") for note in sorted(notes))


def _outcome(values_right: bool, all_right: bool) -> Outcome:
    if all_right:
        return "correct"
    return "partial" if values_right else "wrong"


def _why(ending: Ending) -> str:
    """What the checks' own code raised."""
    if not ending.frames or ending.frames[-1][0].get("kind") != "failed":
        return ""
    fault = fault_of(messages.read(ending.frames[-1][0], Failed).error)
    return f"{fault.type}: {fault.message}"


def _message(failure: Broken) -> str:
    if failure.asserted:
        return failure.error.message
    return f"{failure.error.type}: {failure.error.message}"


def _diagnoses(judged: Judgement) -> list[Diagnosis]:
    """Each slip once, a broken property by its part."""
    told: dict[str, Diagnosis] = {}
    for part in judged.parts:
        if part.diagnosis is not None:
            own = part.diagnosis.code == "wrong-property"
            told.setdefault(part.id if own else part.diagnosis.code, part.diagnosis)
    return list(told.values())


def _checkable(value: Any) -> values.Value:
    """`value` with what cannot be sent on replaced by None."""
    if isinstance(value, values.Unsupported):
        return None
    if isinstance(value, (list, tuple)):
        return type(value)(_checkable(item) for item in value)
    if isinstance(value, dict):
        return {key: _checkable(item) for key, item in value.items()}
    if isinstance(value, values.Items):
        return values.Items(value.kind, tuple(_checkable(item) for item in value.items))
    return value
