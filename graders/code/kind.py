"""Programs, marked by running them in a sandbox beside a reference."""

from __future__ import annotations

from collections.abc import Sequence

from graders.code.parse import SECTIONS, parse
from graders.code.spec import CodeEvidence, CodeFront, CodeShown, CodeSpec
from graders.document import Document
from graders.kind import Attempt, Kind, Report
from graders.verdict import Verdict

# an import of the framework, and what else a first answer waits for
_START_SECONDS = 120.0


class CodeKind(Kind[CodeSpec, CodeShown, CodeEvidence]):
    """A file of Python that defines an entry, which is run on cases."""

    spec = CodeSpec
    front = CodeFront
    shown = CodeShown
    evidence = CodeEvidence
    sections = SECTIONS
    # the seed draws the hidden cases, though it shows nothing
    varies = True
    runs_code = True
    usual_seconds = 480.0

    def parse(self, document: Document) -> CodeSpec | None:
        """See `graders.code.parse.parse`."""
        return parse(document)

    def lint(self, spec: CodeSpec, report: Report) -> None:
        """See `graders.code.lint.lint`."""
        from graders.code.lint import lint

        lint(spec, report)

    def present(self, spec: CodeSpec, prompt: str, seed: int | None, lang: str) -> CodeShown:
        """See `graders.code.present.present`."""
        from graders.code.present import present

        return present(spec, prompt, seed, lang)

    def grade(self, spec: CodeSpec, attempt: Attempt) -> Verdict[CodeEvidence]:
        """See `graders.code.grade.grade`."""
        from graders.code.grade import grade

        return grade(spec, attempt)

    def solution(self, spec: CodeSpec, seed: int | None, lang: str) -> Sequence[str]:
        """The reference."""
        from graders.code.present import solution

        return solution(spec)

    def warm(self) -> None:
        """Start the processes that code runs in."""
        from graders.code.grade import shared_grader

        shared_grader().warm()

    def seconds_for(self, spec: CodeSpec) -> float:
        """The submission and, at four times its limits, the cases, the reference and each mutant,
        in the worst case.
        """
        runs = 1 + 4 * (2 + len(spec.mutants))
        return _START_SECONDS + spec.limits.wall * runs


KIND = CodeKind()
