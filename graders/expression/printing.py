"""Trees back to text: plain, Unicode, LaTeX and Python, each of which reads back to the same tree
or an equal one.
"""

from __future__ import annotations

import re
import unicodedata

from graders.expression.functions import GREEK
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

_LEVEL = {
    "or": 1,
    "and": 2,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "==": 4,
    "!=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "//": 6,
    "%": 6,
    "@": 6,
    "**": 9,
}
_POWER, _ATOM = 9, 10
_GREEK_LETTER = {
    name: letter for letter, name in reversed(list(GREEK.items())) if letter not in "ϵϑµςϕ"
}
_UNICODE_SIGNS = {"-": "−", "<=": "≤", ">=": "≥", "!=": "≠"}
_LATEX_SIGNS = {
    "<=": r"\le",
    ">=": r"\ge",
    "!=": r"\ne",
    "and": r"\land",
    "or": r"\lor",
    "%": r"\bmod",
}
_LATEX_FUNCTIONS = (
    "exp",
    "log",
    "max",
    "min",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "arctan",
)
_LATEX_BARS = {
    "abs": (r"\left|", r"\right|"),
    "norm": (r"\left\|", r"\right\|"),
    "floor": (r"\left\lfloor ", r"\right\rfloor"),
    "ceil": (r"\left\lceil ", r"\right\rceil"),
}
_BARS = {"abs": "||", "norm": "‖‖", "floor": "⌊⌋", "ceil": "⌈⌉"}


def to_text(node: Node) -> str:
    """Plain text that reads back to the same tree."""
    return _text(node, 0)


def _text(node: Node, least: int) -> str:
    match node:
        case Num(text):
            return text
        case Name(id):
            return id
        case Unary("-", arg):
            return _wrap(f"-{_text(arg, 7)}", 7, least)
        case Unary(_, arg):
            return _wrap(f"not {_text(arg, 3)}", 3, least)
        case Binary("**", left, right):
            return _wrap(f"{_text(left, _ATOM)}^{_exponent(right)}", _POWER, least)
        case Binary(op, left, right):
            space = "" if op in ("/", "*", "//") else " "
            return _wrap(
                f"{_first(left, op)}{space}{op}{space}{_text(right, _LEVEL[op] + 1)}",
                _LEVEL[op],
                least,
            )
        case Call(fn, args):
            return f"{fn}({', '.join(_text(arg, 0) for arg in args)})"
        case Reduce(op, index, low, high, body):
            return _wrap(
                f"{op}_{{{index}={_text(low, 5)}}}^{{{_text(high, 0)}}} {_text(body, 6)}", 8, least
            )
        case Index(base, subscripts):
            return f"{_text(base, _ATOM)}_{{{', '.join(_text(s, 0) for s in subscripts)}}}"
        case Transpose(arg):
            return f"transpose({_text(arg, 0)})"
        case Array(items):
            return f"[{', '.join(_text(item, 0) for item in items)}]"
    raise TypeError(type(node))


def _exponent(node: Node) -> str:
    """An exponent takes a sign without brackets."""
    if isinstance(node, Unary) and node.op == "-":
        return f"-{_exponent(node.arg)}"
    return "(T)" if _is_t(node) else _text(node, _POWER)


def _is_t(node: Node) -> bool:
    """Whether `node` is a variable T, which as a bare exponent would be the transpose sign."""
    return isinstance(node, Name) and node.id == "T"


def _first(left: Node, op: str) -> str:
    # a sum swallows the product after it, so it needs brackets on the left of one
    if _LEVEL[op] >= 6 and reaches(left):
        return f"({_text(left, 0)})"
    # a comparison after a comparison would be a chain
    return _text(left, _LEVEL[op] + (_LEVEL[op] == 4))


def reaches(node: Node) -> bool:
    """Whether the text of `node` ends in the body of a sum, which what follows would join."""
    match node:
        case Reduce():
            return True
        case Binary(op, _, right):
            return 6 <= _LEVEL[op] < _POWER and reaches(right)
        case Unary("-", arg):
            return reaches(arg)
    return False


