"""Worked steps after marking: yours, expected and what follows from yours, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from quizbank.app.display import clean
from quizbank.tui.tones import Tone
from quizbank.words.interface import text

_SIGNS = {"correct": "+", "carried": "~", "wrong": "x", "blank": "-", "invalid": "?"}
_WIDEST = 22


def are_steps(parts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether these parts are worked steps rather than choices, points or test cases."""
    return len(parts) > 1 and all(
        part["expected"] not in ("", "x", "-") and not part["word"] for part in parts
    )


def steps_table(parts: Sequence[Mapping[str, Any]], lang: str, tone: Tone) -> Text:
    """A row a step, with the slip under a wrong one; long arrays are cut in the row and told in
    full by the solution.

    While a field cannot be read the answer is to be mended, so right values stay hidden.
    """
    heads = ["", text("yours", lang), text("expected", lang), text("follows", lang), ""]
    rows = [
        [
            f"{_SIGNS.get(p['outcome'], ' ')} {p['id']}",
            _short(p["got"]) or "-",
            _short(p["expected"]),
            _short(p.get("carried", "")),
            f"{p['marks']:g}/{p['max_marks']:g}",
        ]
        for p in parts
    ]
    if any(part["outcome"] == "invalid" for part in parts):
        heads, rows = (
            _without(_without(heads, 3), 2),
            [_without(_without(row, 3), 2) for row in rows],
        )
    elif not any(row[3] for row in rows):
        heads, rows = _without(heads, 3), [_without(row, 3) for row in rows]
    widths = [max(cell_len(row[k]) for row in [heads, *rows]) for k in range(len(heads))]
    shown = Text().append("  " + _line(heads, widths) + "\n", "dim")
    for part, row in zip(parts, rows, strict=True):
        shown.append("  " + _line(row, widths) + "\n", tone(part["outcome"]))
        if part["diagnosis"]:
            shown.append("      " + clean(part["diagnosis"][1 if lang == "zh" else 2]) + "\n")
        elif part["outcome"] == "carried":
            shown.append("      " + text("carried", lang) + "\n")
    return shown


def _short(value: str) -> str:
    value = clean(value)
    return value if cell_len(value) <= _WIDEST else value[: _WIDEST - 1] + "…"


def _without(row: list[str], k: int) -> list[str]:
    return row[:k] + row[k + 1 :]


def _line(row: list[str], widths: list[int]) -> str:
    return "  ".join(
        cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
    ).rstrip()
