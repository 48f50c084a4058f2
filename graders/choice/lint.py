"""What lint holds choices to: two at least, a right one, all different, wrong ones diagnosed."""

from __future__ import annotations

from graders.choice.spec import LANGS, ChoiceSpec
from graders.kind import Report
from graders.said import authored


def lint(spec: ChoiceSpec, report: Report) -> None:
    """The faults of the choices."""
    rights = sum(choice.right for choice in spec.choices)
    if len(spec.choices) < 2:
        report.under("choices", "choice.choices")
    if not rights:
        report.under("choices", "choice.no-right-choice")
    if rights > 1 and not spec.multiple:
        report.at(("kind",), "choice.multiple")
    for lang in LANGS:
        texts = [getattr(choice, lang) for choice in spec.choices if getattr(choice, lang)]
        if len(set(texts)) != len(texts):
            report.under("choices", "choice.choice-twice")
    for choice in spec.choices:
        if not choice.right and choice.diagnosis is None:
            report.under("choices", "choice.no-diagnosis", choice=authored(choice.zh, choice.en))
