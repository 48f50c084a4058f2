"""Grading worked steps as tests write them: a specification as plain values, an answer as text."""

from collections.abc import Mapping
from typing import Any

from graders.codec import from_plain
from graders.document import Document, Table
from graders.kind import Attempt
from graders.numeric import grade as grading
from graders.numeric.spec import NumericEvidence, NumericSpec, parse
from graders.verdict import Diagnosis, Verdict
from quizbank.words.catalogue import sentence


def spec_from(plain: NumericSpec | Mapping[str, Any]) -> NumericSpec:
    return plain if isinstance(plain, NumericSpec) else from_plain(plain, NumericSpec)


def grade(
    spec: NumericSpec | Mapping[str, Any], answer: str, seed: int | None = None
) -> Verdict[NumericEvidence]:
    return grading.grade(spec_from(spec), Attempt(answer, seed))


def english(slip: Diagnosis) -> str:
    return sentence(slip.said, "en")


def expand(description: Table) -> NumericSpec:
    """The question that a ``[generate]`` table makes."""
    document = Document("q.md", front={"generate": description})
    spec = parse(document)
    assert spec is not None, document.faults
    return spec
