"""A question of worked steps: its data, and how a file becomes it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from graders.document import Document
from graders.expression.errors import described_shape
from graders.numeric.variables import Drawable, Variable
from graders.reading import Between, Chosen, Filled
from graders.verdict import Evidence, Shown, SpecError, Texts

# a number, a vector, or a matrix by rows
Array = float | tuple[float | tuple[float, ...], ...]
_DIGITS = Between(1, 12)


@dataclass(frozen=True, slots=True)
class WrongFormula:
    """A formula that people use by mistake, and what to say to them."""

    formula: Annotated[str, Filled()]
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class StepSpec:
    """One step. `tolerance` is absolute; else `digits` significant digits count; a `whole` step is
    exact.
    """

    id: Annotated[str, Filled()]
    formula: Annotated[str, Filled()]
    zh: str = ""
    en: str = ""
    marks: Annotated[float, Between(0, 100, over=True)] = 1.0
    tolerance: Annotated[float, Between(0, 1e9)] | None = None
    digits: Annotated[int, _DIGITS] | None = None
    whole: bool = False
    wrong: tuple[WrongFormula, ...] = ()

    @property
    def label(self) -> Texts:
        """What the step asks for."""
        return Texts(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Recipe(ABC):
    """What a ``[generate]`` table asks for; `network` is the word of the generator, whose options
    the subclass adds.
    """

    network: str

    @abstractmethod
    def make(self) -> NumericSpec:
        """Variables, steps and their common slips. Raises `SpecError` where options do not go
        together.
        """


def _recipes() -> Mapping[str, type[Recipe]]:
    from graders.numeric.generators import RECIPES

    return RECIPES


@dataclass(frozen=True, slots=True)
class NumericFront:
    """The keys that this kind adds to the front matter."""

    step: tuple[StepSpec, ...] = ()
    variables: dict[str, Annotated[Variable, Drawable()]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    reject: tuple[str, ...] = ()
    example: dict[str, Array] = field(default_factory=dict)
    digits: Annotated[int, _DIGITS] | None = None
    generate: Annotated[Recipe, Chosen("network", _recipes)] | None = None


@dataclass(frozen=True, slots=True)
class NumericSpec:
    """Variables, what is derived from them, the steps, and which draws are rejected."""

    steps: tuple[StepSpec, ...]
    variables: Mapping[str, Variable] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    reject: tuple[str, ...] = ()
    example: Mapping[str, Array] = field(default_factory=dict)
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as a learner sees it; `shape` is that of its value."""

    id: str
    label: str
    marks: float
    shape: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericShown(Shown):
    """The prompt with this variant's numbers, the values that it names, and the steps."""

    values: Mapping[str, str]
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericEvidence(Evidence):
    """The steps whose entries could not be read."""

    invalid_fields: tuple[str, ...] | None = None

    @property
    def unread(self) -> bool:
        """Whether an entry could not be read."""
        return bool(self.invalid_fields)


def parse(document: Document) -> NumericSpec | None:
    """The steps of a file, written out or generated; None where something is wrong, which is then
    among its faults.
    """
    before = len(document.faults)
    front = document.read(NumericFront)
    if front is None:
        return None
    spec = _spec(document, front)
    if not spec.steps and front.generate is None:
        document.fault(document.front_line, "numeric.no-steps")
    _check_example(document, spec)
    return spec if len(document.faults) == before else None


def _spec(document: Document, front: NumericFront) -> NumericSpec:
    """What the file writes itself; what it leaves out comes from its generator."""
    made = NumericSpec(())
    if front.generate is not None:
        try:
            made = front.generate.make()
        except SpecError as error:
            document.fault_at(error.path, "numeric.generate", why=error.why)
    return NumericSpec(
        steps=front.step or made.steps,
        variables=front.variables or made.variables,
        given=front.given or made.given,
        reject=front.reject or made.reject,
        example=front.example,
        digits=front.digits,
    )


def _check_example(document: Document, spec: NumericSpec) -> None:
    """The example has the shapes that the variables declare."""
    for name, variable in spec.variables.items():
        if name not in spec.example:
            continue
        if _shape_of(spec.example[name]) != variable.shape:
            wanted = described_shape(variable.shape)
            document.fault_at(("example", name), "numeric.example-shape", name=name, wanted=wanted)


def _shape_of(value: Array) -> tuple[int, ...] | None:
    """The shape of a number, a vector or a matrix; None where rows differ in length."""
    if not isinstance(value, tuple):
        return ()
    rows = [_shape_of(row) for row in value]
    if None in rows or len(set(rows)) != 1:
        return None
    return (len(value), *(rows[0] or ()))
