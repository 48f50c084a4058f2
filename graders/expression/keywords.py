"""What ``axis=``, ``ddof=``, ``ord=`` and their like make of a function of an array."""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.macros import ONE, clipped
from graders.expression.nodes import Binary, Call, Node, Num, Transpose, Unary
from graders.expression.shapes import Shapes
from graders.expression.tokens import ReadError, Token
from graders.said import said

AXES = ("axis", "dim", "axes")
KEEPS = ("keepdims", "keepdim")
# they say how a thing is computed, not what
_IGNORED = frozenset(("dtype", "name", "out", "approximate", "inplace", "stable"))
_FROM_SQUARES = ("var", "std")
# their second argument without a name is the axis
AXIS_SECOND = frozenset(("sum", "mean", "prod", "var", "std", "logsumexp", "softmax"))
# a value of a keyword: an expression, or one of Python's words
Keyword = Node | bool | None
Keywords = Mapping[str, Keyword]


def whole_number(value: Keyword) -> int | None:
    """The whole number that a node spells, or None."""
    if isinstance(value, Unary) and isinstance(value.arg, Num) and value.arg.text.isdigit():
        return -int(value.arg.text)
    return int(value.text) if isinstance(value, Num) and value.text.isdigit() else None


def applied(
    name: str, args: list[Node], keywords: Keywords, *, shapes: Shapes, token: Token
) -> Node | None:
    """The node of a call with keywords; None where they change nothing. Raises `ReadError`."""
    axis = next((keywords[word] for word in AXES if word in keywords), None)
    keep = any(keywords.get(word) is True for word in KEEPS)
    rest = {
        word: value
        for word, value in keywords.items()
        if word not in AXES and word not in KEEPS and word not in _IGNORED
    }
    node = _special(name, args, rest, token)
    if node is not None:
        return node
    if axis is None and name in AXIS_SECOND and len(args) == 2:
        args, axis = args[:1], args[1]
    number = whole_number(axis)
    if number is None and not isinstance(axis, bool) and axis is not None:
        raise ReadError("unexpected", token.pos, said("formula.axis-unread", name=name))
    if number is None or len(args) != 1 or shapes.rank(args[0]) < 2:
        return Call(name, tuple(args), token.pos) if keywords or number is not None else None
    return _along(name, args[0], number % 2, keep=keep, token=token)


def _special(name: str, args: list[Node], keywords: Keywords, token: Token) -> Node | None:
    """Keywords that belong to one function each; raises `ReadError` for one that nothing knows."""
    node: Node | None = None
    for word, value in keywords.items():
        if word in ("ddof", "correction", "unbiased") and name in _FROM_SQUARES:
            if whole_number(value) == 1 or value is True:
                node = _unbiased(name, args[0], token)
        elif word in ("ord", "p") and name == "norm" and isinstance(value, Node):
            node = Call("norm", (args[0], value), token.pos)
        elif word == "weights" and name == "mean" and isinstance(value, Node):
            weighted = Call("sum", (Binary("*", value, args[0]),), token.pos)
            node = Binary("/", weighted, Call("sum", (value,)), token.pos)
        else:
            raise ReadError("unexpected", token.pos, said("formula.keyword", word=word, name=name))
    return node


def _unbiased(name: str, x: Node, token: Token) -> Node:
    """The variance or deviation with n − 1 below."""
    count = Call("len", (x,))
    share: Node = Binary("/", count, Binary("-", count, ONE))
    if name == "std":
        share = Call("sqrt", (share,))
    return Binary("*", Call(name, (x,), token.pos), share, token.pos)


def _along(name: str, x: Node, axis: int, *, keep: bool, token: Token) -> Node:
    """A function of a matrix along one axis: of each column (0) or each row (1)."""
    if name == "softmax":
        turned = Transpose(x) if axis == 0 else x
        node: Node = Call(name, (turned,), token.pos)
        return Transpose(node) if axis == 0 else node
    if name == "logsumexp":
        return Call(name, (Transpose(x) if axis == 0 else x,), token.pos)
    node = Call(f"{name}_along", (x, Num(str(axis))), token.pos)
    if not keep:
        return node
    return Call("row" if axis == 0 else "column", (node,), token.pos)


def clip_with(args: list[Node], keywords: Keywords, token: Token) -> Node | None:
    """``clip(x, min=a)`` and ``clamp(x, a, b)`` with their bounds by name; None without any."""
    low = next((keywords[w] for w in ("min", "a_min", "clip_value_min") if w in keywords), None)
    high = next((keywords[w] for w in ("max", "a_max", "clip_value_max") if w in keywords), None)
    if len(args) > 1 and not keywords:
        return None
    low = args[1] if len(args) > 1 else low
    high = args[2] if len(args) > 2 else high
    if isinstance(low, bool) or isinstance(high, bool) or (low is None and high is None):
        raise ReadError("arity", token.pos, said("formula.clip-bounds"))
    return clipped(args[0], low, high)
