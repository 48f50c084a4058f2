"""The bank: search as you type, narrow by topic, kind, state and mark, look at any question, act on
it.
"""

from __future__ import annotations

from typing import Any, cast

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import DataTable, Input, Select, Static

from quizbank.app.answers import Shown
from quizbank.app.display import gist
from quizbank.app.kinds import KINDS
from quizbank.app.listing import Listed, find, topics_of
from quizbank.domain.question import Question
from quizbank.domain.review import Card
from quizbank.tui.screens.question_actions import QuestionActions
from quizbank.tui.widgets.question_preview import QuestionPreview
from quizbank.words.catalogue import kind_name

_STATES = ("new", "due", "learning", "suspended", "buried", "leech")
_MARKS = ("flagged", "own")
_LIMIT = 500
# typing goes on meanwhile; the next question's numbers are drawn once the cursor rests
_REST = 0.15


class BrowseScreen(QuestionActions):
    """A search field and four filters over a table, the question under the cursor beside or below
    it.
    """

    CSS = """
    BrowseScreen #filters { height: 1; padding: 0 1; }
    BrowseScreen #words { width: 1fr; border: none; height: 1; padding: 0 1; background: $boost; }
    BrowseScreen #filters Select { width: 20; margin-left: 1; }
    BrowseScreen #filters #topic { width: 26; }
    BrowseScreen #panes { height: 1fr; layout: horizontal; margin-top: 1; }
    BrowseScreen #list { width: 5fr; padding-left: 1; }
    BrowseScreen DataTable { height: 1fr; scrollbar-size-horizontal: 0; }
    BrowseScreen #side { width: 3fr; padding: 0 2; border-left: vkey $panel; }
    BrowseScreen.-narrow #filters {
        layout: grid; grid-size: 4; grid-columns: 1fr 1fr 1fr 1fr; grid-rows: 1; height: 2;
    }
    BrowseScreen.-narrow #filters #words { column-span: 4; width: 100%; }
    BrowseScreen.-narrow #filters Select { width: 100%; margin-left: 0; }
    BrowseScreen.-narrow #panes { layout: vertical; margin-top: 0; }
    BrowseScreen.-narrow #list { width: 100%; height: 3fr; }
    BrowseScreen.-narrow #side {
        width: 100%; height: 2fr; border-left: none; border-top: solid $panel; padding: 0 1;
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    BINDINGS = [
        Binding("f5", "ask", priority=True),
        Binding("h,f3", "history"),
        Binding("e,f4", "edit"),
        Binding("s,f6", "suspend"),
        Binding("b,f7", "bury"),
        Binding("exclamation_mark,fullwidth_exclamation_mark,f8", "flag"),
        Binding("slash,f2", "search"),
        Binding("c,backspace", "clear"),
        Binding("l", "app.language"),
        Binding("escape,q", "app.pop_screen"),
    ]

    def compose(self) -> ComposeResult:
        """Search field and filters, table, preview."""
        yield Static(id="head")
        with Horizontal(id="filters"):
            yield Input(id="words")
            for name in ("topic", "kind", "state", "mark"):
                yield Select[str]([], id=name, compact=True, prompt="")
        with Vertical(id="panes"):
            with Vertical(id="list"):
                yield DataTable(cursor_type="row", zebra_stripes=True)
            with VerticalScroll(id="side"):
                yield QuestionPreview(id="preview")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Fill the filters and the table; the search field has the focus."""
        self.found: list[Listed] = []
        self._timer: Timer | None = None
        self._searching: Timer | None = None
        self._titles = {topic.id: topic for topic in topics_of(self.bank)}
        self.relabel()
        self.query_one("#words", Input).focus()

    def relabel(self) -> None:
        """Everything in the present language; what is typed and chosen stays."""
        self.query_one("#words", Input).placeholder = self.say("search")
        topics = [(title.title(self.lang), id) for id, title in self._titles.items()]
        self._fill("topic", self.say("all_topics"), topics)
        self._fill(
            "kind", self.say("all_kinds"), [(kind_name(kind, self.lang), kind) for kind in KINDS]
        )
        self._fill(
            "state",
            self.say("any_state"),
            [(self.say(f"state_{state}"), state) for state in _STATES],
        )
        self._fill(
            "mark", self.say("any_mark"), [(self.say(f"mark_{mark}"), mark) for mark in _MARKS]
        )
        self.show_keys(
            "search",
            ("tab", self.say("next_field")),
            "history",
            "ask",
            "edit",
            "suspend",
            "bury",
            "flag",
            "clear",
            "back",
            "app.palette",
        )
        self.changed()

    def _fill(self, id: str, anything: str, options: list[tuple[str, str]]) -> None:
        select = self.query_one(f"#{id}", Select)
        chosen = select.value
        with self.prevent(Select.Changed):
            select.prompt = anything
            # a pack's words are letters, not markup
            select.set_options((Content(label), value) for label, value in options)
            if isinstance(chosen, str):
                select.value = chosen

    def on_screen_resume(self) -> None:
        """Back from a session or the editor: states have changed."""
        if hasattr(self, "_titles"):
            self.changed()

    def on_input_changed(self) -> None:
        """Search again, once the typing rests."""
        if self._searching is not None:
            self._searching.stop()
        self._searching = self.set_timer(_REST, self.changed)

    def on_input_submitted(self) -> None:
        """Enter moves into the table."""
        self.query_one(DataTable).focus()

    def on_select_changed(self) -> None:
        """Narrow the list."""
        self.changed()

    def changed(self) -> None:
        """Look again, with what is typed and chosen now."""
        chosen = {
            name: select.value
            for name in ("topic", "kind", "state", "mark")
            if isinstance((select := self.query_one(f"#{name}", Select)).value, str)
        }
        self._search(self.query_one("#words", Input).value, chosen)

    @work(thread=True, exclusive=True, group="search")
    def _search(self, words: str, chosen: dict[str, Any]) -> None:
        with self.telling():
            found = find(self.bank, words, limit=_LIMIT + 1, **chosen)
            self.app.call_from_thread(self._list, found)

    def _list(self, found: list[Listed]) -> None:
        if not self.is_open:
            return
        at = self.chosen()
        self.found = found[:_LIMIT]
        count = (
            self.say("browse_more", _LIMIT)
            if len(found) > _LIMIT
            else self.say("browse_count", len(found))
        )
        self.set_text("#head", f"{self.say('browse')}    {count}")
        table = cast("DataTable[Text]", self.query_one(DataTable))
        table.clear(columns=True)
        for name, width in self._columns():
            table.add_column(Text(self.say(f"column_{name}")), width=width)
        for listed in self.found:
            table.add_row(*self._row(listed))
        place = next((k for k, listed in enumerate(self.found) if listed.id == at), 0)
        table.move_cursor(row=place, animate=False)
        if not self.found:
            self.query_one(QuestionPreview).update(Text(self.say("browse_none"), style="dim"))
        else:
            self._rest()

    def _columns(self) -> list[tuple[str, int]]:
        wide = self.size.width >= 120
        width = self.size.width * 5 // 8 if wide else self.size.width
        fixed = [
            ("kind", 5 if self.lang == "zh" else 12),
            ("topic", 18 if wide else 14),
            ("level", 3),
            ("state", 11),
        ]
        return [("question", max(16, width - sum(w + 2 for _, w in fixed) - 6)), *fixed]

    def _row(self, listed: Listed) -> list[Text]:
        prompt = gist((listed.zh or listed.en) if self.lang == "zh" else (listed.en or listed.zh))
        marks = ("! " if listed.flagged else "") + ("* " if listed.origin == "own" else "")
        title = (
            self._titles[listed.topic].title(self.lang)
            if listed.topic in self._titles
            else listed.topic
        )
        return [
            Text(marks + prompt, no_wrap=True, overflow="ellipsis"),
            Text(kind_name(listed.kind, self.lang)),
            Text(title, no_wrap=True, overflow="ellipsis"),
            Text(str(listed.difficulty), justify="right"),
            Text(self._state(listed)),
        ]

    def _state(self, listed: Listed) -> str:
        if listed.state not in ("due", "learning") or listed.due_day is None:
            return self.say(f"state_{listed.state}")
        days = listed.due_day - self.bank.today()
        return (
            self.say("due_now")
            if days == 0
            else self.say("due_in", days)
            if days > 0
            else self.say("due_late", -days)
        )

    def chosen(self) -> str | None:
        """The question under the cursor."""
        # a screen that is closing has no table any more
        table = next(iter(self.query(DataTable)), None)
        row = -1 if table is None else table.cursor_row
        return self.found[row].id if 0 <= row < len(self.found) else None

    def on_data_table_row_highlighted(self) -> None:
        """Show the question under the cursor once it rests."""
        self._rest()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_REST, self._look)

    def _look(self) -> None:
        id = self.chosen()
        if id is not None:
            self._preview(id)

    @work(thread=True, exclusive=True, group="preview")
    def _preview(self, id: str) -> None:
        with self.telling():
            question, card = self.bank.question(id), self.bank.card(id)
            presented = self.presented(question)
            self.app.call_from_thread(self._show, id, question, presented, card)

    def _show(self, id: str, question: Question, presented: Shown | None, card: Card) -> None:
        if self.is_open and self.chosen() == id:
            preview = self.query_one(QuestionPreview)
            preview.show(question, presented, card, lang=self.lang, plain=self.plain)
            self.query_one("#side").scroll_home(animate=False)

    def on_data_table_row_selected(self) -> None:
        """Enter, or a second click: the history."""
        self.action_history()

    def action_history(self) -> None:
        """What the question has been through."""
        from quizbank.tui.screens.history import HistoryScreen

        id = self.chosen()
        if id is not None:
            self.app.push_screen(HistoryScreen(id))

    def action_search(self) -> None:
        """Back into the search field."""
        self.query_one("#words", Input).focus()

    def action_clear(self) -> None:
        """All questions again."""
        with self.prevent(Select.Changed):
            for select in self.query(Select):
                select.clear()
        self.query_one("#words", Input).value = ""
        self.changed()
