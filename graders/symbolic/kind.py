"""Formulas, compared by their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graders.document import Document
from graders.expression.symbols import Declaration
from graders.kind import Attempt, Kind, Report
from graders.preview import Reading
from graders.symbolic.spec import (
    SymbolicEvidence,
    SymbolicFront,
    SymbolicShown,
    SymbolicSpec,
    parse,
)
from graders.verdict import Verdict


class SymbolicKind(Kind[SymbolicSpec, SymbolicShown, SymbolicEvidence]):
    """A formula over declared symbols; right where it equals the reference."""

    spec = SymbolicSpec
    front = SymbolicFront
    shown = SymbolicShown
    evidence = SymbolicEvidence
    usual_seconds = 90.0

    def parse(self, document: Document) -> SymbolicSpec | None:
        """See `graders.symbolic.spec.parse`."""
        return parse(document)

    def lint(self, spec: SymbolicSpec, report: Report) -> None:
        """See `graders.symbolic.lint.lint`."""
        from graders.symbolic.lint import lint

        lint(spec, report)

    def present(
        self, spec: SymbolicSpec, prompt: str, seed: int | None, lang: str
    ) -> SymbolicShown:
        """See `graders.symbolic.present.present`."""
        from graders.symbolic.present import present

        return present(spec, prompt)

    def grade(self, spec: SymbolicSpec, attempt: Attempt) -> Verdict[SymbolicEvidence]:
        """See `graders.symbolic.grade.grade`."""
        from graders.symbolic.grade import grade

        return grade(spec, attempt)

    def solution(self, spec: SymbolicSpec, seed: int | None, lang: str) -> Sequence[str]:
        """See `graders.symbolic.present.solution`."""
        from graders.symbolic.present import solution

        return solution(spec)

    def preview(self, spec: SymbolicSpec, text: str, ascii_only: bool) -> Reading:
        """See `graders.expression.preview.preview`."""
        from graders.expression.preview import preview

        return preview(text, spec.symbols, ascii_only)

    def listed(self, shown: SymbolicShown, lang: str) -> Sequence[str]:
        """What each symbol stands for."""
        return [f"{name}: {declaration}" for name, declaration in shown.symbols.items()]

    def symbols(self, spec: SymbolicSpec) -> Mapping[str, Declaration]:
        """The declared symbols."""
        return spec.symbols

    def warm(self) -> None:
        """Import what every answer needs."""
        import graders.symbolic.grade  # noqa: F401


KIND = SymbolicKind()
