"""Whether there is a GPU, asked in a child of its own, and one job at a time on it across
processes.
"""

from __future__ import annotations

import contextlib
import glob
import os
import tempfile
from collections.abc import Iterator

from graders.code.limits import Limits
from graders.code.messages import Probe, Ran, read
from graders.code.runner import Job, Runner


def present() -> bool:
    """Whether the system shows an NVIDIA device; cheap, and no promise that TensorFlow can use
    it.
    """
    return bool(glob.glob("/dev/nvidia[0-9]*"))


def probe(runner: Runner) -> str:
    """The GPU that TensorFlow finds in a child, by name; empty where it finds none."""
    ending = runner.run(Job(Probe(), [], Limits(30, 60), "gpu"))
    ended = ending.frames and ending.frames[-1][0].get("kind") == "end"
    return read(ending.frames[-1][0], Ran).device if ended else ""


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Holds the machine's one GPU slot for a run."""
    import fcntl

    path = os.path.join(tempfile.gettempdir(), f"quizbank-gpu-{os.getuid()}.lock")
    with open(path, "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
