"""The one result type of every grader: what a learner sees, a script reads and the log keeps."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from graders.said import Said, Value, authored, said
from graders.toml_lines import Path, path_words

Outcome = Literal["correct", "partial", "wrong", "invalid", "undecided", "unavailable"]
PartOutcome = Literal[
    "correct",
    "carried",
    "partial",
    "wrong",
    "blank",
    "invalid",
    "not-run",
    "undecided",
    "unavailable",
]


class SpecError(ValueError):
    """A question's own data cannot be used: why (a message, or what a library said), and the `path`
    of the field, such as ``("step", 1, "formula")`` or ``"reference"``.
    """

    def __init__(self, why: Said | str, path: Path | str = ()) -> None:
        self.why = why if isinstance(why, Said) else authored(why, why)
        self.path: Path = (path,) if isinstance(path, str) else path
        super().__init__(f"{self.where}: {self.why}")

    @property
    def where(self) -> str:
        """The field as a person writes it, entries counted from 1."""
        return path_words(self.path)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A named slip: a stable code, and a message that teaches without telling the answer."""

    code: str
    said: Said


def diagnosed(code: str, kind: str, **values: Value) -> Diagnosis:
    """The diagnosis `code` of a kind, whose sentence is ``kind.code`` in the catalogue."""
    return Diagnosis(code, said(f"{kind}.{code}", **values))


def listed(code: str, zh: str, en: str) -> Diagnosis:
    """A diagnosis in the words of the question's author."""
    return Diagnosis(code, authored(zh, en))


@dataclass(frozen=True, slots=True)
class Part:
    """One marked part: a step, a rubric point, a test case or a check.

    `word` is the bare word of the contract for a code part (``wrong-shape``, ``time-limit``); other
    parts tell a sentence. `carried` is, of a worked step, what follows from the learner's own
    earlier entries where that is not `expected`.
    """

    id: str
    outcome: PartOutcome
    marks: float
    max_marks: float
    expected: str = ""
    got: str = ""
    follow_through: bool = False
    diagnosis: Diagnosis | None = None
    word: str | None = None
    label: Said | None = None
    carried: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a verdict rests on. Each kind adds its own; `position` is the 0-based character at which
    an answer could not be read.
    """

    position: int | None = None

    @property
    def passing(self) -> float:
        """The least score, in 0..1, that counts as passed."""
        return 0.6

    @property
    def unread(self) -> bool:
        """Whether a part of the answer could not be read, so that nothing may be scheduled."""
        return False

    @property
    def ran_on(self) -> str:
        """The device that ran the answer, or nothing."""
        return ""

    @property
    def output(self) -> str:
        """What the answer printed while it ran."""
        return ""

    @property
    def told(self) -> tuple[Said, ...]:
        """What of it a person is told below the verdict: a counterexample, how a thing was read."""
        return ()

    @property
    def counted(self) -> tuple[str, ...] | None:
        """The points that counted, where the learner may correct them; None where there are none
        or they are corrected already.
        """
        return None


E = TypeVar("E", bound=Evidence)
E_co = TypeVar("E_co", bound=Evidence, covariant=True)


@dataclass(frozen=True, slots=True)
class Verdict(Generic[E_co]):
    """The outcome of grading one answer.

    `score` is in 0..1, `max_marks` in marks, `elapsed_ms` in milliseconds.
    """

    outcome: Outcome
    score: float
    evidence: E_co
    max_marks: float = 1.0
    diagnoses: tuple[Diagnosis, ...] = ()
    parts: tuple[Part, ...] = ()
    elapsed_ms: float = 0.0

    def timed(self, started: float) -> Verdict[E_co]:
        """The same verdict with the time since `started` (a `time.perf_counter` value)."""
        return replace(self, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))

    @property
    def decided(self) -> bool:
        """Whether the answer was read and graded: only then may the schedule move."""
        return self.outcome in ("correct", "partial", "wrong")


def invalid(evidence: E, *diagnoses: Diagnosis, max_marks: float = 1.0) -> Verdict[E]:
    """An answer that could not be read; `evidence` says where."""
    return Verdict("invalid", 0.0, evidence, max_marks, diagnoses)


def undecided(evidence: E, diagnoses: Sequence[Diagnosis] = ()) -> Verdict[E]:
    """No verdict: nothing is scheduled."""
    return Verdict("undecided", 0.0, evidence, diagnoses=tuple(diagnoses))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One instance of a question as a learner sees it, without the answer; kinds add their own."""

    prompt: str


@dataclass(frozen=True, slots=True)
class Texts:
    """A text of the question's author in both languages; either may be missing."""

    zh: str = ""
    en: str = ""

    def in_language(self, lang: str) -> str:
        """The text in `lang`, or in the other language where that is missing."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)
