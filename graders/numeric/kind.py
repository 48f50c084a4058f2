"""Worked steps: numbers, marked one by one with carried errors."""

from __future__ import annotations

from collections.abc import Sequence

from graders.document import Document
from graders.kind import Attempt, Kind, Report
from graders.numeric.spec import NumericEvidence, NumericFront, NumericShown, NumericSpec, parse
from graders.verdict import Verdict


class NumericKind(Kind[NumericSpec, NumericShown, NumericEvidence]):
    """``step = value`` lines; a seed draws new numbers."""

    spec = NumericSpec
    front = NumericFront
    shown = NumericShown
    evidence = NumericEvidence
    varies = True
    usual_seconds = 180.0

    def parse(self, document: Document) -> NumericSpec | None:
        """See `graders.numeric.spec.parse`."""
        return parse(document)

    def lint(self, spec: NumericSpec, report: Report) -> None:
        """See `graders.numeric.lint.lint`."""
        from graders.numeric.lint import lint

        lint(spec, report)

    def present(self, spec: NumericSpec, prompt: str, seed: int | None, lang: str) -> NumericShown:
        """See `graders.numeric.present.present`."""
        from graders.numeric.present import present

        return present(spec, prompt, seed, lang)

    def grade(self, spec: NumericSpec, attempt: Attempt) -> Verdict[NumericEvidence]:
        """See `graders.numeric.grade.grade`."""
        from graders.numeric.grade import grade

        return grade(spec, attempt)

    def solution(self, spec: NumericSpec, seed: int | None, lang: str) -> Sequence[str]:
        """See `graders.numeric.solution.solution`."""
        from graders.numeric.solution import solution

        return solution(spec, seed, lang)

    def listed(self, shown: NumericShown, lang: str) -> Sequence[str]:
        """The steps with their marks."""
        return [f"{step.id} = ?    {step.label} ({step.marks:g})" for step in shown.steps]

    def asked_for(self, shown: NumericShown) -> Sequence[str]:
        """The names of the steps and what each is."""
        return [f"{step.id:<8} {step.label}" for step in shown.steps]

    def warm(self) -> None:
        """Import what every answer needs."""
        import graders.numeric.grade  # noqa: F401


KIND = NumericKind()
