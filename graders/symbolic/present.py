"""A formula question as a learner sees it, and its answer drawn."""

from __future__ import annotations

from graders.expression.pretty import pretty
from graders.expression.reader import read
from graders.expression.symbols import declare_all
from graders.symbolic.spec import SymbolicShown, SymbolicSpec, declarations


def present(spec: SymbolicSpec, prompt: str) -> SymbolicShown:
    """The prompt and the declared symbols."""
    return SymbolicShown(prompt=prompt, symbols=declarations(spec.symbols))


def solution(spec: SymbolicSpec) -> list[str]:
    """The reference, drawn over several lines."""
    return pretty(read(spec.answer, declare_all(spec.symbols)))
