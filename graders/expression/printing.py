"""Trees back to text: plain (which reads back to the same tree), Unicode, LaTeX and Python."""

from __future__ import annotations

import re

from graders.expression.functions import GREEK
from graders.expression.nodes import Array, Binary, Call, Index, Name, Node, Num, Reduce, Transpose, Unary

_LEVEL = {"or": 1, "and": 2, "<": 4, "<=": 4, ">": 4, ">=": 4, "==": 4, "!=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "//": 6,
          "%": 6, "@": 6, "**": 9}
_GREEK_LETTER = {name: letter for letter, name in reversed(list(GREEK.items())) if letter not in "ϵϑµςϕ"}


def to_text(node: Node) -> str:
    """Plain ASCII text that reads back to the same tree."""
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
        case Binary(op, left, right):
            return _wrap(_binary(op, left, right), _LEVEL[op], least)
        case Call(fn, args):
            return f"{fn}({', '.join(_text(arg, 0) for arg in args)})"
        case Reduce(op, index, low, high, body):
            return _wrap(f"{op}_{{{index}={_text(low, 5)}}}^{{{_text(high, 0)}}} {_text(body, 7)}", 6, least)
        case Index(base, subscripts):
            return f"{_text(base, 10)}_{{{', '.join(_text(s, 0) for s in subscripts)}}}"
        case Transpose(arg):
            return f"transpose({_text(arg, 0)})"
        case Array(items):
            return f"[{', '.join(_text(item, 0) for item in items)}]"
    raise TypeError(type(node))


def _binary(op: str, left: Node, right: Node) -> str:
    level = _LEVEL[op]
    if op == "**":
        return f"{_text(left, 10)}^{_text(right, 9)}"
    # a sum swallows the product after it, so it needs brackets on the left of one
    first = f"({_text(left, 0)})" if _reaches(left) and level >= 6 else _text(left, level)
    space = "" if op in ("/", "*") else " "
    return f"{first}{space}{op}{space}{_text(right, level + 1)}"


def _reaches(node: Node) -> bool:
    match node:
        case Reduce():
            return True
        case Binary(op, _, right):
            return _LEVEL[op] >= 6 and _reaches(right)
        case Unary(_, arg):
            return _reaches(arg)
    return False


def _wrap(text: str, level: int, least: int) -> str:
    return f"({text})" if level < least else text


def to_python(node: Node) -> str:
    """The formula with Python's power sign."""
    # only the upper bound of a sum is written ^{...}
    return re.sub(r"\^(?!\{)", "**", to_text(node))


def to_unicode(node: Node) -> str:
    """One line in Unicode maths: Greek letters, ∑, √, · and minus; for reading, not for reading back."""
    match node:
        case Name(id):
            return pretty_name(id)
        case Num(text):
            return text
        case Unary("-", arg):
            return f"−{_group(arg, 6)}"
        case Binary("*", left, right):
            return f"{_group(left, 6)}·{_group(right, 7)}"
        case Binary("**", left, right):
            return f"{_group(left, 10)}^{_group(right, 9)}"
        case Binary(op, left, right):
            sign = {"-": "−", "<=": "≤", ">=": "≥", "!=": "≠"}.get(op, op)
            space = "" if op == "/" else " "
            return f"{_group(left, _LEVEL[op])}{space}{sign}{space}{_group(right, _LEVEL[op] + 1)}"
        case Call("sqrt", (arg,)):
            return f"√({to_unicode(arg)})"
        case Call("sigmoid", (arg,)):
            return f"σ({to_unicode(arg)})"
        case Call("abs", (arg,)):
            return f"|{to_unicode(arg)}|"
        case Call("norm", (arg,)):
            return f"‖{to_unicode(arg)}‖"
        case Call("floor", (arg,)):
            return f"⌊{to_unicode(arg)}⌋"
        case Call("ceil", (arg,)):
            return f"⌈{to_unicode(arg)}⌉"
        case Call(fn, args):
            return f"{fn}({', '.join(to_unicode(arg) for arg in args)})"
        case Reduce(op, index, low, high, body):
            sign = "∑" if op == "sum" else "∏"
            return f"{sign}[{index}={to_unicode(low)}..{to_unicode(high)}] {_group(body, 6)}"
        case Index(base, subscripts):
            return f"{_group(base, 10)}[{','.join(to_unicode(s) for s in subscripts)}]"
        case Transpose(arg):
            return f"{_group(arg, 10)}ᵀ"
        case Array(items):
            return f"[{', '.join(to_unicode(item) for item in items)}]"
    return to_text(node)


