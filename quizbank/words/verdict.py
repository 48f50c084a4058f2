"""A verdict as the contract's JSON object, its sentences in one language."""

from __future__ import annotations

from typing import Any

from graders.codec import to_plain
from graders.verdict import Diagnosis, Evidence, Part, Verdict
from quizbank.words.catalogue import sentence

Json = dict[str, Any]


def evidence_json(evidence: Evidence) -> Json:
    """What a verdict rests on; what a kind left unsaid is left out."""
    return {name: value for name, value in to_plain(evidence).items() if value is not None}


def verdict_json(
    verdict: Verdict[Evidence], lang: str, *, question: str, seed: int | None, rating: str | None
) -> Json:
    """The object of ``grade --json``."""
    return {
        "question": question,
        "seed": seed,
        "outcome": verdict.outcome,
        "score": verdict.score,
        "max_marks": verdict.max_marks,
        "diagnoses": [_slip(slip, lang) for slip in verdict.diagnoses],
        "parts": [_part(part, lang) for part in verdict.parts],
        "evidence": evidence_json(verdict.evidence),
        "suggested_rating": rating,
        "elapsed_ms": verdict.elapsed_ms,
    }


def _slip(slip: Diagnosis, lang: str) -> Json:
    return {"code": slip.code, "message": sentence(slip.said, lang)}


def _part(part: Part, lang: str) -> Json:
    slip = part.diagnosis
    return {
        "id": part.id,
        "outcome": part.outcome,
        "marks": part.marks,
        "max_marks": part.max_marks,
        "expected": part.expected,
        "got": part.got,
        "follow_through": part.follow_through,
        "carried": part.carried,
        "diagnosis": part.word or (sentence(slip.said, lang) if slip else None),
        "diagnosis_code": part.word or (slip.code if slip else None),
        "label": sentence(part.label, lang) if part.label else "",
    }
