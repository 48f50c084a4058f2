"""What every answer form can do, whatever the kind of question."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget


class AnswerForm(Widget):
    """Takes an answer. Posts `Submitted` when the learner asks for a verdict and `Changed` while
    they write.
    """

    DEFAULT_CSS = "AnswerForm { height: auto; }"

    class Submitted(Message):
        """The learner wants a verdict."""

    class Changed(Message):
        """The answer changed."""

    def answer(self) -> str:
        """The answer as text, as the graders read it."""
        raise NotImplementedError

    def told(self) -> str:
        """The answer as a person reads it."""
        return self.answer()

    def restore(self, draft: str) -> None:
        """Put a draft back."""
        raise NotImplementedError

    def begin(self) -> None:
        """Give the first field the focus."""
        self.focus()
