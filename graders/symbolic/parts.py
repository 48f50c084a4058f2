"""What the parts of a formula are, as far as a slip depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graders.expression.functions import ELEMENTWISE
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
from graders.expression.sums import walk
from graders.expression.symbols import Symbol

Mutant = tuple[str, Node]
TWO = Num("2")
# functions of one argument that a slip may stretch over too little or too much
ONE_ARGUMENT = frozenset(ELEMENTWISE) | {"mean", "sum", "softmax"}


def is_epsilon(node: Node) -> bool:
    """Whether `node` is made of an epsilon."""
    return any(isinstance(part, Name) and part.id in ("eps", "epsilon") for part in walk(node))


def is_two(node: Node) -> bool:
    """Whether `node` is the number 2."""
    return isinstance(node, Num) and node.text == "2"


def is_share(node: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether `node` is by its form a probability or a share: a name between 0 and 1, a sigmoid."""
    if isinstance(node, Index):
        return is_share(node.base, symbols)
    if isinstance(node, Name) and node.id in symbols:
        symbol = symbols[node.id]
        return symbol.kind in ("real", "simplex") and symbol.low == 0 and symbol.high == 1
    return isinstance(node, Call) and node.fn in ("sigmoid", "softmax")


def is_whole(node: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether `node` counts something: whole quantities and indices, added and multiplied."""
    for part in walk(node):
        if isinstance(part, Name):
            if part.id in symbols and symbols[part.id].kind not in ("integer", "size"):
                return False
        elif not isinstance(part, Num | Binary) or (isinstance(part, Binary) and part.op == "/"):
            return False
    return True


def counts(node: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether `node` is how many there are of something."""
    if isinstance(node, Name) and node.id in symbols:
        return symbols[node.id].kind == "size"
    return isinstance(node, Call) and node.fn == "len"


def is_fraction(node: Node) -> bool:
    """Whether a person would see a fraction: a quotient, or one times something, below a sign."""
    match node:
        case Unary(_, arg):
            return is_fraction(arg)
        case Binary("/", _, _):
            return True
        case Binary("*", left, right):
            return is_fraction(left) or is_fraction(right)
    return False


def rename(node: Node, names: Mapping[str, str]) -> Node:
    """`node` with names replaced all at once."""
    match node:
        case Name(name):
            return replace(node, id=names.get(name, name))
        case Unary(_, arg) | Transpose(arg):
            return replace(node, arg=rename(arg, names))
        case Binary(_, left, right):
            return replace(node, left=rename(left, names), right=rename(right, names))
        case Call(_, args):
            return replace(node, args=tuple(rename(arg, names) for arg in args))
        case Reduce(_, _, low, high, body):
            return replace(
                node, low=rename(low, names), high=rename(high, names), body=rename(body, names)
            )
        case Index(base, subscripts):
            return replace(
                node,
                base=rename(base, names),
                subscripts=tuple(rename(s, names) for s in subscripts),
            )
        case Array(items):
            return replace(node, items=tuple(rename(item, names) for item in items))
    return node
