"""One attempt: run the submission, judge it, run the checks, look for the mutant it equals, and put
the verdict together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graders.code import feedback, values
from graders.code.compare import Tolerance
from graders.code.expected import Material, generous, run_header, run_own, weight_nodes
from graders.code.judge import Failure, Judge, Judgement, same_behaviour
from graders.code.results import RunResult, fault_of, parse, word_of
from graders.code.runner import Ending, Job
from graders.code.spec import CodeSpec
from graders.verdict import Diagnosis, SpecError, Verdict

TAIL = 1500
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


class Attempt:
    """`verdict()` does it all; `run` runs a job and gives its ending."""

    def __init__(
        self,
        spec: CodeSpec,
        source: str,
        seed: int,
        device: str,
        material: Material,
        run: Callable[[Job], Ending],
    ) -> None:
        self.spec, self.source, self.seed, self.device = spec, source, seed, device
        self.material, self.run = material, run

    def verdict(self, layers: list[str]) -> Verdict:
        """Runs everything and gives the verdict; `layers` are the sandbox's, for the evidence."""
        result = self._submission()
        if self.spec.model and result.fault is None:
            self._recompute(result)
        judge = Judge(self.spec, self.source, self.material, result)
        judged = judge.judge()
        if self.spec.checks.strip():
            self._checks(result, judged)
        diagnoses = _diagnoses(judged)
        wrong = {failure.diagnosis.code for failure in judged.failures}
        if wrong and not wrong & WHOLE and result.fault is None:
            mutant = self._mutant(result)
            diagnoses[1:1] = [mutant] if mutant else []
        return self._verdict(judged, judge, result, diagnoses, layers)

    def _submission(self) -> RunResult:
        encoder = values.Encoder()
        encoder.buffers = list(self.material.buffers)
        header = run_header(self.spec, self.source, self.material, self.seed, self.device)
        header |= {
            "forbidden": list(self.spec.forbidden),
            "runs": list(self.spec.runs),
            "model_weights": weight_nodes(encoder, self.material.probes),
        }
        ending = self.run(Job(header, encoder.buffers, self.spec.limits, self.device))
        return parse(ending, self.spec.limits)

    def _recompute(self, result: RunResult) -> None:
        """Lets the reference compute its outputs from the submission's own weights, where their
        shapes fit.
        """
        given = []
        for index in range(len(self.material.values)):
            case = result.cases.get(("values", index))
            weights = case.extra.get("weights") if case else None
            if not isinstance(weights, list) or not all(
                isinstance(w, values.Array) for w in weights
            ):
                return
            given.append([w.data for w in weights])
        again = run_own(
            self.spec,
            self.spec.reference,
            self.material,
            self.seed,
            self.device,
            self.run,
            "reference",
            given,
        )
        self.material = Material(
            **{name: getattr(self.material, name) for name in Material.__slots__}
        )
        self.material.reference = again

    def _checks(self, result: RunResult, judged: Judgement) -> None:
        names = _check_names(self.spec.checks)
        groups = [("values", i) for i in range(len(self.material.values))]
        if any(key not in result.cases or result.cases[key].fault for key in groups):
            for name in names:
                judged.add(name, [], ran=False)
            return
        encoder = values.Encoder()
        held = self.material.held or [()] * len(groups)
        header = {
            "role": "checks",
            "source": self.spec.checks,
            "names": [*self.spec.names, *self.spec.held_out],
            "inputs": [
                encoder.encode((*case, *more))
                for case, more in zip(self.material.shown, held, strict=True)
            ],
            "outputs": [
                encoder.encode(self._shown_to_checks(result, index)) for index in range(len(groups))
            ],
        }
        limits = generous(self.spec)
        ending = self.run(Job(header, encoder.buffers, limits))
        if not ending.frames or ending.frames[-1][0].get("kind") != "end":
            fault = fault_of(ending.frames[-1][0].get("error")) if ending.frames else None
            raise SpecError(
                f"{fault.type}: {fault.message}" if fault else word_of(ending, limits), "checks"
            )
        for check in ending.frames[-1][0]["checks"]:
            failure = check["failure"]
            if failure is None:
                judged.add(check["name"], [])
                continue
            message = (
                failure["message"]
                if failure["asserted"]
                else f"{failure['type']}: {failure['message']}"
            )
            said = feedback.of_check(
                check["name"], check["doc"], failure["case"] + 1, values.printable(message, 200)
            )
            judged.add(check["name"], [Failure(check["name"], failure["case"], said)])

    def _shown_to_checks(self, result: RunResult, index: int) -> Any:
        """A case's output; of a model, the outputs that the reference recomputed from its weights,
        and the weights.
        """
        case = result.cases["values", index]
        if not self.spec.model:
            return _checkable(case.value)
        recomputed = self.material.reference.cases["values", index].extra.get("given")
        return {
            "outputs": recomputed if recomputed is not None else _checkable(case.value),
            "weights": case.extra.get("weights"),
            "parameters": case.extra.get("parameters"),
        }

    def _mutant(self, result: RunResult) -> Diagnosis | None:
        tolerance = Tolerance(self.spec.rtol, self.spec.atol)
        for mutant in self.spec.mutants:
            if mutant.name not in self.material.mutants:
                self.material.mutants[mutant.name] = run_own(
                    self.spec,
                    mutant.source,
                    self.material,
                    self.seed,
                    self.device,
                    self.run,
                    "mutant",
                )
            if same_behaviour(
                self.material.mutants[mutant.name],
                result,
                tolerance,
                trained=bool(self.spec.held_out),
            ):
                return Diagnosis(
                    f"mutant:{mutant.name}", mutant.zh or mutant.en, mutant.en or mutant.zh
                )
        return None

    def _verdict(
        self,
        judged: Judgement,
        judge: Judge,
        result: RunResult,
        diagnoses: list[Diagnosis],
        layers: list[str],
    ) -> Verdict:
        right = sum(part.outcome == "correct" for part in judged.parts)
        values_right = judged.parts[0].outcome == "correct"
        outcome: Any = (
            "correct" if right == len(judged.parts) else "partial" if values_right else "wrong"
        )
        score = right / len(judged.parts) if values_right else 0.0
        ending = result.ending
        evidence: dict[str, Any] = {
            "device": result.device,
            "seed": self.seed,
            "cases": len(self.material.values),
            "failing": judge.failing(),
            "printed": ending.log[-TAIL:],
            "cpu_s": round(ending.cpu, 3),
            "wall_s": round(ending.wall, 3),
            "peak_mb": round(ending.peak / 2**20),
            "sandbox": layers,
        }
        if result.tf32 is not None:
            evidence["tf32"] = result.tf32
        return Verdict(
            outcome,
            round(score, 4),
            float(len(judged.parts)),
            tuple(diagnoses),
            tuple(judged.parts),
            evidence,
        )


def _diagnoses(judged: Judgement) -> list[Diagnosis]:
    found: dict[str, Diagnosis] = {}
    for part in judged.parts:
        if part.diagnosis is not None:
            key = part.diagnosis.code if part.diagnosis.code != "wrong-property" else part.id
            found.setdefault(key, part.diagnosis)
    return list(found.values())


def _check_names(source: str) -> list[str]:
    import ast

    try:
        return [
            n.name
            for n in ast.parse(source).body
            if isinstance(n, ast.FunctionDef) and n.name.startswith("check_")
        ]
    except SyntaxError as error:
        raise SpecError(f"does not parse: {error}", "checks") from error


def _checkable(value: Any) -> Any:
    """`value` with what cannot be sent on replaced by None."""
    if isinstance(value, values.Unsupported):
        return None
    if isinstance(value, (list, tuple)):
        return type(value)(_checkable(item) for item in value)
    return (
        {key: _checkable(item) for key, item in value.items()} if isinstance(value, dict) else value
    )
