"""What a submission is compared with: drawn cases, and the reference's and mutants' results on
them.

Each is made in a child of its own that never runs a submission, and kept here, in the parent, by
(question, seed, device).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from graders.code import datasets, languages, messages, models, values
from graders.code.limits import MOST_SECONDS, Limits
from graders.code.messages import Draw, Drawn, Failed, Held, Node, Play, Run
from graders.code.results import Fault, RunResult, fault_of, parse, word_of
from graders.code.runner import Ending, Job
from graders.code.spec import CodeSpec
from graders.said import said
from graders.verdict import SpecError

KEPT = 48
RunJob = Callable[[Job], Ending]


class Undecided(RuntimeError):
    """The question's own code could not finish here; `word` says why (time-limit, cancelled,
    package-missing: name).
    """

    def __init__(self, word: str, detail: str = "") -> None:
        super().__init__(word)
        self.word, self.detail = word, detail


@dataclass(slots=True)
class Material:
    """Cases as nodes to send on and as values to show; and what the reference made of them. `held`
    is for the checks alone.
    """

    values: list[Node]
    stability: list[Node]
    model_inputs: list[Node]
    buffers: list[bytes | memoryview]
    shown: list[Any]
    shown_stability: list[Any]
    reference: RunResult = field(default_factory=RunResult)
    probes: list[Any] = field(default_factory=list)
    mutants: dict[str, RunResult] = field(default_factory=dict)
    held: list[Any] = field(default_factory=list)
    seed: int = 0


class Expectations:
    """Makes and keeps `Material`; safe from several threads."""

    def __init__(self, checksum: str = datasets.CIFAR_SHA256) -> None:
        self.checksum = checksum
        self._kept: OrderedDict[tuple[str, int, str], Material] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, spec: CodeSpec, seed: int, device: str, run: RunJob) -> Material:
        """The material of one instance; raises `SpecError` where the question is broken,
        `Undecided` where it overran.
        """
        key = (spec.digest, seed, device)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        material = draw(spec, seed, run, self._data(spec))
        own = Own(spec, material, seed, device=device, run=run)
        material.reference = own.reference()
        if spec.model:
            _draw_probes(spec, material, seed)
            material.reference = own.reference()
        with self._lock:
            self._kept[key] = material
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return material

    def _data(self, spec: CodeSpec) -> datasets.Arrays | None:
        return datasets.load(spec.data, self.checksum) if spec.data else None


def derived(seed: int, purpose: str) -> int:
    """A seed of its own for each purpose, so that one drawn for a child tells nothing of
    another.
    """
    return int.from_bytes(hashlib.sha256(f"{seed}/{purpose}".encode()).digest()[:4], "big")


def draw(spec: CodeSpec, seed: int, run: RunJob, data: datasets.Arrays | None = None) -> Material:
    """Runs the ``cases`` fence in a process of its own; `data` are the arrays of the question's
    data set.
    """
    encoder = values.Encoder()
    given = encoder.encode(data) if data is not None else None
    request = Draw(source=spec.cases, seed=seed, held_out=len(spec.held_out), data=given)
    framework = languages.framework_of(spec.cases)
    ending = run(Job(request, encoder.buffers, generous(spec), framework=framework))
    if not ending.frames or ending.frames[-1][0].get("kind") != "end" or ending.stopped:
        _own_failure(ending, spec, "cases")
    header, buffers = ending.frames[-1]
    reply = messages.read(header, Drawn)
    if spec.model and not reply.model_inputs:
        raise SpecError(said("code.no-model-inputs"), "cases")
    return Material(
        reply.values,
        reply.stability,
        reply.model_inputs,
        buffers=list(buffers),
        shown=[values.decode(node, buffers) for node in reply.values],
        shown_stability=[values.decode(node, buffers) for node in reply.stability],
        held=_held(ending) if spec.held_out else [],
        seed=seed,
    )


def _held(ending: Ending) -> list[Any]:
    header, buffers = ending.frames[0]
    return [values.decode(node, buffers) for node in messages.read(header, Held).values]


def generous(spec: CodeSpec) -> Limits:
    """Limits for the question's own code: four times the learner's, as a busy machine is no fault
    of it.
    """
    allowed = spec.allowed
    return replace(allowed, cpu=allowed.cpu * 4, wall=allowed.wall * 4)


def run_request(
    spec: CodeSpec, source: str, material: Material, seed: int, *, arguments: str
) -> Run:
    """The request to run `source` on all cases, with arrays in the form `arguments`. It names
    neither the question nor the seed of its cases.
    """
    return Run(
        source=source,
        entry=spec.entry,
        arguments=arguments,
        values=material.values,
        stability=material.stability,
        positions=spec.positions,
        cotangent_seed=derived(seed, "cotangent"),
        run_seed=derived(seed, "run"),
        model_inputs=material.model_inputs if spec.model else [],
        calls=tuple(Play(method=call.method, times=call.times) for call in spec.call),
    )


class Own:
    """Runs the question's own code, its reference or a mutant, on its material."""

    def __init__(
        self, spec: CodeSpec, material: Material, seed: int, *, device: str, run: RunJob
    ) -> None:
        self.spec, self.material, self.seed = spec, material, seed
        self.device, self.run = device, run

    def reference(self, given: list[Any] | None = None) -> RunResult:
        """The reference's results; `given` are a submission's own weights, for the recomputed
        forward pass. Raises `SpecError` or `Undecided`.
        """
        # of a trained reference only the architecture is used: its weights are replaced by others
        ending, result = self._run(
            self.spec.reference,
            given,
            differences=bool(self.spec.gradients),
            untrained=self.spec.model,
        )
        faults = (case.fault for case in result.cases.values() if case.fault)
        first = result.fault or next(faults, None)
        if first is not None:
            _own_failure(ending, self.spec, "reference", first)
        self._comparable(result)
        return result

    def _comparable(self, result: RunResult) -> None:
        """Refuses a reference whose output nothing can be compared with."""
        if self.spec.property_only or self.spec.model:
            return
        for case in result.cases.values():
            name = values.unknown_in(case.value)
            if name is not None:
                raise SpecError(said("code.cannot-compare", type=name), "reference")

    def mutant(self, source: str) -> RunResult:
        """A mutant's results, or how it failed."""
        return self._run(source, None)[1]

    def others(self, sources: Sequence[str], seconds: float) -> list[RunResult]:
        """The results of many small changes of the reference, in one process; each may take
        `seconds`. One that ends the process is a failure, and the rest go on in another.
        """
        results: list[RunResult] = []
        while len(results) < len(sources):
            waiting = tuple(sources[len(results) :])
            run = self._run(self.spec.reference, None, others=waiting, seconds=seconds)[1]
            through = _by_source(run, len(waiting))
            results += through if run.fault is None else through[:-1]
            if run.fault is not None:
                results.append(RunResult(fault=run.fault))
        return results

    def _run(
        self,
        source: str,
        given: list[Any] | None,
        *,
        differences: bool = False,
        untrained: bool = False,
        others: Sequence[str] = (),
        seconds: float = 0.0,
    ) -> tuple[Ending, RunResult]:
        encoder = values.Encoder()
        encoder.buffers = list(self.material.buffers)
        form = languages.source_form(self.spec, source)
        # where there is no tape, differences stand for it
        slopes = self.spec.finite_differences or form.framework == "numpy"
        request = replace(
            run_request(self.spec, source, self.material, self.seed, arguments=form.arguments),
            device=self.device,
            differences=slopes and differences,
            model_weights=weight_nodes(encoder, self.material.probes, given),
            untrained=untrained,
            others=tuple(others),
            seconds=seconds,
        )
        limits = generous(self.spec)
        if others:
            limits = replace(limits, cpu=MOST_SECONDS, wall=2 * MOST_SECONDS)
        job = Job(request, encoder.buffers, limits, self.device, form.framework)
        ending = self.run(job)
        return ending, parse(ending, limits)


