"""Grades code. The public face of this room: `CodeGrader`, and `grade` on a shared one.

A submission runs in a sandboxed process that knows neither the reference nor what is expected; only
arrays come back, and they are compared here. TensorFlow is never imported in this process.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from graders.code import feedback, gpu, languages, submission, trial
from graders.code.datasets import CIFAR_SHA256, DataDamaged, DataMissing
from graders.code.drawn import Slip
from graders.code.expected import Expectations, Undecided
from graders.code.languages import Form
from graders.code.marking import Marking
from graders.code.runner import Ending, Job, Runner
from graders.code.spec import CodeEvidence, CodeSpec
from graders.code.submission import Submission
from graders.code.validate import ensure
from graders.code.zygotes import Cancelled, ZygoteFault
from graders.kind import Attempt
from graders.said import said
from graders.verdict import Diagnosis, Outcome, Verdict

DEVICES = ("auto", "cpu", "gpu")
Progress = Callable[[str], None]
# what is said where a framework is not installed
MISSING = {"tensorflow": "tensorflow-missing", "torch": "torch-missing"}


@dataclass(frozen=True, slots=True)
class Use:
    """One call of the grader: the seed, the device, whether it is a trial, and what runs jobs."""

    seed: int
    device: str
    trial: bool
    run: Callable[[Job], Ending]


class CodeGrader:
    """Grades code through warm zygotes; a context manager. Safe from several threads, which take
    turns.

    `allow_unsandboxed` runs submissions under resource limits alone where the system offers no
    sandbox: only once the learner has agreed to it. `checksum` is the SHA-256 that a learner's copy
    of CIFAR-10 must have.
    """

    def __init__(self, allow_unsandboxed: bool = False, checksum: str = CIFAR_SHA256) -> None:
        self.allow_unsandboxed = allow_unsandboxed
        self._runner = Runner(allow_unsandboxed)
        self._expectations = Expectations(checksum)
        self._gpu: str | None = None

    def __enter__(self) -> CodeGrader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Starts the zygote (seconds, once). Silent where it cannot start: the first verdict will
        say so.
        """
        if tensorflow_installed():
            with contextlib.suppress(ZygoteFault, OSError):
                self._runner.start()

    def close(self) -> None:
        """Ends every process this grader started and removes its folders."""
        self._runner.close()

    def grade(
        self,
        spec: CodeSpec,
        source: str | bytes,
        seed: int | None = None,
        *,
        device: str = "auto",
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
        trying: bool = False,
    ) -> Verdict[CodeEvidence]:
        """The verdict on `source`; `seed` draws the hidden cases (None: the question's own seed 0).
        With `trying` it runs on the shown samples, and nothing is decided.

        `progress` hears a line about once a second; setting `cancel` ends the run and the verdict
        is ``undecided``. Raises `SpecError` where the question itself is broken.
        """
        started = time.perf_counter()
        ensure(spec)
        answer = submission.read(source, spec)
        if isinstance(answer, Verdict):
            return answer.timed(started)
        verdict = submission.broken_rule(spec, answer)
        if verdict is None:
            number = 0 if seed is None else int(seed) % 2**63
            run = partial(self._run_job, progress=progress, cancel=cancel)
            use = Use(number, device, trying, run)
            verdict = self._guarded(spec, answer, use)
        return verdict.timed(started)

    def slips(self, spec: CodeSpec) -> list[Slip]:
        """The slips of the reference that no case tells apart; see `graders.code.drawn`. Raises as
        `grade` does, and `Undecided`.
        """
        from graders.code.proving import SEEDS, survivors

        run = partial(self._run_job, progress=None, cancel=None)
        materials = [self._expectations.get(spec, seed, "cpu", run) for seed in SEEDS]
        return survivors(spec, materials, run)

    def _guarded(self, spec: CodeSpec, answer: Submission, use: Use) -> Verdict[CodeEvidence]:
        """The verdict, or why there is none."""
        try:
            return self._run(spec, answer, use)
        except Cancelled:
            return _without("undecided", feedback.say("cancelled"))
        except Undecided as stopped:
            return _undecided(stopped)
        except languages.Foreign as foreign:
            return _foreign(spec, str(foreign))
        except PermissionError:
            return _without("unavailable", feedback.say("sandbox-missing"))
        except DataMissing as absent:
            told = feedback.say(f"data-missing-{absent.name}", place=absent.place)
            return _without("unavailable", told)
        except DataDamaged as damaged:
            return _without("unavailable", feedback.say("data-damaged", place=str(damaged)))
        except ZygoteFault as fault:
            if fault.missing in MISSING:
                return _without("unavailable", feedback.say(MISSING[fault.missing]))
            return _without("unavailable", feedback.say("runner-failed", message=str(fault)))

    def _run(self, spec: CodeSpec, answer: Submission, use: Use) -> Verdict[CodeEvidence]:
        forms = languages.forms(spec, set(answer.imported))
        own = languages.reference_form(spec).framework
        for framework, word in MISSING.items():
            if framework in (own, forms[0].framework) and not installed(framework):
                return _without("unavailable", feedback.say(word))
        if not hasattr(os, "fork"):
            return _without("unavailable", feedback.say("sandbox-missing"))
        device = self._device(use.device)
        if device == "gpu" and not self._gpu:
            return _without("unavailable", feedback.say("gpu-missing"))
        there = [form for form in forms if installed(form.framework)]
        return self._marked(spec, answer, replace(use, device=device), there)

    def _marked(
        self, spec: CodeSpec, answer: Submission, use: Use, forms: Sequence[Form]
    ) -> Verdict[CodeEvidence]:
        seed = use.seed
        asked = spec
        if use.trial:
            seed, asked = trial.SEED, trial.samples_of(spec)
        material = self._expectations.get(asked, seed, use.device, use.run)
        if use.trial:
            material = trial.shown(material, spec)
        zygote = self._runner.zygote_of(languages.reference_form(spec).framework)
        layers = zygote.layers if zygote else []
        marking = Marking(asked, answer, seed, device=use.device, material=material, run=use.run)
        if use.trial:
            return trial.tried(marking, forms, layers)
        return marking.verdict(forms, layers)

    def _run_job(
        self, job: Job, progress: Progress | None, cancel: threading.Event | None
    ) -> Ending:
        with gpu.turn() if job.device == "gpu" else contextlib.nullcontext():
            ending = self._runner.run(job, progress, cancel)
            if ending.stopped == "starved":
                # a busy machine is nobody's mistake: once more, and then no verdict
                ending = self._runner.run(job, progress, cancel)
        if ending.stopped == "cancelled":
            raise Cancelled
        if ending.stopped == "starved":
            raise Undecided("machine-busy")
        return ending

    def _device(self, wanted: str) -> str:
        if wanted not in DEVICES:
            raise ValueError(f"device must be one of {', '.join(DEVICES)}")
        if wanted == "cpu" or not gpu.present():
            return "gpu" if wanted == "gpu" else "cpu"
        if self._gpu is None:
            self._gpu = gpu.probe(self._runner)
        return "gpu" if self._gpu or wanted == "gpu" else "cpu"


