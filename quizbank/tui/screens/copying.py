"""Copying: a question with its answer, or what is being written, on its way to other programs."""

from __future__ import annotations

from textual.widgets import Input, TextArea

from quizbank.tui.screens.base import types
from quizbank.tui.screens.presenting import Presenting
from quizbank.tui.widgets.verdict_panel import VerdictPanel


class Copying(Presenting):
    """One key copies what is most likely meant; the terminal puts it into the clipboard."""

    def action_copy(self) -> None:
        """Copy what is selected; else the answer while it is typed, and outside its field the
        question, the answer and the verdict.
        """
        typed = (
            self.form().answer()
            if self.has_form() and self.graded is None and types(self.focused)
            else ""
        )
        self.app.copy_to_clipboard(self._selected() or typed or self._all())
        self.notify(self.say("copied"))

    def _selected(self) -> str:
        field = self.focused
        return (
            (field.selected_text if isinstance(field, Input | TextArea) else "")
            or self.get_selected_text()
            or ""
        )

    def _all(self) -> str:
        verdict = self.query_one(VerdictPanel).told if self.graded is not None else ""
        return "\n\n".join(
            part.strip("\n")
            for part in (self.prompt, self.form().told() if self.has_form() else "", verdict)
            if part.strip()
        )
