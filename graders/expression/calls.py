"""The functions of the language over values with a leading axis of points."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graders.expression.errors import EvaluationError, ShapeError
from graders.expression.nodes import Node
from graders.said import said

Values: TypeAlias = NDArray[np.float64]
MAX_RANGE = 2_000


def _sigmoid(x: Values) -> Values:
    # exp of what is not positive neither overflows nor loses the digits of a small value
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / (1.0 + small)


def _softplus(x: Values) -> Values:
    return np.logaddexp(0.0, x)


def _round(x: Values) -> Values:
    return np.rint(x)


_ELEMENTWISE: dict[str, Callable[[Values], Values]] = {
    "exp": np.exp,
    "log": np.log,
    "log2": np.log2,
    "log10": np.log10,
    "log1p": np.log1p,
    "expm1": np.expm1,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "abs": np.abs,
    "floor": np.floor,
    "ceil": np.ceil,
    "round": _round,
    "sign": np.sign,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sech": lambda x: 1.0 / np.cosh(x),
    "erf": np.vectorize(math.erf, otypes=[float]),
    "arctan": np.arctan,
    "sigmoid": _sigmoid,
    "relu": lambda x: np.maximum(x, 0.0),
    "softplus": _softplus,
}


def call(fn: str, args: list[Values], node: Node) -> Values:
    """The values of one function call; raises `ShapeError` where arguments do not fit."""
    x = args[0]
    if fn in _ELEMENTWISE:
        return _ELEMENTWISE[fn](x)
    axes = tuple(range(1, x.ndim))
    match fn:
        case "sum":
            return x.sum(axis=axes)
        case "prod":
            return x.prod(axis=axes)
        case "mean":
            return x.mean(axis=axes)
        case "var":
            return x.var(axis=axes)
        case "std":
            return x.std(axis=axes)
        case "len":
            return np.array([float(x.shape[1] if x.ndim > 1 else 1)])
        case "softmax" | "logsumexp":
            return _along_last(fn, x)
        case "norm":
            return _norm(x, args[1] if len(args) > 1 else None)
        case "dot":
            return _dot(x, args[1])
        case "outer":
            return _outer(x, args[1])
        case "where":
            return _where(*args)
        case "max" | "min":
            return _extreme(fn, args)
        case "diag" | "arange" | "column" | "row":
            return _shaped(fn, args)
    if fn.endswith("_along"):
        return _along(fn.removesuffix("_along"), x, args[1])
    raise EvaluationError("unknown-function", said("formula.unknown-function", fn=fn))


def _along_last(fn: str, x: Values) -> Values:
    if x.ndim < 2:
        raise ShapeError((), (), fn)
    top = x.max(axis=-1, keepdims=True)
    shifted = np.exp(x - top)
    total = shifted.sum(axis=-1, keepdims=True)
    return shifted / total if fn == "softmax" else (np.log(total) + top)[..., 0]


def _norm(x: Values, order: Values | None) -> Values:
    axes = tuple(range(1, x.ndim))
    if order is None:
        return np.sqrt((x * x).sum(axis=axes))
    if order.ndim != 1:
        raise ShapeError(x.shape[1:], order.shape[1:], "norm")
    if len(order) == 1:
        return _norm_of_order(x, float(order[0]), axes)
    x, order = np.broadcast_to(x, (len(order), *x.shape[1:])), order
    rows = [_norm_of_order(x[k : k + 1], float(p), axes)[0] for k, p in enumerate(order)]
    return np.array(rows)


def _norm_of_order(x: Values, p: float, axes: tuple[int, ...]) -> Values:
    """The p-norm; of order 0 the number of entries that are not 0."""
    if p == 0.0:
        return (x != 0).sum(axis=axes).astype(np.float64)
    if p == 2.0:
        return np.sqrt((x * x).sum(axis=axes))
    if p == 1.0:
        return np.abs(x).sum(axis=axes)
    return np.power(np.power(np.abs(x), p).sum(axis=axes), 1.0 / p)


def _dot(x: Values, y: Values) -> Values:
    if x.shape[1:] != y.shape[1:]:
        raise ShapeError(x.shape[1:], y.shape[1:], "dot")
    return (x * y).sum(axis=tuple(range(1, x.ndim)))


def _outer(x: Values, y: Values) -> Values:
    if x.ndim != 2 or y.ndim != 2:
        raise ShapeError(x.shape[1:], y.shape[1:], "outer")
    return x[:, :, None] * y[:, None, :]


def _aligned(args: list[Values]) -> list[Values]:
    ranks = max(arg.ndim for arg in args)
    return [a.reshape(a.shape[0], *(1,) * (ranks - a.ndim), *a.shape[1:]) for a in args]


def _where(*args: Values) -> Values:
    condition, yes, no = _aligned(list(args))
    try:
        return np.where(condition != 0, yes, no)
    except ValueError:
        raise ShapeError(yes.shape[1:], no.shape[1:], "where") from None


def _extreme(fn: str, args: list[Values]) -> Values:
    if len(args) == 1:
        axes = tuple(range(1, args[0].ndim))
        return args[0].max(axis=axes) if fn == "max" else args[0].min(axis=axes)
    try:
        return reduce(np.maximum if fn == "max" else np.minimum, _aligned(args))
    except ValueError:
        raise ShapeError(args[0].shape[1:], args[1].shape[1:], fn) from None


def _shaped(fn: str, args: list[Values]) -> Values:
    """Arrays of another shape: a diagonal, a range, a vector as a column or a row."""
    x = args[0]
    if fn == "arange":
        first, last = (np.zeros(1), x) if len(args) == 1 else (x, args[1])
        if first.ndim != 1 or last.ndim != 1 or np.ptp(first) or np.ptp(last):
            raise EvaluationError("bad-index", said("formula.bounds-whole"))
        if last[0] - first[0] > MAX_RANGE:
            raise EvaluationError("too-large", said("formula.too-many-terms", most=MAX_RANGE))
        return np.arange(first[0], last[0], dtype=np.float64)[None]
    if x.ndim == 3 and fn == "diag":
        return np.diagonal(x, axis1=1, axis2=2).copy()
    if x.ndim != 2:
        raise ShapeError(x.shape[1:], x.shape[1:], fn)
    if fn == "diag":
        return x[:, :, None] * np.eye(x.shape[1])
    return x[:, :, None] if fn == "column" else x[:, None, :]


def _along(fn: str, x: Values, axis: Values) -> Values:
    if x.ndim != 3:
        raise ShapeError(x.shape[1:], x.shape[1:], fn)
    along = int(axis.flat[0]) % 2 + 1
    if fn == "norm":
        return np.sqrt((x * x).sum(axis=along))
    return np.asarray(getattr(np, fn)(x, axis=along), dtype=np.float64)
