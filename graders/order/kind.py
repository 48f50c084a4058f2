"""Steps to be put in order."""

from __future__ import annotations

from collections.abc import Sequence

from graders.document import Document
from graders.kind import Attempt, Kind, Report
from graders.order.spec import OrderEvidence, OrderFront, OrderShown, OrderSpec, parse
from graders.verdict import Verdict


class OrderKind(Kind[OrderSpec, OrderShown, OrderEvidence]):
    """Letters are the answer; a seed shuffles the steps."""

    spec = OrderSpec
    front = OrderFront
    shown = OrderShown
    evidence = OrderEvidence
    sections = ("steps zh", "steps en")
    varies = True
    usual_seconds = 60.0

    def parse(self, document: Document) -> OrderSpec | None:
        """See `graders.order.spec.parse`."""
        return parse(document)

    def lint(self, spec: OrderSpec, report: Report) -> None:
        """See `graders.order.lint.lint`."""
        from graders.order.lint import lint

        lint(spec, report)

    def present(self, spec: OrderSpec, prompt: str, seed: int | None, lang: str) -> OrderShown:
        """See `graders.order.present.present`."""
        from graders.order.present import present

        return present(spec, prompt, seed, lang)

    def grade(self, spec: OrderSpec, attempt: Attempt) -> Verdict[OrderEvidence]:
        """See `graders.order.grade.grade`."""
        from graders.order.grade import grade

        return grade(spec, attempt)

    def solution(self, spec: OrderSpec, seed: int | None, lang: str) -> Sequence[str]:
        """See `graders.order.present.solution`."""
        from graders.order.present import solution

        return solution(spec, seed, lang)

    def listed(self, shown: OrderShown, lang: str) -> Sequence[str]:
        """The steps by letter."""
        return self.options(shown)

    def options(self, shown: OrderShown) -> Sequence[str]:
        """The steps by letter."""
        return [f"{step.letter}. {step.text}" for step in shown.steps]


KIND = OrderKind()