def _by_source(run: RunResult, count: int) -> list[RunResult]:
    """The results of each of `count` sources that ran one after another, as far as they came."""
    results: dict[int, RunResult] = {}
    for (group, index), case in run.cases.items():
        number, _, name = group.partition(":")
        if not name:
            continue
        result = results.setdefault(int(number), RunResult())
        if index < 0:
            result.fault = case.fault
        else:
            result.cases[name, index] = case
    last = max(results, default=-1)
    through = last + 1 if run.fault is not None else count
    return [results.get(number, RunResult(fault=run.fault)) for number in range(through)]


def weight_nodes(
    encoder: values.Encoder, probes: list[Any], given: list[Any] | None = None
) -> dict[str, list[Node]]:
    """The weights to send along: drawn ones for every case and, to the reference, the submission's
    own.
    """
    named = (("given", given), ("probe", probes))
    return {name: [encoder.encode(weights) for weights in group] for name, group in named if group}


def _draw_probes(spec: CodeSpec, material: Material, seed: int) -> None:
    for index in range(len(material.values)):
        case = material.reference.cases["values", index]
        if "weights" not in case.extra:
            raise SpecError(said("code.no-model"), "reference")
        like = [array.data for array in case.extra["weights"]]
        seeds = (derived(seed, "weights"), index)
        material.probes.append(models.draw_weights(like, case.names, seeds))


def _own_failure(
    ending: Ending, spec: CodeSpec, where: str, fault: Fault | None = None
) -> NoReturn:
    if fault is None and ending.frames and ending.frames[-1][0].get("kind") == "failed":
        fault = fault_of(messages.read(ending.frames[-1][0], Failed).error)
    if fault is None:
        raise Undecided(word_of(ending, generous(spec)), where)
    if fault.type == "ModuleNotFoundError":
        raise Undecided(
            "package-missing",
            fault.message.split("'")[1] if "'" in fault.message else fault.message,
        )
    if fault.word in ("time-limit", "memory-limit", "cancelled"):
        raise Undecided(fault.word, where)
    raise SpecError(f"{fault.type}: {fault.message}" if fault.type else fault.word, where)
