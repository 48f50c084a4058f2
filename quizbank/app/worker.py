"""The client of a worker: a child process that answers one request at a time and can be killed."""

from __future__ import annotations

import contextlib
import selectors
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from graders.kinds import kind_of
from quizbank.app import children
from quizbank.domain.question import Question

if TYPE_CHECKING:
    from graders.preview import Reading
    from graders.requests import Question as Sent
    from graders.requests import Reply
    from graders.verdict import Evidence, Shown, Verdict

T = TypeVar("T")
_SECONDS = 10.0
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class GradingOptions:
    """What the learner decided about running code. `device` is ``auto``, ``cpu`` or ``gpu``."""

    allow_unsandboxed: bool = False
    device: str = "auto"


class WorkerError(RuntimeError):
    """The worker could not answer: it overran its deadline, died, or the request itself failed."""


class WorkerStopped(WorkerError):
    """The worker's process ended before it answered."""


class Worker:
    """A warm worker process of `module`, started at the first request and again after a kill.

    Safe to call from several threads; requests are answered one after another.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer = b""

    def ask(
        self,
        request: object,
        reply: type[T],
        *,
        timeout: float = _SECONDS,
        progress: Progress | None = None,
        again: bool = True,
    ) -> T:
        """The worker's answer to a request, as `reply`; raises `WorkerError` past `timeout` seconds
        and starts afresh the next time.

        `progress` hears, on this thread, what a run that takes longer says of itself. Where the
        process was killed, a request is asked once more if `again` says that it cannot have been
        the reason.
        """
        from graders.codec import from_json, to_json

        line = to_json(request) + b"\n"
        try:
            answer = self._ask(line, timeout, progress)
        except WorkerStopped:
            if not again:
                raise
            answer = self._ask(line, timeout, progress)
        return from_json(answer, reply)

    def _ask(self, line: bytes, timeout: float, progress: Progress | None) -> bytes:
        with self._lock:
            process = self._running()
            try:
                assert process.stdin is not None
                process.stdin.write(line)
                process.stdin.flush()
                reply = self._reply(process, time.monotonic() + timeout, progress)
            except (OSError, ValueError) as error:
                self._kill()
                raise WorkerStopped(f"the grading worker stopped ({error})") from error
            except WorkerError:
                self._kill()
                raise
        if reply.error is not None:
            raise WorkerError(reply.error)
        return bytes(reply.ok)

    def _reply(
        self, process: subprocess.Popen[bytes], deadline: float, progress: Progress | None
    ) -> Reply:
        from graders.codec import from_json
        from graders.requests import Reply

        while True:
            reply = from_json(self._read_line(process, deadline), Reply)
            if reply.progress is None:
                return reply
            if progress is not None:
                progress(reply.progress)

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

    def cancel(self) -> None:
        """Ask the worker, from any thread, to end the run it is at; its verdict is then
        `undecided`. Nothing where none runs.
        """
        from graders.requests import CANCEL

        process = self._process
        if process is not None and process.stdin is not None and self._lock.locked():
            with contextlib.suppress(OSError, ValueError):
                process.stdin.write(CANCEL)
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
                children.command(self._module),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=children.environment(),
                cwd=children.neutral_folder(),
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
                seconds_left = deadline - time.monotonic()
                if seconds_left <= 0 or not selector.select(seconds_left):
                    raise WorkerError("the grader took too long")
                chunk = process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
                if not chunk:
                    raise WorkerStopped("the grading worker stopped")
                self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line


class GradingWorker(Worker):
    """The worker that knows the graders."""

    def __init__(self) -> None:
        super().__init__("graders.worker")

    def present(self, question: Question, seed: int | None, lang: str) -> Shown:
        """One instance as a learner sees it; raises `WorkerError`."""
        from graders.requests import Present

        request = Present(
            question=_sent(question), prompt=question.prompt_in(lang), seed=seed, lang=lang
        )
        return self.ask(request, kind_of(question.kind).shown)

    def solution(self, question: Question, seed: int | None, lang: str) -> list[str]:
        """The worked answer of one instance in lines; raises `WorkerError`."""
        from graders.requests import Solve

        return self.ask(Solve(question=_sent(question), seed=seed, lang=lang), list[str])

    def preview(self, question: Question, text: str, ascii_only: bool) -> Reading:
        """How an answer is read while it is typed. Never raises: without a reading nothing is
        shown.
        """
        from graders.preview import Reading
        from graders.requests import Preview

        request = Preview(question=_sent(question), text=text, ascii_only=ascii_only)
        try:
            return self.ask(request, Reading)
        except WorkerError:
            return Reading()

    def grade(
        self,
        question: Question,
        answer: str,
        seed: int | None,
        options: GradingOptions,
        *,
        ticks: Sequence[str] | None = None,
        probes: Mapping[str, str] | None = None,
        trial: bool = False,
        progress: Progress | None = None,
        patience: float = 0.0,
    ) -> Verdict[Evidence]:
        """The verdict on an answer; raises `WorkerError` past the time that the question may take,
        and past `patience` seconds.
        """
        from graders.api import verdict_type
        from graders.requests import Grade

        request = Grade(
            question=_sent(question),
            answer=answer,
            seed=seed,
            ticks=None if ticks is None else tuple(ticks),
            probes=probes or {},
            trial=trial,
            device=options.device,
            allow_unsandboxed=options.allow_unsandboxed,
        )
        verdict: Verdict[Evidence] = self.ask(
            request,
            verdict_type(question.kind),
            timeout=max(patience, seconds_for(question)),
            progress=progress,
            # the answer itself may have brought the process down
            again=False,
        )
        return verdict

    def warm(self, *kinds: str, timeout: float = 120.0) -> None:
        """Have what the kinds need imported; raises `WorkerError`."""
        from graders.requests import Warm

        self.ask(Warm(kinds=kinds), bool, timeout=timeout)

    def ping(self) -> str:
        """An answer at once; raises `WorkerError`."""
        from graders.requests import Ping

        return self.ask(Ping(), str)


def _sent(question: Question) -> Sent:
    import msgspec

    from graders.codec import to_json
    from graders.requests import Question as Sent

    return Sent(question.kind, msgspec.Raw(to_json(question.spec)))


def seconds_for(question: Question) -> float:
    """How long a verdict may take before the worker is given up."""
    return float(kind_of(question.kind).seconds_for(question.spec))
