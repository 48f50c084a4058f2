"""The client of the grading worker: a child process that answers one request at a time and can be
killed.
"""

from __future__ import annotations

import contextlib
import json
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quizbank.domain.question import Question

_SECONDS = 10.0


class WorkerError(RuntimeError):
    """The worker could not answer: it overran its deadline, died, or the request itself failed."""


class WorkerStopped(WorkerError):
    """The worker's process ended before it answered."""


class GradingWorker:
    """A warm `graders.worker` process, started at the first request and again after a kill.

    Safe to call from several threads; requests are answered one after another.
    """

    def __init__(self, module: str = "graders.worker") -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""

    def call(
        self,
        op: str,
        /,
        timeout: float = 10.0,
        progress: Callable[[str], None] | None = None,
        **payload: Any,
    ) -> Any:
        """The worker's answer; raises `WorkerError` past `timeout` seconds and starts afresh the
        next time.

        `progress` hears, on this thread, what a run that takes longer says of itself. Where the
        process was killed, anything but
        an answer to be graded is asked again once: it cannot have been the reason.
        """
        try:
            return self._call(op, timeout, progress, payload)
        except WorkerStopped:
            if op == "grade":
                raise
            return self._call(op, timeout, progress, payload)

    def _call(
        self,
        op: str,
        timeout: float,
        progress: Callable[[str], None] | None,
        payload: dict[str, Any],
    ) -> Any:
        with self._lock:
            process = self._running()
            line = json.dumps({"op": op, **payload}, ensure_ascii=True).encode() + b"\n"
            try:
                assert process.stdin is not None
                process.stdin.write(line)
                process.stdin.flush()
                deadline = time.monotonic() + timeout
                while "progress" in (reply := json.loads(self._read_line(process, deadline))):
                    if progress is not None:
                        progress(str(reply["progress"]))
            except (OSError, ValueError) as error:
                self._kill()
                raise WorkerStopped(f"the grading worker stopped ({error})") from error
            except WorkerError:
                self._kill()
                raise
        if "error" in reply:
            raise WorkerError(reply["error"])
        return reply["ok"]

    def close(self) -> None:
        """Let the worker end by closing its input; kill it where it does not."""
        with self._lock:
            process, self._process = self._process, None
            if process is None:
                return
            assert process.stdin is not None and process.stdout is not None
            process.stdin.close()
            try:
                process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()

    def present(self, question: Question, seed: int | None, lang: str) -> dict[str, Any]:
        """One instance as a learner sees it, see `graders.api.present`; raises `WorkerError`."""
        return dict(
            self.call(
                "present",
                kind=question.kind,
                spec=question.spec,
                prompt=question.prompt_in(lang),
                seed=seed,
                lang=lang,
            )
        )

    def solution(self, question: Question, seed: int | None, lang: str) -> list[str]:
        """The worked answer of one instance in lines; raises `WorkerError`."""
        return list(
            self.call("solution", kind=question.kind, spec=question.spec, seed=seed, lang=lang)
        )

    def preview(self, question: Question, formula: str, ascii_only: bool) -> dict[str, Any]:
        """How a formula is read in the question's symbols, while it is typed. Never raises: without
        a reading nothing is shown.
        """
        try:
            return dict(
                self.call(
                    "preview", symbols=question.spec["symbols"], text=formula, ascii_only=ascii_only
                )
            )
        except (WorkerError, KeyError):
            return {"ok": False, "error": None}

    def grade(
        self,
        question: Question,
        answer: str,
        seed: int | None,
        options: Mapping[str, Any],
        *,
        ticks: Sequence[str] | None = None,
        progress: Callable[[str], None] | None = None,
        patience: float = 0.0,
    ) -> dict[str, Any]:
        """The record of a verdict; raises `WorkerError` past the time that the question may take,
        and past `patience` seconds.
        """
        return dict(
            self.call(
                "grade",
                timeout=max(patience, seconds_for(question)),
                progress=progress,
                kind=question.kind,
                spec=question.spec,
                answer=answer,
                seed=seed,
                ticks=list(ticks) if ticks is not None else None,
                options=dict(options),
            )
        )

    def cancel(self) -> None:
        """Ask the worker, from any thread, to end the run it is at; its verdict is then
        `undecided`. Nothing where none runs.
        """
        process = self._process
        if process is not None and process.stdin is not None and self._lock.locked():
            with contextlib.suppress(OSError, ValueError):
                process.stdin.write(b'{"op": "cancel"}\n')
                process.stdin.flush()

    def kill(self) -> None:
        """Stop whatever is running, from any thread; the request in flight fails with
        `WorkerError`.
        """
        process = self._process
        if process is not None:
            process.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._buffer = b""
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _read_line(self, process: subprocess.Popen[bytes], deadline: float) -> bytes:
        assert process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    raise WorkerError("the grader took too long")
                chunk = process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
                if not chunk:
                    raise WorkerStopped("the grading worker stopped")
                self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line


def seconds_for(question: Question) -> float:
    """How long a verdict may take before the worker is given up: for code the start of TensorFlow
    and every run of it.
    """
    if question.kind != "code":
        return _SECONDS
    limits = question.spec.get("limits") or {}
    # the submission, and at four times its limits the cases, the reference and each mutant
    runs = 1 + 4 * (2 + len(question.spec.get("mutants") or ()))
    return 120.0 + float(limits.get("wall", 10.0)) * runs
