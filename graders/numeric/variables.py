"""What a name of a worked question is drawn from, as its file declares it. Nothing here draws, so
that reading a file loads no NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Annotated

from graders.reading import Between, Filled, Lengths
from graders.said import Said, said

# values that one entry may take
MOST = 4096
# of a real without a step of its own
_STEP = 0.1
# of a grid of probabilities
_FINEST = 1e-6
# entries of a vector, and of each side of a matrix
_SIZE = Between(1, 64)
# the keys of which a variable has one, and at most one
_SOURCES = ("integer", "choice", "real", "onehot", "simplex")
_SHAPES = ("vector", "matrix", "onehot", "simplex")


@dataclass(frozen=True, slots=True)
class Ascending:
    """Bounds (low, high) of whole numbers that are in order and not too far apart."""

    def refuse(self, value: object) -> Said | None:
        """Bounds without a number between them, or with too many."""
        assert isinstance(value, tuple)
        low, high = value
        return None if 0 <= high - low < MOST else said("numeric.integer-range", most=MOST)


@dataclass(frozen=True, slots=True)
class Grid:
    """A range (low, high) or (low, high, step) of numbers that can be counted."""

    def refuse(self, value: object) -> Said | None:
        """A range without a number on it, or with too many."""
        assert isinstance(value, tuple)
        return None if _on_grid(value) else said("numeric.real-range", most=MOST)


@dataclass(frozen=True, slots=True)
class Variable:
    """What a name is drawn from: one of `integer` (low, high), `choice`, `real` (low, high, step),
    `onehot` (a length) or `simplex` (a length, on a grid of `step`).

    The first three are numbers, or a `vector` of that length or a `matrix` (rows, columns) of them;
    `exclude` are values that are never drawn.
    """

    integer: Annotated[tuple[int, int], Ascending()] | None = None
    choice: Annotated[tuple[float, ...], Filled()] | None = None
    real: Annotated[tuple[float, ...], Lengths(2, 3), Grid()] | None = None
    vector: Annotated[int, _SIZE] | None = None
    matrix: tuple[Annotated[int, _SIZE], Annotated[int, _SIZE]] | None = None
    onehot: Annotated[int, _SIZE] | None = None
    simplex: Annotated[int, _SIZE] | None = None
    step: Annotated[float, Between(0, 1, over=True)] = 0.05
    exclude: tuple[float, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of what is drawn; () is a number."""
        length = self.onehot or self.simplex or self.vector
        if length is not None:
            return (length,)
        return self.matrix or ()

    def values(self) -> tuple[float, ...]:
        """Every value that one entry of an integer, a choice or a real can take; none where too
        many could be.
        """
        candidates: tuple[float, ...] = ()
        if self.choice is not None:
            candidates = self.choice
        elif self.integer is not None:
            low, high = self.integer
            candidates = tuple(map(float, range(low, high + 1))) if high - low < MOST else ()
        elif self.real is not None:
            candidates = _on_grid(self.real)
        return tuple(value for value in candidates if value not in self.exclude)

    def undrawable(self) -> Said | None:
        """Why nothing can be drawn; None where something can."""
        if self.onehot is not None:
            return None
        if self.simplex is not None:
            return _unfit_step(self.step, self.simplex)
        if self.choice is None and self.integer is None and self.real is None:
            return said("numeric.no-source", names=_SOURCES)
        values = self.values()
        if values and all(map(isfinite, values)):
            return None
        return said("numeric.no-value", most=MOST)


@dataclass(frozen=True, slots=True)
class Drawable:
    """A variable that says one thing, and from which something can be drawn."""

    def refuse(self, value: object) -> Said | None:
        """One that says two things, nothing, or leaves no value."""
        assert isinstance(value, Variable)
        numbers = (value.integer, value.choice, value.real)
        lengths = (value.onehot, value.simplex)
        if sum(source is not None for source in (*numbers, *lengths)) > 1:
            return said("numeric.two-sources", names=_SOURCES)
        shapes = (value.vector, value.matrix, *lengths)
        if sum(shape is not None for shape in shapes) > 1:
            return said("numeric.two-shapes", names=_SHAPES)
        why = value.undrawable()
        if why is None and value.simplex is not None:
            return None if _divides_one(value.step) else said("numeric.simplex-step")
        return why


def _unfit_step(step: float, size: int) -> Said | None:
    """Why `size` positive probabilities do not fit on a grid of `step`; None where they do."""
    if step < _FINEST:
        return said("numeric.simplex-step")
    if round(1 / step) < size:
        return said("numeric.simplex-full", size=size, step=step)
    return None


def _divides_one(step: float) -> bool:
    return abs(round(1 / step) * step - 1) < 1e-9


def _on_grid(bounds: tuple[float, ...]) -> tuple[float, ...]:
    """The numbers of (low, high, step), on an exact decimal grid so that 0.1 + 0.2 is printed as
    0.3; none where the range is empty, endless or longer than `MOST`.
    """
    low, high, step = (Decimal(str(value)) for value in (*bounds, _STEP)[:3])
    if step <= 0 or high < low or (high - low) / step >= MOST:
        return ()
    return tuple(float(low + k * step) for k in range(int((high - low) / step) + 1))
