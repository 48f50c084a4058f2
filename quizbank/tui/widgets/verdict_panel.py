"""The verdict: what is right first, then each part, each slip, and why this rating."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from quizbank.app.display import clean
from quizbank.domain.review import Rating
from quizbank.tui.tones import tones
from quizbank.tui.widgets.prose import Prose
from quizbank.tui.widgets.steps_verdict import are_steps, steps_table
from quizbank.words.interface import text

_SIGNS = {
    "correct": "+",
    "carried": "~",
    "partial": "~",
    "wrong": "x",
    "blank": "-",
    "invalid": "?",
}


class VerdictPanel(Prose, can_focus=True):
    """Shows a verdict record; has the focus while ratings are keyed."""

    DEFAULT_CSS = """
    VerdictPanel { height: auto; padding: 1 2; background: $boost; border-left: thick $panel; }
    VerdictPanel.correct { border-left: thick $success; }
    VerdictPanel.partial { border-left: thick $warning; }
    VerdictPanel.wrong { border-left: thick $error; }
    """

    @property
    def told(self) -> str:
        """What stands in the panel."""
        return str(self.content)

    def show(
        self,
        verdict: Mapping[str, Any],
        reason: str,
        intervals: Mapping[Rating, int] | None,
        lang: str,
        extra: Text | None = None,
        ticks: set[str] | None = None,
        suggested: Rating | None = None,
    ) -> None:
        """Draw `verdict`; `intervals` are days for each rating key, `suggested` the one that enter
        takes, `extra` the answer.

        With `ticks`, the points of a free answer are shown to be ticked by number.
        """
        shown = Text()
        self.tone = tones(self.app)
        for outcome in ("correct", "partial", "wrong"):
            self.set_class(verdict["outcome"] == outcome and ticks is None, outcome)
        empty = [code for code, _, _ in verdict["diagnoses"]] == ["empty"]
        if not empty:
            shown.append(text(verdict["outcome"], lang), f"bold {self.tone(verdict['outcome'])}")
        # what is said beside a part below need not be said twice
        beside = (
            [part["diagnosis"] for part in verdict["parts"] if part["diagnosis"]]
            if len(verdict["parts"]) > 1
            else []
        )
        # nor the points that are there to be ticked
        points = (
            {label for part in verdict["parts"] for label in (part["label_zh"], part["label_en"])}
            if ticks is not None
            else set()
        )
        told = [d for d in verdict["diagnoses"] if d not in beside and not points & {d[1], d[2]}]
        for k, (_, zh, en) in enumerate(told[:5]):
            shown.append(
                ("  " if k == 0 else "\n  ") + clean((zh or en) if lang == "zh" else (en or zh))
            )
        shown.append("\n")
        if ticks is None:
            self._parts(shown, verdict, lang)
        else:
            for number, part in enumerate(verdict["parts"], 1):
                label = clean(part[f"label_{lang}"] or part["label_zh"] or part["label_en"])
                shown.append(
                    f"  {number} [{'x' if part['id'] in ticks else ' '}] {label}   ",
                    "bold" if part["id"] in ticks else "",
                )
                shown.append(f"{part['max_marks']:g}\n", "dim")
        self._evidence(shown, verdict["evidence"], lang)
        if extra:
            shown.append("\n").append_text(extra).append("\n")
        if reason and not empty:
            shown.append("\n" + reason + "\n", "bold")
        if intervals:
            for rating, days in intervals.items():
                when = text("today_again", lang) if days == 0 else text("days", lang, days)
                mark = ("[", "]") if rating is suggested else (" ", " ")
                shown.append(
                    f"{mark[0]}{int(rating)} {text(rating.word, lang)}  {when}{mark[1]}",
                    "bold" if rating is suggested else "",
                )
                shown.append("   ")
        self.update(shown)

    def _parts(self, shown: Text, verdict: Mapping[str, Any], lang: str) -> None:
        # the letters of a choice say nothing that the form above does not show
        parts = [p for p in verdict["parts"] if p["expected"] not in ("x", "-")]
        if are_steps(parts):
            shown.append(steps_table(parts[:24], lang, self.tone))
            self._marks(shown, parts, lang)
            return
        for part in parts[:24]:
            sign = _SIGNS.get(part["outcome"], " ")
            label = clean(part[f"label_{lang}"] or part["label_zh"] or part["label_en"])
            shown.append(f"  {sign} {part['id']:<10}", self.tone(part["outcome"]))
            shown.append(f" {label}" if label else "")
            if part["outcome"] == "carried":
                shown.append(f"  {clean(part['got'])}  {text('carried', lang)}")
            elif part["outcome"] == "blank":
                shown.append(
                    f"  {text('blank', lang)}; {text('expected', lang)} {part['expected']}"
                )
            elif part["outcome"] == "wrong" and part["expected"] and not part["word"]:
                shown.append(
                    f"  {text('yours', lang)} {clean(part['got'])}, "
                    f"{text('expected', lang)} {clean(part['expected'])}"
                )
            if part["diagnosis"] and len(parts) > 1:
                shown.append(": " + clean(part["diagnosis"][1 if lang == "zh" else 2]))
            shown.append(f"   {part['marks']:g}/{part['max_marks']:g}\n", "dim")
        if parts:
            self._marks(shown, parts, lang)

    def _marks(self, shown: Text, parts: list[Mapping[str, Any]], lang: str) -> None:
        earned = sum(part["marks"] for part in parts)
        total = sum(part["max_marks"] for part in parts)
        shown.append(
            "  " + text("marks", lang, f"{earned:g}", f"{total:g}", 1 if total == 1 else 2) + "\n"
        )

    def _evidence(self, shown: Text, evidence: Mapping[str, Any], lang: str) -> None:
        example = evidence.get("counterexample")
        if example:
            at = ", ".join(f"{name} = {value}" for name, value in example["at"].items())
            shown.append(
                "  " + text("at_point", lang, at, example["got"], example["expected"]) + "\n"
            )
        if evidence.get("device"):
            shown.append(f"  {evidence['device']}\n", "dim")
        if evidence.get("printed"):
            shown.append("  " + clean(str(evidence["printed"]))[-600:] + "\n", "dim")
