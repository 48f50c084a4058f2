"""Many files at once: processes for the graders that compute, two for those that run code."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

from quizbank.authoring.faults import Fault

# below this many files, starting processes costs more than it saves
FEW = 8
# each process that runs code holds TensorFlow
_CODE_PROCESSES = 2


def lint_many(files: Sequence[tuple[Path, str]], code: bool) -> Iterator[tuple[Path, list[Fault]]]:
    """The faults of each (file, kind), in the order in which they are ready."""
    processes = os.cpu_count() or 1
    if len(files) <= FEW or processes == 1:
        for path, _ in files:
            yield path, lint_file(path, code)
        return
    context = multiprocessing.get_context("spawn")
    running: dict[Future[list[Fault]], Path] = {}
    with ProcessPoolExecutor(min(_CODE_PROCESSES, processes), context) as runners, ProcessPoolExecutor(processes, context) as others:
        for path, kind in files:
            pool = runners if kind == "code" else others
            running[pool.submit(lint_file, path, code)] = path
        for done in as_completed(running):
            yield running[done], done.result()


def lint_file(path: Path, code: bool) -> list[Fault]:
    """The faults of one question file that loads."""
    from quizbank.authoring.files import load_file
    from quizbank.authoring.lint import lint_question

    question = load_file(path).question
    return lint_question(question, code=code) if question is not None else []
