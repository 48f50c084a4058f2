"""What a person should know about how an ambiguous formula was read; shown beside the reading,
never counted against it.
"""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.nodes import Binary, Call, Name, Node, Reduce
from graders.expression.shapes import Shapes
from graders.expression.sums import children, walk
from graders.expression.symbols import Symbol
from graders.said import Said, said

# ambiguities and remarks of the reader that a person is told of
_NOTED = ("time", "bar", "fraction", "sum-power", "exponent", "sum-reach")
_ELEMENTWISE_SIGNS = ("*", "⊙", "×", "∘", "＊", "∗", "odot", "times", "circ", "multiply")


def notes(
    text: str, node: Node, symbols: Mapping[str, Symbol], met: frozenset[str] = frozenset()
) -> list[Said]:
    """Notes on the reading `node` of `text`, empty where nothing
    is ambiguous.
    """
    shapes = Shapes(symbols)
    told: list[Said] = []
    free = _free(node, frozenset(symbols) | {"e", "pi"})
    if free:
        names = ", ".join(free)
        told.append(said("formula.note-free-index", names=names))
    products = [
        n
        for n in walk(node)
        if isinstance(n, Binary)
        and n.op == "*"
        and shapes.rank(n.left) == shapes.rank(n.right) == 1
    ]
    if products and not any(sign in text for sign in _ELEMENTWISE_SIGNS):
        told.append(said("formula.note-elementwise"))
    if any(isinstance(n, Call) and n.fn == "dot" for n in walk(node)) and (
        "·" in text or "\\cdot" in text
    ):
        told.append(said("formula.note-dotted"))
    if any(isinstance(n, Binary) and n.op == "**" and shapes.rank(n.left) == 2 for n in walk(node)):
        told.append(said("formula.note-matrix-power"))
    told.extend(said(f"formula.note-{one}") for one in _NOTED if one in met)
    return told


def _free(node: Node, known: frozenset[str]) -> dict[str, None]:
    """Names of `node` that nothing declares or binds, in order of appearance."""
    if isinstance(node, Name):
        return {} if node.id in known else {node.id: None}
    inner = known | {node.index} if isinstance(node, Reduce) else known
    found: dict[str, None] = {}
    for child in children(node):
        found |= _free(child, inner)
    return found
