"""What lint holds a formula question to: the answer equals itself in every style, and each
misconception differs and is named.
"""

from __future__ import annotations

from graders.expression.printing import to_latex, to_python, to_text, to_unicode
from graders.kind import Report
from graders.symbolic.check import Formula, prepare
from graders.symbolic.spec import SymbolicSpec
from graders.verdict import SpecError


def lint(spec: SymbolicSpec, report: Report) -> None:
    """The faults of the formulas."""
    try:
        formula = prepare(spec.answer, spec.symbols, spec.misconceptions, spec.epsilon)
    except SpecError as error:
        report.at(error.path, "symbolic.formula", where=error.where, why=error.why)
        return
    _styles(spec, formula, report)
    for slip in formula.diagnoser.blind_to():
        if slip not in spec.indistinct:
            report.at(("answer",), "symbolic.slip-invisible", slip=slip)
    _misconceptions(spec, formula, report)


def _styles(spec: SymbolicSpec, formula: Formula, report: Report) -> None:
    node = formula.reference.node
    styles = {
        "text": to_text(node),
        "python": to_python(node),
        "latex": to_latex(node),
        "unicode": to_unicode(node),
        "own": spec.answer,
    }
    for style, text in styles.items():
        outcome = formula.check(text).outcome
        if outcome != "equal":
            report.at(
                ("answer",), "symbolic.answer-unequal", style=style, text=text, outcome=outcome
            )


def _misconceptions(spec: SymbolicSpec, formula: Formula, report: Report) -> None:
    for number, misconception in enumerate(spec.misconceptions):
        path = ("misconception", number, "answer")
        result = formula.check(misconception.answer)
        if result.outcome != "different":
            report.at(
                path, "symbolic.misconception-right", number=number + 1, outcome=result.outcome
            )
        elif not result.diagnoses or not result.diagnoses[-1].code.startswith("misconception:"):
            report.at(path, "symbolic.misconception-unnamed", number=number + 1)
