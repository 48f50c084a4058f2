"""One question before something is lost."""

from __future__ import annotations

from textual.binding import Binding

from quizbank.tui.screens.dialog import Dialog


class ConfirmScreen(Dialog):
    """Enter, y or 1 is yes, esc, n or 2 is no. Dismisses with the answer."""

    CHOICES, APART = ("yes", "no"), False
    BINDINGS = [
        Binding("enter,y,1", "answer(True)", id="confirm.yes"),
        Binding("escape,n,2", "answer(False)", id="confirm.no"),
    ]

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
