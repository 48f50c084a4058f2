"""A set of radio buttons in which the arrows pick, as in other programs: no second, merely coloured
place to lose sight of.
"""

from __future__ import annotations

from textual.widgets import RadioButton, RadioSet


class MarkSet(RadioSet):
    """`up` and `down` pick the neighbour of what is picked; the first and the last have one
    neighbour.
    """

    def on_mount(self) -> None:
        """Begin at what is picked; Textual begins at the first."""
        for _ in range(self.pressed_index):
            super().action_next_button()

    def action_previous_button(self) -> None:
        """Pick the one before."""
        self._pick(-1)

    def action_next_button(self) -> None:
        """Pick the one after; the first where none is picked."""
        if self.pressed_index < 0:
            super().action_next_button()
        else:
            self._pick(1)

    def _pick(self, step: int) -> None:
        buttons = list(self.query(RadioButton))
        place = self.pressed_index + step
        if 0 <= place < len(buttons):
            buttons[place].value = True
