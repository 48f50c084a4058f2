"""Choices by letter, arrow or mouse."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import RenderResult

from graders.choice.spec import ChoiceShown, ShownChoice
from quizbank.app.display import clean
from quizbank.tui.forms.base import AnswerForm, FormContext, FormKind


class ChoiceForm(AnswerForm, can_focus=True):
    """The choices of a question; a letter or digit picks one, several where several are right."""

    DEFAULT_CSS = (
        "ChoiceForm { height: auto; padding: 0 2; } ChoiceForm:focus { background: $boost; }"
    )

    def __init__(self, choices: Sequence[ShownChoice], multiple: bool) -> None:
        super().__init__()
        self.choices = choices
        self.multiple = multiple
        self.chosen: set[str] = set()
        self.cursor = 0

    def render(self) -> RenderResult:
        """One choice a line, the picked ones marked by sign as well as colour."""
        shown = Text()
        for k, choice in enumerate(self.choices):
            picked = choice.letter in self.chosen
            mark = "x" if picked else " "
            box = f"[{mark}]" if self.multiple else f"({mark})"
            weight = "bold" if picked else ""
            line = "underline" if k == self.cursor and self.has_focus else ""
            indented = clean(choice.text).replace("\n", "\n        ")
            shown.append(f"{box} {choice.letter}. ", weight)
            shown.append(indented + "\n", f"{weight} {line}".strip())
        return shown

    def on_key(self, event: events.Key) -> None:
        """Letters and digits pick, arrows move, space picks, enter asks for the verdict."""
        letters = [choice.letter for choice in self.choices]
        if event.key in letters:
            self.pick(event.key)
        elif event.key.isdigit() and 1 <= int(event.key) <= len(letters):
            self.pick(letters[int(event.key) - 1])
        elif event.key in ("up", "down"):
            self.cursor = (self.cursor + (1 if event.key == "down" else -1)) % len(letters)
            self.refresh()
        elif event.key == "space":
            self.pick(letters[self.cursor])
        elif event.key == "enter":
            # a second enter after the last verdict must not answer the next question
            if self.chosen:
                self.post_message(self.Submitted())
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click picks the choice on that line."""
        row = 0
        for choice in self.choices:
            height = clean(choice.text).count("\n") + 1
            if row <= event.y < row + height:
                self.pick(choice.letter)
                return
            row += height

    def pick(self, letter: str) -> None:
        """Pick a letter; picking it again lets it go where several may be right."""
        if self.multiple:
            self.chosen ^= {letter}
        else:
            self.chosen = {letter}
        self.cursor = next(k for k, c in enumerate(self.choices) if c.letter == letter)
        self.refresh(layout=True)
        self.post_message(self.Changed())

    def answer(self) -> str:
        """The letters, in order."""
        return ",".join(sorted(self.chosen))

    def told(self) -> str:
        """Every choice, the picked ones marked."""
        return str(self.render()).rstrip()

    def restore(self, draft: str) -> None:
        """Pick the draft's letters."""
        self.chosen = {c.letter for c in self.choices} & set(draft.replace(" ", "").split(","))
        self.refresh()


def make(shown: ChoiceShown, context: FormContext) -> ChoiceForm:
    """The form of one question."""
    return ChoiceForm(shown.choices, shown.multiple)


FORM = FormKind(
    make, keys=(("a b c", "choose_word"), ("enter", "submit_word")), checked_by_key=False
)
