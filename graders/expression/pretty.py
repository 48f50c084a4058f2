"""Formulas over several lines of text: fractions, sums, roots, powers and matrices as boxes of
characters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

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
from graders.expression.printing import pretty_name, reaches, to_text, to_unicode
from graders.expression.sums import walk

_MAX_WIDTH = 400


def width(text: str) -> int:
    """Columns that `text` takes in a terminal: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of equal width; `axis` is the index of the line that its neighbours align with."""

    lines: tuple[str, ...]
    axis: int = 0

    @property
    def columns(self) -> int:
        """Width in columns."""
        return width(self.lines[0]) if self.lines else 0


def pretty(node: Node, ascii_only: bool = False) -> list[str]:
    """The lines of `node` drawn in two dimensions; one line of plain text where that would be too
    wide.
    """
    return [line.rstrip() for line in boxed(node, ascii_only).lines]


def boxed(node: Node, ascii_only: bool = False) -> Box:
    """`node` drawn in two dimensions, to be set beside others; one line of plain text where that
    would be too wide.
    """
    # a variable σ beside it would make σ(...) a product
    sigma = not ascii_only and not any(
        isinstance(part, Name) and part.id == "sigma" for part in walk(node)
    )
    box = _Drawer(ascii_only, sigma).draw(node, 0)
    return (
        Box((to_text(node) if ascii_only else to_unicode(node),))
        if box.columns > _MAX_WIDTH
        else box
    )


def beside(*boxes: Box) -> Box:
    """Boxes side by side, their axes on one line."""
    above = max(box.axis for box in boxes)
    below = max(len(box.lines) - box.axis for box in boxes)
    rows = []
    for row in range(-above, below):
        rows.append(
            "".join(
                box.lines[box.axis + row]
                if 0 <= box.axis + row < len(box.lines)
                else " " * box.columns
                for box in boxes
            )
        )
    return Box(tuple(rows), above)


def _centred(line: str, columns: int) -> str:
    left = (columns - width(line)) // 2
    return " " * left + line + " " * (columns - width(line) - left)


def _stack(boxes: list[Box], axis: int) -> Box:
    columns = max(box.columns for box in boxes)
    return Box(tuple(_centred(line, columns) for box in boxes for line in box.lines), axis)


class _Drawer:
    def __init__(self, ascii_only: bool, sigma: bool) -> None:
        self.ascii = ascii_only
        self.sigma = sigma

    def text(self, value: str) -> Box:
        """One line of text as a box."""
        return Box((value,))

    def draw(self, node: Node, least: int) -> Box:
        """The box of `node`, in brackets where it binds less tightly than `least`."""
        match node:
            case Num(text):
                return self.text(text)
            case Name(id):
                return self.text(id if self.ascii else pretty_name(id))
            case Unary("-", arg):
                return self.grouped(beside(self.text("-"), self.draw(arg, 7)), 6, least)
            case Binary("/", left, right):
                return self.fraction(left, right, least)
            case Binary("**", left, right):
                return self.power(left, right, least)
            case Binary(op, left, right):
                return self.infix(op, left, right, least)
            case Reduce():
                return self.grouped(self.big(node), 6, least)
            case Index(base, subscripts):
                return self.subscript(base, subscripts)
            case Call(fn, args):
                return self.call(fn, args)
            case Transpose(arg):
                return self.raised(self.draw(arg, 10), self.text("T"))
            case Array(items):
                return self.array(items)
        return self.text(to_text(node))

    def grouped(self, box: Box, level: int, least: int) -> Box:
        """`box` in brackets where its `level` of binding is below `least`."""
        return self.bracket(box, "()") if level < least else box

    def bracket(self, box: Box, pair: str) -> Box:
        """`box` between a pair of brackets as tall as itself."""
        height = len(box.lines)
        sides = []
        for bar in pair:
            if height == 1 or self.ascii or bar not in "()[]|":
                sides.append(Box(tuple(bar for _ in range(height)), box.axis))
            else:
                top, mid, low = list(
                    {"(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "|": "│││"}[bar]
                )
                sides.append(Box((top, *(mid for _ in range(height - 2)), low), box.axis))
        return beside(sides[0], box, sides[1])

    def fraction(self, left: Node, right: Node, least: int) -> Box:
        """One above the other with a bar between."""
        top, low = self.draw(left, 0), self.draw(right, 0)
        columns = max(top.columns, low.columns) + 2
        rule = self.text(("-" if self.ascii else "─") * columns)
        return self.grouped(_stack([top, rule, low], len(top.lines)), 8, least)

    def raised(self, base: Box, exponent: Box) -> Box:
        """`exponent` above and to the right of `base`."""
        # a plain exponent sits in the line above the base's first line
        rows = [" " * base.columns + line for line in exponent.lines]
        rows += [line + " " * exponent.columns for line in base.lines]
        return Box(tuple(rows), len(exponent.lines) + base.axis)

    def power(self, left: Node, right: Node, least: int) -> Box:
        """A power: the exponent above its base."""
        return self.grouped(self.raised(self.draw(left, 10), self.draw(right, 0)), 9, least)

    def infix(self, op: str, left: Node, right: Node, least: int) -> Box:
        """An operator between its operands."""
        level = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "//": 6, "%": 6, "@": 6}.get(op, 4)
        sign = f" {op} "
        if not self.ascii:
            sign = {"*": " · ", "<=": " ≤ ", ">=": " ≥ ", "!=": " ≠ ", "@": " "}.get(op, sign)
        # a sum takes in the factors after it, so one that ends the left side is closed, and one
        # that ends the product needs no brackets
        first = (
            self.bracket(self.draw(left, 0), "()")
            if level >= 6 and reaches(left)
            else self.draw(left, level)
        )
        last = self.draw(right, level if level == 6 and isinstance(right, Reduce) else level + 1)
        return self.grouped(beside(first, self.text(sign), last), level, least)

    def big(self, node: Reduce) -> Box:
        """A sum or a product: its sign with the limits, then the body."""
        if self.ascii:
            sign = [self.text("sum" if node.op == "sum" else "prod")]
        else:
            sign = [
                self.text(line) for line in (("⎲", "⎳") if node.op == "sum" else ("┬─┬", "┴ ┴"))
            ]
        top = self.draw(node.high, 0)
        low = beside(self.text(f"{node.index}="), self.draw(node.low, 0))
        tower = _stack([top, *sign, low], len(top.lines) + (len(sign) - 1) // 2)
        return beside(tower, self.text(" "), self.draw(node.body, 6))

    def subscript(self, base: Node, subscripts: tuple[Node, ...]) -> Box:
        """An entry: its subscripts below and to the right."""
        inner = ",".join((to_text if self.ascii else to_unicode)(s) for s in subscripts)
        drawn = self.draw(base, 10)
        rows = [line + " " * width(inner) for line in drawn.lines]
        return Box((*rows, " " * drawn.columns + inner), drawn.axis)

    def call(self, fn: str, args: tuple[Node, ...]) -> Box:
        """A function of its arguments; a root, bars and a few others have a form of their own."""
        inner = self.draw(args[0], 0)
        for arg in args[1:]:
            inner = beside(inner, self.text(", "), self.draw(arg, 0))
        if fn == "abs":
            return self.bracket(inner, "||")
        if fn == "norm" and len(args) == 1 and not self.ascii:
            return self.bracket(inner, "‖‖")
        if fn == "sqrt" and not self.ascii and len(inner.lines) == 1:
            return Box((" " + "_" * inner.columns, "√" + inner.lines[0]), 1)
        name = "σ" if fn == "sigmoid" and self.sigma else fn
        return beside(self.text(name), self.bracket(inner, "()"))

    def array(self, items: tuple[Node, ...]) -> Box:
        """A vector in brackets, or a matrix in rows."""
        if not isinstance(items[0], Array):
            row = self.draw(items[0], 0)
            for item in items[1:]:
                row = beside(row, self.text("  "), self.draw(item, 0))
            return self.bracket(row, "[]")
        cells = [
            [to_text(c) for c in (row.items if isinstance(row, Array) else (row,))] for row in items
        ]
        columns = [max(width(c) for c in column) for column in zip(*cells, strict=False)]
        lines = tuple(
            "  ".join(c.rjust(w) for c, w in zip(row, columns, strict=False)) for row in cells
        )
        return self.bracket(Box(lines, (len(lines) - 1) // 2), "[]")
