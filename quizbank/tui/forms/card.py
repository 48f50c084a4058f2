"""A card: a field a blank, or none, where the learner turns it over."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from graders.card.spec import CardShown
from quizbank.app.display import clean
from quizbank.tui.forms.base import AnswerForm, FormContext, FormKind
from quizbank.words.interface import text


class BlanksForm(AnswerForm):
    """A field for each blank of a card; tab moves on, enter asks for the verdict."""

    DEFAULT_CSS = """
    BlanksForm { height: auto; padding: 0 1; }
    BlanksForm Horizontal { height: auto; }
    BlanksForm .blank { width: 24; padding: 0 1; }
    BlanksForm Input { width: 1fr; margin-bottom: 1; }
    """

    def __init__(self, hints: Sequence[str]) -> None:
        super().__init__()
        self.hints = hints

    def compose(self) -> ComposeResult:
        """A row a blank."""
        for number, hint in enumerate(self.hints):
            with Horizontal():
                yield Static(Text(f"{number + 1}  {clean(hint)}".rstrip()), classes="blank")
                yield Input(id=f"blank-{number}", compact=True, select_on_focus=False)

    def begin(self) -> None:
        """Focus the first field."""
        self.query_one("#blank-0", Input).focus()

    def on_input_changed(self) -> None:
        """Tell that the answer changed."""
        self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter asks for the verdict."""
        event.stop()
        self.post_message(self.Submitted())

    def answer(self) -> str:
        """The fields, a line each; empty where nothing is typed."""
        typed = [field.value.strip() for field in self.query(Input)]
        return "\n".join(typed) if any(typed) else ""

    def restore(self, draft: str) -> None:
        """Fill the fields from such lines."""
        for field, line in zip(self.query(Input), draft.split("\n"), strict=False):
            field.value = line
            field.cursor_position = len(line)


class FrontForm(AnswerForm, can_focus=True):
    """The front of a card: enter or space turns it over."""

    DEFAULT_CSS = "FrontForm { height: auto; padding: 0 2; color: $text-muted; }"

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang

    def render(self) -> Text:
        """What to press."""
        return Text(text("turn_over", self.lang))

    def on_key(self, event: events.Key) -> None:
        """Turn it over."""
        if event.key in ("enter", "space"):
            event.stop()
            self.post_message(self.Submitted())

    def answer(self) -> str:
        """A card without blanks is answered in the head."""
        return ""

    def told(self) -> str:
        """Nothing was written."""
        return ""

    def restore(self, draft: str) -> None:
        """There is nothing to put back."""


def make(shown: CardShown, context: FormContext) -> AnswerForm:
    """The form of one card."""
    return BlanksForm(shown.hints) if shown.hints else FrontForm(context.lang)


FORM = FormKind(make, keys=(("enter", "turn_word"),))
