"""Comparing two formulas by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.codec import from_plain
from graders.said import said
from graders.symbolic.spec import Allowance, Misconception
from graders.verdict import SpecError
from quizbank.domain.errors import QuizbankError
from quizbank.words.formula import check_json

Json = dict[str, Any]


def compare(
    reference: str,
    answer: str,
    symbols: Mapping[str, Any],
    lang: str,
    *,
    misconceptions: object = (),
    prove: bool = False,
    epsilon: object = "refused",
    id: object = None,
) -> Json:
    """The contract's object. Raises `QuizbankError` where the reference, a declaration or a
    misconception cannot be used.
    """
    from graders.expression.symbols import Declaration
    from graders.symbolic.check import check

    try:
        declared: dict[str, Declaration] = from_plain(dict(symbols), dict[str, Declaration])
        listed = from_plain(misconceptions, tuple[Misconception, ...])
        allowance: Allowance = from_plain(epsilon, Allowance)  # type: ignore[arg-type]
    except ValueError as error:
        raise QuizbankError("cli.bad-reference", why=str(error)) from None
    try:
        result = check(reference, answer, declared, listed, prove=prove, epsilon=allowance, id=id)
    except SpecError as error:
        why = said("question.fault-at", where=error.where, why=error.why)
        raise QuizbankError("cli.bad-reference", why=why) from None
    return check_json(result, lang)
