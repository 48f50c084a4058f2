"""The zygote: a process that has imported one framework, has executed no operation, and forks one
child a run.

Importing takes seconds and forking milliseconds, so a verdict costs a fork. Two rules keep a fork
sound: no operation ever
runs here (its thread pools would not survive the fork) and exactly one thread exists at
each fork. Nothing secret
passes through: a request names a scratch folder and limits; code and arrays go from the parent to
the child directly.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import select
import signal
import socket
import sys
from typing import Any

from graders.code import watch
from graders.code.orders import Event, Fork, Kill, line_of, order_of

PARENT_CHECK_SECONDS = 2.0


def main(control: int, home: str, framework: str) -> None:
    """Imports `framework`, says hello over the socket `control`, then serves until the parent is
    gone; removes `home` at the end.
    """
    parent = os.getppid()
    try:
        _serve(control, parent, framework)
    finally:
        # the parent does the same, unless it was killed
        watch.remove_tree(home)


def _serve(control: int, parent: int, framework: str) -> None:
    link = socket.socket(fileno=control)
    try:
        hello, box = _import_everything(framework)
    except BaseException as error:
        _say(link, Event(event="failed", type=type(error).__name__, message=str(error)[:500]))
        return
    _say(link, hello)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        Server(link, parent, box, framework).serve()


def _import_everything(framework: str) -> tuple[Event, Any]:
    import importlib

    from graders.code import child, rlimits, sandbox
    from graders.code.frameworks import FAMILIES, LATE, PACKAGES, WARM

    sys.dont_write_bytecode = True
    # Keras pulls this in where it is installed, for wrappers of its own; a child that wants it can
    # still import it
    sys.modules["sklearn"] = None  # type: ignore[assignment]
    for name in WARM[framework]:
        importlib.import_module(name)
    for name in LATE.get(framework, ()):
        # private, and so not in every version
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    del sys.modules["sklearn"]
    child.warm(framework)
    others = [n for name, family in FAMILIES.items() if name != framework for n in family]
    box = sandbox.prepare(rlimits.private_data(), others)
    gc.collect()
    give_back_memory()
    # a frozen heap is not touched by the collector, so children share it instead of copying it
    gc.freeze()
    hello = Event(
        event="hello",
        framework=framework,
        version=str(sys.modules[PACKAGES[framework]].__version__),
        layers=box.layers,
        threads=threads(),
        resident=resident(),
        data=box.inherited,
    )
    return hello, box


def threads() -> int:
    """How many threads this process has (1 where the system does not tell)."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def resident() -> int:
    """Bytes of memory resident in this process (0 where the system does not tell)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def give_back_memory() -> None:
    """Returns what importing freed to the system, where the C library can (glibc)."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _say(link: socket.socket, event: Event) -> None:
    link.sendall(line_of(event))


class Server:
    """Serves ``fork`` and ``kill`` orders, one JSON line each; a fork brings its three
    descriptors along.
    """

    def __init__(self, link: socket.socket, parent: int, box: Any, framework: str) -> None:
        self.link, self.parent, self.box, self.framework = link, parent, box, framework
        self.link_fd = link.fileno()
        self.children: set[int] = set()
        self.wake_read, self.wake_write = os.pipe()
        os.set_blocking(self.wake_read, False)
        os.set_blocking(self.wake_write, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.wake_write, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Returns when the parent has closed its end or died; kills what still runs."""
        try:
            while os.getppid() == self.parent:
                ready, _, _ = select.select(
                    [self.link_fd, self.wake_read], [], [], PARENT_CHECK_SECONDS
                )
                if self.wake_read in ready:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self.wake_read, 4096)
                self._reap()
                if self.link_fd in ready and not self._request():
                    return
        finally:
            for pid in list(self.children):
                self._kill(pid)

    def _reap(self) -> None:
        while self.children:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            self.children.discard(pid)
            code = os.waitstatus_to_exitcode(status)
            peak, cpu = usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime
            _say(self.link, Event(event="exit", pid=pid, code=code, peak=peak, cpu=cpu))

    def _request(self) -> bool:
        data, fds, _, _ = socket.recv_fds(self.link, 65536, 8)
        if not data:
            return False
        for line in data.splitlines():
            order = order_of(line)
            if isinstance(order, Fork):
                self._fork(order, fds)
            elif isinstance(order, Kill) and order.pid in self.children:
                self._kill(order.pid)
        return True

    def _kill(self, pid: int) -> None:
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)

    def _fork(self, order: Fork, fds: list[int]) -> None:
        if threads() != 1:
            for fd in fds:
                os.close(fd)
            _say(self.link, Event(event="refused", threads=threads()))
            return
        me = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_child(order, fds, me)
        for fd in fds:
            os.close(fd)
        self.children.add(pid)
        _say(self.link, Event(event="forked", pid=pid, resident=resident()))

    def _become_child(self, order: Fork, fds: list[int], zygote: int) -> None:
        code = 71
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            die_with(zygote)
            from graders.code import child

            code = child.main(self.box, self.framework, order, fds)
        except BaseException as error:
            # the learner's code has not run yet: this is a fault of the set-up, told through the
            # log pipe
            os.write(2, f"set-up failed: {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(code)


def die_with(parent: int) -> None:
    """Asks the kernel (Linux) to kill this process when `parent` dies; exits at once if it already
    has.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(72)
