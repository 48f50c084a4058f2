"""What can go wrong when a well-formed formula is given values."""

from __future__ import annotations

from graders.said import Said, said


class EvaluationError(ValueError):
    """A formula without a value: a stable `code` and a message."""

    def __init__(self, code: str, why: Said) -> None:
        super().__init__(code)
        self.code = code
        self.said = why


class ShapeError(EvaluationError):
    """Shapes that do not combine under `op`; `left` and `right` are the two shapes."""

    def __init__(self, left: tuple[int, ...], right: tuple[int, ...], op: str) -> None:
        self.left = left
        self.right = right
        self.op = op
        fit = said(
            "formula.shapes-differ", left=described_shape(left), right=described_shape(right), op=op
        )
        super().__init__("shape", fit)


def described_shape(shape: tuple[int, ...]) -> Said:
    """A shape in words: a scalar, a vector of length 3, a 3x2 matrix."""
    if not shape:
        return said("shape.scalar")
    if len(shape) == 1:
        return said("shape.vector", length=shape[0])
    return said("shape.array", size="x".join(map(str, shape)))
