"""The kinds of question as the rest of the app knows them: their names, and what tells them apart.

Nothing here, nor in the screens or the commands, asks which kind it is: it asks what the kind does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.expression.symbols import Declaration
from graders.kind import Kind
from graders.kinds import KINDS, kind_of
from quizbank.domain.question import Question

__all__ = ["KINDS", "kind", "symbols_of"]


def kind(question: Question) -> Kind[Any, Any, Any]:
    """What a question's kind can do."""
    return kind_of(question.kind)


def symbols_of(question: Question) -> Mapping[str, Declaration]:
    """The declared symbols, by which formulas in the question's text are drawn."""
    return kind(question).symbols(question.spec)
