"""A verdict in lines: the one renderer for the command line, the app, the mock interview's report
and a batch's summary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.cells import cell_len

from graders.verdict import Diagnosis, Evidence, Part, Verdict
from quizbank.domain.clean import clean
from quizbank.words.catalogue import sentence
from quizbank.words.interface import text

Tone = Literal["", "bold", "dim", "correct", "carried", "partial", "wrong", "invalid"]
SIGNS = {
    "correct": "+",
    "carried": "~",
    "partial": "~",
    "wrong": "x",
    "blank": "-",
    "invalid": "?",
}
# what is told of a verdict at most; the rest is in its JSON
_MOST_SLIPS, _MOST_PARTS, _MOST_PRINTED = 5, 24, 600
# cells of a value in the table of worked steps
_WIDEST = 22


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line and its tone: an outcome, ``bold`` or ``dim``; never the only sign of
    it.
    """

    text: str
    tone: str = ""


@dataclass(slots=True)
class Lines:
    """Lines that are being written."""

    lines: list[list[Span]] = field(default_factory=lambda: [[]])

    def add(self, words: str, tone: str = "") -> None:
        """Go on with the present line."""
        if words:
            self.lines[-1].append(Span(words, tone))

    def end(self) -> None:
        """End the present line."""
        self.lines.append([])

    def done(self) -> list[list[Span]]:
        """All lines, an empty last one left out."""
        return self.lines if self.lines[-1] else self.lines[:-1]


def plain(lines: Iterable[Sequence[Span]]) -> str:
    """Lines without their tones."""
    return "\n".join("".join(span.text for span in line) for line in lines)


def verdict_lines(
    verdict: Verdict[Evidence], lang: str, ticks: Collection[str] | None = None
) -> list[list[Span]]:
    """A verdict for a person: the outcome and each slip, then its parts, then what it rests on.

    With `ticks`, the points of a free answer are listed to be ticked by number.
    """
    lines = Lines()
    _outcome(lines, verdict, lang, ticks)
    if ticks is not None:
        _points(lines, verdict.parts, lang, ticks)
    else:
        _parts(lines, verdict.parts, lang)
    _evidence(lines, verdict.evidence, lang)
    return lines.done()


def _outcome(
    lines: Lines, verdict: Verdict[Evidence], lang: str, ticks: Collection[str] | None
) -> None:
    if not said_nothing(verdict):
        lines.add(text(verdict.outcome, lang), f"bold {verdict.outcome}")
    for number, slip in enumerate(_told_above(verdict, ticks)[:_MOST_SLIPS]):
        if number:
            lines.end()
        lines.add("  " + clean(sentence(slip.said, lang)))
    lines.end()


def said_nothing(verdict: Verdict[Evidence]) -> bool:
    """Whether the answer was empty: then only that is said."""
    return [slip.code for slip in verdict.diagnoses] == ["empty"]


def _told_above(verdict: Verdict[Evidence], ticks: Collection[str] | None) -> list[Diagnosis]:
    """The slips that are not told beside a part below, nor as a point to be ticked; each once."""
    beside = {part.diagnosis for part in verdict.parts} if len(verdict.parts) > 1 else set()
    points = {part.label for part in verdict.parts} if ticks is not None else set()
    told = [slip for slip in verdict.diagnoses if slip not in beside and slip.said not in points]
    return list(dict.fromkeys(told))


def _points(lines: Lines, parts: Sequence[Part], lang: str, ticks: Collection[str]) -> None:
    for number, part in enumerate(parts, 1):
        ticked = part.id in ticks
        mark = "x" if ticked else " "
        lines.add(f"  {number} [{mark}] {label_of(part, lang)}   ", "bold" if ticked else "")
        lines.add(f"{part.max_marks:g}", "dim")
        lines.end()


def label_of(part: Part, lang: str) -> str:
    """What a part asks, where its kind says it."""
    return clean(sentence(part.label, lang)) if part.label is not None else ""


def marked_parts(verdict: Verdict[Evidence]) -> list[Part]:
    """The parts that are worth a line: the letters of a choice say nothing that its form does
    not show.
    """
    return [part for part in verdict.parts if part.expected not in ("x", "-")]


