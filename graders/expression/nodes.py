"""The immutable tree of a formula. Every reading ends here and every meaning starts here.

Values are scalars (shape ``()``), vectors (``(n,)``) or matrices (``(n, m)``) of float64.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

BinaryOp = Literal[
    "+", "-", "*", "/", "**", "@", "//", "%", "<", "<=", ">", ">=", "==", "!=", "and", "or"
]
UnaryOp = Literal["-", "not"]
ReduceOp = Literal["sum", "prod"]


@dataclass(frozen=True, slots=True)
class Num:
    """A literal number. `text` keeps it exactly as an unsigned decimal (``"0.1"``, ``"1.5e-3"``,
    ``"2"``).
    """

    text: str
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A declared name, a size, a bound index, or one of the constants ``e`` and ``pi``; always
    canonical.
    """

    id: str
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """``-x`` or ``not x``."""

    op: UnaryOp
    arg: Node
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """An operation of two operands. ``*`` is elementwise, ``@`` follows `numpy.matmul`, comparisons
    give 0 or 1.
    """

    op: BinaryOp
    left: Node
    right: Node
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language by its canonical name (``log``, ``softmax``, ``norm``, ``where``,
    ...).
    """

    fn: str
    args: tuple[Node, ...]
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Reduce:
    """``Sum_{index=low}^{high} body`` with an explicit index, counted from 1, both bounds
    included.
    """

    op: ReduceOp
    index: str
    low: Node
    high: Node
    body: Node
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Index:
    """``base[subscripts]``; subscripts count from 1 here (a Python bracket has been shifted by the
    reader).
    """

    base: Node
    subscripts: tuple[Node, ...]
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Transpose:
    """``x^T``; of a vector it is the vector itself, the reader turns ``u^T v`` and ``u v^T`` into
    calls.
    """

    arg: Node
    pos: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Array:
    """A literal ``[a, b]`` or, with arrays inside, ``[[a, b], [c, d]]``."""

    items: tuple[Node, ...]
    pos: int = field(default=-1, compare=False)


Node: TypeAlias = Num | Name | Unary | Binary | Call | Reduce | Index | Transpose | Array
