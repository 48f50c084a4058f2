"""The plan: the interview's date, the minutes a day, and what recall to expect on the day."""

from __future__ import annotations

import datetime as dt

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from quizbank.app.listing import topics_of
from quizbank.tui.screens.base import BaseScreen

_BAR = 20


class PlanScreen(BaseScreen):
    """Two fields and what follows from them."""

    CSS = "PlanScreen #body { padding: 1 3; } PlanScreen .line { height: auto; } PlanScreen Input { width: 40; }"
    BINDINGS = [Binding("escape", "app.pop_screen", "Back", priority=True)]

    def compose(self) -> ComposeResult:
        """Date, minutes, the outlook."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="date-label", classes="line")
            yield Input(id="date", placeholder="YYYY-MM-DD")
            yield Static(id="minutes-label", classes="line")
            yield Input(id="minutes", type="integer")
            yield Static(id="note", classes="line")
            yield Static(id="outlook", classes="line")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Fill in what is set."""
        settings = self.bank.settings
        self.query_one("#date", Input).value = str(settings.interview or "")
        self.query_one("#minutes", Input).value = str(settings.minutes)
        self.relabel()
        self.query_one("#date", Input).focus()

    def relabel(self) -> None:
        """Everything in the present language."""
        for selector, key in (("#head", "plan"), ("#date-label", "plan_date"), ("#minutes-label", "plan_minutes"), ("#keys", "plan_keys")):
            self.set_text(selector, self.say(key))
        self._load()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Store both fields where they make sense, and say what does not."""
        minutes = self.query_one("#minutes", Input).value.strip()
        typed = self.query_one("#date", Input).value.strip()
        try:
            date = dt.date.fromisoformat(typed) if typed else None
        except ValueError:
            self.set_text("#note", self.say("plan_bad_date"))
            return
        if date is not None and date.toordinal() < self.bank.today():
            self.set_text("#note", self.say("plan_past"))
            return
        if not minutes.isdigit() or int(minutes) > 720:
            self.set_text("#note", self.say("plan_bad_minutes"))
            return
        self.bank.change_settings(interview=date, minutes=int(minutes))
        self.set_text("#note", self.say("saved"))
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        from quizbank.app.today import plan_of
        from quizbank.domain.errors import QuizbankError

        shown = Text()
        try:
            plan = plan_of(self.bank)
        except QuizbankError as error:
            shown.append(error.message(self.lang), "dim")
        else:
            r = plan.recall
            shown.append(f"\n{self.say('interview_in', plan.days)}    {self.say('recall_on', self.bank.settings.interview)}  "
                         f"{r.mean:.0%} ({r.low:.0%} - {r.high:.0%})    {self.say('more', f'{plan.more * 100:+.0f}')}\n\n")
            titles = {topic.id: topic.title(self.lang) for topic in topics_of(self.bank)}
            for topic, value in sorted(plan.by_topic.items(), key=lambda item: item[1]):
                filled = round(value * _BAR)
                shown.append(f"  {'#' * filled}{'-' * (_BAR - filled)} {value:>4.0%}  {titles.get(topic, topic)}\n")
        self.app.call_from_thread(self.set_text, "#outlook", shown)
