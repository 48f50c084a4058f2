"""Where a convolution's window stands: the padded input with the window marked, and the entry of
the output that it makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.said import said
from quizbank.authoring.figures.canvas import Canvas
from quizbank.authoring.figures.faults import FigureError, whole

_WINDOW, _CELL, _PADDING = "█", "░", "·"


def convolution(figure: Mapping[str, Any], ascii_only: bool) -> list[str]:
    """``size``, ``kernel``, ``stride``, ``padding``, ``dilation``, and ``at`` = [row, column] of
    the output, from 0.
    """
    size, kernel = whole(figure, "size", 1, 16), whole(figure, "kernel", 1, 9)
    stride, padding, dilation = (
        whole(figure, "stride", 1, 9, 1),
        whole(figure, "padding", 0, 6, 0),
        whole(figure, "dilation", 1, 5, 1),
    )
    full, reach = size + 2 * padding, (kernel - 1) * dilation + 1
    side = (full - reach) // stride + 1
    row, column = (int(place) for place in figure.get("at", [0, 0]))
    if reach > full or not (0 <= row < side and 0 <= column < side):
        raise FigureError(said("figure.window"))
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
