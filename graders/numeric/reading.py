"""What a learner typed for worked steps: ``step = value`` lines, with numbers, expressions of
numbers and arrays.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.expression.errors import EvaluationError, described_shape
from graders.expression.evaluate import evaluate
from graders.expression.names import canonical
from graders.expression.reader import ReadError, read
from graders.numeric.formulas import Value
from graders.said import said
from graders.verdict import Diagnosis

MAX_CHARS = 20_000
_NAMED = re.compile(r"\s*([^=:\[\]()0-9+\-.][^=:\[\]()]*?)\s*[=:](?!=)(.*)", re.DOTALL)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed for one step: a value, or what is wrong with it; `text` is as typed."""

    text: str
    value: Any = None
    fault: Diagnosis | None = None


class UnreadableError(ValueError):
    """An answer of which nothing can be placed; carries the sentence and a 0-based position."""

    def __init__(self, diagnosis: Diagnosis, position: int = 0) -> None:
        super().__init__(diagnosis.code)
        self.diagnosis = diagnosis
        self.position = position


def read_entries(answer: str, truth: Mapping[str, Value]) -> dict[str, Entry]:
    """The entry of each step that was answered; `truth` gives the steps in order and their shapes.

    Raises `UnreadableError` where a line names no step. Lines end at a new line or ``;`` outside
    brackets.
    """
    if len(answer) > MAX_CHARS:
        raise UnreadableError(Diagnosis("too-long", said("numeric.too-long", most=MAX_CHARS)))
    pieces = _pieces(answer)
    if not pieces:
        raise UnreadableError(Diagnosis("empty", said("numeric.empty")))
    ids = list(truth)
    named = [(_NAMED.fullmatch(text), text, at) for at, text in pieces]
    if not any(match for match, _, _ in named):
        if len(pieces) != len(ids):
            raise UnreadableError(_unnamed(ids), pieces[0][0])
        return {
            step: read_value(text, np.shape(truth[step]))
            for step, (_, text) in zip(ids, pieces, strict=True)
        }
    entries: dict[str, Entry] = {}
    spelled = {canonical(step): step for step in ids}
    for match, _, at in named:
        if match is None:
            raise UnreadableError(_unnamed(ids), at)
        step = spelled.get(canonical(match[1]))
        if step is None:
            raise UnreadableError(_unknown(match[1], ids), at)
        if match[2].strip():
            entries[step] = read_value(match[2].strip(), np.shape(truth[step]))
    return entries


def _pieces(answer: str) -> list[tuple[int, str]]:
    """The non-empty statements with their places; separators inside brackets do not count."""
    found, depth, start = [], 0, 0
    for at, char in enumerate(answer + "\n"):
        plain = unicodedata.normalize("NFKC", char)
        depth += (plain in "([") - (plain in ")]") if plain.strip() else 0
        if plain in ("\n", ";") and (depth <= 0 or at == len(answer)):
            text = answer[start:at].strip()
            if text:
                found.append((start, unicodedata.normalize("NFKC", text).replace("、", ",")))
            start, depth = at + 1, 0
    return found


def read_value(text: str, shape: tuple[int, ...]) -> Entry:
    """One value of the wanted shape; anything else is an entry with its fault."""
    source = text.strip()
    if not shape and _THOUSANDS.fullmatch(source):
        source = source.replace(",", "")
    if shape:
        source = _as_array(source)
    try:
        node = read(source, {})
        value = np.asarray(evaluate(node, {}), dtype=float)
    except (ReadError, EvaluationError) as error:
        return Entry(text, fault=Diagnosis(error.code, error.said))
    if not np.isfinite(value).all():
        return Entry(
            text,
            fault=Diagnosis("not-finite", said("numeric.not-finite")),
        )
    if value.shape != shape:
        if value.size != int(np.prod(shape, dtype=int)) or (
            value.ndim == 2 and min(value.shape) > 1
        ):
            wanted, got = described_shape(shape), described_shape(value.shape)
            why = said("numeric.wrong-length", wanted=wanted, got=got)
            return Entry(text, fault=Diagnosis("wrong-length", why))
        value = value.reshape(shape)
    return Entry(text, value if shape else float(value))


def _as_array(source: str) -> str:
    """``4.5, 4.5``, ``(4.5, 4.5)``, ``[4.5 4.5]`` and rows on lines or behind ``;`` as an array
    literal.
    """
    inner = source
    if inner[:1] in "([" and inner[-1:] in ")]" and inner.count("[") <= 1:
        inner = inner[1:-1]
    elif inner.startswith("["):
        return re.sub(r"\]\s+\[", "], [", re.sub(r"(?<=[\d.])\s+(?=[-+.\d])", ", ", source))
    rows = [row for row in re.split(r"[;\n]", inner) if row.strip()]
    split = [row if "," in row else ", ".join(row.split()) for row in rows]
    return (
        f"[{split[0]}]" if len(split) == 1 else "[" + ", ".join(f"[{row}]" for row in split) + "]"
    )


def _unnamed(ids: list[str]) -> Diagnosis:
    shown = ", ".join(ids[:8])
    return Diagnosis("unnamed-step", said("numeric.unnamed-step", shown=shown))


def _unknown(name: str, ids: list[str]) -> Diagnosis:
    typed = name.strip()[:40]
    near = difflib.get_close_matches(name.strip(), ids, n=1)
    if near:
        return Diagnosis(
            "unknown-step", said("numeric.unknown-step-near", name=typed, near=near[0])
        )
    return Diagnosis("unknown-step", said("numeric.unknown-step", name=typed, steps=tuple(ids[:8])))
