"""Statistics in six pages: recall, forgetting, workload, time, slips, topics."""

from __future__ import annotations

import importlib
from typing import Any

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static, Tab, Tabs

from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.widgets.charts import Chart
from quizbank.tui.widgets.statistics_pages import PAGES, Page, draw


class StatisticsScreen(BaseScreen):
    """One page at a time; number keys or the arrows turn it, [ and ] choose the topic of the
    forgetting curve.
    """

    CSS = """
    StatisticsScreen #body { padding: 0 2; }
    StatisticsScreen #lines, StatisticsScreen #below { height: auto; }
    StatisticsScreen Tabs { dock: top; margin-top: 1; }
    """
    BINDINGS = [
        Binding("escape,q", "app.pop_screen"),
        Binding("l", "app.language"),
        *(
            Binding(str(k + 1), f"page({k})", id=f"statistics.{name}")
            for k, name in enumerate(PAGES)
        ),
        Binding("right_square_bracket,n,8", "topic(1)", id="statistics.next-topic"),
        Binding("left_square_bracket,p,7", "topic(-1)", id="statistics.last-topic"),
        Binding("down,j", "scroll(1)", id="statistics.down"),
        Binding("up,k", "scroll(-1)", id="statistics.up"),
        Binding("pagedown,space", "scroll(10)", id="statistics.page-down"),
        Binding("pageup", "scroll(-10)", id="statistics.page-up"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.stats: dict[str, Any] | None = None
        self.topic = ""

    def compose(self) -> ComposeResult:
        """Head, the pages' names, the page, keys."""
        yield Static(id="head")
        yield Tabs(*(Tab(self._label(k), id=name) for k, name in enumerate(PAGES)), id="pages")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="lines")
            yield Static(id="below")
        yield Static(id="keys")

    def _label(self, k: int) -> str:
        return f"{k + 1} {self.say(f'stats_{PAGES[k]}_tab')}"

    def on_mount(self) -> None:
        """Compute behind the screen."""
        self.relabel()
        self.query_one(Tabs).focus()
        self._load()

    def relabel(self) -> None:
        """Everything in the present language."""
        self.set_text("#head", self.say("stats"))
        self.show_keys(
            ("1-6", self.say("page_word")),
            "last-topic",
            "next-topic",
            "down",
            "up",
            "back",
            "app.language",
            "app.palette",
        )
        for k, tab in enumerate(self.query(Tab)):
            tab.label = Text(self._label(k))
        self._show()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        from quizbank.app.statistics.overview import statistics_of

        self.stats = statistics_of(self.bank)
        # imported here, in the thread: it takes as long as the app itself
        importlib.import_module("quizbank.tui.widgets.curves")
        self.app.call_from_thread(self._show)

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Another page."""
        self._show()

    def _show(self) -> None:
        if not self.is_open:
            return
        if self.stats is None:
            self.set_text("#lines", self.say("stats_wait"))
            return
        name, plain = self.query_one(Tabs).active or PAGES[0], self.bank.settings.ascii_only
        drawn = draw(name, Page(self.stats, self.lang, plain, self.topic))
        text = drawn.text.copy()
        if plain and drawn.chart is not None:
            text.append("\n" + "\n".join(drawn.chart.lines()) + "\n", "not bold")
        self.set_text("#lines", text)
        self.set_text("#below", drawn.below)
        self.call_later(self._plot, None if plain else drawn.chart)
        self.query_one("#body", VerticalScroll).scroll_home(animate=False)

    async def _plot(self, chart: Chart | None) -> None:
        from quizbank.tui.widgets.curves import Curves

        if not self.is_open:
            return
        if not self.query("#plot") and chart is not None:
            # a plot forgets what it was given before it is mounted
            await self.query_one("#body").mount(Curves(id="plot"), after="#lines")
        for plot in self.query("#plot").results(Curves):
            plot.display = chart is not None
            if chart is not None:
                plot.draw(chart)

    def action_page(self, number: int) -> None:
        """Turn to a page."""
        self.query_one(Tabs).active = PAGES[number]

    def action_topic(self, step: int) -> None:
        """The forgetting curve of the next topic that has one."""
        topics = ["", *(t for t in (self.stats or {}).get("forgetting", {}) if t)]
        self.topic = topics[(topics.index(self.topic) + step) % len(topics)]
        self.action_page(PAGES.index("forgetting"))
        self._show()

    def action_scroll(self, lines: int) -> None:
        """Move the page up or down."""
        self.query_one("#body", VerticalScroll).scroll_relative(y=lines, animate=False)
