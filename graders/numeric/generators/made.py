"""What a generator gives back, and the pieces that generators share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graders.document import Plain
from graders.numeric.spec import NumericSpec, StepSpec, Variable, WrongFormula
from graders.said import said
from graders.verdict import SpecError

# a question's ``[generate]``
Description = Mapping[str, Plain]
# a wrong formula, and its sentence in Chinese and English
Wrong = tuple[str, str, str]


def step(id: str, zh: str, en: str, formula: str, *wrong: Wrong, whole: bool = False) -> StepSpec:
    """A step of one mark; `wrong` are (formula, zh, en)."""
    slips = tuple(WrongFormula(text, zh_told, en_told) for text, zh_told, en_told in wrong)
    return StepSpec(id=id, formula=formula, zh=zh, en=en, whole=whole, wrong=slips)


def made(
    variables: Mapping[str, Variable],
    steps: Sequence[StepSpec],
    reject: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
) -> NumericSpec:
    """A generated question."""
    return NumericSpec(tuple(steps), variables, given or {}, tuple(reject))


def whole(description: Description, name: str, default: int, low: int, high: int) -> int:
    """A whole number of the description; raises `SpecError` outside `low`..`high`."""
    value = description.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        why = said("numeric.generate-whole", name=name, low=low, high=high, value=str(value)[:40])
        raise SpecError(why, ("generate", name))
    return value


def word(description: Description, name: str, default: str, allowed: Sequence[str]) -> str:
    """A word of the description; raises `SpecError` where it is none of `allowed`."""
    value = description.get(name, default)
    if value not in allowed:
        known = tuple(allowed)
        why = said("numeric.generate-word", name=name, known=known, value=str(value)[:40])
        raise SpecError(why, ("generate", name))
    return str(value)


def number(description: Description, name: str) -> float:
    """A positive number of the description; raises `SpecError` for anything else."""
    value = description.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        why = said("numeric.generate-number", name=name, value=str(value)[:40])
        raise SpecError(why, ("generate", name))
    return float(value)


def words(description: Description, name: str, default: list[str]) -> list[str]:
    """A list of words of the description; raises `SpecError` for anything else."""
    value = description.get(name, default)
    if not isinstance(value, list):
        raise SpecError(said("numeric.generate-words", name=name), ("generate", name))
    return [str(one) for one in value]