def _wrap(text: str, level: int, least: int) -> str:
    return f"({text})" if level < least else text


def to_python(node: Node) -> str:
    """The formula with Python's power sign."""
    # only the upper bound of a sum is written ^{...}
    return re.sub(r"\^(?!\{)", "**", to_text(node))


def to_unicode(node: Node) -> str:
    """One line in Unicode maths: Greek letters, accents, ∑, √, · and minus."""
    return _unicode(node, 0)


def _unicode(node: Node, least: int) -> str:
    match node:
        case Name(id):
            return pretty_name(id)
        case Unary("-", arg):
            return _wrap(f"−{_unicode(arg, 7)}", 7, least)
        case Unary(_, arg):
            return _wrap(f"not {_unicode(arg, 3)}", 3, least)
        case Binary("**", left, right):
            sign, inner = (
                ("−", right.arg) if isinstance(right, Unary) and right.op == "-" else ("", right)
            )
            raised = "(T)" if _is_t(inner) else _unicode(inner, _POWER)
            return _wrap(f"{_unicode(left, _ATOM)}^{sign}{raised}", _POWER, least)
        case Binary(op, left, right):
            return _wrap(_unicode_infix(op, left, right), _LEVEL[op], least)
        case Call("sqrt", (arg,)):
            return f"√({_unicode(arg, 0)})"
        case Call("abs" | "norm" | "floor" | "ceil" as fn, (arg,)):
            held = _unicode(arg, 0)
            # bars inside bars cannot be told apart
            return (
                f"{_BARS[fn][0]}{held}{_BARS[fn][1]}"
                if _BARS[fn][0] not in held
                else f"{fn}({held})"
            )
        case Call(fn, args):
            return f"{fn}({', '.join(_unicode(arg, 0) for arg in args)})"
        case Reduce(op, index, low, high, body):
            sign = "∑" if op == "sum" else "∏"
            return _wrap(
                f"{sign}_{{{pretty_name(index)}="
                f"{_unicode(low, 5)}}}^{{{_unicode(high, 0)}}} {_unicode(body, 6)}",
                8,
                least,
            )
        case Index(base, subscripts):
            below = ", ".join(_unicode(s, 0) for s in subscripts)
            return (
                f"{_unicode(base, _ATOM)}_{below}"
                if re.fullmatch(r"\w", below)
                else f"{_unicode(base, _ATOM)}_{{{below}}}"
            )
        case Transpose(arg):
            return f"{_unicode(arg, _ATOM)}ᵀ"
        case Array(items):
            return f"[{', '.join(_unicode(item, 0) for item in items)}]"
    return to_text(node)


def _unicode_infix(op: str, left: Node, right: Node) -> str:
    level = _LEVEL[op]
    swallows = level >= 6 and reaches(left)
    first = f"({_unicode(left, 0)})" if swallows else _unicode(left, level + (level == 4))
    second = _unicode(right, level + 1)
    if op == "*":
        # the centred dot of two vectors would be their scalar product: between names that may be
        # arrays the sign is ⊙
        return (
            f"{first}·{second}"
            if _plainly_scalar(left) or _plainly_scalar(right)
            else f"{first}*{second}"
        )
    sign = _UNICODE_SIGNS.get(op, op)
    return f"{first}{sign}{second}" if op == "/" else f"{first} {sign} {second}"


def _plainly_scalar(node: Node) -> bool:
    """Whether `node` is a number, or made of numbers, without knowing what is declared."""
    match node:
        case Num():
            return True
        case Unary(_, arg):
            return _plainly_scalar(arg)
        case Binary(_, left, right):
            return _plainly_scalar(left) and _plainly_scalar(right)
        case Call("sum" | "mean" | "norm" | "dot" | "prod" | "var" | "std"):
            return True
    return False


def pretty_name(name: str) -> str:
    """``yhat`` -> ``ŷ``, ``alpha`` -> ``α``; other names as they are."""
    for suffix, mark in (("hat", "\u0302"), ("bar", "\u0304")):
        base = name.removesuffix(suffix)
        if base and base != name:
            letter = _GREEK_LETTER.get(base, base)
            if len(letter) == 1:
                return unicodedata.normalize("NFC", letter + mark)
    return _GREEK_LETTER.get(name, name)


