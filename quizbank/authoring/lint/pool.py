"""Lint in processes of its own: many files at once, and none that takes for ever or all the memory
can hold the others up.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from graders.said import said
from quizbank.authoring.faults import Fault

# each process that runs code holds TensorFlow
_CODE_PROCESSES = 2
# seconds for one file; a question of the bank takes a second, one with code up to a minute
SECONDS, CODE_SECONDS = 60.0, 600.0
_MEMORY = 4 << 30


class Waiting(NamedTuple):
    """A file to be linted, where it will lie, and whether proving it runs code."""

    file: Path
    place: Path
    heavy: bool


@dataclass(slots=True)
class _Runner:
    """A process that lints one file after another."""

    pipe: Connection
    process: BaseProcess
    path: Path | None = None
    until: float = 0.0

    def begin(self, waiting: Waiting, code: bool, seconds: float) -> None:
        """Hand the next file to the process; it has `seconds`."""
        self.path, self.until = waiting.file, time.monotonic() + seconds
        self.pipe.send((str(waiting.file), str(waiting.place), code))

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def lint_many(
    files: Iterable[Waiting],
    code: bool,
    seconds: float = SECONDS,
    code_seconds: float = CODE_SECONDS,
) -> Iterator[tuple[Path, list[Fault]]]:
    """The faults of each file, in the order in which they are ready.

    A file that takes more than its seconds, or brings its process down, has that as its fault.
    """
    heavy, light = deque[Waiting](), deque[Waiting]()
    for file in files:
        (heavy if code and file.heavy else light).append(file)
    processes = os.cpu_count() or 1
    yield from _lint_group(heavy, True, min(_CODE_PROCESSES, processes, len(heavy)), code_seconds)
    yield from _lint_group(light, False, min(processes, len(light)), seconds)


def _lint_group(
    waiting: deque[Waiting], code: bool, most: int, seconds: float
) -> Iterator[tuple[Path, list[Fault]]]:
    runners: list[_Runner] = []
    try:
        while waiting or any(runner.path for runner in runners):
            while waiting and len(runners) < most:
                runners.append(_start(code))
            for runner in runners:
                if runner.path is None and waiting:
                    runner.begin(waiting.popleft(), code, seconds)
            busy = [runner for runner in runners if runner.path is not None]
            wait(
                [runner.pipe for runner in busy],
                max(0.0, min(runner.until for runner in busy) - time.monotonic()),
            )
            for runner in busy:
                faults = _result(runner)
                if faults is not None and runner.path is not None:
                    yield runner.path, faults
                    runner.path = None
            runners = [runner for runner in runners if runner.process.is_alive()]
    finally:
        for runner in runners:
            runner.stop()


def _start(code: bool) -> _Runner:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, code), daemon=True)
    process.start()
    there.close()
    return _Runner(here, process)


def _result(runner: _Runner) -> list[Fault] | None:
    """What a runner found; None where it is still at it. One that is over its time or gone is
    stopped.
    """
    path = str(runner.path)
    try:
        if runner.pipe.poll():
            found: list[Fault] = runner.pipe.recv()
            return found
    except (EOFError, OSError):
        runner.stop()
        return [Fault(path, 1, said("authoring.lint-stopped"))]
    if time.monotonic() < runner.until:
        return None
    runner.stop()
    return [Fault(path, 1, said("authoring.lint-time"))]


def _serve(pipe: Connection, code: bool) -> None:
    """Lint what comes through the pipe until it closes. Whatever a grader prints goes nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if not code:
        _bound_memory()
    while True:
        try:
            file, place, with_code = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        pipe.send(lint_file(Path(file), with_code, Path(place)))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(
        resource.RLIMIT_AS,
        (_MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard), hard),
    )


def lint_file(path: Path, code: bool, place: Path) -> list[Fault]:
    """The faults of one question file that loads, whose pictures are looked for from `place`; what
    a grader does not expect of a question is a fault of the question.
    """
    from quizbank.authoring.files import load_file
    from quizbank.authoring.lint import lint_question

    loaded = load_file(path)
    if loaded.question is None:
        return []
    try:
        return lint_question(loaded, code=code, place=place)
    except Exception as error:
        return [Fault(str(path), 1, said("authoring.lint-failed", name=type(error).__name__))]
