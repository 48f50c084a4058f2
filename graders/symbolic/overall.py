"""Slips of a whole formula, of several places at once, or with another quantity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, islice
from typing import Any

from graders.expression.nodes import (
    Binary,
    Call,
    Name,
    Node,
    Num,
    Reduce,
    Unary,
)
from graders.expression.sums import walk
from graders.expression.symbols import Symbol
from graders.symbolic.edits import edits
from graders.symbolic.forms import everywhere, substituted
from graders.symbolic.parts import TWO, Mutant, is_fraction, is_two, rename
from graders.symbolic.places import MAX_MUTANTS, every_place

# a subtree written twice is changed in both places; so many of them, so many edits of each
_REPEATED, _EDITS_OF_REPEATED, _FEW_NAMES = 4, 10, 8
# of edits that add something or swap within a part
MOST_EXTRA, MOST_PARTS = 80, 40


def repeated(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """The same edit wherever a subtree occurs: p for 1 - p in both places."""
    parts = [part for part in walk(node) if not isinstance(part, Name | Num)]
    twice = [
        part for k, part in enumerate(parts) if part in parts[k + 1 :] and part not in parts[:k]
    ]
    for part in twice[:_REPEATED]:
        for code, edited in islice(edits(part, symbols), _EDITS_OF_REPEATED):
            yield code, substituted(node, part, edited)


def all_over(node: Node) -> Iterator[Mutant]:
    """The same edit in every place where it can be made, in the whole or in one part."""
    pairs = [part for part in walk(node) if isinstance(part, Binary) and part is not node]
    for code, rule in _EVERYWHERE:
        edited = everywhere(node, rule)
        if edited != node:
            yield code, edited
        for part in pairs[:MOST_PARTS]:
            left, right = everywhere(part.left, rule), everywhere(part.right, rule)
            if left != part.left and right != part.right:
                both = replace(part, left=left, right=right)
                yield code, substituted(node, part, both)


def _without(fn: str) -> Callable[[Node], Node]:
    """Takes the argument of each call of `fn` for the call."""

    def rule(part: Node) -> Node:
        return part.args[0] if isinstance(part, Call) and part.fn == fn else part

    return rule


def _instead(fn: str, other: str) -> Callable[[Node], Node]:
    def rule(part: Node) -> Node:
        return replace(part, fn=other) if isinstance(part, Call) and part.fn == fn else part

    return rule


def _without_squares(part: Node) -> Node:
    if isinstance(part, Binary) and part.op == "**" and is_two(part.right):
        return part.left
    return part


def _without_powers(part: Node) -> Node:
    if isinstance(part, Binary) and part.op == "**" and not isinstance(part.right, Num):
        return part.left
    return part


def _squared_norms(part: Node) -> Node:
    return Binary("**", part, TWO) if isinstance(part, Call) and part.fn == "norm" else part


_EVERYWHERE: tuple[tuple[str, Callable[[Node], Node]], ...] = (
    ("root-lost", _without("sqrt")),
    ("square-lost", _without_squares),
    ("power-lost", _without_powers),
    ("square-extra", _squared_norms),
    ("root-lost", _instead("std", "var")),
    ("root-extra", _instead("var", "std")),
    ("log-lost", _without("log")),
    ("exp-lost", _without("exp")),
    ("abs-lost", _without("abs")),
    ("normalisation-lost", _instead("mean", "sum")),
    ("normalisation-extra", _instead("sum", "mean")),
    ("max-for-min", _instead("max", "min")),
)


def swapped_within(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """Two quantities that change places inside one part only."""
    for part in walk(node):
        if part is node or not isinstance(part, Binary | Call | Reduce):
            continue
        used = [n.id for n in walk(part) if isinstance(n, Name) and n.id in symbols]
        names = list(dict.fromkeys(used))
        for a, b in combinations(names[:4], 2):
            if len(symbols[a].shape) == len(symbols[b].shape):
                yield "symbols-swapped", substituted(node, part, rename(part, {a: b, b: a}))


def extra(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """A factor, divisor or power that does not belong there."""
    yield "reciprocal", Binary("/", Num("1"), node)
    yield "root-lost", Binary("**", node, TWO)
    yield "root-extra", Call("sqrt", (node,))
    yield "log-extra", Call("log", (node,))
    yield "exp-extra", Call("exp", (node,))
    scalars = [name for name, symbol in symbols.items() if not symbol.shape]
    for name in scalars[:_FEW_NAMES]:
        yield "divisor-extra", Binary("/", node, Name(name))
        yield "divisor-extra", Binary("/", node, Call("sqrt", (Name(name),)))
        yield "factor-extra", Binary("*", node, Name(name))

    def squares(part: Node, known: Mapping[str, Symbol]) -> Iterator[Mutant]:
        if isinstance(part, Name) and part.id in known:
            yield "square-extra", Binary("**", part, TWO)

    def factors(part: Node, known: Mapping[str, Symbol]) -> Iterator[Mutant]:
        if isinstance(part, Name) and part.id in known:
            for name in scalars[:4]:
                yield "factor-extra", Binary("*", part, Name(name))

    yield from every_place(node, symbols, squares)
    yield from every_place(node, symbols, factors)


def other_names(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """Another symbol of the same rank in one place."""
    if len(symbols) > _FEW_NAMES:
        return

    def others(part: Node, _: Mapping[str, Symbol]) -> Iterator[Mutant]:
        if isinstance(part, Name) and part.id in symbols:
            alike = len(symbols[part.id].shape)
            # those of its own rank first
            for name in sorted(symbols, key=lambda other: len(symbols[other].shape) != alike):
                if name != part.id:
                    yield "wrong-symbol", replace(part, id=name)

    yield from islice(every_place(node, symbols, others), MAX_MUTANTS // 4)


def whole(node: Node) -> Iterator[Mutant]:
    """A change of the whole formula."""
    yield "sign-reversed", Unary("-", node)
    yield "factor-2-lost", Binary("/", node, TWO)
    yield "factor-2-extra", Binary("*", TWO, node)
    if is_fraction(node):
        yield "inverted", Binary("/", Num("1"), node)
    yield "one-minus", Binary("-", Num("1"), node)
    if any(isinstance(part, Call) and part.fn == "log" for part in walk(node)):
        for base in ("log2", "log10"):
            yield "log-base", _rebased(node, base)


def swapped(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """Two quantities that change places, or one that is taken for another, everywhere."""
    used = list(dict.fromkeys(n.id for n in walk(node) if isinstance(n, Name) and n.id in symbols))
    for a, b in list(combinations(used, 2))[:40]:
        if len(symbols[a].shape) == len(symbols[b].shape):
            yield "symbols-swapped", rename(node, {a: b, b: a})
    for a in used:
        for b in used:
            if (
                a != b
                and len(symbols[a].shape) == len(symbols[b].shape)
                and len(used) <= _FEW_NAMES
            ):
                yield "wrong-symbol", rename(node, {a: b})


def _rebased(node: Node, base: str) -> Node:
    """`node` with every natural logarithm in another base."""
    if isinstance(node, Call) and node.fn == "log":
        node = replace(node, fn=base)
    changes: dict[str, Any] = {}
    for field in node.__dataclass_fields__:
        value = getattr(node, field)
        if isinstance(value, tuple):
            changes[field] = tuple(_rebased(child, base) for child in value)
        elif not isinstance(value, str | int):
            changes[field] = _rebased(value, base)
    return replace(node, **changes)
