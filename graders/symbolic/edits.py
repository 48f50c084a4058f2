"""Slips at one place of a formula: in a number, a sum, a product, a fraction, a power."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graders.expression.nodes import (
    Binary,
    BinaryOp,
    Call,
    Name,
    Node,
    Num,
    Reduce,
    Transpose,
    Unary,
)
from graders.expression.sums import walk
from graders.expression.symbols import Symbol
from graders.symbolic.call_edits import edits_of_call, edits_of_sum
from graders.symbolic.forms import substituted
from graders.symbolic.parts import (
    ONE_ARGUMENT,
    TWO,
    Mutant,
    counts,
    is_epsilon,
    is_share,
    is_two,
    is_whole,
)

# the same comparison with its border on the other side
_EDGE: Mapping[str, BinaryOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


def edits(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """The slips at the root of `node`."""
    match node:
        case Num():
            yield from _number(node, symbols)
        case Unary("-", arg):
            yield "sign", arg
        case Binary("+" | "-", left, right):
            yield from _terms(node, left, right, symbols)
        case Binary("*", left, right):
            yield from _factors(left, right)
        case Binary("/", left, right):
            yield from _quotient(node, left, right, symbols)
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
            yield "comparison-edge", replace(node, op=_EDGE[node.op])
            yield "indicator-value", left
        case Binary("//", left, right):
            yield "floor-lost", Binary("/", left, right)
            yield "ceil-for-floor", Call("ceil", (Binary("/", left, right),))
        case Call():
            yield from edits_of_call(node)
        case Reduce(_, _, _, _, body):
            yield from edits_of_sum(node, body)
        case Transpose(arg):
            yield "transpose", arg
        case Name(name):
            if is_share(node, symbols):
                yield "complement", Binary("-", Num("1"), node)
            if name in symbols and symbols[name].kind == "size":
                yield "off-by-one", Binary("-", node, Num("1"))
                yield "off-by-one", Binary("+", node, Num("1"))


def _number(node: Num, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    if node.text.isdigit() and len(node.text) < 6:
        value = int(node.text)
        # only what is counted can be off by one
        counts = all(symbol.kind in ("integer", "size") for symbol in symbols.values())
        code = "off-by-one" if counts else "wrong-number"
        yield code, Num(str(value + 1))
        if value:
            yield code, Num(str(value - 1))


def _terms(
    node: Binary, left: Node, right: Node, symbols: Mapping[str, Symbol]
) -> Iterator[Mutant]:
    flipped: BinaryOp = "-" if node.op == "+" else "+"
    yield "sign", replace(node, op=flipped)
    if node.op == "-":
        yield "order-swapped", replace(node, left=right, right=left)
        if isinstance(left, Num) and left.text == "1":
            yield ("complement" if is_share(right, symbols) else "one-lost"), right
    else:
        if isinstance(left, Call) and left.fn == "sqrt":
            code = "epsilon-place" if is_epsilon(right) else "reach-far"
            yield code, Call("sqrt", (Binary("+", left.args[0], right),))
    yield _lost(right, left, symbols), left
    yield _lost(left, right, symbols), Unary("-", right) if node.op == "-" else right
    for number, other in ((left, right), (right, left)):
        if isinstance(number, Num) and number.text.isdigit() and is_whole(other, symbols):
            for value in (int(number.text) + 1, int(number.text) - 1):
                yield "off-by-one", substituted(node, number, Num(str(value)))
    if node.op == "+" and not isinstance(left, Num) and not isinstance(right, Num):
        yield "product-for-sum", Binary("*", left, right)
    yield from _reaching_over(node, left, right)


def _reaching_over(node: Binary, left: Node, right: Node) -> Iterator[Mutant]:
    """A function, root or mean of one term that takes in the other as well."""
    if isinstance(left, Call) and left.fn in ONE_ARGUMENT and len(left.args) == 1:
        inner = left.args[0]
        yield "reach-far", Call(left.fn, (replace(node, left=inner),))
        if isinstance(inner, Binary) and inner.op == "/":
            # into the numerator: floor((a + 1)/b) for floor(a/b) + 1
            top = replace(node, left=inner.left)
            yield "reach-far", Call(left.fn, (replace(inner, left=top),))
    if isinstance(right, Call) and right.fn in ONE_ARGUMENT and len(right.args) == 1:
        yield "reach-far", Call(right.fn, (replace(node, right=right.args[0]),))


def _lost(term: Node, beside: Node, symbols: Mapping[str, Symbol]) -> str:
    if isinstance(term, Name) and isinstance(beside, Binary) and beside.op in ("@", "+"):
        product = any(isinstance(part, Binary) and part.op == "@" for part in walk(beside))
        if product and term.id in symbols and len(symbols[term.id].shape) == 1:
            return "bias-lost"
    if isinstance(term, Name) and (term.id in ("b", "bias") or term.id.startswith("b_")):
        return "bias-lost"
    if isinstance(term, Name) and term.id.startswith("eps"):
        return "epsilon-lost"
    return "one-lost" if isinstance(term, Num) and term.text == "1" else "term-lost"


def _factors(left: Node, right: Node) -> Iterator[Mutant]:
    for kept, dropped, first in ((right, left, True), (left, right, False)):
        if isinstance(dropped, Num):
            yield ("factor-2-lost" if dropped.text == "2" else "constant-lost"), kept
        elif isinstance(dropped, Binary) and dropped.op == "/" and isinstance(dropped.left, Num):
            yield ("factor-2-extra" if is_two(dropped.right) else "normalisation-lost"), kept
        else:
            yield "factor-lost", kept
            if isinstance(dropped, Unary) and dropped.op == "-":
                # the sign before a product is not its first factor's alone
                yield "factor-lost", Unary("-", kept)
        if isinstance(kept, Binary) and kept.op in ("+", "-"):
            yield "parentheses", Binary(kept.op, Binary("*", dropped, kept.left), kept.right)
            if not first:
                yield "parentheses", Binary(kept.op, kept.left, Binary("*", kept.right, dropped))
        yield from _over_product(kept, dropped)
    yield "sum-for-product", Binary("+", left, right)
    yield "factor-2-extra", Binary("*", TWO, Binary("*", left, right))
    yield "factor-2-lost", Binary("/", Binary("*", left, right), TWO)


def _over_product(called: Node, other: Node) -> Iterator[Mutant]:
    """A function or power of one factor that takes in the other as well."""
    if isinstance(called, Call) and called.fn in ONE_ARGUMENT and len(called.args) == 1:
        yield "reach-far", Call(called.fn, (Binary("*", called.args[0], other),))
    if isinstance(called, Binary) and called.op == "**":
        yield "reach-far", replace(called, left=Binary("*", called.left, other))


def _quotient(
    node: Binary, left: Node, right: Node, symbols: Mapping[str, Symbol]
) -> Iterator[Mutant]:
    if isinstance(right, Binary) and right.op == "*" and is_two(right.left):
        yield "half-lost", Binary("/", left, right.right)
    if is_two(right):
        yield "half-lost", left
    elif counts(right, symbols):
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
    if isinstance(left, Call) and left.fn in ONE_ARGUMENT and len(left.args) == 1:
        yield "reach-far", Call(left.fn, (Binary("/", left.args[0], right),))
    if isinstance(right, Call) and right.fn in ONE_ARGUMENT and len(right.args) == 1:
        yield "reach-far", Call(right.fn, (Binary("/", left, right.args[0]),))
    yield "multiplied-for-divided", Binary("*", left, right)
    yield "factor-2-lost", Binary("/", left, Binary("*", TWO, right))
    yield "root-lost", Binary("/", left, Binary("**", right, TWO))
    yield "root-extra", Binary("/", left, Call("sqrt", (right,)))


def _power(node: Binary, base: Node, exponent: Node) -> Iterator[Mutant]:
    yield ("square-lost" if is_two(exponent) else "power-lost"), base
    if isinstance(exponent, Num) and exponent.text.isdigit() and len(exponent.text) < 3:
        for other in (int(exponent.text) + 1, int(exponent.text) - 1):
            yield "wrong-power", Binary("**", base, Num(str(other)))
    else:
        yield "multiplied-for-power", Binary("*", base, exponent)
    if isinstance(base, Binary) and base.op in ("*", "/"):
        yield "reach-short", replace(base, right=Binary("**", base.right, exponent))
        yield "reach-short", replace(base, left=Binary("**", base.left, exponent))
    if isinstance(base, Call) and base.fn in ("norm", "abs") and isinstance(base.args[0], Binary):
        inner = base.args[0]
        if inner.op in ("+", "-"):
            parts = [
                Binary("**", replace(base, args=(part, *base.args[1:])), exponent)
                for part in (inner.left, inner.right)
            ]
            yield "square-distributed", replace(inner, left=parts[0], right=parts[1])
    if is_two(exponent):
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
