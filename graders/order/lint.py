"""What lint holds an order to: the right one is right, each listed reversal is named."""

from __future__ import annotations

from graders.kind import Attempt, Report
from graders.order.grade import grade
from graders.order.present import lettered, right_letters
from graders.order.spec import LANGS, OrderSpec

_SEEDS = range(1, 21)


def lint(spec: OrderSpec, report: Report) -> None:
    """The faults of the steps."""
    if not list(spec.pairs()):
        report.at(("free",), "order.nothing-matters")
        return
    for lang in LANGS:
        texts = [getattr(step, lang) for step in spec.steps if getattr(step, lang)]
        if len(set(texts)) != len(texts):
            report.under(f"steps {lang}", "order.twice")
    for seed in _SEEDS:
        answer = ",".join(right_letters(spec, seed))
        if grade(spec, Attempt(answer, seed)).outcome != "correct":
            report.under("steps en", "order.truth-refused", seed=seed)
            return
    for number, pair in enumerate(spec.order):
        if not (pair.zh or pair.en):
            report.at(("order", number), "order.no-reason")
        elif not _named(spec, number):
            report.at(("order", number), "order.unnamed")


def _named(spec: OrderSpec, number: int) -> bool:
    """Whether the two steps of a listed pair, changed about, are wrong and called by their name."""
    pair = spec.order[number]
    letters = {step: letter for letter, step in lettered(spec, 1).items()}
    steps = sorted(letters)
    first, second = pair.before - 1, pair.after - 1
    steps[first], steps[second] = steps[second], steps[first]
    verdict = grade(spec, Attempt(",".join(letters[step] for step in steps), 1))
    codes = {slip.code for slip in verdict.diagnoses}
    return verdict.outcome != "correct" and f"order:{number + 1}" in codes
