"""Values of trees at 40 digits, for the points where float64 cancels or overflows."""

from __future__ import annotations

import operator
from typing import Any

import mpmath
import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import Env
from graders.expression.nodes import Node
from graders.expression.objects import ObjectEvaluator
from graders.said import said

DIGITS = 40
# larger exponents would make numbers of millions of digits
_LARGEST = mpmath.mpf(10) ** 7
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def _small(x: Any) -> Any:
    if not mpmath.isfinite(x) or abs(x) > _LARGEST:
        raise EvaluationError("too-large", said("formula.too-large"))
    return x


def _real(x: Any) -> Any:
    if isinstance(x, mpmath.mpc):
        raise EvaluationError("not-real", said("formula.not-real"))
    return x


def _compare(op: str, left: Any, right: Any) -> Any:
    if op == "and":
        return mpmath.mpf(bool(left != 0 and right != 0))
    if op == "or":
        return mpmath.mpf(bool(left != 0 or right != 0))
    return mpmath.mpf(bool(_COMPARE[op](left, right)))


def _power(base: Any, exponent: Any) -> Any:
    return _real(mpmath.power(base, _small(exponent)))


def _whole(x: Any) -> int:
    if x != mpmath.floor(x):
        raise EvaluationError("bad-index", said("formula.subscript-whole"))
    return int(_small(x))


_EVALUATOR = ObjectEvaluator(
    {
        "number": mpmath.mpf,
        "e": lambda: +mpmath.e,
        "pi": lambda: +mpmath.pi,
        "power": _power,
        "divide": lambda a, b: a / b,
        "compare": _compare,
        "where": lambda c, a, b: a if c != 0 else b,
        "maximum": max,
        "minimum": min,
        "whole": _whole,
        "exp": lambda x: mpmath.exp(_small(x)),
        "log": lambda x: _real(mpmath.log(x)),
        "log2": lambda x: _real(mpmath.log(x, 2)),
        "log10": lambda x: _real(mpmath.log10(x)),
        "log1p": lambda x: _real(mpmath.log(1 + x)),
        "expm1": lambda x: mpmath.exp(_small(x)) - 1,
        "sqrt": lambda x: _real(mpmath.sqrt(x)),
        "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)),
        "abs": abs,
        "floor": mpmath.floor,
        "ceil": mpmath.ceil,
        "round": mpmath.nint,
        "sign": mpmath.sign,
        "sin": mpmath.sin,
        "cos": mpmath.cos,
        "tan": mpmath.tan,
        "sinh": lambda x: mpmath.sinh(_small(x)),
        "cosh": lambda x: mpmath.cosh(_small(x)),
        "tanh": lambda x: mpmath.tanh(_small(x)),
        "arctan": mpmath.atan,
        "sech": lambda x: mpmath.sech(_small(x)),
        "erf": mpmath.erf,
        "sigmoid": lambda x: 1 / (1 + mpmath.exp(-_small(x))),
        "relu": lambda x: x if x > 0 else mpmath.mpf(0),
        "softplus": lambda x: mpmath.log(1 + mpmath.exp(_small(x))),
    }
)


def evaluate_precisely(node: Node, env: Env, digits: int = DIGITS) -> Any:
    """The value of `node` at one point, as an `mpmath.mpf` or an object array of them.

    `env` holds floats and float arrays. Raises `EvaluationError` where there is no real value.
    """
    with mpmath.workdps(digits):
        exact = {
            name: np.vectorize(mpmath.mpf, otypes=[object])(value)
            if np.ndim(value)
            else mpmath.mpf(float(value))
            for name, value in env.items()
        }
        try:
            return _EVALUATOR.evaluate(node, exact)
        except (ArithmeticError, ValueError, TypeError, IndexError, RecursionError) as error:
            if isinstance(error, EvaluationError):
                raise
            raise EvaluationError("no-value", said("formula.no-value")) from None
