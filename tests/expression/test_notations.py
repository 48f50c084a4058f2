"""Every notation of the table is read as what is meant: the very tree, or where associations
differ, the same values.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from graders.expression.evaluate import evaluate
from graders.expression.nodes import Name, Node
from graders.expression.printing import to_text
from graders.expression.reader import read
from graders.expression.sums import walk
from graders.expression.symbols import Symbol, declare_all
from tests.expression.notations import TABLES

SIZES = {"n": 3, "m": 2, "N": 4, "d": 5, "K": 3, "d_k": 4, "d_in": 4, "C_in": 3, "C_out": 2}
CASES = [
    pytest.param(declarations, meant, typed, id=f"{name}-{number}-{k}")
    for name, declarations, table in TABLES
    for number, (meant, ways) in enumerate(table.items())
    for k, typed in enumerate([meant, *ways])
]


def values(symbols: Mapping[str, Symbol], seed: int) -> dict[str, Any]:
    """A point at which different formulas differ: irrational-looking positive numbers, small whole
    ones for whole numbers.
    """
    rng = np.random.default_rng(seed)
    drawn: dict[str, Any] = {}
    for name, symbol in symbols.items():
        shape = tuple(d if isinstance(d, int) else SIZES[d] for d in symbol.shape)
        if symbol.kind == "size":
            drawn[name] = float(SIZES[name])
        elif symbol.kind == "integer":
            drawn[name] = rng.integers(1, 4, size=shape) * 1.0
        else:
            drawn[name] = (
                rng.uniform(0.1, 0.9, size=shape) if shape else float(rng.uniform(0.1, 0.9))
            )
    return drawn


def same_values(a: Node, b: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether two trees have the same values at three points; free indices stand for 1."""
    for seed in range(3):
        env = values(symbols, seed)
        env |= {
            n.id: 1.0
            for t in (a, b)
            for n in walk(t)
            if isinstance(n, Name) and n.id not in env and n.id not in ("e", "pi")
        }
        with np.errstate(all="ignore"):
            left, right = evaluate(a, env), evaluate(b, env)
        if np.shape(left) != np.shape(right) or not np.allclose(
            left, right, rtol=1e-12, equal_nan=True
        ):
            return False
    return True


@pytest.mark.parametrize(("declarations", "meant", "typed"), CASES)
def test_a_notation_is_read_as_what_is_meant(
    declarations: Mapping[str, Any], meant: str, typed: str
) -> None:
    symbols = declare_all(declarations)
    node = read(typed, symbols)
    assert to_text(node) == meant or same_values(node, read(meant, symbols), symbols), to_text(node)


@pytest.mark.parametrize(
    ("declarations", "meant"), [(d, meant) for _, d, table in TABLES for meant in table]
)
def test_the_plain_reading_is_a_fixed_point(declarations: Mapping[str, Any], meant: str) -> None:
    symbols = declare_all(declarations)
    assert to_text(read(meant, symbols)) == meant
