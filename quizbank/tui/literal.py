"""The last thing before the terminal: whatever a widget was given, nothing in it acts or hides
there.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quizbank.app.display import clean, first_forbidden


class Literal(LineFilter):
    """Takes control, bidirectional and zero-width characters and terminal links out of every
    painted line; widths stay.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as they may be painted."""
        if not any(
            (segment.style is not None and segment.style.link) or first_forbidden(segment.text)
            for segment in segments
        ):
            return segments
        return [_literal(segment) for segment in segments]


def _literal(segment: Segment) -> Segment:
    style = (
        segment.style.update_link(None)
        if segment.style is not None and segment.style.link
        else segment.style
    )
    text = segment.text
    if first_forbidden(text):
        # the line was laid out with these characters in it, so it keeps its width
        text = set_cell_size(
            "".join(c if clean(c) == c else " " * cell_len(c) for c in text), segment.cell_length
        )
    return Segment(text, style, segment.control)