def tensorflow_installed() -> bool:
    """Whether TensorFlow can be imported here, without importing it."""
    return languages.package_there("tensorflow")


def installed(framework: str) -> bool:
    """Whether a framework can be imported here, without importing it."""
    if framework == "tensorflow":
        return tensorflow_installed()
    return languages.package_there(framework)


def _without(outcome: Outcome, told: Diagnosis) -> Verdict[CodeEvidence]:
    return Verdict(outcome, 0.0, CodeEvidence(), diagnoses=(told,))


def _undecided(stopped: Undecided) -> Verdict[CodeEvidence]:
    if stopped.word == "package-missing":
        return _without("unavailable", feedback.say("package-missing", name=stopped.detail))
    if stopped.word == "machine-busy":
        return _without("undecided", feedback.say("machine-busy"))
    where = f"{stopped.detail}: {stopped.word}"
    return _without("undecided", feedback.say("runner-failed", message=where))


def _foreign(spec: CodeSpec, name: str) -> Verdict[CodeEvidence]:
    taken = tuple(said(f"language.{language}") for language in spec.language)
    return _without("invalid", feedback.say("other-language", name=name, languages=taken))


_shared: dict[bool, CodeGrader] = {}
_shared_lock = threading.Lock()


def shared_grader(allow_unsandboxed: bool = False) -> CodeGrader:
    """The process-wide grader, made at the first call and closed when the process ends."""
    with _shared_lock:
        if not _shared:
            atexit.register(close_shared)
        return _shared.setdefault(allow_unsandboxed, CodeGrader(allow_unsandboxed))


def close_shared() -> None:
    """Closes the process-wide graders; the next use makes new ones."""
    with _shared_lock:
        while _shared:
            _shared.popitem()[1].close()


def grade(spec: CodeSpec, attempt: Attempt) -> Verdict[CodeEvidence]:
    """The verdict on an attempt from the process-wide grader; see `CodeGrader.grade`."""
    return shared_grader(attempt.allow_unsandboxed).grade(
        spec,
        attempt.answer,
        attempt.seed,
        device=attempt.device,
        progress=attempt.progress,
        cancel=attempt.cancel,
        trying=attempt.trial,
    )
