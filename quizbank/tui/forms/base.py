"""What every answer form can do, whatever the kind of question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.widget import Widget

from quizbank.app.answers import Reading

Preview = Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form may ask of the screen it is on: the language, and how an answer is read."""

    lang: str
    preview: Preview


@dataclass(frozen=True, slots=True)
class FormKind:
    """A kind's form: how it is made of what is shown, and what the screens need to know of it.

    `tall` forms take the room that is left. `suffix` is that of the file for $EDITOR, empty where
    the answer is not written there. `keys` are (key, word) of the form's own keys.
    """

    make: Callable[[Any, FormContext], AnswerForm]
    tall: bool = False
    suffix: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    # whether F5 is named beside them
    checked_by_key: bool = True


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
