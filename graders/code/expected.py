"""What a submission is compared with: drawn cases, and the reference's and mutants' results on
them.

Each is made in a child of its own that never runs a submission, and kept here, in the parent, by
(question, seed, device).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from graders.code import datasets, models, values
from graders.code.results import RunResult, fault_of, parse, word_of
from graders.code.runner import Ending, Job
from graders.code.spec import CodeSpec
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

    values: list[Any]
    stability: list[Any]
    model_inputs: list[Any]
    buffers: list[bytes | memoryview]
    shown: list[Any]
    shown_stability: list[Any]
    reference: RunResult = field(default_factory=RunResult)
    probes: list[Any] = field(default_factory=list)
    mutants: dict[str, RunResult] = field(default_factory=dict)
    held: list[Any] = field(default_factory=list)


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
        material.reference = run_own(spec, spec.reference, material, seed, device, run, "reference")
        if spec.model:
            _draw_probes(spec, material, seed)
            material.reference = run_own(
                spec, spec.reference, material, seed, device, run, "reference"
            )
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
    header = {
        "role": "cases",
        "source": spec.cases,
        "seed": seed,
        "held_out": len(spec.held_out),
        "data": encoder.encode(data) if data is not None else None,
    }
    ending = run(Job(header, encoder.buffers, generous(spec)))
    if not ending.frames or ending.frames[-1][0].get("kind") != "end" or ending.stopped:
        _own_failure(ending, spec, "cases")
    reply, buffers = ending.frames[-1]
    shown = [values.decode(node, buffers) for node in reply["values"]]
    hard = [values.decode(node, buffers) for node in reply["stability"]]
    if spec.model and not reply.get("model_inputs"):
        raise SpecError("a question about a model defines model_inputs(rng)", "cases")
    held = (
        [values.decode(node, ending.frames[0][1]) for node in ending.frames[0][0]["values"]]
        if spec.held_out
        else []
    )
    return Material(
        reply["values"],
        reply["stability"],
        reply.get("model_inputs", []),
        list(buffers),
        shown,
        hard,
        held=held,
    )


def generous(spec: CodeSpec) -> Any:
    """Limits for the question's own code: four times the learner's, as a busy machine is no fault
    of it.
    """
    return replace(spec.limits, cpu=spec.limits.cpu * 4, wall=spec.limits.wall * 4)


def run_header(
    spec: CodeSpec, source: str, material: Material, seed: int, device: str
) -> dict[str, Any]:
    """The request to run `source` on all cases. It names neither the question nor the seed of its
    cases.
    """
    return {
        "role": "run",
        "source": source,
        "entry": spec.entry,
        "arguments": spec.arguments,
        "values": material.values,
        "stability": material.stability,
        "positions": list(spec.positions),
        "runs": [],
        "forbidden": [],
        "cotangent_seed": derived(seed, "cotangent"),
        "run_seed": derived(seed, "run"),
        "device": device,
        "model_inputs": material.model_inputs if spec.model else [],
    }


def run_own(
    spec: CodeSpec,
    source: str,
    material: Material,
    seed: int,
    device: str,
    run: RunJob,
    where: str,
    given: list[Any] | None = None,
) -> RunResult:
    """Runs the reference or a mutant; `given` are a submission's own weights, for the recomputed
    forward pass.
    """
    encoder = values.Encoder()
    encoder.buffers = list(material.buffers)
    header = run_header(spec, source, material, seed, device)
    header["differences"] = spec.differences and where == "reference"
    header["model_weights"] = weight_nodes(encoder, material.probes, given)
    # of a trained reference only the architecture is used: its weights are replaced by others
    header["untrained"] = spec.model and where == "reference"
    ending = run(Job(header, encoder.buffers, generous(spec), device))
    result = parse(ending, generous(spec))
    if where == "reference":
        first = result.fault or next(
            (case.fault for case in result.cases.values() if case.fault), None
        )
        if first is not None:
            _own_failure(ending, spec, where, first)
    return result


def weight_nodes(
    encoder: values.Encoder, probes: list[Any], given: list[Any] | None = None
) -> dict[str, Any]:
    """The weights to send along: drawn ones for every case and, to the reference, the submission's
    own.
    """
    named = (("given", given), ("probe", probes))
    return {name: [encoder.encode(weights) for weights in group] for name, group in named if group}


def _draw_probes(spec: CodeSpec, material: Material, seed: int) -> None:
    for index in range(len(material.values)):
        extra = material.reference.cases["values", index].extra
        if "weights" not in extra:
            raise SpecError("does not return a Keras model", "reference")
        like = [array.data for array in extra["weights"]]
        material.probes.append(
            models.draw_weights(like, extra["names"], (derived(seed, "weights"), index))
        )


def _own_failure(ending: Ending, spec: CodeSpec, where: str, fault: Any = None) -> None:
    if fault is None and ending.frames and ending.frames[-1][0].get("kind") == "failed":
        fault = fault_of(ending.frames[-1][0].get("error"))
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
