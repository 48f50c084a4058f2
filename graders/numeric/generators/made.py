"""What generators share: how they write steps, and what they give back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graders.numeric.spec import NumericSpec, StepSpec, WrongFormula
from graders.numeric.variables import Variable

# a wrong formula, and its sentence in Chinese and English
Slip = tuple[str, str, str]


def step(id: str, zh: str, en: str, formula: str, *slips: Slip, whole: bool = False) -> StepSpec:
    """A step of one mark with the slips that people make at it."""
    wrong = tuple(WrongFormula(text, slip_zh, slip_en) for text, slip_zh, slip_en in slips)
    return StepSpec(id=id, formula=formula, zh=zh, en=en, whole=whole, wrong=wrong)


def made(
    variables: Mapping[str, Variable],
    steps: Sequence[StepSpec],
    reject: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
) -> NumericSpec:
    """A generated question."""
    return NumericSpec(
        steps=tuple(steps),
        variables=variables,
        given=given or {},
        reject=tuple(reject),
    )
