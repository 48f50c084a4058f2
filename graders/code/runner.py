"""Runs jobs through a zygote, one at a time: pipes, deadlines, quotas, and the story of how each
run ended.
"""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from graders.code import messages, watch, wire
from graders.code.limits import Limits
from graders.code.messages import Probe, Request, Run
from graders.code.orders import Fork
from graders.code.zygotes import Cancelled, Zygote, ZygoteFault

POLL_SECONDS = 0.04
KILL_SECONDS = 20.0
# how many times its wall seconds a run may take on a machine that gives it no processor
PATIENCE = 4.0
RESULT_BYTES = 512 * 2**20
LOG_BYTES = 8 * 2**20
TAIL_BYTES = 4096
NAMES = {"tensorflow": "TensorFlow", "numpy": "NumPy", "torch": "PyTorch"}
CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Job:
    """One run: the request and its buffers, its limits, its device (``cpu`` or ``gpu``), and the
    framework whose zygote forks it.
    """

    request: Request
    buffers: list[bytes | memoryview] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    device: str = "cpu"
    framework: str = "tensorflow"


@dataclass(slots=True)
class Ending:
    """How a run ended. `stopped` is why the parent killed it: wall, starved, memory, output,
    scratch, threads, cancelled, forged.
    """

    frames: list[wire.Frame] = field(default_factory=list)
    stopped: str = ""
    code: int = 0
    peak: int = 0
    data: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    log: str = ""


