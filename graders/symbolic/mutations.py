"""Slips that people make, as edits of the reference formula: each mutant is a whole tree and a
stable code.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from graders.expression.nodes import (
    Node,
)
from graders.expression.symbols import Symbol
from graders.symbolic.forms import forms
from graders.symbolic.overall import (
    MOST_EXTRA,
    MOST_PARTS,
    all_over,
    extra,
    other_names,
    repeated,
    swapped,
    swapped_within,
    whole,
)
from graders.symbolic.parts import Mutant, rename
from graders.symbolic.places import MAX_MUTANTS, every_place

__all__ = ["mutants", "rename"]


def mutants(node: Node, symbols: Mapping[str, Symbol]) -> list[Mutant]:
    """Every single-edit slip of `node`, the more telling ones first."""
    found: list[Mutant] = list(whole(node))
    written = forms(node)
    for form in written:
        found.extend(islice(every_place(form, symbols), MAX_MUTANTS // len(written)))
    found.extend(repeated(node, symbols))
    found.extend(all_over(node))
    found.extend(swapped(node, symbols))
    found.extend(islice(swapped_within(node, symbols), MOST_PARTS))
    found.extend(other_names(node, symbols))
    found.extend(islice(extra(node, symbols), MOST_EXTRA))
    return found
