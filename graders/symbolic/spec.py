"""A question whose answer is a formula: its data, and how a file becomes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from graders.document import Document
from graders.expression.symbols import Declaration, DeclarationError, declare
from graders.reading import Filled
from graders.said import Said, said
from graders.verdict import Evidence, Shown

# a rounded number, what is not finite in a word, or nested lists of these
Rounded = float | str | list[Any]


Allowance = Literal["refused", "allowed"]


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong formula that people write, and what to say to whoever writes it."""

    answer: Annotated[str, Filled()]
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class SymbolicFront:
    """The keys that this kind adds to the front matter."""

    answer: Annotated[str, Filled()]
    symbols: Annotated[dict[str, Declaration], Filled()]
    misconception: tuple[Misconception, ...] = ()
    indistinct: tuple[str, ...] = ()
    epsilon: Allowance = "refused"


@dataclass(frozen=True, slots=True)
class SymbolicSpec:
    """The declared symbols, the reference formula and what is known to go wrong.

    `indistinct` names slips that change nothing on the declared domains. With `epsilon` allowed, a
    tiny constant that engineers add to a denominator or a logarithm is no difference.
    """

    symbols: Mapping[str, Declaration]
    answer: str
    misconceptions: tuple[Misconception, ...] = ()
    indistinct: tuple[str, ...] = ()
    epsilon: Allowance = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolicShown(Shown):
    """The declared symbols, by name."""

    symbols: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point that tells two formulas apart, and both values there."""

    at: Mapping[str, Rounded]
    expected: Rounded
    got: Rounded

    @property
    def told(self) -> Said:
        """The point in a sentence."""
        at = ", ".join(f"{name} = {value}" for name, value in self.at.items())
        values = {"got": str(self.got), "expected": str(self.expected)}
        return said("symbolic.counterexample", at=at, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolicEvidence(Evidence):
    """How the answer was read, by which method it was decided, and at how many points it agreed."""

    reading: str | None = None
    method: str | None = None
    points: int | None = None
    counterexample: Counterexample | None = None

    @property
    def told(self) -> tuple[Said, ...]:
        """The counterexample."""
        return (self.counterexample.told,) if self.counterexample is not None else ()


def parse(document: Document) -> SymbolicSpec | None:
    """The formula question of a file; None where something is wrong, which is then among its
    faults.
    """
    faults = len(document.faults)
    front = document.read(SymbolicFront)
    if front is None:
        return None
    for name, declaration in front.symbols.items():
        try:
            declare(name, declaration)
        except DeclarationError as error:
            document.fault_at(("symbols", name), "symbolic.bad-declaration", why=error.said)
    if len(document.faults) > faults:
        return None
    return SymbolicSpec(
        front.symbols, front.answer, front.misconception, front.indistinct, front.epsilon
    )


def declarations(symbols: Mapping[str, Declaration]) -> dict[str, str]:
    """What each name stands for, its other spellings left out."""
    return {
        name: declaration if isinstance(declaration, str) else declaration["is"]
        for name, declaration in symbols.items()
    }
