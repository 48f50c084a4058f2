"""What a person should know about how an ambiguous formula was read; shown beside the reading,
never counted against it.
"""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.nodes import Binary, Call, Name, Node, Reduce
from graders.expression.shapes import Shapes
from graders.expression.sums import children, walk
from graders.expression.symbols import Symbol

_ELEMENTWISE_SIGNS = ("*", "⊙", "×", "∘", "＊", "∗", "odot", "times", "circ", "multiply")


def notes(text: str, node: Node, symbols: Mapping[str, Symbol]) -> list[dict[str, str]]:
    """Notes on the reading `node` of `text`, each ``code``, ``zh`` and ``en``; empty where nothing
    is ambiguous.
    """
    shapes = Shapes(symbols)
    found: list[dict[str, str]] = []
    free = _free(node, frozenset(symbols) | {"e", "pi"})
    if free:
        names = ", ".join(free)
        found.append(
            _note(
                "free-index",
                f"下标 {names} 没有求和: 按每个分量来比较。",
                f"The index {names} is not summed: the formula is compared component by component.",
            )
        )
    products = [
        n
        for n in walk(node)
        if isinstance(n, Binary)
        and n.op == "*"
        and shapes.rank(n.left) == shapes.rank(n.right) == 1
    ]
    if products and not any(sign in text for sign in _ELEMENTWISE_SIGNS):
        found.append(
            _note(
                "elementwise",
                "并排的两个向量按逐元素相乘读; 内积请写 u·v 或 u^T v。",
                "Two vectors side by side are multiplied elementwise; write u·v or u^T v "
                "for the scalar product.",
            )
        )
    if any(isinstance(n, Call) and n.fn == "dot" for n in walk(node)) and (
        "·" in text or "\\cdot" in text
    ):
        found.append(
            _note(
                "dotted",
                "向量之间的 · 是内积; 逐元素相乘请写 * 或 ⊙。",
                "Between vectors · is the scalar product; write * or ⊙ for the elementwise one.",
            )
        )
    if any(isinstance(n, Binary) and n.op == "**" and shapes.rank(n.left) == 2 for n in walk(node)):
        found.append(
            _note(
                "matrix-power",
                "矩阵的幂按逐元素读 (没有逆矩阵); 矩阵乘积请写 A A。",
                "A power of a matrix is taken elementwise (there is no inverse); write A "
                "A for the matrix product.",
            )
        )
    return found


def _free(node: Node, known: frozenset[str]) -> dict[str, None]:
    """Names of `node` that nothing declares or binds, in order of appearance."""
    if isinstance(node, Name):
        return {} if node.id in known else {node.id: None}
    inner = known | {node.index} if isinstance(node, Reduce) else known
    found: dict[str, None] = {}
    for child in children(node):
        found |= _free(child, inner)
    return found


def _note(code: str, zh: str, en: str) -> dict[str, str]:
    return {"code": code, "zh": zh, "en": en}
