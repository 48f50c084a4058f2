"""Holding what a pack contains to lint before it is added: what lint refuses is not asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from quizbank.app.packs import Contents
from quizbank.app.places import lint_cache
from quizbank.authoring.faults import Fault
from quizbank.authoring.gate import Gated, gate_files
from quizbank.authoring.lint import Progress
from quizbank.authoring.pictures.carry import FOLDER
from quizbank.domain.question import Question


def prove(contents: Contents, *, code: bool = True, progress: Progress | None = None) -> None:
    """Take what lint refuses out of `contents`, and put its faults there; warnings go to its
    `warnings`. With `code`, submissions are run, in the sandbox.
    """
    waiting = {question.path: question for question in [*contents.new, *contents.changed]}
    with tempfile.TemporaryDirectory(prefix="quizbank-") as name:
        files = {
            _written(contents, question, Path(name) / str(number)): question
            for number, question in enumerate(waiting.values())
            if question.id in contents.texts
        }
        gated = gate_files(list(files), code=code, progress=progress, cache=lint_cache())
    for file, question in files.items():
        _settle(contents, question, gated[file])


def _written(contents: Contents, question: Question, folder: Path) -> Path:
    """The question's text and pictures as files, for the moment."""
    file = folder / f"{question.id}.md"
    folder.mkdir()
    file.write_text(contents.texts[question.id], encoding="utf-8")
    for name, raw in contents.pictures.get(question.id, {}).items():
        (folder / FOLDER).mkdir(exist_ok=True)
        (folder / FOLDER / name).write_bytes(raw)
    return file


def _settle(contents: Contents, question: Question, gated: Gated) -> None:
    faults = [replace(fault, file=question.path) for fault in gated.faults]
    if gated.questions:
        contents.warnings.extend(_untold(faults, contents.unseen))
        return
    contents.faults.extend(faults)
    contents.new = [one for one in contents.new if one.path != question.path]
    contents.changed = [one for one in contents.changed if one.path != question.path]
    del contents.texts[question.id]


def _untold(faults: Iterable[Fault], told: Iterable[Fault]) -> list[Fault]:
    """The faults of those of which nothing was told yet, as warnings: they keep nothing out."""
    already = {(fault.file, fault.said) for fault in told}
    return [
        replace(fault, severity="warning")
        for fault in faults
        if (fault.file, fault.said) not in already
    ]
