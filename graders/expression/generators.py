"""Python's generator expressions: ``sum(f(i) for i in range(n))``, ``for a, b in zip(x, y)``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graders.expression.nodes import Binary, Call, Index, Name, Node, Num, Reduce, ReduceOp
from graders.expression.tokens import ReadError, Token
from graders.said import said

if TYPE_CHECKING:
    from graders.expression.cursor import Cursor

ONE, ZERO = Num("1"), Num("0")
_SUMS: dict[str, ReduceOp] = {"sum": "sum", "prod": "prod", "mean": "sum"}
# in front of an index that runs over the entries of arrays; no person can type it
_HIDDEN = "each__"


@dataclass(frozen=True, slots=True)
class Clause:
    """One ``for``: an index with its bounds, both included."""

    index: str
    low: Node
    high: Node


def generated(parser: Cursor, name: str, token: Token) -> Node | None:
    """The sum, product or mean over a generator in the brackets that have just been opened, read up
    to their end; None where there is no ``for`` in them. Raises `ReadError`.
    """
    span = _for_ahead(parser)
    if span is None:
        return None
    start, end = span
    if name not in _SUMS:
        raise ReadError("unexpected", parser.tokens[start].pos, said("formula.generator"))
    listed = parser.op_ahead("[")
    if listed:
        parser.advance()
    tokens = parser.tokens[start:end]
    del parser.tokens[start:end]
    elements, bound = dict(parser.elements), len(parser.words.bound)
    clauses = _clauses(parser, tokens)
    body = parser.unbarred()
    del parser.words.bound[bound:]
    parser.elements = elements
    if listed:
        parser.expect("]", token)
    for clause in reversed(clauses):
        whole = Reduce(_SUMS[name], clause.index, clause.low, clause.high, body, token.pos)
        body = whole
        if name == "mean":
            count = Binary("+", Binary("-", clause.high, clause.low), ONE)
            body = Binary("/", whole, count, token.pos)
    return body


def _for_ahead(parser: Cursor) -> tuple[int, int] | None:
    """Where ``for`` stands in the brackets around here, and where its last clause ends."""
    depth, start = 0, None
    outer = 1 if parser.op_ahead("[") else 0
    for place in range(parser.at, len(parser.tokens)):
        token = parser.tokens[place]
        if token.kind == "op" and token.text in ("(", "[", "{"):
            depth += 1
        elif token.kind == "op" and token.text in (")", "]", "}"):
            depth -= 1
            if depth < outer:
                return None if start is None else (start, place)
        elif token.text == "for" and depth == outer and start is None:
            start = place
    return None


def _clauses(parser: Cursor, tokens: list[Token]) -> list[Clause]:
    """The clauses of `tokens`; their indices are bound and their elements known afterwards."""
    kept = parser.tokens, parser.at
    parser.tokens, parser.at = [*tokens, Token("end", "", tokens[-1].pos)], 0
    clauses = []
    while parser.word_ahead("for"):
        parser.advance()
        names = _names(parser)
        if not parser.word_ahead("in"):
            raise parser.error_here("unexpected", said("formula.generator"))
        parser.advance()
        clauses.append(_clause(parser, names))
    if parser.peek().kind != "end":
        raise parser.error_here("unexpected", said("formula.generator"))
    parser.tokens, parser.at = kept
    return clauses


def _names(parser: Cursor) -> list[str]:
    names = []
    while parser.peek().kind in ("word", "atom", "name") or parser.op_ahead(",", "(", ")"):
        if parser.word_ahead("in"):
            break
        token = parser.advance()
        if token.kind != "op":
            names.append(token.text)
    return names


def _clause(parser: Cursor, names: list[str]) -> Clause:
    word = parser.peek().text
    if word in ("range", "zip", "enumerate") and parser.peek(1).text == "(":
        parser.advance()
        opener = parser.advance()
        args = [parser.unbarred()]
        while parser.op_ahead(","):
            parser.advance()
            args.append(parser.unbarred())
        parser.expect(")", opener)
    else:
        args, word = [parser.parse(1)], "zip"
    if word == "range" and len(names) == 1 and len(args) <= 2:
        low = args[0] if len(args) == 2 else ZERO
        parser.words.bound.append((names[0], True))
        return Clause(names[0], low, _before(args[-1]))
    index = names.pop(0) if word == "enumerate" and names else _HIDDEN + "".join(names)
    if len(names) != len(args) or not names:
        raise parser.error_here("unexpected", said("formula.generator"))
    parser.words.bound.append((index, True))
    place = Binary("+", Name(index), ONE)
    parser.elements |= {
        name: Index(array, (place,)) for name, array in zip(names, args, strict=True)
    }
    return Clause(index, ZERO, _before(Call("len", (args[0],))))


def _before(high: Node) -> Node:
    """The last number of a range that ends before `high`."""
    if isinstance(high, Binary) and high.op == "+" and high.right == ONE:
        return high.left
    return Binary("-", high, ONE)
