"""Verdicts on their way to the log and back.

A stored row keeps its sentences in both languages, as they were said on the day: a later version
of the program may word them otherwise, or name the slip by another code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from graders.codec import from_plain
from graders.kinds import KINDS, kind_of
from graders.said import Said, authored
from graders.verdict import Diagnosis, Evidence, Part, Verdict, listed
from quizbank.words.catalogue import both
from quizbank.words.verdict import evidence_json

# a row of the log as JSON has it
# a stored verdict or a part of one, of any version of ours: each field is looked at on its own
Stored: TypeAlias = Mapping[str, Any]


def to_stored(verdict: Verdict[Evidence]) -> Stored:
    """A verdict as the log keeps it: plain values, its sentences in both languages."""
    return {
        "outcome": verdict.outcome,
        "score": verdict.score,
        "max_marks": verdict.max_marks,
        "diagnoses": [_slip(diagnosis) for diagnosis in verdict.diagnoses],
        "parts": [_part(part) for part in verdict.parts],
        "evidence": evidence_json(verdict.evidence),
        "elapsed_ms": verdict.elapsed_ms,
    }


def _slip(diagnosis: Diagnosis) -> list[str]:
    return [diagnosis.code, *both(diagnosis.said)]


def _part(part: Part) -> Stored:
    label = ("", "") if part.label is None else both(part.label)
    return {
        "id": part.id,
        "outcome": part.outcome,
        "marks": part.marks,
        "max_marks": part.max_marks,
        "expected": part.expected,
        "got": part.got,
        "follow_through": part.follow_through,
        "diagnosis": _slip(part.diagnosis) if part.diagnosis else None,
        "word": part.word,
        "label_zh": label[0],
        "label_en": label[1],
        "carried": part.carried,
    }


def from_stored(row: Stored, kind: str) -> Verdict[Evidence]:
    """The verdict of a row, however old: what a row does not say, or says in a shape of its own,
    is left at its default.
    """
    return Verdict(
        row.get("outcome", "undecided"),
        float(row.get("score") or 0.0),
        _evidence(row.get("evidence") or {}, kind),
        float(row.get("max_marks") or 1.0),
        tuple(listed(*slip) for slip in row.get("diagnoses", ()) if len(slip) == 3),
        tuple(_read_part(part) for part in row.get("parts", ())),
        float(row.get("elapsed_ms") or 0.0),
    )


def _evidence(plain: Stored, kind: str) -> Evidence:
    if kind not in KINDS:
        return Evidence()
    shape = kind_of(kind).evidence
    try:
        return from_plain(plain, shape)
    except ValueError:
        return shape()


def _read_part(part: Stored) -> Part:
    slip = part.get("diagnosis")
    return Part(
        str(part.get("id", "")),
        part.get("outcome", "undecided"),
        float(part.get("marks") or 0.0),
        float(part.get("max_marks") or 0.0),
        expected=str(part.get("expected", "")),
        got=str(part.get("got", "")),
        follow_through=bool(part.get("follow_through")),
        diagnosis=listed(*slip) if slip else None,
        word=part.get("word"),
        label=_label(part),
        carried=str(part.get("carried", "")),
    )


def _label(part: Stored) -> Said | None:
    zh, en = str(part.get("label_zh", "")), str(part.get("label_en", ""))
    return authored(zh, en) if zh or en else None
