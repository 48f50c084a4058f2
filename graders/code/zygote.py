"""The zygote: a process that has imported TensorFlow, has executed no operation, and forks one
child a run.

Importing takes seconds and forking milliseconds, so a verdict costs a fork. Two rules keep a fork
sound: no operation ever
runs here (TensorFlow's thread pools would not survive the fork) and exactly one thread exists at
each fork. Nothing secret
passes through: a request names a scratch folder and limits; code and arrays go from the parent to
the child directly.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
from typing import Any

from graders.code import watch

PARENT_CHECK_SECONDS = 2.0
WARM_MODULES = ("numpy.random", "tensorflow", "keras", "tensorflow.python.eager.context")


def main(control: int, home: str) -> None:
    """Imports, says hello over the socket `control`, then serves until the parent is gone; removes
    `home` at the end.
    """
    parent = os.getppid()
    try:
        _serve(control, parent)
    finally:
        # the parent does the same, unless it was killed
        watch.remove_tree(home)


def _serve(control: int, parent: int) -> None:
    link = socket.socket(fileno=control)
    try:
        hello, box = _import_everything()
    except BaseException as error:
        _say(link, {"event": "failed", "type": type(error).__name__, "message": str(error)[:500]})
        return
    _say(link, hello)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        Server(link, parent, box).serve()


def _import_everything() -> tuple[dict[str, Any], Any]:
    import importlib

    from graders.code import child, rlimits, sandbox

    sys.dont_write_bytecode = True
    # Keras pulls this in where it is installed, for wrappers of its own; a child that wants it can
    # still import it
    sys.modules["sklearn"] = None  # type: ignore[assignment]
    for name in WARM_MODULES:
        importlib.import_module(name)
    del sys.modules["sklearn"]
    child.warm()
    box = sandbox.prepare(rlimits.private_data())
    gc.collect()
    give_back_memory()
    # a frozen heap is not touched by the collector, so children share it instead of copying it
    gc.freeze()
    version = str(sys.modules["tensorflow"].__version__)
    return {
        "event": "hello",
        "tensorflow": version,
        "layers": box.layers,
        "threads": threads(),
        "resident": resident(),
        "data": box.inherited,
    }, box


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


def _say(link: socket.socket, message: dict[str, Any]) -> None:
    link.sendall(json.dumps(message).encode() + b"\n")


class Server:
    """Serves ``fork`` and ``kill`` requests, one JSON line each; a fork brings its three
    descriptors along.
    """

    def __init__(self, link: socket.socket, parent: int, box: Any) -> None:
        self.link, self.parent, self.box = link, parent, box
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
            _say(
                self.link,
                {
                    "event": "exit",
                    "pid": pid,
                    "code": code,
                    "peak": usage.ru_maxrss * 1024,
                    "cpu": usage.ru_utime + usage.ru_stime,
                },
            )

    def _request(self) -> bool:
        data, fds, _, _ = socket.recv_fds(self.link, 65536, 8)
        if not data:
            return False
        for line in data.splitlines():
            request = json.loads(line)
            if request["op"] == "kill" and request["pid"] in self.children:
                self._kill(request["pid"])
            elif request["op"] == "fork":
                self._fork(request, fds)
        return True

    def _kill(self, pid: int) -> None:
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)

    def _fork(self, request: dict[str, Any], fds: list[int]) -> None:
        if threads() != 1:
            for fd in fds:
                os.close(fd)
            _say(self.link, {"event": "refused", "threads": threads()})
            return
        me = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_child(request, fds, me)
        for fd in fds:
            os.close(fd)
        self.children.add(pid)
        _say(self.link, {"event": "forked", "pid": pid, "resident": resident()})

    def _become_child(self, request: dict[str, Any], fds: list[int], zygote: int) -> None:
        code = 71
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            die_with(zygote)
            from graders.code import child

            code = child.main(self.box, request, fds)
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
