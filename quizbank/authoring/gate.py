"""The one gate for questions that come in: written, added, synchronised. What lint refuses is not
asked, but for what leaves a question whole: a missing picture, a missing diagnosis.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizbank.authoring.faults import Fault
from quizbank.authoring.lint import Progress, Proved, lint_files
from quizbank.domain.question import Question

# what lint refuses though the question can be asked: a missing picture is told in words, and a
# wrong choice without a diagnosis is wrong all the same
_ASKED_ALL_THE_SAME = ("picture-", "no-diagnosis")


@dataclass(frozen=True, slots=True)
class Gated:
    """What came through the gate: the questions, none where one of the faults keeps them out."""

    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]

    @property
    def question(self) -> Question | None:
        """The first question, and most often the only one."""
        return self.questions[0] if self.questions else None


def gate(
    source: Path | str,
    *,
    place: Path | None = None,
    code: bool = True,
    cache: Path | None = None,
) -> Gated:
    """Read and prove one file, or the text of one that will lie at `place`.

    See `gate_files`; a text's faults call it by its place.
    """
    if isinstance(source, Path):
        return gate_files([source], code=code, cache=cache)[source]
    there = place or Path("question.md").absolute()
    with tempfile.TemporaryDirectory(prefix="quizbank-") as folder:
        file = Path(folder) / "question.md"
        file.write_text(source, encoding="utf-8", errors="replace")
        proved = lint_files([file], code=code, cache=cache, places={file: there})
    return _gated(proved[file], str(there))


def gate_files(
    files: Sequence[Path],
    *,
    code: bool = True,
    progress: Progress | None = None,
    cache: Path | None = None,
) -> dict[Path, Gated]:
    """Read and prove files, each in a process that may be killed, so that none acts here, takes for
    ever, or takes all the memory. With `code` off, submissions are not run.

    Where code cannot run, its question comes through with a warning that it was not proved.
    """
    proved = lint_files(files, code=code, progress=progress, cache=cache)
    return {file: _gated(one, str(file)) for file, one in proved.items()}


def _gated(proved: Proved, name: str) -> Gated:
    faults = tuple(replace(fault, file=name) for fault in proved.faults)
    if any(map(_keeps_out, faults)):
        return Gated((), faults)
    return Gated(tuple(replace(q, path=name) for q in proved.loaded.questions), faults)


def _keeps_out(fault: Fault) -> bool:
    return fault.severity == "error" and not fault.code.startswith(_ASKED_ALL_THE_SAME)
