"""Proof by SymPy: the formulas expanded at n = 2, 3 and 4 and simplified, in a process that is
killed when it overruns.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from graders.expression.evaluate import Env
from graders.expression.nodes import Node
from graders.expression.objects import ObjectEvaluator
from graders.expression.symbols import Symbol

if TYPE_CHECKING:
    from sympy import Expr

DEADLINE = 0.5
_LENGTHS = (2, 3, 4)


def prove(
    reference: Node, answer: Node, symbols: Mapping[str, Symbol], deadline: float = DEADLINE
) -> bool:
    """Whether SymPy shows `answer` - `reference` to be zero at every length tried, within
    `deadline` seconds each.

    False means only that no proof was found.
    """
    if not hasattr(os, "fork"):
        return False
    import sympy  # noqa: F401  imported before the fork, so that each proof starts warm

    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            os.write(writer, b"1" if _zero_everywhere(reference, answer, symbols) else b"0")
        except BaseException:
            os.write(writer, b"0")
        finally:
            os._exit(0)
    os.close(writer)
    ready, _, _ = select.select([reader], [], [], deadline)
    proved = bool(ready) and os.read(reader, 1) == b"1"
    os.close(reader)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return proved


def _zero_everywhere(reference: Node, answer: Node, symbols: Mapping[str, Symbol]) -> bool:
    import sympy

    sized = any(isinstance(d, str) for s in symbols.values() for d in s.shape)
    return all(
        sympy.simplify(sympy.expand_log(entry, force=False)) == 0
        for length in (_LENGTHS if sized else _LENGTHS[:1])
        for entry in gap_at(reference, answer, symbols, length)
    )


def gap_at(reference: Node, answer: Node, symbols: Mapping[str, Symbol], length: int) -> list[Any]:
    """`answer` - `reference` as SymPy expressions, entry by entry, with every size that a shape
    names set to `length`.

    Raises `ValueError` for one-hot labels, `EvaluationError` and `ShapeError` where there is no
    value.
    """
    import sympy

    sizes = {d for s in symbols.values() for d in s.shape if isinstance(d, str)}
    env, relations = _environment(symbols, dict.fromkeys(sizes, length))
    evaluator = ObjectEvaluator(_functions())
    gap = np.ravel(
        np.asarray(
            evaluator.evaluate(answer, env) - evaluator.evaluate(reference, env), dtype=object
        )
    )
    return [sympy.sympify(entry).subs(relations) for entry in gap]


def _environment(
    symbols: Mapping[str, Symbol], lengths: Mapping[str, int]
) -> tuple[Env, dict[Expr, Expr]]:
    import sympy

    env: dict[str, Any] = {}
    relations: dict[Expr, Expr] = {}
    for name, symbol in symbols.items():
        if name in lengths:
            env[name] = sympy.Integer(lengths[name])
            continue
        if symbol.kind == "onehot":
            raise ValueError("one-hot labels are proved by cases, not by algebra")
        facts = (
            {"real": True, "positive": True}
            if symbol.low is not None and symbol.low >= 0 and (symbol.low_open or symbol.low > 0)
            else {"real": True}
        )
        if symbol.kind in ("integer", "size"):
            facts["integer"] = True
        shape = tuple(d if isinstance(d, int) else lengths[d] for d in symbol.shape)
        if not shape:
            env[name] = sympy.Symbol(name, **facts)
            continue
        entries = np.empty(shape, dtype=object)
        for place in np.ndindex(*shape):
            entries[place] = sympy.Symbol(f"{name}_{'_'.join(map(str, place))}", **facts)
        if symbol.kind == "simplex":
            relations[entries[-1]] = 1 - sum(entries[:-1])
        env[name] = entries
    return env, relations


def _functions() -> dict[str, Any]:
    import sympy as sp

    def whole(x: Any) -> int:
        return int(x)

    def compare(op: str, a: Any, b: Any) -> Any:
        relations = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "==": sp.Eq, "!=": sp.Ne}
        return sp.Piecewise((1, relations[op](a, b)), (0, True))

    return {
        "number": sp.Rational,
        "e": lambda: sp.E,
        "pi": lambda: sp.pi,
        "power": sp.Pow,
        "divide": lambda a, b: a / b,
        "compare": compare,
        "where": lambda c, a, b: sp.Piecewise((a, sp.Ne(c, 0)), (b, True)),
        "maximum": sp.Max,
        "minimum": sp.Min,
        "whole": whole,
        "exp": sp.exp,
        "log": sp.log,
        "log2": lambda x: sp.log(x) / sp.log(2),
        "log10": lambda x: sp.log(x) / sp.log(10),
        "log1p": lambda x: sp.log(1 + x),
        "expm1": lambda x: sp.exp(x) - 1,
        "sqrt": sp.sqrt,
        "cbrt": sp.cbrt,
        "abs": sp.Abs,
        "floor": sp.floor,
        "ceil": sp.ceiling,
        "sign": sp.sign,
        "sin": sp.sin,
        "cos": sp.cos,
        "tan": sp.tan,
        "sinh": sp.sinh,
        "cosh": sp.cosh,
        "tanh": sp.tanh,
        "arctan": sp.atan,
        "sech": sp.sech,
        "erf": sp.erf,
        "sigmoid": lambda x: 1 / (1 + sp.exp(-x)),
        "relu": lambda x: sp.Max(x, 0),
        "softplus": lambda x: sp.log(1 + sp.exp(x)),
    }
