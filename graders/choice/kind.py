"""Choices, one or several of them right."""

from __future__ import annotations

from collections.abc import Sequence

from graders.choice.spec import ChoiceEvidence, ChoiceFront, ChoiceShown, ChoiceSpec, parse
from graders.document import Document
from graders.kind import Attempt, Kind, Report
from graders.verdict import Verdict


class ChoiceKind(Kind[ChoiceSpec, ChoiceShown, ChoiceEvidence]):
    """Letters are the answer; a seed shuffles them."""

    spec = ChoiceSpec
    front = ChoiceFront
    shown = ChoiceShown
    evidence = ChoiceEvidence
    sections = ("choices", "choices zh", "choices en")
    varies = True
    usual_seconds = 45.0

    def parse(self, document: Document) -> ChoiceSpec | None:
        """See `graders.choice.spec.parse`."""
        return parse(document)

    def lint(self, spec: ChoiceSpec, report: Report) -> None:
        """See `graders.choice.lint.lint`."""
        from graders.choice.lint import lint

        lint(spec, report)

    def present(self, spec: ChoiceSpec, prompt: str, seed: int | None, lang: str) -> ChoiceShown:
        """See `graders.choice.present.present`."""
        from graders.choice.present import present

        return present(spec, prompt, seed, lang)

    def grade(self, spec: ChoiceSpec, attempt: Attempt) -> Verdict[ChoiceEvidence]:
        """See `graders.choice.grade.grade`."""
        from graders.choice.grade import grade

        return grade(spec, attempt)

    def solution(self, spec: ChoiceSpec, seed: int | None, lang: str) -> Sequence[str]:
        """The right letters with their texts."""
        from graders.choice.present import solution

        return solution(spec, seed, lang)

    def listed(self, shown: ChoiceShown, lang: str) -> Sequence[str]:
        """The choices by letter."""
        return self.options(shown)

    def options(self, shown: ChoiceShown) -> Sequence[str]:
        """The choices by letter."""
        return [f"{choice.letter}. {choice.text}" for choice in shown.choices]


KIND = ChoiceKind()
