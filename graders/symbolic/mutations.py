"""Slips that people make, as edits of the reference formula: each mutant is a whole tree and a
stable code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, islice
from typing import Any

from graders.expression.functions import ELEMENTWISE
from graders.expression.nodes import (
    Array,
    Binary,
    BinaryOp,
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
from graders.symbolic.forms import forms, substituted

Mutant = tuple[str, Node]
Edits = Callable[[Node, Mapping[str, Symbol]], Iterator[Mutant]]
TWO = Num("2")
MAX_MUTANTS = 320
# a subtree written twice is changed in both places; so many of them, so many edits of each
_REPEATED, _EDITS_OF_REPEATED, _FEW_NAMES = 4, 10, 8


def mutants(node: Node, symbols: Mapping[str, Symbol]) -> list[Mutant]:
    """Every single-edit slip of `node`, the more telling ones first."""
    found: list[Mutant] = list(_whole(node))
    written = forms(node)
    for form in written:
        found.extend(islice(_everywhere(form, symbols), MAX_MUTANTS // len(written)))
    found.extend(_repeated(node, symbols))
    found.extend(_swaps(node, symbols))
    found.extend(_names(node, symbols))
    return found


def _repeated(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """The same edit wherever a subtree occurs: p for 1 - p in both places."""
    parts = [part for part in walk(node) if not isinstance(part, Name | Num)]
    twice = [
        part for k, part in enumerate(parts) if part in parts[k + 1 :] and part not in parts[:k]
    ]
    for part in twice[:_REPEATED]:
        for code, edited in islice(_edits(part, symbols), _EDITS_OF_REPEATED):
            yield code, substituted(node, part, edited)


def _names(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """Another symbol of the same rank in one place."""
    if len(symbols) > _FEW_NAMES:
        return

    def others(part: Node, _: Mapping[str, Symbol]) -> Iterator[Mutant]:
        if isinstance(part, Name) and part.id in symbols:
            for name in symbols:
                if name != part.id and len(symbols[name].shape) == len(symbols[part.id].shape):
                    yield "wrong-symbol", replace(part, id=name)

    yield from islice(_everywhere(node, symbols, others), MAX_MUTANTS // 4)


def _whole(node: Node) -> Iterator[Mutant]:
    yield "sign-reversed", Unary("-", node)
    yield "factor-2-lost", Binary("/", node, TWO)
    yield "factor-2-extra", Binary("*", TWO, node)
    yield "root-lost", Binary("**", node, TWO)
    yield "root-extra", Call("sqrt", (node,))
    yield "log-extra", Call("log", (node,))
    yield "exp-extra", Call("exp", (node,))
    yield "inverted", Binary("/", Num("1"), node)
    if any(isinstance(part, Call) and part.fn == "log" for part in walk(node)):
        for base in ("log2", "log10"):
            yield "log-base", _rebased(node, base)


def _everywhere(
    node: Node, symbols: Mapping[str, Symbol], edits: Edits | None = None
) -> Iterator[Mutant]:
    """The edits of `node` itself, then of each child put back in its place."""
    yield from (edits or _edits)(node, symbols)
    for field in node.__dataclass_fields__:
        value = getattr(node, field)
        if field in ("low", "high") and isinstance(node, Reduce):
            if edits:
                continue
            for code, bound in _bounds(value):
                yield code, _with(node, field, bound)
        elif isinstance(value, tuple) and not isinstance(node, Index):
            for k, child in enumerate(value):
                for code, edited in _everywhere(child, symbols, edits):
                    yield code, _with(node, field, (*value[:k], edited, *value[k + 1 :]))
        elif isinstance(value, tuple):
            if edits:
                continue
            for k, subscript in enumerate(value):
                for code, edited in _shifts(subscript):
                    yield code, _with(node, field, (*value[:k], edited, *value[k + 1 :]))
        elif not isinstance(value, str | int):
            for code, edited in _everywhere(value, symbols, edits):
                yield code, _with(node, field, edited)


def _with(node: Node, field: str, value: Any) -> Node:
    changes: dict[str, Any] = {field: value}
    return replace(node, **changes)


def _edits(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    match node:
        case Num():
            yield from _number(node)
        case Unary("-", arg):
            yield "sign", arg
        case Binary("+" | "-", left, right):
            yield from _terms(node, left, right)
        case Binary("*", left, right):
            yield from _factors(left, right)
        case Binary("/", left, right):
            yield from _quotient(node, left, right)
        case Binary("**", base, exponent):
            yield from _power(node, base, exponent)
        case Binary("@", left, right):
            yield "elementwise-for-matmul", replace(node, op="*")
            yield "operands-swapped", replace(node, left=right, right=left)
            yield "transpose", replace(node, left=Transpose(left))
            yield "transpose", replace(node, right=Transpose(right))
            yield "factor-lost", left
            yield "factor-lost", right
        case Binary("<" | ">" | "<=" | ">=", left, right):
            yield "comparison-reversed", replace(node, left=right, right=left)
            yield "indicator-value", left
        case Binary("//", left, right):
            yield "floor-lost", Binary("/", left, right)
            yield "ceil-for-floor", Call("ceil", (Binary("/", left, right),))
        case Call():
            yield from _calls(node)
        case Reduce(_, _, _, _, body):
            yield from _sums(node, body)
        case Transpose(arg):
            yield "transpose", arg
        case Name(name):
            symbol = symbols.get(name)
            if (
                symbol
                and symbol.kind in ("real", "simplex")
                and symbol.low == 0
                and symbol.high == 1
            ):
                yield "complement", Binary("-", Num("1"), node)


def _number(node: Num) -> Iterator[Mutant]:
    if node.text.isdigit() and len(node.text) < 6:
        value = int(node.text)
        yield "off-by-one", Num(str(value + 1))
        if value:
            yield "off-by-one", Num(str(value - 1))


def _terms(node: Binary, left: Node, right: Node) -> Iterator[Mutant]:
    flipped: BinaryOp = "-" if node.op == "+" else "+"
    yield "sign", replace(node, op=flipped)
    if node.op == "-":
        yield "order-swapped", replace(node, left=right, right=left)
        if isinstance(left, Num) and left.text == "1":
            yield "complement", right
    else:
        if isinstance(left, Call) and left.fn == "sqrt":
            yield "epsilon-place", Call("sqrt", (Binary("+", left.args[0], right),))
        yield "product-for-sum", Binary("*", left, right)
    yield _lost(right), left
    yield _lost(left), Unary("-", right) if node.op == "-" else right


def _lost(term: Node) -> str:
    if isinstance(term, Name) and (term.id.startswith("b") or term.id == "c"):
        return "bias-lost"
    if isinstance(term, Name) and term.id.startswith("eps"):
        return "epsilon-lost"
    return "one-lost" if isinstance(term, Num) and term.text == "1" else "term-lost"


def _factors(left: Node, right: Node) -> Iterator[Mutant]:
    for kept, dropped, first in ((right, left, True), (left, right, False)):
        if isinstance(dropped, Num):
            yield ("factor-2-lost" if dropped.text == "2" else "constant-lost"), kept
        elif isinstance(dropped, Binary) and dropped.op == "/" and isinstance(dropped.left, Num):
            yield ("factor-2-extra" if _is_two(dropped.right) else "normalisation-lost"), kept
        else:
            yield "factor-lost", kept
        if isinstance(kept, Binary) and kept.op in ("+", "-"):
            yield "parentheses", Binary(kept.op, Binary("*", dropped, kept.left), kept.right)
            if not first:
                yield "parentheses", Binary(kept.op, kept.left, Binary("*", kept.right, dropped))
    yield "sum-for-product", Binary("+", left, right)
    yield "factor-2-extra", Binary("*", TWO, Binary("*", left, right))
    yield "factor-2-lost", Binary("/", Binary("*", left, right), TWO)


def _is_two(node: Node) -> bool:
    return isinstance(node, Num) and node.text == "2"


def _quotient(node: Binary, left: Node, right: Node) -> Iterator[Mutant]:
    if _is_two(right):
        yield "half-lost", left
    elif isinstance(right, Name):
        yield "normalisation-lost", left
    else:
        yield "divisor-lost", left
    yield "inverted", replace(node, left=right, right=left)
    if isinstance(left, Binary) and left.op in "+-":
        yield "parentheses", Binary(left.op, left.left, Binary("/", left.right, right))
    if isinstance(right, Binary) and right.op in ("+", "-"):
        yield "parentheses", Binary(right.op, Binary("/", left, right.left), right.right)
    if isinstance(right, Binary) and right.op == "*":
        yield "parentheses", Binary("*", Binary("/", left, right.left), right.right)
        yield "divisor-lost", Binary("/", left, right.left)
        yield "divisor-lost", Binary("/", left, right.right)
    yield "multiplied-for-divided", Binary("*", left, right)
    yield "factor-2-lost", Binary("/", left, Binary("*", TWO, right))
    yield "root-lost", Binary("/", left, Binary("**", right, TWO))
    yield "root-extra", Binary("/", left, Call("sqrt", (right,)))


def _power(node: Binary, base: Node, exponent: Node) -> Iterator[Mutant]:
    yield ("square-lost" if _is_two(exponent) else "power-lost"), base
    if _is_two(exponent):
        yield "abs-for-square", Call("abs", (base,))
        if isinstance(base, Binary) and base.op in ("+", "-"):
            yield (
                "square-distributed",
                Binary(base.op, Binary("**", base.left, TWO), Binary("**", base.right, TWO)),
            )
    if isinstance(exponent, Unary):
        yield "sign", Binary("**", base, exponent.arg)
    elif not isinstance(exponent, Num):
        yield "sign", Binary("**", base, Unary("-", exponent))


def _calls(node: Call) -> Iterator[Mutant]:
    fn, args = node.fn, node.args
    x = args[0]
    other = {
        "sum": ("sum-for-mean", "mean"),
        "mean": ("mean-for-sum", "sum"),
        "floor": ("ceil-for-floor", "ceil"),
        "ceil": ("floor-for-ceil", "floor"),
        "log2": ("log-base", "log"),
        "log10": ("log-base", "log"),
        "max": ("max-for-min", "min"),
        "min": ("min-for-max", "max"),
        "tanh": ("activation-swapped", "sigmoid"),
        "sigmoid": ("activation-swapped", "tanh"),
        "softplus": ("activation-swapped", "relu"),
    }.get(fn)
    if other:
        code, name = other
        yield (
            {"sum-for-mean": "normalisation-extra", "mean-for-sum": "normalisation-lost"}.get(
                code, code
            ),
            Call(name, args),
        )
    yield from _replacements(fn, args, x)
    if fn == "log":
        yield "log-base", Call("log2", args)
        yield "log-base", Call("log10", args)
    if fn == "sqrt":
        yield "root-lost", x
        if isinstance(x, Binary) and x.op == "+":
            yield "epsilon-place", Binary("+", Call("sqrt", (x.left,)), x.right)
            yield "epsilon-place", Binary("+", x.left, Call("sqrt", (x.right,)))
    elif fn in (
        "exp",
        "log",
        "log2",
        "log10",
        "relu",
        "sigmoid",
        "tanh",
        "abs",
        "floor",
        "ceil",
        "softmax",
        "sign",
    ):
        yield f"{fn if not fn.startswith('log') else 'log'}-lost", x
    if fn in ("sum", "mean") and isinstance(x, Binary) and x.op == "**":
        yield "square-of-sum", Binary("**", Call(fn, (x.left,)), x.right)
        if fn == "mean":
            yield (
                "square-of-sum",
                Binary("*", Call("len", (x.left,)), Binary("**", Call("mean", (x.left,)), x.right)),
            )
    if fn == "norm" and len(args) == 1:
        yield "square-extra", Binary("**", node, TWO)
        yield "norm-order", Call("norm", (x, Num("1")))
    if fn == "dot":
        yield "elementwise-for-matmul", Binary("*", x, args[1])
    if fn == "outer":
        yield "elementwise-for-matmul", Binary("*", x, args[1])
        yield "operands-swapped", Call("outer", (args[1], x))
    if fn in ELEMENTWISE and isinstance(x, Binary) and x.op in ("+", "-"):
        yield "parentheses", Binary(x.op, Call(fn, (x.left,)), x.right)
    if fn == "where":
        if isinstance(x, Binary) and x.op in (">", ">="):
            yield "indicator-value", x.left
        yield "branches-swapped", Call("where", (x, args[2], args[1]))
        yield "case-lost", args[1]
        yield "case-lost", args[2]
    if fn in ("max", "min") and len(args) == 2:
        yield "clip-lost", args[1] if isinstance(x, Num) else x


def _replacements(fn: str, args: tuple[Node, ...], x: Node) -> Iterator[Mutant]:
    """Another function, or a part of this one, in the place of `fn`."""
    if fn in ("max", "min") and len(args) == 1:
        yield "reduction-swapped", Call("mean", args)
        yield "reduction-swapped", Call("sum", args)
    if fn == "round":
        yield "round-lost", x
        yield "rounding", Call("floor", args)
        yield "rounding", Call("ceil", args)
    if fn in ("sin", "cos"):
        yield "function-swapped", Call("cos" if fn == "sin" else "sin", args)
    if fn == "exp":
        yield "sign", Call("exp", (x.arg if isinstance(x, Unary) else Unary("-", x),))
    if fn == "softmax":
        yield "normalisation-lost", Call("exp", args)
        yield "activation-swapped", Call("sigmoid", args)
    if fn == "logsumexp":
        yield "log-lost", Call("sum", (Call("exp", args),))
        yield "exp-lost", Call("log", (Call("sum", args),))


def _sums(node: Reduce, body: Node) -> Iterator[Mutant]:
    if isinstance(body, Binary) and body.op == "**":
        yield "square-of-sum", Binary("**", replace(node, body=body.left), body.right)
    yield (
        "sum-for-product" if node.op == "prod" else "product-for-sum",
        replace(node, op="sum" if node.op == "prod" else "prod"),
    )
    yield "normalisation-extra", Binary("/", node, node.high)


def _bounds(bound: Node) -> Iterator[Mutant]:
    yield "sum-bounds", Binary("-", bound, Num("1"))
    if isinstance(bound, Num) and bound.text == "1":
        yield "sum-bounds", TWO


def _shifts(subscript: Node) -> Iterator[Mutant]:
    if isinstance(subscript, Binary):
        yield "index-shift", subscript.left
    if isinstance(subscript, Num) and subscript.text.isdigit():
        yield "wrong-index", Num(str(int(subscript.text) + 1))
        if int(subscript.text) > 1:
            yield "wrong-index", Num(str(int(subscript.text) - 1))


def _swaps(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
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
