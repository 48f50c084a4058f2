"""Slips at a function, a sum or a subscript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graders.expression.nodes import (
    Binary,
    Call,
    Node,
    Num,
    Reduce,
    Unary,
)
from graders.symbolic.parts import ONE_ARGUMENT, TWO, Mutant, is_epsilon

# another function that is taken for this one, and what that is called
_MISTAKEN: Mapping[str, tuple[str, str]] = {
    "sum": ("normalisation-extra", "mean"),
    "mean": ("normalisation-lost", "sum"),
    "floor": ("ceil-for-floor", "ceil"),
    "ceil": ("floor-for-ceil", "floor"),
    "log2": ("log-base", "log"),
    "log10": ("log-base", "log"),
    "max": ("max-for-min", "min"),
    "min": ("min-for-max", "max"),
    "tanh": ("activation-swapped", "sigmoid"),
    "sigmoid": ("activation-swapped", "tanh"),
    "softplus": ("activation-swapped", "relu"),
}
# functions that are forgotten
_LOST: Mapping[str, str] = {
    **{fn: f"{fn}-lost" for fn in ("exp", "log", "relu", "sigmoid", "tanh", "abs", "floor")},
    **{fn: f"{fn}-lost" for fn in ("ceil", "softmax", "sign")},
    "log2": "log-lost",
    "log10": "log-lost",
    "sqrt": "root-lost",
}


def edits_of_call(node: Call) -> Iterator[Mutant]:
    """The slips at one function call."""
    fn, args = node.fn, node.args
    x = args[0]
    if fn in _MISTAKEN:
        code, name = _MISTAKEN[fn]
        yield code, Call(name, args)
    yield from _replacements(fn, args, x)
    if fn == "log":
        yield "log-base", Call("log2", args)
        yield "log-base", Call("log10", args)
    if fn in _LOST:
        yield _LOST[fn], x
    if fn == "sqrt" and isinstance(x, Binary) and x.op == "+":
        for inside, outside in ((x.left, x.right), (x.right, x.left)):
            code = "epsilon-place" if is_epsilon(outside) else "reach-short"
            yield code, Binary("+", Call("sqrt", (inside,)), outside)
    yield from _of_array(node, x)
    yield from _reaching(fn, x)
    yield from _of_two(fn, args, x)


def _of_array(node: Call, x: Node) -> Iterator[Mutant]:
    """Slips at what makes a number of an array."""
    fn = node.fn
    if fn in ("sum", "mean") and isinstance(x, Binary) and x.op == "**":
        yield "square-of-sum", Binary("**", Call(fn, (x.left,)), x.right)
        if fn == "mean":
            mean = Binary("**", Call("mean", (x.left,)), x.right)
            yield "square-of-sum", Binary("*", Call("len", (x.left,)), mean)
    if fn == "norm":
        yield "square-extra", Binary("**", node, TWO)
        for order in ("1", "0"):
            yield "norm-order", Call("norm", (x, Num(order)))
        yield "norm-order", Call("norm", (x,))
        yield "norm-order", Call("max", (Call("abs", (x,)),))
    if fn == "abs":
        yield "square-for-abs", Binary("**", x, TWO)
    if fn == "var":
        yield "root-extra", Call("std", node.args)
    if fn == "std":
        yield "root-lost", Call("var", node.args)
    if fn in ("mean", "var"):
        fewer = Binary("-", Call("len", (x,)), Num("1"))
        yield "divisor-one", Binary("*", node, Binary("/", Call("len", (x,)), fewer))


def _reaching(fn: str, x: Node) -> Iterator[Mutant]:
    """A function that covers a part only, or that is taken before or after a mean or sum."""
    if fn in ("mean", "sum", "max") and isinstance(x, Call) and x.fn in ONE_ARGUMENT:
        yield "reduction-inside", Call(x.fn, (Call(fn, x.args),))
    if fn in ONE_ARGUMENT and isinstance(x, Call) and x.fn in ("mean", "sum", "max"):
        yield "reduction-outside", Call(x.fn, (Call(fn, x.args),))
    if not isinstance(x, Binary) or x.op not in ("+", "-", "*", "/"):
        return
    left, right = Call(fn, (x.left,)), Call(fn, (x.right,))
    if fn in ONE_ARGUMENT:
        code = "parentheses" if x.op in ("+", "-") else "reach-short"
        yield code, replace(x, left=left)
        yield code, replace(x, right=right)
        yield from _covering_a_few(fn, x)
    numbers = isinstance(x.left, Num) or isinstance(x.right, Num)
    if fn in ONE_ARGUMENT | {"norm"} and x.op in ("+", "-") and not numbers:
        yield "distributed", replace(x, left=left, right=right)


def _of_two(fn: str, args: tuple[Node, ...], x: Node) -> Iterator[Mutant]:
    """Slips at a function of several arguments."""
    if fn in ("dot", "outer"):
        yield "elementwise-for-matmul", Binary("*", x, args[1])
    if fn == "outer":
        yield "operands-swapped", Call("outer", (args[1], x))
    if fn == "where":
        if isinstance(x, Binary) and x.op in (">", ">="):
            yield "indicator-value", x.left
        yield "branches-swapped", Call("where", (x, args[2], args[1]))
        yield "case-lost", args[1]
        yield "case-lost", args[2]
    if fn in ("max", "min") and len(args) == 2:
        for kept in (args[1], x):
            if not isinstance(kept, Num):
                yield "clip-lost", kept


def _covering_a_few(fn: str, terms: Node) -> Iterator[Mutant]:
    """A function of the first few terms of a longer sum."""
    ends: list[Binary] = []
    while isinstance(terms, Binary) and terms.op in ("+", "-"):
        ends.append(terms)
        terms = terms.left
    for end in ends[1:]:
        covered: Node = Call(fn, (end.left,))
        for outer in reversed(ends[: ends.index(end) + 1]):
            covered = replace(outer, left=covered)
        yield "parentheses", covered


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


def edits_of_sum(node: Reduce, body: Node) -> Iterator[Mutant]:
    """The slips at a sum or product with an index."""
    if isinstance(body, Binary) and body.op == "**":
        yield "square-of-sum", Binary("**", replace(node, body=body.left), body.right)
    yield (
        "sum-for-product" if node.op == "prod" else "product-for-sum",
        replace(node, op="sum" if node.op == "prod" else "prod"),
    )
    yield "normalisation-extra", Binary("/", node, node.high)


def edits_of_bound(bound: Node) -> Iterator[Mutant]:
    """Bounds that are off by one."""
    yield "sum-bounds", Binary("-", bound, Num("1"))
    if isinstance(bound, Num) and bound.text == "1":
        yield "sum-bounds", TWO


def edits_of_subscript(subscript: Node) -> Iterator[Mutant]:
    """A subscript that is shifted, or names another entry."""
    if isinstance(subscript, Binary):
        yield "index-shift", subscript.left
    if isinstance(subscript, Num) and subscript.text.isdigit():
        yield "wrong-index", Num(str(int(subscript.text) + 1))
        if int(subscript.text) > 1:
            yield "wrong-index", Num(str(int(subscript.text) - 1))
