"""Cards: front and back, or blanks; rated by the learner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graders.card.spec import CardEvidence, CardFront, CardShown, CardSpec, parse, split
from graders.document import Document
from graders.kind import Attempt, Kind, Report
from graders.verdict import Verdict


class CardKind(Kind[CardSpec, CardShown, CardEvidence]):
    """With blanks what is typed is compared; without, the learner turns the card and rates."""

    spec = CardSpec
    front = CardFront
    shown = CardShown
    evidence = CardEvidence
    sections = ("back zh", "back en")
    self_rated = True
    retries = False
    usual_seconds = 20.0

    def parse(self, document: Document) -> CardSpec | None:
        """See `graders.card.spec.parse`."""
        return parse(document)

    def split(self, spec: CardSpec) -> Iterable[CardSpec]:
        """A card a blank, where the file says so."""
        return split(spec)

    def lint(self, spec: CardSpec, report: Report) -> None:
        """See `graders.card.lint.lint`."""
        from graders.card.lint import lint

        lint(spec, report)

    def present(self, spec: CardSpec, prompt: str, seed: int | None, lang: str) -> CardShown:
        """See `graders.card.present.present`."""
        from graders.card.present import present

        return present(spec, prompt, seed, lang)

    def grade(self, spec: CardSpec, attempt: Attempt) -> Verdict[CardEvidence]:
        """See `graders.card.grade.grade`."""
        from graders.card.grade import grade

        return grade(spec, attempt)

    def solution(self, spec: CardSpec, seed: int | None, lang: str) -> Sequence[str]:
        """See `graders.card.present.solution`."""
        from graders.card.present import solution

        return solution(spec, seed, lang)


KIND = CardKind()
