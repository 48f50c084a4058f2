"""Compare what was typed into blanks; a card without blanks is the learner's own to rate."""

from __future__ import annotations

import re
import unicodedata

from graders.card.present import asked
from graders.card.spec import CardEvidence, CardSpec
from graders.kind import Attempt
from graders.verdict import Outcome, Part, PartOutcome, Verdict, diagnosed, invalid, undecided

_PARTED = re.compile(r"[\n;；]")


def grade(spec: CardSpec, attempt: Attempt) -> Verdict[CardEvidence]:
    """The verdict on blanks, one answer a line or parted by ``;``: in either language, with case,
    width and spaces folded. Without blanks it is ``undecided``: the learner rates the card.
    """
    in_both = [asked(spec, lang) for lang in ("zh", "en")]
    if not in_both[0]:
        return undecided(CardEvidence())
    count = len(in_both[0])
    typed = _typed(attempt.answer, count)
    if not any(typed):
        return invalid(CardEvidence(position=0), diagnosed("empty", "card"), max_marks=count)
    others = {folded(text) for text in spec.accept}
    right = tuple(
        bool(text) and folded(text) in {*(folded(blanks[k].answer) for blanks in in_both), *others}
        for k, text in enumerate(typed)
    )
    parts = tuple(
        _part(number, text, in_both[0][number].answer, fits)
        for number, (text, fits) in enumerate(zip(typed, right, strict=True))
    )
    score = sum(right) / count
    partly: Outcome = "partial" if score > 0 else "wrong"
    return Verdict(
        "correct" if all(right) else partly,
        round(score, 6),
        CardEvidence(filled=right),
        max_marks=float(count),
        parts=parts,
    )


def _typed(answer: str, count: int) -> list[str]:
    """What was typed into each blank. A single blank may hold a semicolon itself."""
    if count == 1:
        return [answer.strip()]
    pieces = [piece.strip() for piece in _PARTED.split(answer)]
    return (pieces + [""] * count)[:count]


def folded(text: str) -> str:
    """A text by which answers are compared: case, width and white space do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _part(number: int, typed: str, answer: str, fits: bool) -> Part:
    missed: PartOutcome = "wrong" if typed else "blank"
    return Part(
        str(number + 1),
        "correct" if fits else missed,
        float(fits),
        1.0,
        expected=answer,
        got=typed,
    )
