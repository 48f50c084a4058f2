"""Formulas as strangers write them: 150 from textbooks and papers, each with two right answers in
other styles and one slip.

They were written before the grader was made to read them. A block of a file is: name and symbols,
the reference, its value by NumPy, the two right answers, the slip, the slip's value by NumPy, and
the codes by which it may be called. ``symbol: declaration = alias, alias`` gives other spellings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graders.expression.symbols import Declaration
from tests.symbolic.pairs import sigmoid, softmax

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Stranger:
    """One formula; `value` and `slip_value` are NumPy expressions over the symbols."""

    name: str
    symbols: dict[str, Declaration]
    reference: str
    value: str
    right: tuple[str, ...]
    slip: str
    slip_value: str
    codes: frozenset[str]


def strangers() -> Iterator[Stranger]:
    """All formulas, in the order of their files."""
    for file in sorted(_HERE.glob("*.txt")):
        for block in file.read_text("utf-8").strip().split("\n\n"):
            yield _stranger(block.splitlines())


def _stranger(lines: list[str]) -> Stranger:
    name, _, symbols = lines[0].partition(" | ")
    return Stranger(
        name,
        dict(_symbol(part) for part in symbols.split("; ")),
        reference=lines[1],
        value=lines[2],
        right=tuple(lines[3:-3]),
        slip=lines[-3],
        slip_value=lines[-2],
        codes=frozenset(lines[-1].split()),
    )


def _symbol(text: str) -> tuple[str, Declaration]:
    name, _, declaration = text.partition(": ")
    declaration, _, also = declaration.partition(" = ")
    if not also:
        return name, declaration
    return name, {"is": declaration, "also": tuple(also.split(", "))}


def by_numpy(expression: str, at: dict[str, object]) -> object:
    """The value of an oracle at one point."""
    names = {"np": np, "math": math, "sig": sigmoid, "softmax": softmax}
    with np.errstate(all="ignore"):
        return eval(expression, {**names, **at})