def _parts(lines: Lines, all_parts: Sequence[Part], lang: str) -> None:
    parts = [part for part in all_parts if part.expected not in ("x", "-")]
    if not parts:
        return
    if are_steps(parts):
        _steps(lines, parts[:_MOST_PARTS], lang)
    else:
        for part in parts[:_MOST_PARTS]:
            _part(lines, part, lang, alone=len(parts) == 1)
    earned = sum(part.marks for part in parts)
    total = sum(part.max_marks for part in parts)
    plural = 1 if total == 1 else 2
    lines.add("  " + text("marks", lang, f"{earned:g}", f"{total:g}", plural))
    lines.end()


def _part(lines: Lines, part: Part, lang: str, *, alone: bool) -> None:
    lines.add(f"  {SIGNS.get(part.outcome, ' ')} {part.id:<10}", part.outcome)
    label = label_of(part, lang)
    lines.add(f" {label}" if label else "")
    if part.outcome == "carried":
        lines.add(f"  {clean(part.got)}  {text('carried', lang)}")
    elif part.outcome == "blank":
        lines.add(f"  {text('blank', lang)}; {text('expected', lang)} {part.expected}")
    elif part.outcome == "wrong" and part.expected and not part.word:
        yours = f"{text('yours', lang)} {clean(part.got)}"
        lines.add(f"  {yours}, {text('expected', lang)} {clean(part.expected)}")
    if part.diagnosis and not alone:
        lines.add(": " + clean(sentence(part.diagnosis.said, lang)))
    lines.add(f"   {part.marks:g}/{part.max_marks:g}", "dim")
    lines.end()


def are_steps(parts: Sequence[Part]) -> bool:
    """Whether these parts are worked steps rather than choices, points or test cases."""
    return len(parts) > 1 and all(
        part.expected not in ("", "x", "-") and not part.word for part in parts
    )


def _steps(lines: Lines, parts: Sequence[Part], lang: str) -> None:
    """A row a step, with the slip under a wrong one; long arrays are cut in the row and told in
    full by the solution.

    While a field cannot be read the answer is to be mended, so right values stay hidden.
    """
    columns = _columns(parts, lang)
    widths = [max(cell_len(cell) for cell in column) for column in columns]
    rows = list(zip(*columns, strict=True))
    lines.add("  " + _row(rows[0], widths), "dim")
    lines.end()
    for part, row in zip(parts, rows[1:], strict=True):
        lines.add("  " + _row(row, widths), part.outcome)
        lines.end()
        if part.diagnosis:
            lines.add("      " + clean(sentence(part.diagnosis.said, lang)))
            lines.end()
        elif part.outcome == "carried":
            lines.add("      " + text("carried", lang))
            lines.end()


def _columns(parts: Sequence[Part], lang: str) -> list[list[str]]:
    """The columns of the table of steps, each with its head."""
    names = ["", *(f"{SIGNS.get(part.outcome, ' ')} {part.id}" for part in parts)]
    yours = [text("yours", lang), *(_short(part.got) or "-" for part in parts)]
    expected = [text("expected", lang), *(_short(part.expected) for part in parts)]
    follows = [text("follows", lang), *(_short(part.carried) for part in parts)]
    marks = ["", *(f"{part.marks:g}/{part.max_marks:g}" for part in parts)]
    if any(part.outcome == "invalid" for part in parts):
        return [names, yours, marks]
    if any(follows[1:]):
        return [names, yours, expected, follows, marks]
    return [names, yours, expected, marks]


def _short(value: str) -> str:
    shown = clean(value)
    return shown if cell_len(shown) <= _WIDEST else shown[: _WIDEST - 1] + "…"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _evidence(lines: Lines, evidence: Evidence, lang: str) -> None:
    """What the kinds say a verdict rests on, where a person asks for it."""
    for message in evidence.told:
        lines.add("  " + clean(sentence(message, lang)))
        lines.end()
    if evidence.ran_on:
        lines.add(f"  {evidence.ran_on}", "dim")
        lines.end()
    if evidence.output:
        lines.add("  " + clean(evidence.output)[-_MOST_PRINTED:], "dim")
        lines.end()
