"""Statistics: retention against the model's promise, mastery by topic, the most frequent slips."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.listing import topics_of
from quizbank.tui.screens.base import BaseScreen

_BAR = 20


class StatisticsScreen(BaseScreen):
    """Numbers and bars."""

    CSS = "StatisticsScreen #body { padding: 1 3; } StatisticsScreen #lines { height: auto; }"
    BINDINGS = [Binding("escape,q,enter", "app.pop_screen", "Back"), Binding("l", "app.language", "Language")]

    def compose(self) -> ComposeResult:
        """Head, lines, keys."""
        yield Static(id="head")
        with VerticalScroll(id="body"):
            yield Static(id="lines")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Compute behind the screen."""
        self.relabel()

    def relabel(self) -> None:
        """Everything in the present language."""
        self.set_text("#head", self.say("stats"))
        self.set_text("#keys", self.say("stats_keys"))
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        from quizbank.app.statistics import statistics_of

        self.app.call_from_thread(self._show, statistics_of(self.bank), {t.id: t.title(self.lang) for t in topics_of(self.bank)})

    def _show(self, stats: dict[str, Any], titles: dict[str, str]) -> None:
        shown = Text()

        def rate(value: float | None) -> str:
            return "-" if value is None else f"{value:.0%}"

        shown.append(f"{stats['reviews']} {self.say('reviews')}    {self.say('retention')} {rate(stats['retention'])}    "
                     f"{self.say('predicted')} {rate(stats['predicted_retention'])}    {self.say('streak', stats['streak'])}\n\n")
        if stats["frequent_slips"]:
            shown.append(self.say("slips") + "\n", "bold")
            for row in stats["frequent_slips"][:6]:
                shown.append(f"  {row['times']:>3}  {row['slip']}\n")
            shown.append("\n")
        shown.append(self.say("mastery") + "\n", "bold")
        for topic, value in sorted(stats["mastery"].items(), key=lambda item: -item[1]):
            filled = round(value * _BAR)
            shown.append(f"  {'#' * filled}{'-' * (_BAR - filled)} {value:>4.0%}  {titles.get(topic, topic)}\n")
        self.set_text("#lines", shown)
