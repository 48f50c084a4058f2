"""A recurrent network unrolled over its steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from graders.reading import Between
from quizbank.authoring.figures.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Unrolled:
    """``steps``, the letters ``input``, ``state``, ``output`` ("" for none), and the ``weight``
    written on the way of the state.
    """

    steps: Annotated[int, Between(1, 6)]
    enters: str = field(default="x", metadata={"key": "input"})
    state: str = "h"
    leaves: str = field(default="y", metadata={"key": "output"})
    weight: str | None = None
    outputs: str = "all"


def unrolled(figure: Unrolled, ascii_only: bool) -> list[str]:
    """The network step by step."""
    steps, enters, state, leaves = figure.steps, figure.enters, figure.state, figure.leaves
    weight = "W" if figure.weight is None else figure.weight
    canvas = Canvas()
    middle, left = (3 if leaves else 0), 0
    canvas.put(middle, left, f"{state}0")
    left += len(state) + 2
    for step in range(1, steps + 1):
        arrow = f"─{weight}─>" if step > 1 or figure.weight else "──>"
        canvas.put(middle, left, arrow)
        box = f"[ {state}{step} ]"
        left += len(arrow) + 1
        canvas.put(middle, left, box)
        centre = left + len(box) // 2
        if leaves and (figure.outputs == "all" or step == steps):
            canvas.put(middle - 3, centre, f"{leaves}{step}")
            canvas.put(middle - 2, centre, "^")
            canvas.put(middle - 1, centre, "│")
        canvas.put(middle + 1, centre, "^")
        canvas.put(middle + 2, centre, "│")
        canvas.put(middle + 3, centre, f"{enters}{step}")
        left += len(box) + 1
    return canvas.lines(ascii_only)