class Runner:
    """Owns the zygotes, one a framework; starts each when needed and replaces it when it died, grew
    or lost its single thread.
    """

    def __init__(self, allow_unsandboxed: bool = False) -> None:
        self.allow_unsandboxed = allow_unsandboxed
        self._zygotes: dict[str, Zygote] = {}
        self._lock = threading.RLock()

    def start(
        self,
        progress: Callable[[str], None] | None = None,
        cancel: threading.Event | None = None,
        framework: str = "tensorflow",
    ) -> Zygote:
        """A zygote of `framework` ready to fork. Raises `ZygoteFault` when there can be none,
        `Cancelled` when told to stop.
        """
        said = 0.0

        def tick(waited: float) -> None:
            nonlocal said
            if cancel is not None and cancel.is_set():
                raise Cancelled
            if progress is not None and waited - said >= 1.0:
                said = waited
                progress(f"{NAMES[framework]} … {waited:.0f} s")

        with self._lock:
            zygote = self._zygotes.get(framework)
            if zygote is not None and (zygote.tired or zygote.process.poll() is not None):
                self._drop(framework)
                zygote = None
            if zygote is None:
                zygote = self._zygotes[framework] = Zygote(framework, tick)
            return zygote

    @property
    def zygote(self) -> Zygote | None:
        """The zygote of TensorFlow, if one was started."""
        return self.zygote_of("tensorflow")

    def zygote_of(self, framework: str) -> Zygote | None:
        """The zygote of `framework`, if one was started."""
        return self._zygotes.get(framework)

    def close(self) -> None:
        """Ends the zygotes and with them anything that runs."""
        with self._lock:
            for framework in list(self._zygotes):
                self._drop(framework)

    def _drop(self, framework: str) -> None:
        zygote = self._zygotes.pop(framework, None)
        if zygote is not None:
            zygote.close()

    def run(
        self,
        job: Job,
        progress: Callable[[str], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Ending:
        """Runs `job` in a fresh process. A zygote that fails is replaced once; then
        `ZygoteFault`.
        """
        with self._lock:
            for attempt in (1, 2):
                zygote = self.start(progress, cancel, job.framework)
                try:
                    session = Session(zygote, job, self.allow_unsandboxed)
                    return session.watched_by(progress, cancel).run()
                except ZygoteFault:
                    self._drop(job.framework)
                    if attempt == 2:
                        raise
        raise AssertionError("unreachable")


def _takes_spare(job: Job) -> bool:
    """Whether a job may run in a child whose framework is set up already: not on a GPU, and not
    where the source settles the devices itself.
    """
    settles = isinstance(job.request, Run) and "config" in job.request.source
    return job.device == "cpu" and not settles and not isinstance(job.request, Probe)


class Session:
    """One child from fork to exit."""

    def __init__(self, zygote: Zygote, job: Job, allow_unsandboxed: bool) -> None:
        self.zygote, self.job = zygote, job
        self.progress: Callable[[str], None] | None = None
        self.cancel: threading.Event | None = None
        self.sandboxed = {"landlock", "seccomp"} <= set(zygote.layers)
        if not self.sandboxed and not allow_unsandboxed:
            raise PermissionError("no sandbox")
        self.ending = Ending()
        self.reader = wire.FrameReader(RESULT_BYTES)
        self.selector = selectors.DefaultSelector()
        self.tail, self.logged, self.said, self.looked, self.stopped_at = b"", 0, 0.0, 0.0, 0.0
        self.pid, self.exited = 0, False
        self.ours: set[int] = set()

    def watched_by(
        self, progress: Callable[[str], None] | None, cancel: threading.Event | None
    ) -> Session:
        """The same session; `progress` hears a line a second, and setting `cancel` ends it."""
        self.progress, self.cancel = progress, cancel
        return self

    def run(self) -> Ending:
        """Forks, feeds, reads until the child is gone, and cleans up whatever happened."""
        self.scratch = ""
        try:
            self._begin()
            started = time.monotonic()
            while not self._finished():
                self._step()
                self.ending.wall = time.monotonic() - started
                self._watch()
            self.ending.log = CONTROL.sub("", self.tail.decode("utf-8", "replace"))
            return self.ending
        finally:
            if self.pid and not self.exited:
                self._abandon()
            for fd in list(self.ours):
                self._close(fd)
            self.selector.close()
            if self.scratch:
                watch.remove_tree(self.scratch)

    def _fork(self) -> None:
        limits = self.job.limits
        pipes = [os.pipe() for _ in range(3)]
        (in_read, self.in_write), (self.out_read, out_write), (self.log_read, log_write) = pipes
        self.ours = {self.in_write, self.out_read, self.log_read}
        theirs = [in_read, out_write, log_write]
        try:
            order = Fork(
                scratch=self.scratch,
                cpu=limits.cpu,
                wall=limits.wall,
                memory=limits.memory,
                device=self.job.device,
                sandboxed=self.sandboxed,
            )
            self.pid = self.zygote.fork(order, theirs)
        finally:
            for fd in theirs:
                os.close(fd)

    def _begin(self) -> None:
        """Takes the child that waits, or forks one, and gets the request ready."""
        spare = self.zygote.take(self.sandboxed) if _takes_spare(self.job) else None
        if spare is None:
            self.scratch = tempfile.mkdtemp(prefix="run-", dir=self.zygote.home)
            self._fork()
        else:
            self.pid, self.scratch = spare.pid, spare.scratch
            self.in_write, self.out_read, self.log_read = spare.fds
            self.ours = set(spare.fds)
        self.baseline = self.zygote.now
        header = messages.with_limits(messages.header_of(self.job.request), self.job.limits)
        self.pieces = [memoryview(piece) for piece in wire.pack(header, self.job.buffers)]
        for fd in self.ours:
            os.set_blocking(fd, False)
        self.selector.register(self.zygote.link, selectors.EVENT_READ)
        self.selector.register(self.out_read, selectors.EVENT_READ)
        self.selector.register(self.log_read, selectors.EVENT_READ)
        self.selector.register(self.in_write, selectors.EVENT_WRITE)

    def _finished(self) -> bool:
        if not self.exited:
            return False
        if self.sandboxed:
            return not {self.out_read, self.log_read} & self.ours
        # without a sandbox a stray grandchild may hold the pipes open: take what is there and go
        return not self.selector.select(0.05) or not {self.out_read, self.log_read} & self.ours

    def _step(self) -> None:
        if self.zygote.waiting:
            self._hear()
        for key, _ in self.selector.select(POLL_SECONDS):
            if key.fileobj is self.zygote.link:
                self._hear()
            elif key.fd == self.in_write:
                self._feed()
            elif key.fd == self.out_read:
                self._take()
            else:
                self._listen()

    def _hear(self) -> None:
        for event in self.zygote.events(0):
            if event.event == "exit" and event.pid == self.pid:
                self.exited = True
                self.ending.code, self.ending.cpu = event.code, event.cpu
                self.ending.peak = max(self.ending.peak, event.peak - self.baseline)
                self._close(self.in_write)

    def _feed(self) -> None:
        try:
            while self.pieces:
                sent = os.write(self.in_write, self.pieces[0][: 2**20])
                self.pieces[0] = self.pieces[0][sent:]
                if not self.pieces[0]:
                    self.pieces.pop(0)
        except BlockingIOError:
            return
        except OSError:
            self.pieces.clear()
        self._close(self.in_write)
        # while this one computes, the next one gets ready
        self.zygote.order_ahead(self.sandboxed)

    def _take(self) -> None:
        chunk = self._read(self.out_read, 2**20)
        if chunk is None or self.ending.stopped:
            return
        try:
            self.ending.frames.extend(self.reader.feed(chunk))
        except OverflowError:
            self._stop("output")
        except wire.WireError:
            self._stop("forged")

    def _listen(self) -> None:
        chunk = self._read(self.log_read, 65536)
        if chunk is None:
            return
        self.logged += len(chunk)
        self.tail = (self.tail + chunk)[-TAIL_BYTES:]
        if self.logged > LOG_BYTES:
            self._stop("output")

    def _read(self, fd: int, size: int) -> bytes | None:
        try:
            chunk = os.read(fd, size)
        except BlockingIOError:
            return None
        if not chunk:
            self._close(fd)
            return None
        return chunk

    def _close(self, fd: int) -> None:
        if fd in self.ours:
            self.ours.discard(fd)
            with contextlib.suppress(KeyError, ValueError):
                self.selector.unregister(fd)
            os.close(fd)

    def _watch(self) -> None:
        now = self.ending.wall
        if self.exited or now - self.looked < POLL_SECONDS:
            return
        if self.ending.stopped and now > self.stopped_at + KILL_SECONDS:
            raise ZygoteFault("a run that was stopped did not end")
        self.looked = now
        limits = self.job.limits
        used = watch.memory_of(self.pid) - self.baseline
        threads, data = watch.status_of(self.pid)
        self.ending.peak = max(self.ending.peak, used)
        self.ending.data = max(self.ending.data, data - self.zygote.hello.data)
        size, files = watch.scratch_size(self.scratch)
        if self.cancel is not None and self.cancel.is_set():
            self._stop("cancelled")
        elif now > limits.wall and self._out_of_time(now):
            self._stop("starved" if now > PATIENCE * limits.wall else "wall")
        elif used > limits.memory:
            self._stop("memory")
        elif threads > watch.max_threads():
            self._stop("threads")
        elif size > watch.SCRATCH_BYTES or files > watch.SCRATCH_FILES:
            self._stop("scratch")
        if self.progress is not None and now - self.said >= 1.0:
            self.said = now
            lines = CONTROL.sub("", self.tail.decode("utf-8", "replace")).splitlines()
            self.progress(f"{now:.0f} s {lines[-1][-100:] if lines else ''}".strip())

    def _out_of_time(self, now: float) -> bool:
        """Whether the clock ran out by the child's own doing: the time in which it stood ready and
        was given no processor is not counted.
        """
        wall = self.job.limits.wall
        starved = watch.waited_for_processor(self.pid)
        return now - starved > wall or now > PATIENCE * wall

    def _stop(self, reason: str) -> None:
        if not self.ending.stopped:
            self.ending.stopped, self.stopped_at = reason, self.ending.wall
        self.zygote.kill(self.pid)

    def _abandon(self) -> None:
        """Kills the child after a failure on this side and waits until the zygote has seen it
        go.
        """
        self.zygote.kill(self.pid)
        deadline = time.monotonic() + 5
        with contextlib.suppress(ZygoteFault):
            while not self.exited and time.monotonic() < deadline:
                for event in self.zygote.events(0.1):
                    gone = event.event == "exit" and event.pid == self.pid
                    self.exited = self.exited or gone
