"""Lint: every question is held to its promises, by running the graders on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.kinds import kind_of
from graders.said import said
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import LoadResult, load_file
from quizbank.authoring.lint.cache import LintCache
from quizbank.authoring.lint.pool import lint_many
from quizbank.authoring.lint.report import QuestionReport
from quizbank.authoring.lint.text import text_faults
from quizbank.authoring.reading import find_files

__all__ = ["Linted", "lint_loaded", "lint_paths"]

# a fault of this code says that this machine could not prove the question
NOT_PROVED = "not-proved"


@dataclass(frozen=True, slots=True)
class Linted:
    """What lint saw: how many files, and every fault."""

    files: int
    faults: tuple[Fault, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return not any(fault.severity == "error" for fault in self.faults)

    @property
    def proved(self) -> bool:
        """Whether everything that is to be run could be run here."""
        return not any(fault.code == NOT_PROVED for fault in self.faults)


def lint_loaded(loaded: LoadResult, *, code: bool = True, place: Path | None = None) -> list[Fault]:
    """The faults of a file that loaded; with `code` off, submissions are not run. `place` is where
    the file will lie, where that is elsewhere.
    """
    question = loaded.question
    if question is None:
        return list(loaded.faults)
    kind = kind_of(question.kind)
    report = QuestionReport(loaded.document)
    faults = text_faults(question, place)
    if code or not kind.runs_code:
        kind.lint(question.spec, report)
    return [*faults, *report.faults]


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
    clean = LintCache(cache)
    faults, waiting = _loaded(files, clean, code)
    done = len(files) - len(waiting)
    for path, told in lint_many([(path, heavy) for path, heavy, _ in waiting], code):
        faults[path].extend(told)
        if not told:
            clean.add(next(key for file, _, key in waiting if file == path))
        done += 1
        if progress:
            progress(done, len(files))
    clean.save()
    return Linted(len(files), tuple(fault for path in files for fault in faults[path]))


def _loaded(
    files: Sequence[Path], clean: LintCache, code: bool
) -> tuple[dict[Path, list[Fault]], list[tuple[Path, bool, str]]]:
    """The faults of loading each file, and (file, whether it runs code, its key) of those that are
    to be proved.
    """
    faults: dict[Path, list[Fault]] = {}
    waiting: list[tuple[Path, bool, str]] = []
    seen: dict[str, str] = {}
    for path in files:
        loaded = load_file(path)
        faults[path] = list(loaded.faults)
        for question in loaded.questions:
            if question.id in seen:
                twice = said("authoring.id-twice", id=question.id, seen=seen[question.id])
                faults[path].append(Fault(str(path), 2, twice))
            seen[question.id] = str(path)
        if loaded.question is None:
            continue
        key = clean.key(path, code)
        if key not in clean:
            waiting.append((path, kind_of(loaded.question.kind).runs_code, key))
    return faults, waiting
