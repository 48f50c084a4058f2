"""The parent's hold on one zygote process: start it, ask it to fork, hear of exits, close it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

from graders.code import bubble
from graders.code.frameworks import PACKAGES
from graders.code.orders import Event, Fork, Kill, event_of, line_of
from graders.code.watch import remove_tree

START_SECONDS = 180.0
GROWTH = 200 * 2**20
FORKS = 5_000
KEPT_VARIABLES = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "CUDA_VISIBLE_DEVICES",
    "TZ",
)
BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[2])
from graders.code.zygote import main
main(int(sys.argv[1]), sys.argv[3], sys.argv[4])
"""


class ZygoteFault(RuntimeError):
    """The zygote could not start, or is gone; `missing` is the module that could not be imported,
    if that was it.
    """

    def __init__(self, message: str, missing: str = "") -> None:
        super().__init__(message)
        self.missing = missing


class Cancelled(Exception):
    """The learner cancelled while the zygote was starting."""


@dataclass(slots=True)
class Spare:
    """A child that waits for its request: its folder, and the parent's ends of its pipes (in, out,
    log). `pid` is 0 until the zygote has forked it.
    """

    scratch: str
    fds: tuple[int, int, int]
    sandboxed: bool
    pid: int = 0


class Zygote:
    """A started zygote of one framework. Not for use by two threads at once."""

    def __init__(
        self, framework: str = "tensorflow", tick: Callable[[float], None] = lambda _: None
    ) -> None:
        self.framework = framework
        self.home = tempfile.mkdtemp(prefix="quizbank-code-")
        self.forks, self.now = 0, 0
        self._buffer = b""
        self._held: list[Event] = []
        self.spare: Spare | None = None
        self.bubbled = bool(bubble.command())
        self.link, theirs = socket.socketpair()
        paths = [os.path.abspath(path) for path in sys.path]
        try:
            self.process = subprocess.Popen(
                [
                    *bubble.around(self.home),
                    sys.executable,
                    "-I",
                    "-c",
                    BOOT,
                    str(theirs.fileno()),
                    json.dumps(paths),
                    self.home,
                    framework,
                ],
                pass_fds=[theirs.fileno()],
                env=self._environment(),
                cwd=self.home,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except BaseException:
            self.link.close()
            remove_tree(self.home)
            raise
        finally:
            theirs.close()
        try:
            self.hello = self._await_hello(tick)
        except BaseException:
            self.close()
            raise

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        few = str(min(4, os.cpu_count() or 1))
        return {
            **kept,
            "HOME": self.home,
            "TMPDIR": self.home,
            "KERAS_HOME": self.home,
            "KERAS_BACKEND": "tensorflow",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
            "NUMEXPR_NUM_THREADS": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "TF_ENABLE_ONEDNN_OPTS": "0",
            "TF_NUM_INTRAOP_THREADS": few,
            "TF_NUM_INTEROP_THREADS": few,
            "TF_FORCE_GPU_ALLOW_GROWTH": "true",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _await_hello(self, tick: Callable[[float], None]) -> Event:
        started = time.monotonic()
        while True:
            waited = time.monotonic() - started
            tick(waited)
            if waited > START_SECONDS:
                raise ZygoteFault(f"{self.framework} took too long to start")
            for event in self.events(0.1):
                if event.event == "hello":
                    self.now = event.resident
                    return event
                absent = event.type == "ModuleNotFoundError"
                missing = PACKAGES[self.framework] if absent else ""
                raise ZygoteFault(f"{event.type}: {event.message}", missing)

    @property
    def waiting(self) -> bool:
        """Whether it said something that `events` has not given yet, and that no `select` will
        announce.
        """
        return bool(self._held)

    @property
    def layers(self) -> list[str]:
        """The sandbox layers that work here."""
        return [*self.hello.layers, *(["bubblewrap"] if self.bubbled else [])]

    @property
    def tired(self) -> bool:
        """Whether a fresh one should replace it: it grew, or served long enough."""
        return self.forks >= FORKS or self.now > self.hello.resident + GROWTH

    def events(self, timeout: float) -> list[Event]:
        """What it said within `timeout` seconds. Raises `ZygoteFault` when it is gone."""
        if self._held:
            held, self._held = self._held, []
            return held
        if b"\n" not in self._buffer:
            if not select.select([self.link], [], [], timeout)[0]:
                return []
            try:
                data = self.link.recv(65536)
            except ConnectionError:
                data = b""
            if not data:
                raise ZygoteFault("the process that runs code stopped")
            self._buffer += data
        *lines, self._buffer = self._buffer.split(b"\n")
        return [event for line in lines if not self._of_spare(event := event_of(line))]

    def _of_spare(self, event: Event) -> bool:
        """Whether an event was about the spare child, and is dealt with."""
        spare = self.spare
        if spare is None:
            return False
        if spare.pid == 0 and event.event == "forked":
            spare.pid, self.now = event.pid, event.resident
            return True
        if event.event == "refused" and spare.pid == 0:
            self._forget()
            return False
        if event.event == "exit" and event.pid == spare.pid:
            self._forget()
            return True
        return False

    def order_ahead(self, sandboxed: bool) -> None:
        """Asks for a child that is ready before its request is there, unless there is one; does not
        wait for it.
        """
        if self.spare is not None:
            return
        pipes = [os.pipe() for _ in range(3)]
        (in_read, in_write), (out_read, out_write), (log_read, log_write) = pipes
        theirs = [in_read, out_write, log_write]
        scratch = tempfile.mkdtemp(prefix="run-", dir=self.home)
        self.spare = Spare(scratch, (in_write, out_read, log_read), sandboxed)
        order = Fork(scratch=scratch, cpu=0, wall=0, memory=0, sandboxed=sandboxed, ahead=True)
        self.forks += 1
        try:
            socket.send_fds(self.link, [line_of(order)], theirs)
        except OSError:
            # the next fork will find that out and say so
            self._forget()
        finally:
            for fd in theirs:
                os.close(fd)

    def take(self, sandboxed: bool) -> Spare | None:
        """The spare child, which is the caller's from now on; None where none is ready."""
        if self.spare is None or self.spare.sandboxed != sandboxed:
            return None
        if self.spare.pid == 0:
            heard = self.events(0)
            self._held = [*heard, *self._held]
        spare = self.spare
        if spare is None or spare.pid == 0:
            return None
        self.spare = None
        return spare

    def _forget(self) -> None:
        spare, self.spare = self.spare, None
        if spare is not None:
            for fd in spare.fds:
                os.close(fd)
            remove_tree(spare.scratch)

    def fork(self, order: Fork, fds: list[int]) -> int:
        """Asks for a child with the pipes `fds`; gives its process id. Raises `ZygoteFault` when
        there is none.
        """
        self.forks += 1
        try:
            socket.send_fds(self.link, [line_of(order)], fds)
        except OSError as error:
            raise ZygoteFault("the process that runs code stopped") from error
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            heard = self.events(0.5)
            for place, event in enumerate(heard):
                if event.event == "forked":
                    self.now = event.resident
                    # a child can be gone before this is read: its exit came along
                    self._held = heard[place + 1 :]
                    return event.pid
                if event.event == "refused":
                    raise ZygoteFault(f"{event.threads} threads before a fork")
        raise ZygoteFault("the process that runs code does not answer")

    def kill(self, pid: int) -> None:
        """Asks it to kill its child `pid`, and that child's whole session."""
        with contextlib.suppress(OSError):
            self.link.sendall(line_of(Kill(pid=pid)))

    def close(self) -> None:
        """Ends it and its children and removes its folder."""
        self._forget()
        self.link.close()
        try:
            self.process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        remove_tree(self.home)
