"""Values of trees in NumPy float64, for many points at once.

Every value carries a leading axis of points: a scalar is ``(B,)``, a vector ``(B, n)``, a matrix
``(B, n, m)``, with B
either the number of points or 1. Shapes beyond that axis combine as in NumPy.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graders.expression.calls import call
from graders.expression.errors import EvaluationError, ShapeError
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

__all__ = ["EvaluationError", "ShapeError", "Values", "evaluate", "evaluate_points"]

Values: TypeAlias = NDArray[np.float64]
# a value for each name, in the numbers of the arithmetic at hand: floats, mpmath, SymPy
Env: TypeAlias = Mapping[str, Any]
MAX_TERMS = 2_000
# terms of all sums of one evaluation together: sums within sums would multiply past any patience
MAX_WORK = 4_000


class _Work(threading.local):
    terms = 0


_work = _Work()


def evaluate(node: Node, env: Env) -> float | Values:
    """The value of `node` where `env` gives each name a number or an array of rank 1 or 2.

    Raises `ShapeError` where shapes do not combine and `EvaluationError` for an unknown name or an
    index out of range.
    Division by zero and the like give inf or nan.
    """
    points = {name: np.asarray(value, dtype=np.float64)[None] for name, value in env.items()}
    value = evaluate_points(node, points)[0]
    return float(value) if value.ndim == 0 else value


def evaluate_points(node: Node, env: Mapping[str, Values]) -> Values:
    """The values of `node` at every point of `env`, whose arrays have the leading axis of
    points.
    """
    _work.terms = 0
    try:
        with np.errstate(all="ignore"):
            return _value(node, env)
    except EvaluationError:
        raise
    except (ArithmeticError, ValueError, TypeError, IndexError, MemoryError, RecursionError):
        # whatever the arithmetic raises is a formula without a value, and never the end of a batch
        raise EvaluationError("no-value", said("formula.no-value")) from None


def _value(node: Node, env: Mapping[str, Values]) -> Values:
    match node:
        case Num(text):
            return np.array([float(text)])
        case Name(id):
            return _name(id, env)
        case Unary("-", arg):
            return -_value(arg, env)
        case Unary(_, arg):
            return (_value(arg, env) == 0).astype(np.float64)
        case Binary(op, left, right):
            return _binary(op, _value(left, env), _value(right, env), node)
        case Call(fn, args):
            return call(fn, [_value(arg, env) for arg in args], node)
        case Reduce():
            return _reduce(node, env)
        case Index(base, subscripts):
            return _index(_value(base, env), [_value(s, env) for s in subscripts], node)
        case Transpose(arg):
            value = _value(arg, env)
            return np.swapaxes(value, 1, 2) if value.ndim == 3 else value
        case Array(items):
            return _array([_value(item, env) for item in items], node)
    raise EvaluationError("unreadable", said("formula.unreadable"))


def _name(name: str, env: Mapping[str, Values]) -> Values:
    value = env.get(name)
    if value is None:
        if name == "e":
            return np.array([np.e])
        if name == "pi":
            return np.array([np.pi])
        raise EvaluationError("free-index", said("formula.index-no-value", name=name))
    return value


def align(left: Values, right: Values) -> tuple[Values, Values]:
    """Both with as many axes as the larger, new axes put after the axis of points."""
    difference = left.ndim - right.ndim
    if difference > 0:
        right = right.reshape(right.shape[0], *(1,) * difference, *right.shape[1:])
    elif difference < 0:
        left = left.reshape(left.shape[0], *(1,) * -difference, *left.shape[1:])
    return left, right


def _binary(op: str, left: Values, right: Values, node: Node) -> Values:
    if op == "@":
        return _matmul(left, right, node)
    left, right = align(left, right)
    try:
        return _elementwise(op, left, right)
    except ValueError:
        raise ShapeError(left.shape[1:], right.shape[1:], op) from None


def _elementwise(op: str, left: Values, right: Values) -> Values:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "**":
            return np.power(left, right)
        case "//":
            return np.floor_divide(left, right)
        case "%":
            return np.mod(left, right)
        case "and":
            return ((left != 0) & (right != 0)).astype(np.float64)
        case "or":
            return ((left != 0) | (right != 0)).astype(np.float64)
        case "<":
            return (left < right).astype(np.float64)
        case "<=":
            return (left <= right).astype(np.float64)
        case ">":
            return (left > right).astype(np.float64)
        case ">=":
            return (left >= right).astype(np.float64)
        case "==":
            return (left == right).astype(np.float64)
    return (left != right).astype(np.float64)


def _matmul(left: Values, right: Values, node: Node) -> Values:
    shapes = left.shape[1:], right.shape[1:]
    if not shapes[0] or not shapes[1]:
        raise ShapeError(shapes[0], shapes[1], "@")
    if shapes[0][-1] != shapes[1][-2 if len(shapes[1]) == 2 else 0]:
        raise ShapeError(shapes[0], shapes[1], "@")
    match len(shapes[0]), len(shapes[1]):
        case 1, 1:
            return (left * right).sum(axis=1)
        case 1, 2:
            return (left[:, :, None] * right).sum(axis=1)
        case 2, 1:
            return (left * right[:, None, :]).sum(axis=2)
    return np.matmul(left, right)


def _reduce(node: Reduce, env: Mapping[str, Values]) -> Values:
    low, high = _whole(_value(node.low, env)), _whole(_value(node.high, env))
    first, last = int(low.min()), int(high.max())
    _work.terms += max(0, last - first + 1)
    if last - first >= MAX_TERMS or _work.terms > MAX_WORK:
        raise EvaluationError("too-large", said("formula.too-many-terms", most=MAX_TERMS))
    if len(low) > 1 or len(high) > 1:
        return _reduce_by_point(node, env, low, high)
    total: Values | None = None
    inner = dict(env)
    for k in range(first, last + 1):
        inner[node.index] = np.array([float(k)])
        term = _value(node.body, inner)
        total = term if total is None else _joined(node, total, term)
    return np.array([_start(node)]) if total is None else total


def _start(node: Reduce) -> float:
    return 0.0 if node.op == "sum" else 1.0


def _joined(node: Reduce, total: Values, term: Values) -> Values:
    return total + term if node.op == "sum" else total * term


def _reduce_by_point(node: Reduce, env: Mapping[str, Values], low: Values, high: Values) -> Values:
    """A sum whose bounds differ from point to point; each term is taken at its own points only."""
    count = max(len(low), len(high), *(len(value) for value in env.values()))
    low, high = np.broadcast_to(low, count), np.broadcast_to(high, count)
    total: Values | None = None
    for k in range(int(low.min()), int(high.max()) + 1):
        active = np.flatnonzero((low <= k) & (k <= high))
        if not len(active):
            continue
        inner = {name: value[active] if len(value) > 1 else value for name, value in env.items()}
        inner[node.index] = np.array([float(k)])
        term = _value(node.body, inner)
        if total is None:
            total = np.full((count, *term.shape[1:]), _start(node))
        total[active] = _joined(node, total[active], term)
    return np.full(count, _start(node)) if total is None else total


def _whole(value: Values) -> Values:
    """Bounds of a sum, one of all points or one a point; raises `EvaluationError`."""
    if value.ndim != 1 or not np.all((value == np.floor(value)) & (np.abs(value) <= 1e6)):
        raise EvaluationError("bad-index", said("formula.bounds-whole"))
    return value[:1] if np.all(value == value[0]) else value


def _index(base: Values, subscripts: list[Values], node: Node) -> Values:
    for subscript in subscripts:
        if base.ndim < 2:
            raise ShapeError((), (), "[]")
        if subscript.ndim != 1:
            raise EvaluationError("bad-index", said("formula.subscript-whole"))
        if (
            np.any(subscript != np.floor(subscript))
            or np.any(subscript < 1)
            or np.any(subscript > base.shape[1])
        ):
            raise EvaluationError(
                "index-range", said("formula.subscript-outside", shape=base.shape[1])
            )
        if subscript.shape[0] == 1:
            base = base[:, int(subscript[0]) - 1]
        else:
            points = np.arange(subscript.shape[0])
            base = np.broadcast_to(base, (len(points), *base.shape[1:]))[
                points, subscript.astype(int) - 1
            ]
    return base


def _array(items: list[Values], node: Node) -> Values:
    count = max(item.shape[0] for item in items)
    inner = {item.shape[1:] for item in items}
    if len(inner) != 1:
        raise ShapeError(items[0].shape[1:], items[-1].shape[1:], "[]")
    return np.stack([np.broadcast_to(item, (count, *item.shape[1:])) for item in items], axis=1)
