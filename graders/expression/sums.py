"""Sums and products: their index, their bounds, and how far they reach (over the product that
follows).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from graders.expression.nodes import Binary, Call, Index, Name, Node, Num, Reduce, ReduceOp
from graders.expression.tokens import ReadError, Token
from graders.said import said

if TYPE_CHECKING:
    from graders.expression.cursor import Cursor

_SUM, _PRODUCT = 5, 6
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


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """`node` with every direct sub-tree changed."""
    changed: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(change(item) for item in value)
        elif not isinstance(value, str | int):
            changed[field.name] = change(value)
    return replace(node, **changed) if changed else node


def read_big_operator(parser: Cursor, op: str, token: Token, tail: str) -> Node:
    """A sum or product after its sign; `tail` are indices written into the word, as in
    ``sum_ij``.
    """
    indices: list[tuple[str, Node | None, Node | None]] = [(letter, None, None) for letter in tail]
    _bare_bound(parser, indices)
    high: Node | None = None
    conditions: list[Node] = []
    while parser.peek().kind == "op" and parser.peek().text in ("_", "^"):
        if parser.advance().text == "_":
            indices.extend(_indices(parser, token, conditions))
            _bare_bound(parser, indices)
        else:
            high = parser.operand()
    if not indices:
        return _whole(parser, op, token)
    if high is not None:
        indices[-1] = (indices[-1][0], indices[-1][1] or Num("1"), high)
    for name, low, _ in indices:
        parser.words.bound.append((name, isinstance(low, Num) and low.text == "0"))
    # where an index is left over behind it, the sum was meant to reach over + and -
    body = parser.parse(_SUM if "sum-reach" in parser.choices else _PRODUCT)
    del parser.words.bound[-len(indices) :]
    for condition in conditions:
        body = Call("where", (condition, body, Num("0" if op == "sum" else "1")), token.pos)
    for name, low, top in reversed(indices):
        body = _reduce(parser, op, name, low, top, body, token)
    return body


def _bare_bound(parser: Cursor, indices: list[tuple[str, Node | None, Node | None]]) -> None:
    """``sum_i=1^n``, whose lower bound no braces hold."""
    if indices and indices[-1][1] is None and parser.op_ahead("="):
        parser.advance()
        indices[-1] = (indices[-1][0], parser.operand(), None)


def _whole(parser: Cursor, op: str, token: Token) -> Node:
    """``sum(x)`` like any function; a bare sign sums the whole array that the following product
    is.
    """
    opener = parser.peek()
    if opener.text == "(" and token.text in BIG and token.text.isascii():
        over = parser.generator(op, token)
        if over is not None:
            return over
        args = parser.arguments()
        if parser.keywords or len(args) > 1:
            return parser.call(op, args, token)
        body = args[0]
        # the word sum, a space, a bracket and a power: the sign is meant, and it sums the squares
        if opener.space and parser.op_ahead("^", "**") and not parser.other_way("sum-power"):
            body = parser.powered(body)
    else:
        body = parser.parse(_SUM if "sum-reach" in parser.choices else _PRODUCT)
    if parser.shapes.rank(body) == 0:
        from graders.expression.applying import free_indices

        # sum(y_i log p_i) goes over the index that nothing else binds
        for name in reversed(free_indices(body, parser.words)):
            body = _reduce(parser, op, name, None, None, body, token)
        if isinstance(body, Reduce):
            return body
    return Call(op, (body,), token.pos)


def _indices(
    parser: Cursor, token: Token, conditions: list[Node]
) -> list[tuple[str, Node | None, Node | None]]:
    opener = parser.peek()
    if opener.text not in ("{", "("):
        return [(_index_name(parser), None, None)]
    parser.advance()
    found: list[tuple[str, Node | None, Node | None]] = []
    while parser.peek().text not in ("}", ")"):
        text = parser.peek().text
        if (
            parser.peek().kind == "word"
            and text.isalpha()
            and len(text) > 1
            and parser.spellings.find(text) is None
        ):
            # "ij" in braces is two indices
            found.extend((letter, None, None) for letter in parser.advance().text)
        else:
            name = _index_name(parser)
            low: Node | None = None
            high: Node | None = None
            if parser.peek().text == "in":
                # over which set is known by the array
                while parser.peek().text not in ("}", ")") and parser.peek().kind != "end":
                    parser.advance()
            if parser.peek().text in ("=", "=="):
                parser.advance()
                low = parser.parse(5)
                high = _last_of_range(parser)
            found.append((name, low, high))
            if parser.op_ahead("!=", "<", "<=", ">", ">="):
                conditions.append(_condition(parser, name, found))
        if parser.peek().text == ",":
            parser.advance()
    parser.expect("}" if opener.text == "{" else ")", opener)
    if not found:
        raise ReadError("unexpected", token.pos, said("formula.sum-index-empty"))
    return found


def _last_of_range(parser: Cursor) -> Node | None:
    """What stands after the dots of ``i=1..n`` and ``i=1,...,n``; None without any."""
    comma = parser.op_ahead(",") and parser.peek(1).text == ".."
    if not comma and not parser.op_ahead(".."):
        return None
    parser.at += 1 + comma
    if parser.op_ahead(","):
        parser.advance()
    return parser.parse(5)


def _condition(
    parser: Cursor, name: str, found: list[tuple[str, Node | None, Node | None]]
) -> Node:
    """``j != i`` and ``i < j`` below a sum: which terms count. An unknown name beside the sign is
    another index.
    """
    token = parser.advance()
    other = parser.peek()
    if (
        other.kind in ("word", "atom")
        and parser.words.is_free(other.text)
        and parser.spellings.find(other.text) is None
    ):
        parser.advance()
        if token.text != "!=":
            found.append((other.text, None, None))
        right: Node = parser.shapes.bind(Name(other.text, other.pos))
    else:
        right = parser.parse(5)
    return Binary(token.text, parser.shapes.bind(Name(name)), right, token.pos)  # type: ignore[arg-type]


def _index_name(parser: Cursor) -> str:
    token = parser.advance()
    if token.kind not in ("word", "atom", "name") or not token.text.isalpha():
        raise ReadError("unexpected", token.pos, said("formula.index-expected"))
    return token.text


def _reduce(
    parser: Cursor,
    op: str,
    name: str,
    low: Node | None,
    high: Node | None,
    body: Node,
    token: Token,
) -> Node:
    if high is None or low is None:
        dimension = _dimension(parser, name, body)
        if dimension is None:
            if parser.shapes.rank(body):
                return Call(op, (body,), token.pos)
            raise ReadError("no-range", token.pos, said("formula.no-range", name=name))
        if high is None:
            low = low or Num("1")
            # a sum written from 0 over an array that is subscripted from 1 still runs over the
            # whole array
            high = dimension
        low = low or Num("1")
    if isinstance(low, Num) and low.text == "0" and _is_subscript(name, body):
        # there is no x_0: these subscripts count from 0, as the sum does
        body = _from_zero(name, body)
    reduce_op: ReduceOp = "sum" if op == "sum" else "prod"
    return Reduce(reduce_op, name, low, high, body, token.pos)


def _is_subscript(name: str, body: Node) -> bool:
    """Whether `name` by itself is a subscript somewhere in `body`."""
    return any(
        isinstance(node, Index)
        and any(isinstance(s, Name) and s.id == name for s in node.subscripts)
        for node in walk(body)
    )


def _from_zero(name: str, node: Node) -> Node:
    """`node` with one added to every subscript that names the index; Python brackets have been
    shifted already.
    """
    if isinstance(node, Index):

        def shifted(subscript: Node) -> Node:
            bracket = isinstance(subscript, Binary) and _is_shift(subscript)
            names = any(isinstance(part, Name) and part.id == name for part in walk(subscript))
            return subscript if bracket or not names else Binary("+", subscript, Num("1"))

        return replace(node, subscripts=tuple(shifted(s) for s in node.subscripts))
    return rebuilt(node, lambda part: _from_zero(name, part))


def _is_shift(subscript: Binary) -> bool:
    """Whether this is a Python bracket's index after the reader has added one."""
    return isinstance(subscript.right, Num) and subscript.right.pos == -1


def _dimension(parser: Cursor, name: str, body: Node) -> Node | None:
    for node in walk(body):
        if (
            isinstance(node, Index)
            and isinstance(node.base, Name)
            and node.base.id in parser.symbols
        ):
            shape = parser.symbols[node.base.id].shape
            for subscript, dim in zip(node.subscripts, shape, strict=False):
                # a shifted bracket x[i] tells the range too
                inner = (
                    subscript.left
                    if isinstance(subscript, Binary) and _is_shift(subscript)
                    else subscript
                )
                if isinstance(inner, Name) and inner.id == name:
                    return Num(str(dim)) if isinstance(dim, int) else Name(dim)
    return None
