"""Steps to be put in order, moved by keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import RenderResult

from graders.order.spec import OrderShown, ShownStep
from quizbank.app.display import clean
from quizbank.tui.forms.base import AnswerForm, FormContext, FormKind

# a step keeps its letter wherever it is moved
_UP = ("shift+up", "left", "minus")
_DOWN = ("shift+down", "right", "plus")


class OrderForm(AnswerForm, can_focus=True):
    """The steps as shown; up and down move the cursor, with shift the step itself, a letter or a
    digit jumps to its step.
    """

    DEFAULT_CSS = (
        "OrderForm { height: auto; padding: 0 2; } OrderForm:focus { background: $boost; }"
    )

    def __init__(self, steps: Sequence[ShownStep]) -> None:
        super().__init__()
        self.steps = list(steps)
        self.cursor = 0
        self.touched = False

    def render(self) -> RenderResult:
        """One step a line, numbered as it stands now."""
        shown = Text()
        for number, step in enumerate(self.steps, 1):
            here = number - 1 == self.cursor and self.has_focus
            words = clean(step.text).replace("\n", "\n        ")
            shown.append(f"{'>' if here else ' '} {number}. ", "bold" if here else "")
            shown.append(f"{step.letter}  ", "dim")
            shown.append(words + "\n", "underline" if here else "")
        return shown

    def on_key(self, event: events.Key) -> None:
        """Move the cursor or the step; enter asks for the verdict."""
        if event.key in ("up", "down"):
            step = 1 if event.key == "down" else -1
            self.cursor = (self.cursor + step) % len(self.steps)
            self.refresh()
        elif event.key in _UP:
            self.move(-1)
        elif event.key in _DOWN or event.key == "space":
            self.move(1)
        elif event.key == "enter":
            # a second enter after the last verdict must not answer the next question
            if self.touched:
                self.post_message(self.Submitted())
        elif not self._jump(event.key):
            return
        event.stop()

    def _jump(self, key: str) -> bool:
        """Go to the step with that letter, or at that place."""
        letters = [step.letter for step in self.steps]
        if key in letters:
            self.cursor = letters.index(key)
        elif key.isdigit() and 1 <= int(key) <= len(letters):
            self.cursor = int(key) - 1
        else:
            return False
        self.refresh()
        return True

    def move(self, way: int) -> None:
        """Move the step under the cursor up (-1) or down (1)."""
        there = self.cursor + way
        if 0 <= there < len(self.steps):
            here = self.cursor
            self.steps[here], self.steps[there] = self.steps[there], self.steps[here]
            self.cursor = there
        self.touched = True
        self.refresh(layout=True)
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on that line."""
        row = 0
        for number, step in enumerate(self.steps):
            height = clean(step.text).count("\n") + 1
            if row <= event.y < row + height:
                self.cursor = number
                self.refresh()
                return
            row += height

    def answer(self) -> str:
        """The letters in the order of now; empty while nothing was moved."""
        return ",".join(step.letter for step in self.steps) if self.touched else ""

    def told(self) -> str:
        """The steps in the order of now."""
        return "\n".join(f"{n}. {clean(step.text)}" for n, step in enumerate(self.steps, 1))

    def restore(self, draft: str) -> None:
        """Put the steps into a draft's order."""
        by_letter = {step.letter: step for step in self.steps}
        letters = draft.replace(" ", "").split(",")
        if sorted(letters) == sorted(by_letter):
            self.steps = [by_letter[letter] for letter in letters]
            self.touched = True
            self.refresh(layout=True)


def make(shown: OrderShown, context: FormContext) -> OrderForm:
    """The form of one question."""
    return OrderForm(shown.steps)


FORM = FormKind(
    make,
    keys=(("up down", "cursor_word"), ("shift+up/down", "move_word"), ("enter", "submit_word")),
    checked_by_key=False,
)
