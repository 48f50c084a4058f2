"""A question of worked steps: its data, and how a file becomes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from graders.document import Document
from graders.reading import Between, Filled, Lengths
from graders.verdict import Evidence, Shown, SpecError, Texts

# entries of a vector, and of each side of a matrix
_SIZE = Between(1, 64)
# a number, or an array as nested lists
Array = float | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """What a name is drawn from: one of `integer` (low, high), `choice`, `real` (low, high, step),
    `onehot` (a length) or `simplex` (a length, on a grid of `step`); as a number, a `vector` of
    that length or a `matrix` (rows, columns). `exclude` are values that are never drawn.
    """

    integer: tuple[int, int] | None = None
    choice: Annotated[tuple[float, ...], Filled()] | None = None
    real: Annotated[tuple[float, ...], Lengths(2, 3)] | None = None
    vector: Annotated[int, _SIZE] | None = None
    matrix: tuple[Annotated[int, _SIZE], Annotated[int, _SIZE]] | None = None
    onehot: Annotated[int, _SIZE] | None = None
    simplex: Annotated[int, _SIZE] | None = None
    step: Annotated[float, Between(0, 1, over=True)] = 0.05
    exclude: tuple[float, ...] = ()


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
    digits: Annotated[int, Between(1, 12)] | None = None
    whole: bool = False
    wrong: tuple[WrongFormula, ...] = ()

    @property
    def label(self) -> Texts:
        """What the step asks for."""
        return Texts(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class NumericFront:
    """The keys that this kind adds to the front matter."""

    step: tuple[StepSpec, ...] = ()
    variables: dict[str, Variable] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    reject: tuple[str, ...] = ()
    example: dict[str, Array] = field(default_factory=dict)
    digits: Annotated[int, Between(1, 12)] | None = None
    generate: dict[str, Any] | None = None


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
    faults = len(document.faults)
    front = document.read(NumericFront)
    if front is None:
        return None
    spec = NumericSpec(
        front.step, front.variables, front.given, front.reject, front.example, front.digits
    )
    if front.generate is not None:
        return _generated(document, spec, front.generate)
    if not front.step:
        document.fault(document.front_line, "numeric.no-steps")
    return spec if len(document.faults) == faults else None


def _generated(
    document: Document, own: NumericSpec, description: dict[str, Any]
) -> NumericSpec | None:
    """What the description makes; what the file writes itself takes the place of its part."""
    from graders.numeric.generators import expand

    try:
        made = expand(description)
    except SpecError as error:
        document.fault_at(error.path, "numeric.generate", why=error.why)
        return None
    return NumericSpec(
        own.steps or made.steps,
        own.variables or made.variables,
        own.given or made.given,
        own.reject or made.reject,
        own.example,
        own.digits,
    )
