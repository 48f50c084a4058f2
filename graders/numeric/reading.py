"""What a learner typed for worked steps: ``step = value`` lines, with numbers, expressions of
numbers and arrays.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graders.expression.errors import EvaluationError, described_shape
from graders.expression.evaluate import evaluate
from graders.expression.names import canonical
from graders.expression.reader import ReadError, read
from graders.numeric.drawing import Value
from graders.said import said
from graders.verdict import Diagnosis

MAX_CHARS = 20_000
_NAMED = re.compile(r"\s*([^=:\[\]()0-9+\-.][^=:\[\]()]*?)\s*[=:](?!=)(.*)", re.DOTALL)
_BETWEEN_NUMBERS = re.compile(r"(?<=[\d.])\s+(?=[-+.\d])")
_BETWEEN_ROWS = re.compile(r"\]\s+\[")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed for one step: a value, or what is wrong with it; `text` is as typed."""

    text: str
    value: Value | None = None
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
    named = [(at, text, _NAMED.fullmatch(text)) for at, text in pieces]
    if not any(match for _, _, match in named):
        return _unnamed_entries(pieces, truth)
    ids = list(truth)
    spelled = {canonical(step): step for step in ids}
    entries: dict[str, Entry] = {}
    for at, _, match in named:
        if match is None:
            raise UnreadableError(_unnamed(ids), at)
        name, value = match.groups()
        step = spelled.get(canonical(name))
        if step is None:
            raise UnreadableError(_unknown(name, ids), at)
        if value.strip():
            entries[step] = read_value(value.strip(), np.shape(truth[step]))
    return entries


def _unnamed_entries(pieces: list[tuple[int, str]], truth: Mapping[str, Value]) -> dict[str, Entry]:
    """Bare values in the order of the steps, where there is one for each."""
    if len(pieces) != len(truth):
        raise UnreadableError(_unnamed(list(truth)), pieces[0][0])
    return {
        step: read_value(text, np.shape(value))
        for (step, value), (_, text) in zip(truth.items(), pieces, strict=True)
    }


def _pieces(answer: str) -> list[tuple[int, str]]:
    """The non-empty statements with their places; separators inside brackets do not count."""
    pieces: list[tuple[int, str]] = []
    depth = start = 0
    for at, char in enumerate(answer + "\n"):
        plain = unicodedata.normalize("NFKC", char)
        if plain in ("(", "["):
            depth += 1
        elif plain in (")", "]"):
            depth -= 1
        ends = plain in ("\n", ";")
        if ends and (depth <= 0 or at == len(answer)):
            text = answer[start:at].strip()
            if text:
                pieces.append((start, unicodedata.normalize("NFKC", text).replace("、", ",")))
            start, depth = at + 1, 0
    return pieces


def read_value(text: str, shape: tuple[int, ...]) -> Entry:
    """One value of the wanted shape; anything else is an entry with its fault."""
    source = text.strip()
    if shape:
        source = _as_array(source)
    elif _THOUSANDS.fullmatch(source):
        source = source.replace(",", "")
    try:
        value = np.asarray(evaluate(read(source, {}), {}), dtype=float)
    except (ReadError, EvaluationError) as error:
        return Entry(text, fault=Diagnosis(error.code, error.said))
    if not np.isfinite(value).all():
        return Entry(text, fault=Diagnosis("not-finite", said("numeric.not-finite")))
    if value.shape != shape and not _may_be_reshaped(value, shape):
        wanted, got = described_shape(shape), described_shape(value.shape)
        why = said("numeric.wrong-length", wanted=wanted, got=got)
        return Entry(text, fault=Diagnosis("wrong-length", why))
    value = value.reshape(shape)
    return Entry(text, value if shape else float(value))


def _may_be_reshaped(value: NDArray[np.float64], shape: tuple[int, ...]) -> bool:
    """Whether `value` has the wanted entries in a row or a column: a list for a one-row matrix, a
    column for a vector. A matrix of other rows is no such thing.
    """
    is_matrix = value.ndim == 2 and min(value.shape) > 1
    return value.size == int(np.prod(shape, dtype=int)) and not is_matrix


def _as_array(source: str) -> str:
    """``4.5, 4.5``, ``(4.5, 4.5)``, ``[4.5 4.5]`` and rows on lines or behind ``;`` as an array
    literal.
    """
    inner = source
    if inner[:1] in "([" and inner[-1:] in ")]" and inner.count("[") <= 1:
        inner = inner[1:-1]
    elif inner.startswith("["):
        return _BETWEEN_ROWS.sub("], [", _BETWEEN_NUMBERS.sub(", ", source))
    rows = [_row(row) for row in re.split(r"[;\n]", inner) if row.strip()]
    if len(rows) == 1:
        return f"[{rows[0]}]"
    return "[" + ", ".join(f"[{row}]" for row in rows) + "]"


def _row(text: str) -> str:
    """The entries of a row with commas between them."""
    return text if "," in text else ", ".join(text.split())


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
