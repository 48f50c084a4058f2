"""A recurrent network unrolled over its steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizbank.authoring.figures.canvas import Canvas
from quizbank.authoring.figures.faults import whole


def unrolled(figure: Mapping[str, Any], ascii_only: bool) -> list[str]:
    """``steps``, the letters ``input``, ``state``, ``output`` ("" for none), and the ``weight``
    written on the way of the state.
    """
    steps = whole(figure, "steps", 1, 6)
    enters, state, leaves = (
        str(figure.get(name, letter))
        for name, letter in (("input", "x"), ("state", "h"), ("output", "y"))
    )
    weight = str(figure.get("weight", "W"))
    outputs = figure.get("outputs", "all")
    canvas = Canvas()
    middle, left = (3 if leaves else 0), 0
    canvas.put(middle, left, f"{state}0")
    left += len(state) + 2
    for step in range(1, steps + 1):
        arrow = f"─{weight}─>" if step > 1 or figure.get("weight") else "──>"
        canvas.put(middle, left, arrow)
        box = f"[ {state}{step} ]"
        left += len(arrow) + 1
        canvas.put(middle, left, box)
        centre = left + len(box) // 2
        if leaves and (outputs == "all" or step == steps):
            canvas.put(middle - 3, centre, f"{leaves}{step}")
            canvas.put(middle - 2, centre, "^")
            canvas.put(middle - 1, centre, "│")
        canvas.put(middle + 1, centre, "^")
        canvas.put(middle + 2, centre, "│")
        canvas.put(middle + 3, centre, f"{enters}{step}")
        left += len(box) + 1
    return canvas.lines(ascii_only)
