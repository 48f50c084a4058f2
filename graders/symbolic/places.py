"""An edit made at every place of a formula in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graders.expression.nodes import (
    Call,
    Index,
    Node,
    Reduce,
)
from graders.expression.symbols import Symbol
from graders.symbolic.call_edits import edits_of_bound, edits_of_subscript
from graders.symbolic.edits import edits as usual_edits
from graders.symbolic.parts import Mutant

Edits = Callable[[Node, Mapping[str, Symbol]], Iterator[Mutant]]
MAX_MUTANTS = 320


def every_place(
    node: Node, symbols: Mapping[str, Symbol], edits: Edits | None = None
) -> Iterator[Mutant]:
    """The edits of `node` itself, then of each child put back in its place."""
    yield from (edits or usual_edits)(node, symbols)
    for field in node.__dataclass_fields__:
        value = getattr(node, field)
        if field in ("low", "high") and isinstance(node, Reduce):
            if edits:
                continue
            for code, bound in edits_of_bound(value):
                yield code, with_field(node, field, bound)
        elif isinstance(value, tuple) and not isinstance(node, Index):
            for k, child in enumerate(value):
                if k and isinstance(node, Call) and node.fn == "norm":
                    continue
                for code, edited in every_place(child, symbols, edits):
                    yield code, with_field(node, field, (*value[:k], edited, *value[k + 1 :]))
        elif isinstance(value, tuple):
            if edits:
                continue
            for k, subscript in enumerate(value):
                for code, edited in edits_of_subscript(subscript):
                    yield code, with_field(node, field, (*value[:k], edited, *value[k + 1 :]))
        elif not isinstance(value, str | int):
            for code, edited in every_place(value, symbols, edits):
                yield code, with_field(node, field, edited)


def with_field(node: Node, field: str, value: Any) -> Node:
    """`node` with another value in one field."""
    changes: dict[str, Any] = {field: value}
    return replace(node, **changes)
