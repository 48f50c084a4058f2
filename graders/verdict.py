"""The one result type of every grader: what the learner sees, what a script reads and what is
stored.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

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
    """A question's own data cannot be used; `where` names the field, e.g. ``step[2].formula``."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A named slip: a stable code and a sentence in each language that teaches without telling the
    answer.
    """

    code: str
    zh: str
    en: str

    def message(self, lang: str) -> str:
        """The sentence in `lang` (``zh`` or ``en``), or in the other language where one is
        missing.
        """
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


@dataclass(frozen=True, slots=True)
class Part:
    """One marked part: a step, a rubric point, a test case or a check."""

    id: str
    outcome: PartOutcome
    marks: float
    max_marks: float
    expected: str = ""
    got: str = ""
    follow_through: bool = False
    diagnosis: Diagnosis | None = None
    # code parts report the bare word of the contract (wrong-shape, time-limit, ...); other parts a
    # sentence
    word: str | None = None
    label_zh: str = ""
    label_en: str = ""
    # of a worked step: what follows from the learner's own earlier entries, where that is not
    # `expected`
    carried: str = ""

    def to_json(self, lang: str) -> dict[str, Any]:
        """The part as the command line prints it."""
        diagnosis = self.word or (self.diagnosis.message(lang) if self.diagnosis else None)
        return {
            "id": self.id,
            "outcome": self.outcome,
            "marks": self.marks,
            "max_marks": self.max_marks,
            "expected": self.expected,
            "got": self.got,
            "follow_through": self.follow_through,
            "carried": self.carried,
            "diagnosis": diagnosis,
            "diagnosis_code": self.word or (self.diagnosis.code if self.diagnosis else None),
            "label": (self.label_zh or self.label_en)
            if lang == "zh"
            else (self.label_en or self.label_zh),
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of grading one answer.

    `score` is in 0..1, `max_marks` in marks, `elapsed_ms` in milliseconds. `evidence` holds JSON
    values
    only, by grader: a counterexample, the reading of a formula, the device that ran the code.
    """

    outcome: Outcome
    score: float
    max_marks: float = 1.0
    diagnoses: tuple[Diagnosis, ...] = ()
    parts: tuple[Part, ...] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)
    elapsed_ms: float = 0.0

    def timed(self, started: float) -> Verdict:
        """The same verdict with the time since `started` (a `time.perf_counter` value)."""
        return replace(self, elapsed_ms=round((time.perf_counter() - started) * 1000, 3))

    def to_json(self, lang: str) -> dict[str, Any]:
        """The verdict as the command line prints it, messages in `lang`."""
        return {
            "outcome": self.outcome,
            "score": self.score,
            "max_marks": self.max_marks,
            "diagnoses": [{"code": d.code, "message": d.message(lang)} for d in self.diagnoses],
            "parts": [part.to_json(lang) for part in self.parts],
            "evidence": dict(self.evidence),
            "elapsed_ms": self.elapsed_ms,
        }

    def to_record(self) -> dict[str, Any]:
        """Every field, both languages, as JSON values: crosses the worker's pipe and is stored in
        the log.
        """
        return {
            "outcome": self.outcome,
            "score": self.score,
            "max_marks": self.max_marks,
            "diagnoses": [[d.code, d.zh, d.en] for d in self.diagnoses],
            "parts": [_part_record(part) for part in self.parts],
            "evidence": dict(self.evidence),
            "elapsed_ms": self.elapsed_ms,
        }


def _part_record(part: Part) -> dict[str, Any]:
    d = part.diagnosis
    return {
        "id": part.id,
        "outcome": part.outcome,
        "marks": part.marks,
        "max_marks": part.max_marks,
        "expected": part.expected,
        "got": part.got,
        "follow_through": part.follow_through,
        "diagnosis": [d.code, d.zh, d.en] if d else None,
        "word": part.word,
        "label_zh": part.label_zh,
        "label_en": part.label_en,
        "carried": part.carried,
    }


def verdict_from_record(record: Mapping[str, Any]) -> Verdict:
    """The inverse of `Verdict.to_record`."""
    parts = tuple(
        Part(**{**p, "diagnosis": Diagnosis(*p["diagnosis"]) if p["diagnosis"] else None})
        for p in record["parts"]
    )
    diagnoses = tuple(Diagnosis(*d) for d in record["diagnoses"])
    return Verdict(
        record["outcome"],
        record["score"],
        record["max_marks"],
        diagnoses,
        parts,
        dict(record["evidence"]),
        record["elapsed_ms"],
    )


def invalid(code: str, zh: str, en: str, **evidence: Any) -> Verdict:
    """An answer that could not be read; `evidence` may carry ``position`` (0-based character
    index).
    """
    return Verdict("invalid", 0.0, diagnoses=(Diagnosis(code, zh, en),), evidence=evidence)
