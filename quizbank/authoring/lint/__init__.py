"""Lint: every question is held to its promises, by running the graders on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizbank.authoring.faults import Fault
from quizbank.authoring.files import load_file
from quizbank.authoring.lint.cache import LintCache
from quizbank.authoring.lint.kinds import RULES, Report
from quizbank.authoring.lint.pool import lint_many
from quizbank.authoring.lint.text import text_faults
from quizbank.authoring.reading import find_files
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


def lint_question(
    question: Question, *, code: bool = True, place: Path | None = None
) -> list[Fault]:
    """The faults of one loaded question; with `code` off, submissions are not run. `place` is where
    its file will lie, where that is elsewhere.
    """
    report = Report(question)
    report.faults.extend(text_faults(question, place))
    if question.kind != "code" or code:
        RULES[question.kind](report)
    return report.faults


def lint_paths(
    paths: Sequence[Path],
    *,
    code: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cache: Path | None = None,
) -> Linted:
    """Lint files and folders, in parallel where there are many; ids must differ among them.

    `cache` is a file that remembers which content was clean; `progress` is told how many of how
    many are done.
    """
    files = find_files(paths)
    known = LintCache(cache)
    faults: dict[Path, list[Fault]] = {path: [] for path in files}
    seen: dict[str, str] = {}
    waiting: list[tuple[Path, str]] = []
    keys: dict[Path, str] = {}
    for path in files:
        loaded = load_file(path)
        faults[path].extend(loaded.faults)
        question = loaded.question
        if question is None:
            continue
        if question.id in seen:
            faults[path].append(
                Fault(
                    str(path),
                    2,
                    "id-twice",
                    f"id {question.id} 在 {seen[question.id]} 里已经用过。",
                    f"The id {question.id} is already used in {seen[question.id]}: choose another.",
                )
            )
        seen[question.id] = str(path)
        keys[path] = known.key(path, code)
        if keys[path] not in known:
            waiting.append((path, question.kind))
    done = len(files) - len(waiting)
    for path, found in lint_many(waiting, code):
        faults[path].extend(found)
        if not found:
            known.add(keys[path])
        done += 1
        if progress:
            progress(done, len(files))
    known.save()
    return Linted(len(files), tuple(fault for path in files for fault in faults[path]))
