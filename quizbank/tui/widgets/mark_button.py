"""A radio button that shows by its sign, not by its colour alone, whether it is picked."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import RadioButton


class MarkButton(RadioButton):
    """`(x)` picked, `( )` not."""

    @property
    def _button(self) -> Content:
        return Content.assemble(("(x)" if self.value else "( )", "bold" if self.value else ""))
