"""The bank: search, and look at any question with its history."""

from __future__ import annotations

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Input, Static

from quizbank.app.display import clean
from quizbank.app.listing import search
from quizbank.domain.question import Question
from quizbank.domain.review import Card
from quizbank.tui.screens.base import BaseScreen


class BrowseScreen(BaseScreen):
    """A table of questions over a preview of the one under the cursor."""

    CSS = "BrowseScreen DataTable { height: 1fr; } BrowseScreen #preview { height: 40%; padding: 1 2; } BrowseScreen #text { height: auto; }"
    BINDINGS = [Binding("escape", "app.pop_screen", priority=True)]

    def compose(self) -> ComposeResult:
        """Search field, table, preview."""
        yield Static(id="head")
        yield Input(placeholder=self.say("search"))
        yield DataTable(cursor_type="row")
        with VerticalScroll(id="preview"):
            yield Static(id="text")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Fill the table."""
        self.found: list[tuple[Question, Card]] = []
        self.query_one(DataTable).add_columns("id", self.say("choice"), "topic", "1-5", self.say("due"))
        self.set_text("#head", self.say("browse"))
        self.show_keys("back", "app.language", "app.palette")
        self._search("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search again."""
        self._search(event.value)

    def on_input_submitted(self) -> None:
        """Enter moves into the table."""
        self.query_one(DataTable).focus()

    @work(thread=True, exclusive=True)
    def _search(self, words: str) -> None:
        found = search(self.bank, words)
        self.app.call_from_thread(self._fill, found)

    def _fill(self, found: list[tuple[Question, Card]]) -> None:
        self.found = found
        today = self.bank.today()
        table = self.query_one(DataTable)
        table.clear()
        for question, card in found[:2000]:
            due = "-" if card.memory is None else str(card.memory.due_day - today)
            table.add_row(question.id, self.say(question.kind), question.topic, str(question.difficulty),
                          "#" if card.flags.suspended else due)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show the question under the cursor."""
        if 0 <= event.cursor_row < len(self.found):
            question, card = self.found[event.cursor_row]
            memory = card.memory
            shown = Text(clean(question.prompt_in(self.lang)))
            if memory is not None:
                shown.append(f"\n\n{memory.reps} x, lapses {memory.lapses}, S = {memory.stability:.1f} d", "dim")
            self.set_text("#text", shown)
