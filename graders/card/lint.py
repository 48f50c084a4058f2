"""What lint holds a card to."""

from __future__ import annotations

from graders.card.grade import grade
from graders.card.present import asked
from graders.card.spec import LANGS, CardSpec
from graders.kind import Attempt, Report


def lint(spec: CardSpec, report: Report) -> None:
    """Blanks that take their own answers, in each language; other wordings only where there are
    blanks.
    """
    if spec.accept and not spec.blanks.in_language("en"):
        report.at(("accept",), "card.accept-without-blanks")
    for lang in LANGS:
        blanks = asked(spec, lang)
        answer = "\n".join(blank.answer for blank in blanks)
        if blanks and grade(spec, Attempt(answer)).outcome != "correct":
            report.under(lang, "card.blank-over-lines")
