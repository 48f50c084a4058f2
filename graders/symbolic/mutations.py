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
from graders.symbolic.forms import everywhere, forms, substituted

Mutant = tuple[str, Node]
Edits = Callable[[Node, Mapping[str, Symbol]], Iterator[Mutant]]
TWO = Num("2")
MAX_MUTANTS = 320
# a subtree written twice is changed in both places; so many of them, so many edits of each
_REPEATED, _EDITS_OF_REPEATED, _FEW_NAMES = 4, 10, 8
# of edits that add something or swap within a part
_MOST_EXTRA, _MOST_PARTS = 60, 40
# the same comparison with its border on the other side
_EDGE: Mapping[str, BinaryOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
# functions of one argument that a slip may stretch over too little or too much
_ONE_ARGUMENT = frozenset(ELEMENTWISE) | {"mean", "sum", "softmax"}


def mutants(node: Node, symbols: Mapping[str, Symbol]) -> list[Mutant]:
    """Every single-edit slip of `node`, the more telling ones first."""
    found: list[Mutant] = list(_whole(node))
    written = forms(node)
    for form in written:
        found.extend(islice(_everywhere(form, symbols), MAX_MUTANTS // len(written)))
    found.extend(_repeated(node, symbols))
    found.extend(_all_over(node))
    found.extend(_swaps(node, symbols))
    found.extend(islice(_swapped_within(node, symbols), _MOST_PARTS))
    found.extend(_names(node, symbols))
    found.extend(islice(_extra(node, symbols), _MOST_EXTRA))
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


def _all_over(node: Node) -> Iterator[Mutant]:
    """The same edit in every place where it can be made, in the whole or in one part."""
    pairs = [part for part in walk(node) if isinstance(part, Binary) and part is not node]
    for code, rule in _EVERYWHERE:
        edited = everywhere(node, rule)
        if edited != node:
            yield code, edited
        for part in pairs[:_MOST_PARTS]:
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
    if isinstance(part, Binary) and part.op == "**" and _is_two(part.right):
        return part.left
    return part


def _squared_norms(part: Node) -> Node:
    return Binary("**", part, TWO) if isinstance(part, Call) and part.fn == "norm" else part


_EVERYWHERE: tuple[tuple[str, Callable[[Node], Node]], ...] = (
    ("root-lost", _without("sqrt")),
    ("square-lost", _without_squares),
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


def _swapped_within(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """Two quantities that change places inside one part only."""
    for part in walk(node):
        if part is node or not isinstance(part, Binary | Call | Reduce):
            continue
        used = [n.id for n in walk(part) if isinstance(n, Name) and n.id in symbols]
        names = list(dict.fromkeys(used))
        for a, b in combinations(names[:4], 2):
            if len(symbols[a].shape) == len(symbols[b].shape):
                yield "symbols-swapped", substituted(node, part, rename(part, {a: b, b: a}))


def _extra(node: Node, symbols: Mapping[str, Symbol]) -> Iterator[Mutant]:
    """A factor, divisor or power that does not belong there."""
    scalars = [name for name, symbol in symbols.items() if not symbol.shape]
    for name in scalars[:_FEW_NAMES]:
        yield "factor-extra", Binary("*", node, Name(name))
        yield "divisor-extra", Binary("/", node, Name(name))
        yield "divisor-extra", Binary("/", node, Call("sqrt", (Name(name),)))

    def edits(part: Node, known: Mapping[str, Symbol]) -> Iterator[Mutant]:
        if isinstance(part, Name) and part.id in known:
            yield "square-extra", Binary("**", part, TWO)
            for name in scalars[:4]:
                yield "factor-extra", Binary("*", part, Name(name))

    yield from _everywhere(node, symbols, edits)


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
    yield "one-minus", Binary("-", Num("1"), node)
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
                if k and isinstance(node, Call) and node.fn == "norm":
                    continue
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
            yield from _calls(node)
        case Reduce(_, _, _, _, body):
            yield from _sums(node, body)
        case Transpose(arg):
            yield "transpose", arg
        case Name(name):
            if _is_share(node, symbols):
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
            yield ("complement" if _is_share(right, symbols) else "one-lost"), right
    else:
        if isinstance(left, Call) and left.fn == "sqrt":
            yield "epsilon-place", Call("sqrt", (Binary("+", left.args[0], right),))
    yield _lost(right, left, symbols), left
    yield _lost(left, right, symbols), Unary("-", right) if node.op == "-" else right
    for number, other in ((left, right), (right, left)):
        if isinstance(number, Num) and number.text.isdigit() and _is_whole(other, symbols):
            for value in (int(number.text) + 1, int(number.text) - 1):
                yield "off-by-one", substituted(node, number, Num(str(value)))
    if node.op == "+" and not isinstance(left, Num) and not isinstance(right, Num):
        yield "product-for-sum", Binary("*", left, right)
    yield from _reaching_over(node, left, right)


def _reaching_over(node: Binary, left: Node, right: Node) -> Iterator[Mutant]:
    """A function, root or mean of one term that takes in the other as well."""
    if isinstance(left, Call) and left.fn in _ONE_ARGUMENT and len(left.args) == 1:
        yield "reach-far", Call(left.fn, (replace(node, left=left.args[0]),))
    if isinstance(right, Call) and right.fn in _ONE_ARGUMENT and len(right.args) == 1:
        yield "reach-far", Call(right.fn, (replace(node, right=right.args[0]),))


def _is_share(node: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether `node` is by its form a probability or a share: a name between 0 and 1, a sigmoid."""
    if isinstance(node, Index):
        return _is_share(node.base, symbols)
    if isinstance(node, Name) and node.id in symbols:
        symbol = symbols[node.id]
        return symbol.kind in ("real", "simplex") and symbol.low == 0 and symbol.high == 1
    return isinstance(node, Call) and node.fn in ("sigmoid", "softmax")


def _is_whole(node: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether `node` counts something: whole quantities and indices, added and multiplied."""
    for part in walk(node):
        if isinstance(part, Name):
            if part.id in symbols and symbols[part.id].kind not in ("integer", "size"):
                return False
        elif not isinstance(part, Num | Binary) or (isinstance(part, Binary) and part.op == "/"):
            return False
    return True


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
            yield ("factor-2-extra" if _is_two(dropped.right) else "normalisation-lost"), kept
        else:
            yield "factor-lost", kept
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
    if isinstance(called, Call) and called.fn in _ONE_ARGUMENT and len(called.args) == 1:
        yield "reach-far", Call(called.fn, (Binary("*", called.args[0], other),))
    if isinstance(called, Binary) and called.op == "**":
        yield "reach-far", replace(called, left=Binary("*", called.left, other))


def _is_two(node: Node) -> bool:
    return isinstance(node, Num) and node.text == "2"


def _counts(node: Node, symbols: Mapping[str, Symbol]) -> bool:
    """Whether `node` is how many there are of something."""
    if isinstance(node, Name) and node.id in symbols:
        return symbols[node.id].kind == "size"
    return isinstance(node, Call) and node.fn == "len"


def _quotient(
    node: Binary, left: Node, right: Node, symbols: Mapping[str, Symbol]
) -> Iterator[Mutant]:
    if isinstance(right, Binary) and right.op == "*" and _is_two(right.left):
        yield "half-lost", Binary("/", left, right.right)
    if _is_two(right):
        yield "half-lost", left
    elif _counts(right, symbols):
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
    if isinstance(left, Call) and left.fn in _ONE_ARGUMENT and len(left.args) == 1:
        yield "reach-far", Call(left.fn, (Binary("/", left.args[0], right),))
    if isinstance(right, Call) and right.fn in _ONE_ARGUMENT and len(right.args) == 1:
        yield "reach-far", Call(right.fn, (Binary("/", left, right.args[0]),))
    yield "multiplied-for-divided", Binary("*", left, right)
    yield "factor-2-lost", Binary("/", left, Binary("*", TWO, right))
    yield "root-lost", Binary("/", left, Binary("**", right, TWO))
    yield "root-extra", Binary("/", left, Call("sqrt", (right,)))


def _power(node: Binary, base: Node, exponent: Node) -> Iterator[Mutant]:
    yield ("square-lost" if _is_two(exponent) else "power-lost"), base
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
    if fn == "norm":
        yield "square-extra", Binary("**", node, TWO)
        for order in ("1", "0"):
            yield "norm-order", Call("norm", (x, Num(order)))
        yield "norm-order", Call("norm", (x,))
        yield "norm-order", Call("max", (Call("abs", (x,)),))
    if fn == "abs":
        yield "square-for-abs", Binary("**", x, TWO)
    if fn in ("var", "std"):
        other_fn = "std" if fn == "var" else "var"
        yield ("root-extra" if fn == "var" else "root-lost"), Call(other_fn, args)
    if fn in ("mean", "var"):
        fewer = Binary("-", Call("len", (x,)), Num("1"))
        share = Binary("/", Call("len", (x,)), fewer)
        yield "divisor-one", Binary("*", node, share)
    if fn in ("mean", "sum", "max") and isinstance(x, Call) and x.fn in _ONE_ARGUMENT:
        yield "reduction-inside", Call(x.fn, (Call(fn, x.args),))
    if fn in _ONE_ARGUMENT and isinstance(x, Call) and x.fn in ("mean", "sum", "max"):
        yield "reduction-outside", Call(x.fn, (Call(fn, x.args),))
    if fn == "dot":
        yield "elementwise-for-matmul", Binary("*", x, args[1])
    if fn == "outer":
        yield "elementwise-for-matmul", Binary("*", x, args[1])
        yield "operands-swapped", Call("outer", (args[1], x))
    if fn in _ONE_ARGUMENT and isinstance(x, Binary) and x.op in ("+", "-", "*", "/"):
        code = "parentheses" if x.op in ("+", "-") else "reach-short"
        yield code, replace(x, left=Call(fn, (x.left,)))
        yield code, replace(x, right=Call(fn, (x.right,)))
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
