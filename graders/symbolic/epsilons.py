"""The small constants that engineers add to keep a logarithm, root or denominator from 0."""

from __future__ import annotations

from graders.expression.nodes import Binary, Call, Node, Num, Unary
from graders.expression.printing import to_text
from graders.symbolic.forms import everywhere

# no larger constant is added for safety's sake alone
LARGEST = 1e-4
_MOST_EXPONENT = 400.0


def without_epsilons(node: Node) -> tuple[Node, tuple[str, ...]]:
    """`node` without the small constants that are added in it or that it is kept above, and those
    constants as they are written.
    """
    taken: dict[str, None] = {}

    def rule(part: Node) -> Node:
        kept = _kept(part)
        if kept is None:
            return part
        whole, small = kept
        taken[to_text(small)] = None
        return whole

    return everywhere(node, rule), tuple(taken)


def _kept(part: Node) -> tuple[Node, Node] | None:
    """What stands beside a small constant, and that constant."""
    match part:
        case Binary("+", left, right) | Call("max", (left, right)):
            if _is_small(right) and not _is_small(left):
                return left, right
            if _is_small(left) and not _is_small(right):
                return right, left
        case Binary("-", left, right) if _is_small(right) and not _is_small(left):
            return left, right
    return None


def _is_small(node: Node) -> bool:
    value = _constant(node)
    return value is not None and 0 < value <= LARGEST


def _constant(node: Node) -> float | None:
    """The value of an expression of numbers, or None."""
    match node:
        case Num(text):
            return float(text)
        case Unary("-", arg):
            value = _constant(arg)
            return None if value is None else -value
        case Binary("*" | "/" | "**" as op, left, right):
            a, b = _constant(left), _constant(right)
            if a is None or b is None:
                return None
            return _combined(op, a, b)
    return None


def _combined(op: str, a: float, b: float) -> float | None:
    if op == "*":
        return a * b
    if op == "/":
        return a / b if b else None
    if a <= 0 or abs(b) > _MOST_EXPONENT:
        return None
    try:
        return float(a**b)
    except OverflowError:
        return None
