"""Explanations in one's own words, marked by a rubric."""

from __future__ import annotations

from collections.abc import Sequence

from graders.concept.spec import (
    ConceptEvidence,
    ConceptFront,
    ConceptShown,
    ConceptSpec,
    parse,
)
from graders.document import Document
from graders.kind import Attempt, Kind, Report
from graders.verdict import Verdict


class ConceptKind(Kind[ConceptSpec, ConceptShown, ConceptEvidence]):
    """A free answer; its points are ticked by the grader, and the learner may correct the ticks."""

    spec = ConceptSpec
    front = ConceptFront
    shown = ConceptShown
    evidence = ConceptEvidence
    # any number of each
    sections = ("model zh", "model en")
    self_marked = True
    retries = False
    usual_seconds = 120.0

    def parse(self, document: Document) -> ConceptSpec | None:
        """See `graders.concept.spec.parse`."""
        return parse(document)

    def lint(self, spec: ConceptSpec, report: Report) -> None:
        """See `graders.concept.lint.lint`."""
        from graders.concept.lint import lint

        lint(spec, report)

    def present(self, spec: ConceptSpec, prompt: str, seed: int | None, lang: str) -> ConceptShown:
        """See `graders.concept.present.present`."""
        from graders.concept.present import present

        return present(spec, prompt, seed, lang)

    def grade(self, spec: ConceptSpec, attempt: Attempt) -> Verdict[ConceptEvidence]:
        """See `graders.concept.grade.grade`."""
        from graders.concept.grade import grade

        return grade(spec, attempt)

    def solution(self, spec: ConceptSpec, seed: int | None, lang: str) -> Sequence[str]:
        """See `graders.concept.present.solution`."""
        from graders.concept.present import solution

        return solution(spec, seed, lang)

    def warm(self) -> None:
        """Compile what every answer needs."""
        import graders.concept.grade  # noqa: F401


KIND = ConceptKind()
