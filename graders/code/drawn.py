"""Slips drawn from a reference: each a small change that somebody might make, as a source of its
own. A case that tells none of them apart does not ask what its question promises.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

BUDGET = 60
Plain = bool | int | float | str
_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE,),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE,),
    ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
# functions that are taken for one another
_TWINS = {
    "reduce_mean": "reduce_sum",
    "reduce_sum": "reduce_mean",
    "mean": "sum",
    "reduce_max": "reduce_min",
    "reduce_min": "reduce_max",
    "maximum": "minimum",
    "minimum": "maximum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "floor": "round",
    "ceil": "floor",
    "round": "floor",
    "log1p": "log",
    "expm1": "exp",
    "zeros": "ones",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
}
# calls that are left out: of one argument, or of a value and its limits
_DROPPED = frozenset(
    [
        "sqrt",
        "abs",
        "square",
        "exp",
        "log",
        "relu",
        "cast",
        "stop_gradient",
        "round",
        "floor",
        "clip_by_value",
        "clip",
        "maximum",
        "minimum",
        "transpose",
        "reverse",
        "flip",
        "sort",
        "expand_dims",
        "cumsum",
        "max",
        "min",
    ]
)
_SMALL = 1e-2


@dataclass(frozen=True, slots=True)
class Slip:
    """One changed source; `before` and `after` are the smallest expression that differs."""

    group: str
    line: int
    before: str
    after: str
    source: str

    @property
    def change(self) -> str:
        """The change as an author writes it to excuse it."""
        return f"{self.before} => {self.after}"


def drawn(source: str, entry: str, common: Sequence[tuple[str, Plain]] = ()) -> list[Slip]:
    """At most `BUDGET` slips of a reference, of each group in turn. `common` are parameters with
    the value that most cases give them.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    groups: dict[str, list[Slip]] = {}
    seen = {ast.unparse(tree)}
    for node in ast.walk(tree):
        for group, new in _changes(node, dict(common)):
            slip = _slip(tree, node, new, group)
            if slip is not None and slip.source not in seen:
                seen.add(slip.source)
                groups.setdefault(group, []).append(slip)
    for slip in _returns(tree, entry):
        groups.setdefault(slip.group, []).append(slip)
    turns = zip_longest(*groups.values())
    return [slip for turn in turns for slip in turn if slip is not None][:BUDGET]


def _slip(tree: ast.Module, node: ast.AST, new: ast.AST, group: str) -> Slip | None:
    """The source with `node` replaced by `new`."""
    changed = _replaced(tree, node, new)
    try:
        text = ast.unparse(ast.fix_missing_locations(changed))
        ast.parse(text)
        before, after = ast.unparse(node), ast.unparse(new)
    except (ValueError, SyntaxError, AttributeError):
        return None
    return Slip(group, getattr(node, "lineno", 1), before[:80], after[:80], text)


def _replaced(tree: ast.Module, node: ast.AST, new: ast.AST) -> ast.Module:
    number = next(k for k, other in enumerate(ast.walk(tree)) if other is node)
    twin = copy.deepcopy(tree)
    place = next(other for k, other in enumerate(ast.walk(twin)) if k == number)

    class Swap(ast.NodeTransformer):
        def visit(self, visited: ast.AST) -> ast.AST:
            if visited is place:
                return ast.copy_location(copy.deepcopy(new), visited)
            self.generic_visit(visited)
            return visited

    swapped = Swap().visit(twin)
    assert isinstance(swapped, ast.Module)
    return swapped


def _changes(node: ast.AST, common: dict[str, Plain]) -> Iterator[tuple[str, ast.AST]]:
    """Everything that may be changed at one node: (group, what stands there instead)."""
    match node:
        case ast.BinOp():
            yield from _of_operation(node)
        case ast.Compare():
            yield from _of_comparison(node)
        case ast.Constant():
            yield from _of_constant(node)
        case ast.Call():
            yield from _of_call(node)
        case ast.IfExp():
            yield "branch", node.body
            yield "branch", node.orelse
        case ast.If():
            yield "branch", _with_test(node, True)
            yield "branch", _with_test(node, False)
        case ast.UnaryOp(op=ast.USub() | ast.Not()) if not isinstance(node.operand, ast.Constant):
            yield "sign", node.operand
        case ast.BoolOp():
            other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "logic", ast.BoolOp(other, node.values)
        case ast.Name(ctx=ast.Load()) if node.id in common:
            yield "parameter", ast.Constant(common[node.id])
        case ast.AugAssign():
            yield "statement", ast.Pass()


def _with_test(node: ast.If, value: bool) -> ast.If:
    return ast.If(ast.Constant(value), node.body, node.orelse)


def _of_operation(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield "operator", ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, (ast.Add, ast.Sub)):
        # a term left out
        yield "term", node.left
    if isinstance(node.op, (ast.Mult, ast.Div)):
        yield "factor", node.left
        if isinstance(node.op, ast.Mult):
            yield "factor", node.right
    if isinstance(node.op, ast.Pow):
        yield "power", node.left


def _of_comparison(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS.get(type(operator), ()):
            operators = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield "comparison", ast.Compare(node.left, operators, node.comparators)


def _of_constant(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield "flag", ast.Constant(not value)
    elif isinstance(value, int):
        yield "constant", ast.Constant(value + 1)
        if value > 0:
            yield "constant", ast.Constant(value - 1)
    elif isinstance(value, float):
        if 0 < abs(value) < _SMALL:
            yield "epsilon", ast.Constant(0.0)
            yield "epsilon", ast.Constant(value * 1000)
        elif value:
            yield "constant", ast.Constant(value * 1.25)


def _of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    name = _name_of(node.func)
    if name in _TWINS:
        yield "function", ast.Call(_renamed(node.func, _TWINS[name]), node.args, node.keywords)
    if name in _DROPPED and node.args and not isinstance(node.args[0], ast.Starred):
        yield "dropped", node.args[0]
    if name == "where" and len(node.args) == 3:
        yield "branch", node.args[1]
        yield "branch", node.args[2]
    for place, keyword in enumerate(node.keywords):
        if keyword.arg in ("axis", "axes") and isinstance(
            keyword.value, (ast.Constant, ast.UnaryOp)
        ):
            new = ast.keyword(keyword.arg, _other_axis(keyword.value))
            keywords = [*node.keywords[:place], new, *node.keywords[place + 1 :]]
            yield "axis", ast.Call(node.func, node.args, keywords)


def _other_axis(axis: ast.expr) -> ast.expr:
    """Another axis that arrays of two dimensions and more have."""
    first = isinstance(axis, ast.Constant) and axis.value == 0
    return _number(-1) if first else _number(0)


def _number(value: int) -> ast.expr:
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _renamed(function: ast.expr, name: str) -> ast.expr:
    if isinstance(function, ast.Attribute):
        return ast.Attribute(function.value, name, function.ctx)
    return ast.Name(name, ast.Load())


# what a careless answer does to its result: each a function of the result
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("clamped", "lambda y: y * (y > 0)"),
    ("absolute", "abs"),
)


def _returns(tree: ast.Module, entry: str) -> Iterator[Slip]:
    """A clamp or an absolute value added to the result."""
    text = ast.unparse(tree)
    for name, change in _ENDINGS:
        changed = f"def {entry}(*given):\n    return ({change})(_right(*given))"
        source = f"{text}\n\n_right = {entry}\n\n\n{changed}\n"
        yield Slip("result", len(text.splitlines()), "result", name, source)
