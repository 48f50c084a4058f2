"""A computation graph, drawn from the formula that it computes: leaves at the left, the result at
the right.
"""

from __future__ import annotations

from dataclasses import dataclass

from graders.expression.nodes import Binary, Call, Name, Node, Num, Unary
from graders.expression.printing import pretty_name, to_unicode
from graders.expression.reader import read
from graders.expression.symbols import DeclarationError, declare_all
from graders.expression.tokens import ReadError
from graders.said import said
from quizbank.authoring.faults import Unusable
from quizbank.authoring.figures.canvas import Canvas

_MOST = 24
_SIGNS = {"*": "×", "/": "÷", "-": "−", "**": "^"}


@dataclass(frozen=True, slots=True)
class Graph:
    """``formula`` in scalars, the ``names`` of its symbols, and optionally the ``result``'s
    name.
    """

    formula: str
    names: tuple[str, ...]
    result: str = ""


def graph(figure: Graph, ascii_only: bool) -> list[str]:
    """The graph; raises `Unusable` where the formula cannot be read."""
    try:
        tree = read(figure.formula, declare_all(dict.fromkeys(figure.names, "scalar real")))
    except (ReadError, DeclarationError) as error:
        raise Unusable(said("figure.formula", why=error.said)) from error
    canvas = Canvas()
    drawn = _Drawn(canvas)
    row, column = drawn.node(tree)
    if figure.result:
        canvas.put(row, column, f"─> {figure.result}")
    return canvas.lines(ascii_only)


class _Drawn:
    """Gives each leaf a row of its own, and each operation the middle of its operands."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.leaves = canvas, 0

    def node(self, node: Node) -> tuple[int, int]:
        """Draw `node`; gives its row and the column after it, where a line may go on."""
        operands, label = _parts(node)
        if not operands:
            row = 2 * self.leaves
            self.leaves += 1
            if self.leaves > _MOST:
                raise Unusable(said("figure.graph-large", most=_MOST))
            self.canvas.put(row, 0, label)
            return row, len(label) + 1
        ends = [self.node(operand) for operand in operands]
        bus = max(column for _, column in ends) + 1
        rows = [row for row, _ in ends]
        middle = (rows[0] + rows[-1]) // 2
        for row, column in ends:
            self.canvas.across(row, column, bus - 1)
        if len(ends) > 1:
            self.canvas.gather(rows, bus, middle)
            self.canvas.across(middle, bus + 1, bus + 1)
        else:
            self.canvas.across(middle, bus, bus + 1)
        self.canvas.put(middle, bus + 3, label)
        return middle, bus + 4 + len(label)


def _parts(node: Node) -> tuple[list[Node], str]:
    if isinstance(node, Binary):
        return [node.left, node.right], _SIGNS.get(node.op, node.op)
    if isinstance(node, Unary):
        return [node.arg], _SIGNS.get(node.op, node.op)
    if isinstance(node, Call):
        return list(node.args), node.fn
    if isinstance(node, (Name, Num)):
        return [], pretty_name(node.id) if isinstance(node, Name) else to_unicode(node)
    return [], to_unicode(node)
