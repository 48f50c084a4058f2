"""Where a convolution's window stands: the padded input with the window marked, and the entry of
the output that it makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from graders.reading import Between
from graders.said import said
from quizbank.authoring.faults import Unusable
from quizbank.authoring.figures.canvas import Canvas

_WINDOW, _CELL, _PADDING = "█", "░", "·"


@dataclass(frozen=True, slots=True)
class Convolution:
    """Whole numbers of entries, and ``at`` = [row, column] of the output, from 0."""

    size: Annotated[int, Between(1, 16)]
    kernel: Annotated[int, Between(1, 9)]
    stride: Annotated[int, Between(1, 9)] = 1
    padding: Annotated[int, Between(0, 6)] = 0
    dilation: Annotated[int, Between(1, 5)] = 1
    at: tuple[int, int] = (0, 0)


def convolution(figure: Convolution, ascii_only: bool) -> list[str]:
    """The padded input beside the output; raises `Unusable` where the window does not fit."""
    size, kernel = figure.size, figure.kernel
    stride, padding, dilation = figure.stride, figure.padding, figure.dilation
    full, reach = size + 2 * padding, (kernel - 1) * dilation + 1
    side = (full - reach) // stride + 1
    row, column = figure.at
    if reach > full or not (0 <= row < side and 0 <= column < side):
        raise Unusable(said("figure.window"))
    window = {
        (row * stride + i * dilation, column * stride + j * dilation)
        for i in range(kernel)
        for j in range(kernel)
    }
    canvas = Canvas()
    inside = range(padding, padding + size)
    for i in range(full):
        for j in range(full):
            mark = (
                _WINDOW if (i, j) in window else _CELL if i in inside and j in inside else _PADDING
            )
            canvas.put(i + 2, 2 * j, mark)
    right = max(2 * full + 6, 22)
    for i in range(side):
        for j in range(side):
            canvas.put(i + 2, right + 2 * j, _WINDOW if (i, j) == (row, column) else _CELL)
    canvas.put(0, 0, f"{size}x{size}" + (f" + {padding}" if padding else ""))
    canvas.put(0, right, f"{side}x{side}")
    canvas.put(2 + min(full, side) // 2, right - 4, "─>")
    return canvas.lines(ascii_only)