def to_latex(node: Node) -> str:
    """The formula in LaTeX."""
    return _latex(node, 0)


def _latex(node: Node, least: int) -> str:
    match node:
        case Name(id):
            return _latex_name(id)
        case Unary("-", arg):
            return _enclose(f"-{_latex(arg, 7)}", 7, least)
        case Unary(_, arg):
            return _enclose(rf"\lnot {_latex(arg, 3)}", 3, least)
        case Binary("/", left, right):
            # a fraction is one block, but its power would be read as that of its numerator's last
            # letter
            return _enclose(rf"\frac{{{_latex(left, 0)}}}{{{_latex(right, 0)}}}", 8, least)
        case Binary("**", left, right):
            raised = "(T)" if _is_t(right) else _latex(right, 0)
            return _enclose(rf"{_latex(left, _ATOM)}^{{{raised}}}", _POWER, least)
        case Binary(op, left, right):
            first = (
                _enclose(_latex(left, 0), 0, 1)
                if _LEVEL[op] >= 6 and reaches(left)
                else _latex(left, _LEVEL[op] + (_LEVEL[op] == 4))
            )
            sign = _LATEX_SIGNS.get(op, op)
            if op == "*":
                sign = r"\cdot" if _plainly_scalar(left) or _plainly_scalar(right) else r"\odot"
            return _enclose(f"{first} {sign} {_latex(right, _LEVEL[op] + 1)}", _LEVEL[op], least)
        case Call("sqrt", (arg,)):
            return rf"\sqrt{{{_latex(arg, 0)}}}"
        case Call("sigmoid", (arg,)):
            return rf"\operatorname{{sigmoid}}\left({_latex(arg, 0)}\right)"
        case Call("abs" | "norm" | "floor" | "ceil" as fn, (arg,)) if fn in (
            "floor",
            "ceil",
        ) or not _has_bars(arg):
            return f"{_LATEX_BARS[fn][0]}{_latex(arg, 0)}{_LATEX_BARS[fn][1]}"
        case Call(fn, args):
            head = rf"\{fn}" if fn in _LATEX_FUNCTIONS else rf"\operatorname{{{fn}}}"
            return rf"{head}\left({', '.join(_latex(arg, 0) for arg in args)}\right)"
        case Reduce(op, index, low, high, body):
            return _enclose(
                rf"\{op}_{{{_latex_name(index)}={_latex(low, 5)}}}^{{{_latex(high, 0)}}} "
                rf"{_latex(body, 6)}",
                8,
                least,
            )
        case Index(base, subscripts):
            return f"{_latex(base, _ATOM)}_{{{', '.join(_latex(s, 0) for s in subscripts)}}}"
        case Transpose(arg):
            return (
                rf"{_latex(arg, _ATOM)}^{{\top}}"
                if not isinstance(arg, Transpose)
                else to_text(node)
            )
        case Array(items):
            return f"[{', '.join(_latex(item, 0) for item in items)}]"
    return to_text(node)


def _has_bars(node: Node) -> bool:
    inner = _latex(node, 0)
    return r"\|" in inner or r"\left|" in inner


def _enclose(text: str, level: int, least: int) -> str:
    return rf"\left({text}\right)" if level < least else text


def _latex_name(name: str) -> str:
    for suffix in ("hat", "bar"):
        base = name.removesuffix(suffix)
        if base and base != name and (len(base) == 1 or base in _GREEK_LETTER):
            return rf"\{suffix}{{{_latex_name(base)}}}"
    if name in _GREEK_LETTER and name not in ("partial", "nabla", "ell"):
        return f"\\{name}"
    head, _, tail = name.partition("_")
    if tail and re.fullmatch(r"[A-Za-z0-9]+", tail) and (len(head) == 1 or head in _GREEK_LETTER):
        return f"{_latex_name(head)}_{{{tail}}}"
    return (
        rf"\mathrm{{{name}}}"
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9]+", name) and name not in ("e", "pi")
        else name
    )
