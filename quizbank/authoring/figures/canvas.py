"""A sheet of characters to draw on, in box-drawing characters or in ASCII alone."""

from __future__ import annotations

from collections.abc import Iterable

# what each stroke looks like without box-drawing characters, whose width differs from terminal to
# terminal
_ASCII = str.maketrans(
    {
        "─": "-",
        "│": "|",
        "┐": "+",
        "┌": "+",
        "┘": "+",
        "└": "+",
        "├": "+",
        "┤": "+",
        "┼": "+",
        "┬": "+",
        "┴": "+",
        "█": "#",
        "░": "o",
        "·": ".",
        "●": "*",
        "×": "*",
        "−": "-",
        "÷": "/",
        "⋮": ":",
        "∑": "sum",
        "√": "sqrt",
    }
)
# strokes that leave a cell upwards, downwards, to the left and to the right
_ARMS = {
    "─": "lr",
    "│": "ud",
    "┐": "ld",
    "┌": "rd",
    "┘": "lu",
    "└": "ru",
    "├": "udr",
    "┤": "udl",
    "┼": "udlr",
    "┬": "lrd",
    "┴": "lru",
}
_OF_ARMS = {frozenset(arms): stroke for stroke, arms in _ARMS.items()}


class Canvas:
    """Grows as it is written to; strokes that meet join."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], str] = {}

    def put(self, row: int, column: int, text: str) -> None:
        """Write `text` from a cell to the right."""
        for offset, character in enumerate(text):
            if character != " ":
                self._cells[row, column + offset] = character

    def stroke(self, row: int, column: int, arms: Iterable[str]) -> None:
        """Draw a stroke that leaves the cell in the directions of `arms` (of u, d, l, r), joined
        with what is there.
        """
        there = _ARMS.get(self._cells.get((row, column), ""), "")
        joined = frozenset((*there, *arms))
        if len(joined) == 1:
            joined = frozenset("lr") if joined & {"l", "r"} else frozenset("ud")
        self._cells[row, column] = _OF_ARMS[joined]

    def across(self, row: int, first: int, last: int) -> None:
        """A level line from one column to another, both included."""
        for column in range(first, last + 1):
            self.stroke(row, column, "lr")

    def gather(self, rows: Iterable[int], column: int, out: int) -> None:
        """Join the lines that come from the left in `rows` into one that leaves to the right in row
        `out`.
        """
        self._bus(rows, column, out, "l", "r")

    def spread(self, rows: Iterable[int], column: int, out: int) -> None:
        """Split the line that comes from the left in row `out` into one to the right in each of
        `rows`.
        """
        self._bus(rows, column, out, "r", "l")

    def _bus(self, rows: Iterable[int], column: int, out: int, many: str, one: str) -> None:
        ends = [*rows]
        top, bottom = min([*ends, out]), max([*ends, out])
        for row in range(top, bottom + 1):
            arms = ("u" if row > top else "") + ("d" if row < bottom else "")
            arms += (many if row in ends else "") + (one if row == out else "")
            if arms:
                self.stroke(row, column, arms)

    def lines(self, ascii_only: bool = False) -> list[str]:
        """What was drawn, without blanks at the right."""
        if not self._cells:
            return []
        top, bottom = min(row for row, _ in self._cells), max(row for row, _ in self._cells)
        left, right = (
            min(column for _, column in self._cells),
            max(column for _, column in self._cells),
        )
        drawn = [
            "".join(
                self._cells.get((row, column), " ") for column in range(left, right + 1)
            ).rstrip()
            for row in range(top, bottom + 1)
        ]
        return [line.translate(_ASCII) for line in drawn] if ascii_only else drawn
