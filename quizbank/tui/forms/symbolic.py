"""A formula field that shows how it is read while it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.widgets import Input, Static

from graders.symbolic.spec import SymbolicShown
from quizbank.app.declared import declared
from quizbank.tui.forms.base import AnswerForm, FormContext, FormKind, Preview
from quizbank.tui.forms.symbol_suggester import SymbolSuggester
from quizbank.words.catalogue import sentence
from quizbank.words.interface import text


class FormulaForm(AnswerForm):
    """One line of formula; `preview` reads it (in a thread) and its lines are drawn below."""

    DEFAULT_CSS = """
    FormulaForm { height: auto; padding: 0 1; }
    FormulaForm Static { padding: 0 2; height: auto; min-height: 3; }
    """

    def __init__(self, symbols: Mapping[str, str], preview: Preview, lang: str) -> None:
        super().__init__()
        self.symbols = symbols
        self.preview = preview
        self.lang = lang

    def compose(self) -> ComposeResult:
        """The field, its reading, and the declared symbols."""
        # a key after coming back goes on writing: with everything selected it would wipe it out
        yield Input(suggester=SymbolSuggester(self.symbols), select_on_focus=False)
        yield Static(id="reading")
        names = "    ".join(
            f"{name}: {declared(declaration, self.lang)}"
            for name, declaration in self.symbols.items()
        )
        yield Static(Text(f"{text('symbols', self.lang)}    {names}", style="dim"), id="names")

    def begin(self) -> None:
        """Focus the field."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the formula again."""
        self.post_message(self.Changed())
        self._read(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter asks for the verdict."""
        event.stop()
        self.post_message(self.Submitted())

    @work(thread=True, exclusive=True, group="preview")
    def _read(self, value: str) -> None:
        if not value.strip():
            self.app.call_from_thread(self._show, Text(""))
            return
        reading = self.preview(value)
        if reading.ok:
            self.app.call_from_thread(self._show, self._labelled(reading.lines))
        elif reading.error is not None:
            # the field's text begins one cell further right; Chinese signs are two wide
            caret = " " * (1 + cell_len(value[: max(0, reading.position)])) + "^"
            told = sentence(reading.error, self.lang)
            self.app.call_from_thread(self._show, Text(f"{caret}\n{told}", style="dim"))

    def _labelled(self, lines: Sequence[str]) -> Text:
        label = text("read_as", self.lang) + "    "
        middle, shown = (len(lines) - 1) // 2, Text()
        for k, line in enumerate(lines):
            shown.append(label if k == middle else " " * cell_len(label), "dim")
            shown.append(line + ("\n" if k < len(lines) - 1 else ""))
        return shown

    def _show(self, reading: Text) -> None:
        # none where the form was removed meanwhile
        for place in self.query("#reading").results(Static):
            place.update(reading)

    def answer(self) -> str:
        """The formula as typed."""
        return self.query_one(Input).value

    def restore(self, draft: str) -> None:
        """Put a draft back."""
        field = self.query_one(Input)
        field.value = draft
        field.cursor_position = len(draft)


def make(shown: SymbolicShown, context: FormContext) -> FormulaForm:
    """The form of one question."""
    return FormulaForm(shown.symbols, context.preview, context.lang)


FORM = FormKind(make, keys=(("enter", "submit_word"),))
