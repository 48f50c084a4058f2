"""Lint: every question is held to its promises, by running the graders on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.kinds import kind_of
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import LoadResult, id_twice, load_file
from quizbank.authoring.lint.cache import LintCache
from quizbank.authoring.lint.pool import Waiting, lint_many
from quizbank.authoring.lint.report import QuestionReport
from quizbank.authoring.lint.text import text_faults
from quizbank.authoring.reading import find_files

__all__ = ["Linted", "Proved", "lint_files", "lint_paths", "lint_question"]

# a fault of this code says that this machine could not prove the question
NOT_PROVED = "not-proved"
# told how many of how many files are done
Progress = Callable[[int, int], None]


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


@dataclass(slots=True)
class Proved:
    """A file as it loaded, and every fault that loading and proving it found."""

    loaded: LoadResult
    faults: list[Fault]


def lint_question(
    loaded: LoadResult, *, code: bool = True, place: Path | None = None
) -> list[Fault]:
    """The faults of a file that loaded; with `code` off, submissions are not run. `place` is where
    the file will lie, where that is elsewhere.
    """
    if loaded.question is None:
        return list(loaded.faults)
    kind = kind_of(loaded.question.kind)
    faults = list(text_faults(loaded, loaded.question, place or Path(loaded.document.name)))
    report = QuestionReport(loaded.document)
    if code or not kind.runs_code:
        for question in loaded.questions:
            kind.lint(question.spec, report)
    # what every card of a file that is split has is told once
    return [*faults, *dict.fromkeys(report.faults)]


def lint_paths(
    paths: Sequence[Path],
    *,
    code: bool = True,
    progress: Progress | None = None,
    cache: Path | None = None,
) -> Linted:
    """Lint files and folders, see `lint_files`."""
    proved = lint_files(find_files(paths), code=code, progress=progress, cache=cache)
    return Linted(len(proved), tuple(fault for one in proved.values() for fault in one.faults))


def lint_files(
    files: Sequence[Path],
    *,
    code: bool = True,
    progress: Progress | None = None,
    cache: Path | None = None,
    places: Mapping[Path, Path] | None = None,
) -> dict[Path, Proved]:
    """Load and prove files, each in a process that may be killed; ids must differ among them.

    `cache` is a file that remembers which content was clean. `places` says of a file where it will
    lie, where that is elsewhere.
    """
    places = places or {}
    clean = LintCache(cache)
    proved = {file: _loaded(file) for file in files}
    _ids_differ(proved.values())
    keys = {
        file: clean.key(places.get(file, file), one.loaded.text, code)
        for file, one in proved.items()
        if one.loaded.question is not None
    }
    waiting = [
        Waiting(file, places.get(file, file), _heavy(proved[file].loaded))
        for file, key in keys.items()
        if key not in clean
    ]
    done = len(proved) - len(waiting)
    for file, faults in lint_many(waiting, code):
        proved[file].faults.extend(faults)
        if not faults:
            clean.add(keys[file])
        done += 1
        if progress:
            progress(done, len(proved))
    clean.save()
    return proved


def _loaded(file: Path) -> Proved:
    loaded = load_file(file, "own")
    return Proved(loaded, list(loaded.faults))


def _heavy(loaded: LoadResult) -> bool:
    """Whether proving a question runs code."""
    return loaded.question is not None and kind_of(loaded.question.kind).runs_code


def _ids_differ(files: Iterable[Proved]) -> None:
    seen: dict[str, str] = {}
    for one in files:
        for question in one.loaded.questions:
            if question.id in seen:
                document = one.loaded.document
                one.faults.append(id_twice(document, question.id, seen[question.id]))
            seen[question.id] = one.loaded.document.name
