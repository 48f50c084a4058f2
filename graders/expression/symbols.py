"""Declarations of symbols: what a name stands for, its shape and the domain it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind = Literal["real", "integer", "size", "simplex", "onehot"]
# a dimension is a fixed length or the name of a size such as ``n``
Dim: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Symbol:
    """One declared name.

    `shape` is ``()``, ``(dim,)`` or ``(dim, dim)``. `low` and `high` bound the domain (None: unbounded), open or
    closed as told. ``binary`` is the integers 0..1; ``positive`` is low 0 open; ``nonnegative`` is low 0 closed.
    `aliases` are further spellings as an author typed them.
    """

    name: str
    kind: Kind = "real"
    shape: tuple[Dim, ...] = ()
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    aliases: tuple[str, ...] = ()
