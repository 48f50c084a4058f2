"""An answer tried before it is marked: it runs on the shown samples, and everything is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graders.code.expected import Material
from graders.code.languages import Form
from graders.code.marking import Marked, Marking
from graders.code.shorten import arguments, short
from graders.code.spec import TAIL, CodeEvidence, CodeSpec
from graders.said import said
from graders.verdict import Diagnosis, Part, Verdict

# of a question without samples of its own, so many of its cases are shown
SHOWN = 2
# another seed than any answer is marked with, so that hidden cases stay hidden
SEED = 2**62 + 1


def samples_of(spec: CodeSpec) -> CodeSpec:
    """The question of a trial: the samples for its cases, and no rules but the values."""
    return replace(
        spec,
        cases=spec.samples or spec.cases,
        checks="",
        samples="",
        mutants=(),
        graph=False,
        jit=False,
        deterministic=False,
    )


def shown(material: Material, spec: CodeSpec) -> Material:
    """The material of a trial: all samples, or the first cases."""
    count = len(material.values) if spec.samples else SHOWN
    return replace(
        material,
        values=material.values[:count],
        shown=material.shown[:count],
        model_inputs=material.model_inputs[:count],
        probes=material.probes[:count],
        held=material.held[:count],
        stability=[],
        shown_stability=[],
    )


def tried(marking: Marking, forms: Sequence[Form], layers: Sequence[str]) -> Verdict[CodeEvidence]:
    """The verdict of a trial, which decides nothing: a part a sample with what came out and what
    was expected.
    """
    marked = marking.best(forms)
    parts = tuple(_part(marking, marked, index) for index in range(len(marking.material.values)))
    ending = marked.result.ending
    evidence = CodeEvidence(
        device=marked.result.device,
        cases=len(parts),
        failing=marked.judge.failing(),
        printed=ending.log[-TAIL:],
        cpu_s=round(ending.cpu, 3),
        wall_s=round(ending.wall, 3),
        sandbox=tuple(layers),
        language=marked.form.language,
        taken_off=marking.answer.told or None,
    )
    told = [part.diagnosis for part in parts if part.diagnosis is not None]
    slips = (Diagnosis("trial", said("code.trial")), *dict.fromkeys(told))
    return Verdict("undecided", 0.0, evidence, 0.0, slips, parts)


def _part(marking: Marking, marked: Marked, index: int) -> Part:
    material, spec = marking.material, marking.spec
    failure = next(
        (f for f in marked.judged.failures if f.case == index and f.part == "values"), None
    )
    case = marked.result.cases.get(("values", index))
    inputs = arguments(spec.names, material.shown[index])
    return Part(
        f"sample-{index + 1}",
        "wrong" if failure else "correct",
        0.0,
        0.0,
        expected=short(material.reference.cases["values", index].value),
        got=short(case.value) if case is not None and case.fault is None else "",
        diagnosis=failure.diagnosis if failure else None,
        word=failure.diagnosis.code if failure else None,
        label=said("code.sample", inputs=inputs),
    )