def _group(node: Node, least: int) -> str:
    level = _LEVEL.get(node.op, 7) if isinstance(node, Binary | Unary) else 6 if isinstance(node, Reduce) else 10
    return f"({to_unicode(node)})" if level < least else to_unicode(node)


def pretty_name(name: str) -> str:
    """``yhat`` -> ``ŷ``, ``alpha`` -> ``α``; other names as they are."""
    for suffix, mark in (("hat", "\u0302"), ("bar", "\u0304")):
        base = name.removesuffix(suffix)
        if base and base != name:
            letter = _GREEK_LETTER.get(base, base)
            if len(letter) == 1:
                import unicodedata

                return unicodedata.normalize("NFC", letter + mark)
    return _GREEK_LETTER.get(name, name)


def to_latex(node: Node) -> str:
    """The formula in LaTeX."""
    match node:
        case Name(id):
            return _latex_name(id)
        case Binary("/", left, right):
            return rf"\frac{{{to_latex(left)}}}{{{to_latex(right)}}}"
        case Binary("**", left, right):
            return rf"{_latex_group(left, 10)}^{{{to_latex(right)}}}"
        case Binary("*", left, right):
            first = rf"\left({to_latex(left)}\right)" if _reaches(left) else _latex_group(left, 6)
            return rf"{first} \cdot {_latex_group(right, 7)}" if _scalar(left, right) else rf"{first} \odot {_latex_group(right, 7)}"
        case Binary(op, left, right):
            sign = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne"}.get(op, op)
            first = rf"\left({to_latex(left)}\right)" if _reaches(left) and _LEVEL[op] >= 6 else _latex_group(left, _LEVEL[op])
            return f"{first} {sign} {_latex_group(right, _LEVEL[op] + 1)}"
        case Unary("-", arg):
            return f"-{_latex_group(arg, 7)}"
        case Call("sqrt", (arg,)):
            return rf"\sqrt{{{to_latex(arg)}}}"
        case Call("abs", (arg,)):
            return rf"\left|{to_latex(arg)}\right|"
        case Call(fn, args):
            head = rf"\{fn}" if fn in ("exp", "log", "max", "min", "sin", "cos", "tanh") else rf"\operatorname{{{fn}}}"
            return rf"{head}\left({', '.join(to_latex(arg) for arg in args)}\right)"
        case Reduce(op, index, low, high, body):
            return rf"\{op}_{{{index}={to_latex(low)}}}^{{{to_latex(high)}}} {_latex_group(body, 7)}"
        case Index(base, subscripts):
            return f"{_latex_group(base, 10)}_{{{', '.join(to_latex(s) for s in subscripts)}}}"
        case Transpose(arg):
            return rf"{_latex_group(arg, 10)}^{{\top}}" if not isinstance(arg, Transpose) else to_text(node)
        case Array(items):
            return rf"[{', '.join(to_latex(item) for item in items)}]"
    return to_text(node)


def _scalar(left: Node, right: Node) -> bool:
    return isinstance(left, Num) or isinstance(right, Num)


def _latex_group(node: Node, least: int) -> str:
    level = 10
    if isinstance(node, Binary) and node.op != "/":
        level = _LEVEL[node.op]
    elif isinstance(node, Unary):
        level = 7 if node.op == "-" else 3
    elif isinstance(node, Reduce) or (isinstance(node, Binary) and least > 9):
        level = 6
    return rf"\left({to_latex(node)}\right)" if level < least else to_latex(node)


def _latex_name(name: str) -> str:
    for suffix in ("hat", "bar"):
        base = name.removesuffix(suffix)
        if base and base != name:
            return rf"\{suffix}{{{_latex_name(base)}}}"
    return f"\\{name}" if name in _GREEK_LETTER and name not in ("partial", "nabla", "ell") else name
