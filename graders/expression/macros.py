"""Functions that are written out in the tree: activations, other spellings of operators, NumPy's
conveniences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graders.expression.nodes import Binary, BinaryOp, Call, Index, Name, Node, Num, Reduce, Unary

ONE, TWO, ZERO = Num("1"), Num("2"), Num("0")
LEAK = Num("0.01")
# an index that no person can type
HIDDEN_INDEX = "i__"


@dataclass(frozen=True, slots=True)
class Macro:
    """How many arguments a macro takes, and what it stands for."""

    low: int
    high: int
    expand: Callable[..., Node]


def _operator(op: BinaryOp) -> Macro:
    return Macro(2, 2, lambda left, right: Binary(op, left, right))


def normal_cdf(x: Node) -> Node:
    """The distribution function of the standard normal law: (1 + erf(x/√2))/2."""
    inner = Call("erf", (Binary("/", x, Call("sqrt", (TWO,))),))
    return Binary("/", Binary("+", ONE, inner), TWO)


def clipped(x: Node, low: Node | None, high: Node | None) -> Node:
    """`x` held between `low` and `high`, either of which may be missing."""
    if low is not None:
        x = Call("max", (x, low))
    return x if high is None else Call("min", (x, high))


def _logaddexp(a: Node, b: Node) -> Node:
    # of 0 and x it is softplus, which does not overflow
    if a == ZERO:
        return Call("softplus", (b,))
    if b == ZERO:
        return Call("softplus", (a,))
    return Call("log", (Binary("+", Call("exp", (a,)), Call("exp", (b,))),))


def _trace(x: Node) -> Node:
    index = Name(HIDDEN_INDEX)
    return Reduce("sum", HIDDEN_INDEX, ONE, Call("len", (x,)), Index(x, (index, index)))


def _leaky(x: Node, slope: Node = LEAK) -> Node:
    return Call("where", (Binary(">", x, ZERO), x, Binary("*", slope, x)))


def _elu(x: Node, scale: Node = ONE) -> Node:
    below = Binary("*", scale, Binary("-", Call("exp", (x,)), ONE))
    return Call("where", (Binary(">", x, ZERO), x, below))


MACROS: Mapping[str, Macro] = {
    "power": _operator("**"),
    "pow": _operator("**"),
    "multiply": _operator("*"),
    "matmul": _operator("@"),
    "mm": _operator("@"),
    "add": _operator("+"),
    "subtract": _operator("-"),
    "sub": _operator("-"),
    "mul": _operator("*"),
    "div": _operator("/"),
    "divide": _operator("/"),
    "true_divide": _operator("/"),
    "mod": _operator("%"),
    "floor_divide": _operator("//"),
    "greater": _operator(">"),
    "greater_equal": _operator(">="),
    "less": _operator("<"),
    "less_equal": _operator("<="),
    "equal": _operator("=="),
    "logical_and": _operator("and"),
    "logical_or": _operator("or"),
    "square": Macro(1, 1, lambda x: Binary("**", x, TWO)),
    "negative": Macro(1, 1, lambda x: Binary("-", ZERO, x)),
    "neg": Macro(1, 1, lambda x: Unary("-", x)),
    "reciprocal": Macro(1, 1, lambda x: Binary("/", ONE, x)),
    "rsqrt": Macro(1, 1, lambda x: Binary("/", ONE, Call("sqrt", (x,)))),
    "array": Macro(1, 1, lambda x: x),
    "constant": Macro(1, 1, lambda x: x),
    "tensor": Macro(1, 1, lambda x: x),
    "squeeze": Macro(1, 1, lambda x: x),
    "silu": Macro(1, 1, lambda x: Binary("*", x, Call("sigmoid", (x,)))),
    "swish": Macro(1, 1, lambda x: Binary("*", x, Call("sigmoid", (x,)))),
    "gelu": Macro(1, 1, lambda x: Binary("*", x, normal_cdf(x))),
    "relu6": Macro(1, 1, lambda x: clipped(x, ZERO, Num("6"))),
    "leaky_relu": Macro(1, 2, _leaky),
    "elu": Macro(1, 2, _elu),
    "logsigmoid": Macro(1, 1, lambda x: Call("log", (Call("sigmoid", (x,)),))),
    "log_sigmoid": Macro(1, 1, lambda x: Call("log", (Call("sigmoid", (x,)),))),
    "log_softmax": Macro(1, 1, lambda x: Call("log", (Call("softmax", (x,)),))),
    "softmin": Macro(1, 1, lambda x: Call("softmax", (Unary("-", x),))),
    "logit": Macro(1, 1, lambda p: Call("log", (Binary("/", p, Binary("-", ONE, p)),))),
    "xlogy": Macro(2, 2, lambda x, y: Binary("*", x, Call("log", (y,)))),
    "erfc": Macro(1, 1, lambda x: Binary("-", ONE, Call("erf", (x,)))),
    "hypot": Macro(
        2,
        2,
        lambda a, b: Call("sqrt", (Binary("+", Binary("**", a, TWO), Binary("**", b, TWO)),)),
    ),
    "logaddexp": Macro(2, 2, _logaddexp),
    "trace": Macro(1, 1, _trace),
    "tr": Macro(1, 1, _trace),
    "clip": Macro(3, 3, clipped),
    "clamp": Macro(3, 3, clipped),
    "clip_by_value": Macro(3, 3, clipped),
    "ndtr": Macro(1, 1, normal_cdf),
    "Phi": Macro(1, 1, normal_cdf),
}


def macro(word: str) -> Macro | None:
    """The macro of a word in any case, or None."""
    return MACROS.get(word) or (MACROS.get(word.lower()) if len(word) > 2 else None)
