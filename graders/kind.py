"""What a kind of question is: the hooks that the app, the command line and lint call.

A kind is one folder below `graders`: ``spec.py`` (its data as frozen dataclasses, and how a file
becomes them), ``grade.py``, ``present.py``, ``lint.py``, ``words.py`` (its sentences in both
languages), ``template.md``, and ``kind.py`` with a subclass of `Kind`. The folder's name is the
kind's name, and one line of `graders.kinds` registers it. Its form in the terminal is
``quizbank/tui/forms/NAME.py``. See docs/extending.md.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Generic, Protocol, TypeVar

from graders.document import Document
from graders.expression.symbols import Declaration
from graders.faults import Severity
from graders.preview import Reading
from graders.said import Value
from graders.toml_lines import Path
from graders.verdict import Evidence, Shown, Verdict


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer and all that its grading may depend on.

    `ticks` are a learner's own ticks of a free answer's points, `probes` answers to the questions
    asked back, by point. With `trial` code runs on the shown samples only and nothing is marked.
    While code runs, `progress` hears a line a second; setting `cancel` ends it. `device` is
    ``auto``, ``cpu`` or ``gpu``.
    """

    answer: str
    seed: int | None = None
    ticks: tuple[str, ...] | None = None
    probes: Mapping[str, str] = field(default_factory=dict)
    device: str = "auto"
    allow_unsandboxed: bool = False
    trial: bool = False
    progress: Callable[[str], None] | None = None
    cancel: threading.Event | None = None


class Report(Protocol):
    """Takes the faults that lint finds in one question, each at the line of what is wrong."""

    def at(
        self, path: Path, code: str, /, *, severity: Severity = "error", **values: Value
    ) -> None:
        """A fault of a value of the front matter, e.g. ``("step", 1, "formula")``."""

    def under(
        self, heading: str, code: str, /, *, severity: Severity = "error", **values: Value
    ) -> None:
        """A fault of a section."""


S = TypeVar("S")
H = TypeVar("H", bound=Shown)
E = TypeVar("E", bound=Evidence)


class Kind(ABC, Generic[S, H, E]):
    """One kind: its types, and what is done with them. Importing its module loads no NumPy."""

    # the dataclass of the question's data; it holds plain values only, so that it can be stored
    spec: ClassVar[type]
    # the dataclass of the keys that this kind adds to the front matter
    front: ClassVar[type]
    # what is shown, and what a verdict rests on
    shown: ClassVar[type[Shown]]
    evidence: ClassVar[type[Evidence]]
    # the headings that this kind adds to those of every question
    sections: ClassVar[tuple[str, ...]] = ()
    # whether a seed changes the question
    varies: ClassVar[bool] = False
    # whether the answer is code that runs in the sandbox, in a worker of its own
    runs_code: ClassVar[bool] = False
    # whether the learner, not the grader, decides in the end: ticks of a rubric, or the rating
    self_marked: ClassVar[bool] = False
    # whether the learner rates even where the grader says nothing: they see the answer and know
    self_rated: ClassVar[bool] = False
    # whether another try makes sense after a wrong answer
    retries: ClassVar[bool] = True
    # seconds that a learner takes who was never timed
    usual_seconds: ClassVar[float] = 60.0

    @abstractmethod
    def parse(self, document: Document) -> S | None:
        """The question's data; None where something is wrong, which is then among the document's
        faults, each with its line and its cure.
        """

    def split(self, spec: S) -> Iterable[S]:
        """The questions that one file makes: itself, or several, ``ID-1``, ``ID-2`` and so on."""
        return (spec,)

    @abstractmethod
    def lint(self, spec: S, report: Report) -> None:
        """Hold the question to its promises by grading: right answers right, listed slips named."""

    @abstractmethod
    def present(self, spec: S, prompt: str, seed: int | None, lang: str) -> H:
        """One instance as a learner sees it, without the answer."""

    @abstractmethod
    def grade(self, spec: S, attempt: Attempt) -> Verdict[E]:
        """The verdict on one answer. Raises `SpecError` where the question itself is at fault."""

    @abstractmethod
    def solution(self, spec: S, seed: int | None, lang: str) -> Sequence[str]:
        """The worked answer in lines, in this instance's letters or numbers."""

    def listed(self, shown: H, lang: str) -> Sequence[str]:
        """What an instance shows below its prompt, in lines: its options, its fields."""
        return ()

    def options(self, shown: H) -> Sequence[str]:
        """What of it belongs to the question wherever it is quoted: choices, steps to order."""
        return ()

    def asked_for(self, shown: H) -> Sequence[str]:
        """What an answer is made of, in lines: the options, or the names of the steps."""
        return self.options(shown)

    def preview(self, spec: S, text: str, ascii_only: bool) -> Reading:
        """How an answer is read while it is typed. Never raises."""
        return Reading()

    def warm(self) -> None:
        """Load what grading needs, so that the first answer does not wait for it."""

    def seconds_for(self, spec: S) -> float:
        """How long grading one answer may take before it is given up as undecided."""
        return 10.0

    def symbols(self, spec: S) -> Mapping[str, Declaration]:
        """The declared symbols, by which formulas in the question's text are drawn."""
        return {}
