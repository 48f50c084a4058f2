"""One run, after the fork: enter the sandbox, read the request, play the role, send frames, leave
by `os._exit`.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from graders.code import faults, messages, roles, wire
from graders.code.frameworks import framework as load
from graders.code.limits import Limits
from graders.code.messages import Failed, Reply
from graders.code.orders import Fork

REQUEST_LIMIT = 2**30
Send = Callable[..., None]


def warm(framework: str) -> None:
    """Loads what a child of `framework` needs, so that no child has to read it inside the
    sandbox.
    """
    import asyncio
    import copy
    import dataclasses
    import inspect
    import linecache

    from graders.code import entries, models

    assert all((asyncio, copy, dataclasses, inspect, linecache, entries, models, load(framework)))


def main(box: Any, framework: str, order: Fork, fds: list[int]) -> int:
    """Runs one request in this process and gives the exit status; `fds` are the pipes in, out and
    for printed text.
    """
    incoming, outgoing = _arrange(fds)
    scratch = order.scratch
    limits = Limits(order.cpu, order.wall, order.memory)
    gpu = order.device == "gpu"
    send = _sender(outgoing)
    if order.sandboxed:
        keep = (0, 1, 2, incoming, outgoing)
        box.enter(None if order.ahead else limits, scratch, keep, gpu)
    if order.ahead:
        load(framework).make_ready()
    header, buffers = _read(incoming)
    os.close(incoming)
    _settle(scratch)
    try:
        if order.ahead and order.sandboxed:
            box.limit(messages.limits_of(header))
        request = messages.request_of(header)
        roles.play(request, buffers, scratch, framework=framework, send=send)
    except BaseException as error:
        send(Failed(error=faults.describe(error, os.path.join(scratch, roles.FILE_NAME))))
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
    return 0


def _arrange(fds: list[int]) -> tuple[int, int]:
    """Puts /dev/null on 0 and the log on 1 and 2; gives the descriptors (in, out)."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    incoming, outgoing, log = fds
    os.dup2(log, 1)
    os.dup2(log, 2)
    for target, source in ((1, "stdout"), (2, "stderr")):
        stream = open(target, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        setattr(sys, source, stream)
        setattr(sys, f"__{source}__", stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    return incoming, outgoing


def _sender(fd: int) -> Send:
    write = os.write

    def send(reply: Reply, buffers: Any = ()) -> None:
        for piece in wire.pack(messages.header_of(reply), buffers):
            view = memoryview(piece)
            while view:
                view = view[write(fd, view[: 2**20]) :]

    return send


def _read(fd: int) -> wire.Frame:
    reader = wire.FrameReader(REQUEST_LIMIT)
    while True:
        chunk = os.read(fd, 2**20)
        if not chunk:
            raise EOFError("the request ended early")
        for frame in reader.feed(chunk):
            return frame


def _settle(scratch: str) -> None:
    os.chdir(scratch)
    os.environ.update(
        HOME=scratch, TMPDIR=scratch, KERAS_HOME=scratch, MPLCONFIGDIR=scratch, PWD=scratch
    )
    tempfile.tempdir = scratch
    sys.argv = [roles.FILE_NAME]
