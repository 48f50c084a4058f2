"""Sums and products: their index, their bounds, and how far they reach (over the product that follows)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from graders.expression.nodes import Call, Index, Name, Node, Num, Reduce, ReduceOp
from graders.expression.tokens import ReadError, Token

if TYPE_CHECKING:
    from graders.expression.cursor import Cursor

_PRODUCT = 6
BIG = {"∑": "sum", "∏": "prod", "sum": "sum", "prod": "prod", "Sum": "sum", "Prod": "prod"}


def children(node: Node) -> Iterator[Node]:
    """The direct sub-trees of `node`."""
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            yield from value
        elif not isinstance(value, str | int):
            yield value


def walk(node: Node) -> Iterator[Node]:
    """`node` and every sub-tree below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def read_big_operator(parser: Cursor, op: str, token: Token, tail: str) -> Node:
    """A sum or product after its sign; `tail` are indices written into the word, as in ``sum_ij``."""
    indices: list[tuple[str, Node | None, Node | None]] = [(letter, None, None) for letter in tail]
    _bare_bound(parser, indices)
    high: Node | None = None
    while parser.peek().kind == "op" and parser.peek().text in ("_", "^"):
        if parser.advance().text == "_":
            indices.extend(_indices(parser, token))
            _bare_bound(parser, indices)
        else:
            high = parser.operand()
    if not indices:
        return _whole(parser, op, token)
    if high is not None:
        indices[-1] = (indices[-1][0], indices[-1][1] or Num("1"), high)
    for name, low, _ in indices:
        parser.words.bound.append((name, isinstance(low, Num) and low.text == "0"))
    body = parser.parse(_PRODUCT)
    del parser.words.bound[-len(indices):]
    for name, low, top in reversed(indices):
        body = _reduce(parser, op, name, low, top, body, token)
    return body


def _bare_bound(parser: Cursor, indices: list[tuple[str, Node | None, Node | None]]) -> None:
    """``sum_i=1^n``, whose lower bound no braces hold."""
    if indices and indices[-1][1] is None and parser.op_ahead("="):
        parser.advance()
        indices[-1] = (indices[-1][0], parser.operand(), None)


def _whole(parser: Cursor, op: str, token: Token) -> Node:
    """``sum(x)`` like any function; a bare sign sums the whole array that the following product is."""
    opener = parser.peek()
    if opener.text == "(" and token.text in BIG and token.text.isascii():
        parser.advance()
        body = parser.unbarred()
        parser.expect(")", opener)
    else:
        body = parser.parse(_PRODUCT)
    return Call(op, (body,), token.pos)


def _indices(parser: Cursor, token: Token) -> list[tuple[str, Node | None, Node | None]]:
    opener = parser.peek()
    if opener.text not in ("{", "("):
        return [(_index_name(parser), None, None)]
    parser.advance()
    found: list[tuple[str, Node | None, Node | None]] = []
    while parser.peek().text not in ("}", ")"):
        text = parser.peek().text
        if parser.peek().kind == "word" and text.isalpha() and len(text) > 1 and parser.spellings.find(text) is None:
            # "ij" in braces is two indices
            found.extend((letter, None, None) for letter in parser.advance().text)
        else:
            name = _index_name(parser)
            low: Node | None = None
            if parser.peek().text in ("=", "=="):
                parser.advance()
                low = parser.parse(5)
            found.append((name, low, None))
        if parser.peek().text == ",":
            parser.advance()
    parser.expect("}" if opener.text == "{" else ")", opener)
    if not found:
        raise ReadError("unexpected", token.pos, "求和的下标是空的。", "The index of the sum is empty.")
    return found


def _index_name(parser: Cursor) -> str:
    token = parser.advance()
    if token.kind not in ("word", "atom", "name") or not token.text.isalpha():
        raise ReadError("unexpected", token.pos, "这里应当是求和的下标, 例如 i。", "An index such as i is expected here.")
    return token.text


def _reduce(
    parser: Cursor, op: str, name: str, low: Node | None, high: Node | None, body: Node, token: Token
) -> Node:
    if high is None or low is None:
        dimension = _dimension(parser, name, body)
        if dimension is None:
            if parser.shapes.rank(body):
                return Call(op, (body,), token.pos)
            raise ReadError("no-range", token.pos, f"看不出 {name} 从几加到几: 请写明上下限, 或用 {name} 作下标。",
                            f"The range of {name} is not clear: write its bounds, or use {name} as a subscript.")
        if high is None:
            low = low or Num("1")
            # a sum written from 0 over an array that is subscripted from 1 still runs over the whole array
            high = dimension
        low = low or Num("1")
    reduce_op: ReduceOp = "sum" if op == "sum" else "prod"
    return Reduce(reduce_op, name, low, high, body, token.pos)


def _dimension(parser: Cursor, name: str, body: Node) -> Node | None:
    for node in walk(body):
        if isinstance(node, Index) and isinstance(node.base, Name) and node.base.id in parser.symbols:
            shape = parser.symbols[node.base.id].shape
            for subscript, dim in zip(node.subscripts, shape, strict=False):
                if isinstance(subscript, Name) and subscript.id == name:
                    return Num(str(dim)) if isinstance(dim, int) else Name(dim)
    return None
