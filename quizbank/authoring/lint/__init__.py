"""Lint: every question is held to its promises, by running the graders on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizbank.authoring.faults import Fault
from quizbank.authoring.files import find_files, load_file
from quizbank.authoring.lint.kinds import RULES, Report
from quizbank.authoring.lint.text import text_faults
from quizbank.domain.question import Question

__all__ = ["Linted", "lint_paths", "lint_question"]


@dataclass(frozen=True, slots=True)
class Linted:
    """What lint saw: how many files, and every fault."""

    files: int
    faults: tuple[Fault, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return not any(fault.severity == "error" for fault in self.faults)


def lint_question(question: Question, *, code: bool = True) -> list[Fault]:
    """The faults of one loaded question; with `code` off, submissions are not run."""
    report = Report(question)
    report.faults.extend(text_faults(question))
    if question.kind != "code" or code:
        RULES[question.kind](report)
    return report.faults


def lint_paths(paths: Sequence[Path], *, code: bool = True, progress: Callable[[int, int], None] | None = None) -> Linted:
    """Lint files and folders; ids must differ among them."""
    files = find_files(paths)
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for count, path in enumerate(files):
        loaded = load_file(path)
        faults.extend(loaded.faults)
        question = loaded.question
        if question is not None:
            if question.id in seen:
                faults.append(Fault(str(path), 2, "id-twice", f"id {question.id} 在 {seen[question.id]} 里已经用过。",
                                    f"The id {question.id} is already used in {seen[question.id]}: choose another."))
            seen[question.id] = str(path)
            faults.extend(lint_question(question, code=code))
        if progress:
            progress(count + 1, len(files))
    return Linted(len(files), tuple(faults))
