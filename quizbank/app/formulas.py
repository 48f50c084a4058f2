"""Comparing two formulas by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.codec import from_plain
from graders.said import said
from graders.symbolic.spec import Misconception
from graders.verdict import SpecError
from quizbank.domain.errors import QuizbankError
from quizbank.words.formula import check_json
from quizbank.domain.json import Json



def compare(
    reference: str,
    answer: str,
    symbols: Mapping[str, Any],
    lang: str,
    *,
    misconceptions: object = (),
    prove: bool = False,
    id: str | None = None,
) -> Json:
    """The contract's object. Raises `QuizbankError` where the reference, a declaration or a
    misconception cannot be used.
    """
    from graders.expression.symbols import Declaration
    from graders.symbolic.check import check

    try:
        declared: dict[str, Declaration] = from_plain(dict(symbols), dict[str, Declaration])
        listed = from_plain(misconceptions, tuple[Misconception, ...])
    except ValueError as error:
        raise QuizbankError("cli.bad-reference", why=str(error)) from None
    try:
        result = check(reference, answer, declared, listed, prove=prove, id=id)
    except SpecError as error:
        why = said("question.fault-at", where=error.where, why=error.why)
        raise QuizbankError("cli.bad-reference", why=why) from None
    return check_json(result, lang)
