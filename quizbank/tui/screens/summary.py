"""The summary after a session; the last review can still be taken back here."""

from __future__ import annotations

import asyncio

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.display import gist
from quizbank.app.finished import Finished, Line, finished
from quizbank.app.listing import topics_of
from quizbank.app.session import Session
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.screens.undo import ask_undo
from quizbank.tui.widgets.charts import pad
from quizbank.words.catalogue import sentence

_SIGNS = {"correct": "+", "partial": "~"}


class SummaryScreen(BaseScreen):
    """What was answered, what was missed, what tomorrow brings."""

    CSS = "SummaryScreen #body { padding: 1 3; } SummaryScreen #lines { height: auto; }"
    BINDINGS = [
        Binding("enter,space,q,escape,1", "home"),
        Binding("u,backspace", "undo"),
        Binding("l", "app.language"),
        Binding("pagedown,down", "page(1)", id="summary.page-down"),
        Binding("pageup,up", "page(-1)", id="summary.page-up"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._finished: Finished | None = None

    def compose(self) -> ComposeResult:
        """Head, lines, keys."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="lines")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Count, and write the lines."""
        self.relabel()
        self._count()

    @work(thread=True, exclusive=True)
    def _count(self) -> None:
        """Off the screen's thread: tomorrow's questions are counted over the whole bank."""
        with self.telling():
            counted = finished(self.bank, self.session.done)
            self.app.call_from_thread(self._have, counted)

    def _have(self, counted: Finished) -> None:
        self._finished = counted
        if self.is_open:
            self.relabel()

    def relabel(self) -> None:
        """The summary in the present language."""
        self.set_text("#head", self.say("summary"))
        if self._finished is not None:
            self.set_text("#lines", self._told(self._finished))
        self.show_keys("home", "undo", "app.language", "app.keys", "app.palette")

    def on_resize(self) -> None:
        """The lines have another width."""
        super().on_resize()
        if self.is_open:
            self.relabel()

    def _told(self, told: Finished) -> Text:
        shown = Text(
            self.say(
                "answered",
                len(told.lines),
                told.right,
                max(1 if told.lines else 0, round(told.minutes)),
            )
            + "\n",
            style="bold",
        )
        if told.asked_again:
            shown.append(
                self.say("remembered", told.remembered, told.asked_again) + "\n", "not bold"
            )
        shown.append("\n")
        for line in told.lines:
            shown.append(self._line(line) + "\n", "not bold")
        facts = []
        if told.missed:
            titles = {topic.id: topic.title(self.lang) for topic in topics_of(self.bank)}
            facts.append(
                self.say(
                    "missed_most",
                    self.say("list_comma").join(
                        f"{titles.get(topic, topic)} {count}" for topic, count in told.missed
                    ),
                )
            )
        if told.slowest is not None:
            facts.append(
                self.say("slowest", f"{told.slowest.seconds:.0f}", self._words(told.slowest))
            )
        facts += [
            self.say("leech", self._words(line))
            for line in {line.question: line for line in told.lines if line.set_aside}.values()
        ]
        facts.append(self.say("tomorrow", told.tomorrow))
        return shown.append("\n" + "\n".join(facts), "not bold")

    def _line(self, line: Line) -> str:
        rating = self.say(line.rating.word) if line.rating else "-"
        width = min(110, self.size.width - 8)
        return (
            f"  {_SIGNS.get(line.outcome, 'x')} {pad(self._words(line), width - 24)}  "
            f"{pad(rating, 8)} {line.seconds:>4.0f} s"
        )

    def _words(self, line: Line) -> str:
        return (
            gist((line.zh or line.en) if self.lang == "zh" else (line.en or line.zh))
            or line.question
        )

    def action_page(self, way: int) -> None:
        """Move by half a page, where there were many questions."""
        body = self.query_one("#body")
        body.scroll_relative(y=way * max(1, body.size.height // 2), animate=False)

    def action_home(self) -> None:
        """Back to the home screen."""
        self.app.pop_screen()

    async def action_undo(self) -> None:
        """Say what would be taken back, and take it back on a yes."""
        ask_undo(self.quiz, self._undo)

    async def _undo(self) -> None:
        from quizbank.tui.screens.review import ReviewScreen

        undone = await asyncio.to_thread(self.session.take_back)
        if undone is None:
            return
        self.notify(sentence(undone.said, self.lang), markup=False)
        if self.session.current is not None:
            self.app.switch_screen(ReviewScreen(self.session))
