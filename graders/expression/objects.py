"""Trees over exact or high-precision numbers: one evaluator for mpmath and for SymPy.

Values are single objects or NumPy object arrays of them, at one point, with sizes fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce as fold
from typing import Any

import numpy as np

from graders.expression.errors import EvaluationError, ShapeError
from graders.expression.evaluate import Env
from graders.expression.nodes import (
    Array,
    Binary,
    Call,
    Index,
    Name,
    Node,
    Num,
    Reduce,
    Transpose,
    Unary,
)
from graders.said import said

Functions = Mapping[str, Callable[..., Any]]
MAX_TERMS = 200


class ObjectEvaluator:
    """Evaluates trees with a table of scalar functions.

    The table has the elementwise functions by name and: ``number`` (decimal text to a value),
    ``power``, ``divide``,
    ``compare`` (operator, left, right -> 0 or 1), ``where``, ``maximum``, ``minimum``, ``whole``
    (value to int),
    ``e`` and ``pi`` (of no argument).
    """

    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        self._terms = 0

    def evaluate(self, node: Node, env: Env) -> Any:
        """The value of a whole formula; like `value`, with the work of all its sums bounded."""
        self._terms = 0
        return self.value(node, env)

    def value(self, node: Node, env: Env) -> Any:
        """The value of `node`; raises `EvaluationError`, `ShapeError`, and what the arithmetic
        raises.
        """
        match node:
            case Num(text):
                return self.functions["number"](text)
            case Name(id):
                if id in env:
                    return env[id]
                if id in ("e", "pi"):
                    return self.functions[id]()
                raise EvaluationError("free-index", said("formula.index-no-value", name=id))
            case Unary("-", arg):
                return -self.value(arg, env)
            case Unary(_, arg):
                return self._map(
                    "compare", "==", self.value(arg, env), self.functions["number"]("0")
                )
            case Binary(op, left, right):
                return self._binary(op, self.value(left, env), self.value(right, env))
            case Call(fn, args):
                return self._call(fn, [self.value(arg, env) for arg in args])
            case Reduce():
                return self._reduce(node, env)
            case Index(base, subscripts):
                return self._index(self.value(base, env), [self.value(s, env) for s in subscripts])
            case Transpose(arg):
                value = self.value(arg, env)
                return value.T if isinstance(value, np.ndarray) else value
            case Array(items):
                return np.array([self.value(item, env) for item in items], dtype=object)
        raise EvaluationError("unreadable", said("formula.unreadable"))

    def _map(self, name: str, *args: Any) -> Any:
        function = self.functions[name]
        if not any(isinstance(arg, np.ndarray) for arg in args):
            return function(*args)
        try:
            return np.frompyfunc(function, len(args), 1)(*args)
        except ValueError:
            raise ShapeError(np.shape(args[0]), np.shape(args[-1]), name) from None

    def _binary(self, op: str, left: Any, right: Any) -> Any:
        if op in ("+", "-", "*"):
            try:
                return left + right if op == "+" else left - right if op == "-" else left * right
            except ValueError:
                raise ShapeError(np.shape(left), np.shape(right), op) from None
        if op == "/":
            return self._map("divide", left, right)
        if op == "**":
            return self._map("power", left, right)
        if op == "@":
            try:
                return np.dot(left, right)
            except ValueError:
                raise ShapeError(np.shape(left), np.shape(right), op) from None
        if op in ("//", "%"):
            quotient = self._map("floor", self._map("divide", left, right))
            return quotient if op == "//" else left - quotient * right
        return self._map("compare", op, left, right)

    def _call(self, fn: str, args: list[Any]) -> Any:
        x = args[0]
        flat = list(np.ravel(x)) if isinstance(x, np.ndarray) else [x]
        if fn in ("sum", "prod", "mean", "var", "std", "norm", "len", "dot"):
            return self._reduction(fn, flat, args)
        if fn in ("max", "min"):
            biggest = self.functions["maximum" if fn == "max" else "minimum"]
            if len(args) == 1:
                return fold(biggest, flat)
            return fold(lambda a, b: self._map("maximum" if fn == "max" else "minimum", a, b), args)
        if fn == "softmax":
            powers = self._map("exp", x)
            return self._map("divide", powers, powers.sum(axis=-1, keepdims=True))
        if fn == "logsumexp":
            return self._map("log", self._map("exp", x).sum(axis=-1))
        if fn == "outer":
            return np.outer(x, args[1])
        if fn in ("diag", "arange", "column", "row"):
            return self._shaped(fn, args)
        if fn.endswith("_along"):
            return self._along(fn.removesuffix("_along"), x, int(args[1]) % 2)
        return self._map(fn, *args)

    def _shaped(self, fn: str, args: list[Any]) -> Any:
        x, number = args[0], self.functions["number"]
        if fn == "arange":
            whole = self.functions["whole"]
            first, last = (0, whole(x)) if len(args) == 1 else (whole(x), whole(args[1]))
            return np.array([_signed(number, k) for k in range(first, last)], dtype=object)
        if not isinstance(x, np.ndarray):
            raise ShapeError((), (), fn)
        if fn == "column":
            return x[:, None]
        if fn == "row":
            return x[None, :]
        if x.ndim == 2:
            return np.diagonal(x)
        square = np.full((len(x), len(x)), number("0"), dtype=object)
        np.fill_diagonal(square, x)
        return square

    def _along(self, fn: str, x: Any, axis: int) -> Any:
        """A function of each column (0) or row (1) of a matrix."""
        if np.ndim(x) != 2:
            raise ShapeError(np.shape(x), np.shape(x), fn)
        lines = [self._call(fn, [line]) for line in (x.T if axis == 0 else x)]
        return np.array(lines, dtype=object)

    def _reduction(self, fn: str, flat: list[Any], args: list[Any]) -> Any:
        divide, count = self.functions["divide"], self.functions["number"](str(len(flat)))
        if fn == "len":
            return count
        if fn == "sum":
            return fold(lambda a, b: a + b, flat)
        if fn == "prod":
            return fold(lambda a, b: a * b, flat)
        if fn == "dot":
            if np.shape(args[0]) != np.shape(args[1]):
                raise ShapeError(np.shape(args[0]), np.shape(args[1]), "dot")
            return fold(lambda a, b: a + b, np.ravel(args[0] * args[1]))
        if fn == "norm":
            return self._norm(flat, args[1] if len(args) > 1 else self.functions["number"]("2"))
        mean = divide(fold(lambda a, b: a + b, flat), count)
        if fn == "mean":
            return mean
        variance = divide(fold(lambda a, b: a + b, [(v - mean) * (v - mean) for v in flat]), count)
        return variance if fn == "var" else self.functions["sqrt"](variance)

    def _norm(self, flat: list[Any], order: Any) -> Any:
        one, power = self.functions["number"]("1"), self.functions["power"]
        if order == 0:
            zero = self.functions["number"]("0")
            counted = [self.functions["compare"]("!=", v, zero) for v in flat]
            return fold(lambda a, b: a + b, counted)
        if order == 2:
            return self.functions["sqrt"](fold(lambda a, b: a + b, [v * v for v in flat]))
        total = fold(lambda a, b: a + b, [power(self.functions["abs"](v), order) for v in flat])
        return power(total, self.functions["divide"](one, order))

    def _reduce(self, node: Reduce, env: Env) -> Any:
        whole = self.functions["whole"]
        low, high = whole(self.value(node.low, env)), whole(self.value(node.high, env))
        self._terms += max(0, high - low + 1)
        if high - low >= MAX_TERMS or self._terms > 10 * MAX_TERMS:
            raise EvaluationError("too-large", said("formula.too-many-terms", most=MAX_TERMS))
        inner = dict(env)
        total = self.functions["number"]("0" if node.op == "sum" else "1")
        for k in range(low, high + 1):
            inner[node.index] = _signed(self.functions["number"], k)
            term = self.value(node.body, inner)
            total = total + term if node.op == "sum" else total * term
        return total

    def _index(self, base: Any, subscripts: list[Any]) -> Any:
        for subscript in subscripts:
            k = self.functions["whole"](subscript)
            if not isinstance(base, np.ndarray) or not 1 <= k <= base.shape[0]:
                raise EvaluationError("index-range", said("formula.subscript-out"))
            base = base[k - 1]
        return base


def _signed(number: Callable[..., Any], k: int) -> Any:
    """A whole number, which the table takes unsigned."""
    return number(str(k)) if k >= 0 else -number(str(-k))
