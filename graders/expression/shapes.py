"""Shapes of trees over declared symbols, without values: enough to tell a matrix product from a
scaling.
"""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.functions import FUNCTIONS
from graders.expression.nodes import (
    Array,
    Binary,
    Call,
    Index,
    Name,
    Node,
    Reduce,
    Transpose,
    Unary,
)
from graders.expression.symbols import Symbol

_PRODUCT_RANK = {(1, 1): 0, (2, 1): 1, (1, 2): 1, (2, 2): 2}


class Shapes:
    """Ranks of the trees of one reading. Each is remembered, so that a long product costs no more
    than its length.
    """

    def __init__(self, symbols: Mapping[str, Symbol]) -> None:
        self.symbols = symbols
        # keyed by identity; the node is kept so that its identity is not given to another
        self._ranks: dict[int, tuple[Node, int]] = {}
        self._rows: dict[int, tuple[Node, bool]] = {}

    def bind(self, node: Name) -> Name:
        """`node` as the index of a sum: a scalar, whatever else has its name."""
        self._ranks[id(node)] = (node, 0)
        return node

    def rank(self, node: Node) -> int:
        """0 for a scalar, 1 for a vector, 2 for a matrix; mistaken operands give the larger
        rank.
        """
        known = self._ranks.get(id(node))
        if known is None:
            known = self._ranks[id(node)] = (node, self._rank(node))
        return known[1]

    def _rank(self, node: Node) -> int:
        match node:
            case Name(id):
                return len(self.symbols[id].shape) if id in self.symbols else 0
            case Unary(_, arg) | Transpose(arg):
                return self.rank(arg)
            case Binary("@", left, right):
                ranks = (self.rank(left), self.rank(right))
                return _PRODUCT_RANK.get(ranks, max(ranks))
            case Binary(_, left, right):
                return max(self.rank(left), self.rank(right))
            case Index(base, subscripts):
                return max(0, self.rank(base) - len(subscripts))
            case Array(items):
                return 1 + max((self.rank(item) for item in items), default=0)
            case Reduce(_, _, _, _, body):
                return self.rank(body)
            case Call(fn, args):
                return self._rank_of_call(fn, [self.rank(arg) for arg in args])
        return 0

    @staticmethod
    def _rank_of_call(fn: str, ranks: list[int]) -> int:
        if fn in ("outer", "column", "row"):
            return 2
        if fn == "arange":
            return 1
        if fn == "diag":
            return 3 - ranks[0]
        if fn.endswith("_along"):
            return max(0, ranks[0] - 1)
        if fn == "logsumexp":
            return max(0, ranks[0] - 1)
        if fn in ("max", "min"):
            return 0 if len(ranks) == 1 else max(ranks)
        return 0 if FUNCTIONS[fn].shape == "reduce" else max(ranks)

    def is_row(self, node: Node) -> bool:
        """Whether `node` is written as a row vector: ``u^T``, or ``u^T W`` and its like."""
        known = self._rows.get(id(node))
        if known is None:
            known = self._rows[id(node)] = (node, self._is_row(node))
        return known[1]

    def _is_row(self, node: Node) -> bool:
        match node:
            case Transpose(arg):
                return self.rank(arg) == 1
            case Binary("@", left, right):
                return self.rank(right) == 2 and self.is_row(left)
            case Binary("*", left, right):
                return (self.rank(right) == 0 and self.is_row(left)) or (
                    self.rank(left) == 0 and self.is_row(right)
                )
            case Binary("/", left, right):
                return self.rank(right) == 0 and self.is_row(left)
            case Unary("-", arg):
                return self.is_row(arg)
        return False

    def plain_vectors(self, left: Node, right: Node) -> bool:
        """Whether both are vectors and neither is written as a row."""
        rows = self.is_row(left) or self.is_row(right)
        return self.rank(left) == self.rank(right) == 1 and not rows

    def juxtapose(self, left: Node, right: Node, pos: int, dotted: bool = False) -> Node:
        """The product that two neighbours mean: scaling, matrix, scalar or outer product by their
        shapes.

        `dotted` is the centred dot, which makes the scalar product of two plain vectors.
        """
        ranks = self.rank(left), self.rank(right)
        if 0 in ranks:
            return Binary("*", left, right, pos)
        if ranks == (1, 1):
            if self.is_row(left):
                return Call("dot", (_column(left), _column(right)), pos)
            if self.is_row(right):
                return Call("outer", (left, _column(right)), pos)
            return Call("dot", (left, right), pos) if dotted else Binary("*", left, right, pos)
        return Binary("@", left, right, pos)


def rank(node: Node, symbols: Mapping[str, Symbol]) -> int:
    """The rank of `node` over `symbols`: 0 for a scalar, 1 for a vector, 2 for a matrix."""
    return Shapes(symbols).rank(node)


def _column(node: Node) -> Node:
    return node.arg if isinstance(node, Transpose) else node
