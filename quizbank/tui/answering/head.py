"""The line above a question: which it is, how much is left, and a clock at the right edge."""

from __future__ import annotations

from rich.cells import cell_len
from textual.widgets import Static

from quizbank.words.interface import clock


class HeadLine(Static):
    """Facts on the left, the clock on the right; painted only where something changed."""

    def __init__(self) -> None:
        super().__init__(id="head", markup=False)
        self._facts = ""
        self._told = ""

    def say(self, facts: str) -> None:
        """Other facts; the clock is drawn with them by `draw`."""
        self._facts = facts

    def draw(self, seconds: float, width: int) -> None:
        """The line in `width` cells at this time."""
        time = clock(seconds)
        gap = max(2, width - cell_len(self._facts) - len(time))
        line = self._facts + " " * gap + time
        if line != self._told:
            self._told = line
            self.update(line)
