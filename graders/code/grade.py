"""Grades TensorFlow submissions. The public face of this room: `CodeGrader`, and `grade` on a
shared one.

A submission runs in a sandboxed process that knows neither the reference nor what is expected; only
arrays come back, and they
are compared here. TensorFlow is never imported in this process.
"""

from __future__ import annotations

import ast
import atexit
import contextlib
import importlib.util
import os
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from graders.code import feedback, forbidden, gpu
from graders.code.attempt import Attempt
from graders.code.datasets import CIFAR_SHA256, DataDamaged, DataMissing
from graders.code.expected import Expectations, Undecided
from graders.code.runner import Ending, Job, Runner
from graders.code.spec import CodeSpec, read
from graders.code.zygotes import Cancelled, ZygoteFault
from graders.verdict import Diagnosis, Verdict

SOURCE_LIMIT = 200_000
DEVICES = ("auto", "cpu", "gpu")
Progress = Callable[[str], None]


class CodeGrader:
    """Grades code through one warm zygote; a context manager. Safe from several threads, which take
    turns.

    `allow_unsandboxed` runs submissions under resource limits alone where the system offers no
    sandbox: only once the
    learner has agreed to it. `checksum` is the SHA-256 that a learner's copy of CIFAR-10 must have.
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
        spec: Mapping[str, Any],
        source: str | bytes,
        seed: int | None = None,
        device: str = "auto",
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> Verdict:
        """The verdict on `source`; `seed` draws the hidden cases (None: the question's own seed 0).

        `progress` hears a line about once a second; setting `cancel` ends the run and the verdict
        is ``undecided``.
        Raises `SpecError` where the question itself is broken.
        """
        started = time.perf_counter()
        question = read(spec)
        early, text, tree = _parse(source)
        if early is None and tree is not None:
            early = _forbidden(question, tree, text)
        if early is None:
            try:
                early = self._run(
                    question,
                    text,
                    0 if seed is None else int(seed) % 2**63,
                    device,
                    progress,
                    cancel,
                )
            except Cancelled:
                early = _without("undecided", feedback.say("cancelled"))
            except Undecided as stopped:
                early = _undecided(stopped, question)
            except PermissionError:
                early = _without("unavailable", feedback.say("sandbox-missing"))
            except DataMissing as absent:
                early = _without(
                    "unavailable", feedback.say(f"data-missing-{absent.name}", place=absent.place)
                )
            except DataDamaged as damaged:
                early = _without("unavailable", feedback.say("data-damaged", place=str(damaged)))
            except ZygoteFault as fault:
                missing = fault.missing == "tensorflow"
                early = _without(
                    "unavailable",
                    feedback.say("tensorflow-missing")
                    if missing
                    else feedback.say("runner-failed", message=str(fault)),
                )
        return early.timed(started)

    def _run(
        self,
        spec: CodeSpec,
        source: str,
        seed: int,
        device: str,
        progress: Progress | None,
        cancel: threading.Event | None,
    ) -> Verdict:
        if not tensorflow_installed():
            return _without("unavailable", feedback.say("tensorflow-missing"))
        if not hasattr(os, "fork"):
            return _without("unavailable", feedback.say("sandbox-missing"))
        chosen = self._device(device)
        if chosen == "gpu" and not self._gpu:
            return _without("unavailable", feedback.say("gpu-missing"))

        def run(job: Job) -> Ending:
            with gpu.turn() if job.device == "gpu" else contextlib.nullcontext():
                ending = self._runner.run(job, progress, cancel)
            if ending.stopped == "cancelled":
                raise Cancelled
            return ending

        material = self._expectations.get(spec, seed, chosen, run)
        zygote = self._runner.zygote
        layers = zygote.layers if zygote else []
        return Attempt(spec, source, seed, chosen, material, run).verdict(layers)

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
    try:
        return importlib.util.find_spec("tensorflow") is not None
    except (ImportError, ValueError):
        return False


def _without(outcome: Any, diagnosis: Diagnosis, **evidence: Any) -> Verdict:
    return Verdict(outcome, 0.0, diagnoses=(diagnosis,), evidence=evidence)


def _undecided(stopped: Undecided, spec: CodeSpec) -> Verdict:
    if stopped.word == "package-missing":
        return _without("unavailable", feedback.say("package-missing", name=stopped.detail))
    where = f"{stopped.detail}: {stopped.word}"
    return _without("undecided", feedback.say("runner-failed", message=where))


def _parse(source: str | bytes) -> tuple[Verdict | None, str, ast.Module | None]:
    """(verdict where the source cannot be read, its text, its tree)."""
    if isinstance(source, bytes):
        source = source.decode("utf-8", "replace")
    text = source.removeprefix("\ufeff")
    if "\x00" in text or text.count("\ufffd") > 3 or any("\ud800" <= c <= "\udfff" for c in text):
        return _without("invalid", feedback.say("not-text")), text, None
    if len(text) > SOURCE_LIMIT:
        return _without("invalid", feedback.say("too-long", limit=SOURCE_LIMIT)), text, None
    if not text.strip():
        return _without("invalid", feedback.say("empty")), text, None
    try:
        return None, text, ast.parse(text)
    except SyntaxError as error:
        line, column = error.lineno or 1, max(0, (error.offset or 1) - 1)
        found = _without(
            "invalid",
            feedback.say("syntax-error", number=line, message=error.msg),
            line=line,
            position=sum(len(row) for row in text.splitlines(keepends=True)[: line - 1]) + column,
        )
        return found, text, None
    except (ValueError, RecursionError, MemoryError):
        found = _without(
            "invalid",
            feedback.say("syntax-error", number=1, message="nested too deep"),
            line=1,
            position=0,
        )
        return found, text, None


def _forbidden(spec: CodeSpec, tree: ast.Module, source: str) -> Verdict | None:
    hit = forbidden.find(tree, spec.forbidden)
    if hit is None:
        return None
    from graders.code.results import Fault
    from graders.verdict import Part

    fault = Fault("forbidden-name", message=hit.name, line=hit.line)
    diagnosis = feedback.of_fault(fault, spec.limits, spec.entry, 0, source)
    part = Part("values", "wrong", 0.0, 1.0, diagnosis=diagnosis, word="forbidden-name")
    return Verdict("wrong", 0.0, 1.0, (diagnosis,), (part,), {"line": hit.line, "device": None})


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


def grade(spec: Mapping[str, Any], answer: str, seed: int | None = None) -> Verdict:
    """The verdict on `answer` from the process-wide grader; see `CodeGrader.grade`."""
    return shared_grader().grade(spec, answer, seed)
