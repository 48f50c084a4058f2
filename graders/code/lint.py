"""What lint holds a code question to: the reference is right and every mutant is wrong and named.

Where it cannot run, nothing is proved, and lint says that: a warning that is never kept as clean.
"""

from __future__ import annotations

from dataclasses import replace

from graders.code.expected import Undecided
from graders.code.grade import CodeGrader, shared_grader
from graders.code.spec import CodeEvidence, CodeSpec
from graders.kind import Report
from graders.said import Said, said
from graders.verdict import SpecError, Verdict

SEED = 1
# the fault of a question that could not be run: clean is not what it is
NOT_PROVED = "code.not-proved"


def lint(spec: CodeSpec, report: Report) -> None:
    """Grade the reference and the mutants, free of the rule about names."""
    free = replace(spec, forbidden=())
    grader = shared_grader()
    try:
        verdict = grader.grade(free, free.reference, SEED)
        if verdict.outcome in ("unavailable", "undecided"):
            report.under("reference", NOT_PROVED, severity="warning", why=_why(verdict))
        elif verdict.outcome != "correct":
            outcome, why = verdict.outcome, _why(verdict)
            report.under("reference", "code.reference-refused", outcome=outcome, why=why)
        else:
            _mutants(free, grader, report)
            _slips(free, grader, report)
    except Undecided as stopped:
        why = said("code.runner-failed", message=stopped.word)
        report.under("reference", NOT_PROVED, severity="warning", why=why)
    except SpecError as error:
        report.under(_section(error.where), "code.question", where=error.where, why=error.why)


def _mutants(spec: CodeSpec, grader: CodeGrader, report: Report) -> None:
    for mutant in spec.mutants:
        verdict = grader.grade(spec, mutant.source, SEED)
        codes = [diagnosis.code for diagnosis in verdict.diagnoses]
        unnamed = f"mutant:{mutant.name}" not in codes
        if verdict.outcome in ("unavailable", "undecided"):
            report.under("mutants", NOT_PROVED, severity="warning", why=_why(verdict))
        elif verdict.outcome == "correct" or unnamed:
            name, outcome = mutant.name, verdict.outcome
            report.under("mutants", "code.mutant-unnamed", name=name, outcome=outcome)


def _slips(spec: CodeSpec, grader: CodeGrader, report: Report) -> None:
    """Names each small change of the reference that no case tells apart."""
    if spec.model or spec.property_only:
        return
    for slip in grader.slips(spec):
        report.under(
            "cases", "code.slip-passes", severity="warning", line=slip.line, change=slip.change
        )


def _why(verdict: Verdict[CodeEvidence]) -> Said:
    told = verdict.diagnoses
    return told[0].said if told else said("code.none")


def _section(where: str) -> str:
    return where if where in ("cases", "reference", "checks", "samples") else "cases"
