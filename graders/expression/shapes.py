"""Shapes of trees over declared symbols, without values: enough to tell a matrix product from a scaling."""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.functions import FUNCTIONS
from graders.expression.nodes import Array, Binary, Call, Index, Name, Node, Reduce, Transpose, Unary
from graders.expression.symbols import Symbol


def rank(node: Node, symbols: Mapping[str, Symbol]) -> int:
    """0 for a scalar, 1 for a vector, 2 for a matrix; mistaken operands give the larger rank."""
    match node:
        case Name(id):
            return len(symbols[id].shape) if id in symbols else 0
        case Unary(_, arg) | Transpose(arg):
            return rank(arg, symbols)
        case Binary("@", left, right):
            ranks = (rank(left, symbols), rank(right, symbols))
            return {(1, 1): 0, (2, 1): 1, (1, 2): 1, (2, 2): 2}.get(ranks, max(ranks))
        case Binary(_, left, right):
            return max(rank(left, symbols), rank(right, symbols))
        case Index(base, subscripts):
            return max(0, rank(base, symbols) - len(subscripts))
        case Array(items):
            return 1 + max((rank(item, symbols) for item in items), default=0)
        case Reduce(_, _, _, _, body):
            return rank(body, symbols)
        case Call(fn, args):
            return _rank_of_call(fn, args, symbols)
    return 0


def _rank_of_call(fn: str, args: tuple[Node, ...], symbols: Mapping[str, Symbol]) -> int:
    ranks = [rank(arg, symbols) for arg in args]
    if fn == "outer":
        return 2
    if fn == "logsumexp":
        return max(0, ranks[0] - 1)
    if fn in ("max", "min"):
        return 0 if len(args) == 1 else max(ranks)
    return 0 if FUNCTIONS[fn].shape == "reduce" else max(ranks)


def is_row(node: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether `node` is written as a row vector: ``u^T``, or ``u^T W`` and its like."""
    match node:
        case Transpose(arg):
            return rank(arg, symbols) == 1
        case Binary("@", left, right):
            return is_row(left, symbols) and rank(right, symbols) == 2
        case Binary("*", left, right):
            return (is_row(left, symbols) and rank(right, symbols) == 0) or (
                rank(left, symbols) == 0 and is_row(right, symbols))
        case Unary("-", arg):
            return is_row(arg, symbols)
    return False


def juxtapose(left: Node, right: Node, symbols: Mapping[str, Symbol], pos: int, dotted: bool = False) -> Node:
    """The product that two neighbours mean: scaling, matrix, scalar or outer product by their shapes.

    `dotted` is the centred dot, which makes the scalar product of two plain vectors.
    """
    ranks = rank(left, symbols), rank(right, symbols)
    if 0 in ranks:
        return Binary("*", left, right, pos)
    if ranks == (1, 1):
        if is_row(left, symbols):
            return Call("dot", (_column(left), _column(right)), pos)
        if is_row(right, symbols):
            return Call("outer", (_column(left), _column(right)), pos)
        return Call("dot", (left, right), pos) if dotted else Binary("*", left, right, pos)
    return Binary("@", left, right, pos)


def _column(node: Node) -> Node:
    return node.arg if isinstance(node, Transpose) else node
