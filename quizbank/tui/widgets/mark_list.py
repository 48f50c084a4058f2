"""A list of boxes to tick that shows by its sign, not by its colour alone, what is ticked."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import SelectionList
from textual.widgets.option_list import OptionDoesNotExist

# the cells that Textual's own box takes before a line: its left side, its inside, its right side
_BOX = 3


class MarkList(SelectionList[str]):
    """`[x]` ticked, `[ ]` not."""

    def render_line(self, y: int) -> Strip:
        """The line with its sign in the box's place."""
        line = super().render_line(y)
        try:
            option = self.get_option_at_index(self.scroll_offset.y + y)
        except OptionDoesNotExist:
            return line
        segments = list(line)
        sign = "[x]" if option.value in self._selected else "[ ]"
        # the line's own style, and the meta of the box's inside, which knows for which option a
        # click is meant
        base, box = (segments[place].style or Style() for place in (_BOX, 1))
        style = base + Style.from_meta(box.meta)
        return Strip([Segment(sign, style), *segments[_BOX:]], line.cell_length)
