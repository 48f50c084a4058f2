"""The plan: the interview's date, the minutes a day, and what recall to expect on the day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from quizbank.app.listing import topics_of
from quizbank.domain.plan import Recall
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.widgets.charts import bar, pad

if TYPE_CHECKING:
    from quizbank.app.schedule import Plan

_BAR = 20
# as many weeks of the calendar are drawn; beyond them one day is like another
_WEEKS = 10


class PlanScreen(BaseScreen):
    """Two fields and what follows from them."""

    CSS = """
    PlanScreen #fields { height: 5; padding: 1 2 0 2; }
    PlanScreen #fields Vertical { width: 1fr; height: auto; }
    PlanScreen Input { width: 30; }
    PlanScreen #body { padding: 0 3; }
    PlanScreen .line { height: auto; }
    """
    BINDINGS = [
        Binding("escape", "app.pop_screen", priority=True),
        Binding("pagedown", "scroll(8)", priority=True, id="plan.page-down"),
        Binding("pageup", "scroll(-8)", priority=True, id="plan.page-up"),
    ]

    def compose(self) -> ComposeResult:
        """Date, minutes, the outlook."""
        yield Static(id="head")
        with Horizontal(id="fields"):
            with Vertical():
                yield Static(id="date-label", classes="line")
                yield Input(id="date", placeholder="YYYY-MM-DD")
            with Vertical():
                yield Static(id="minutes-label", classes="line")
                yield Input(id="minutes", type="integer")
        with VerticalScroll(id="body", can_focus=False):
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
        for selector, key in (
            ("#head", "plan"),
            ("#date-label", "plan_date"),
            ("#minutes-label", "plan_minutes"),
        ):
            self.set_text(selector, self.say(key))
        self.show_keys(
            ("enter", self.say("save_word")),
            "page-down",
            "page-up",
            "back",
            "app.language",
            "app.palette",
        )
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
        if date is not None and date.toordinal() > self.bank.today() + 36_525:
            self.set_text("#note", self.say("plan_far"))
            return
        if not minutes.isdigit() or int(minutes) > 720:
            self.set_text("#note", self.say("plan_bad_minutes"))
            return
        self.bank.change_settings(interview=date, minutes=int(minutes))
        self.set_text("#note", self.say("saved"))
        self.set_text("#outlook", Text(self.say("plan_wait"), "dim"))
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        from quizbank.app.today import outlook, plan_of

        interview = self.bank.settings.interview
        if interview is None:
            shown = Text(self.say("plan_none"), "dim")
        elif self.bank.settings.passed(self.bank.today()):
            shown = Text(self.say("plan_passed", interview), "dim")
        else:
            titles = {topic.id: topic.title(self.lang) for topic in topics_of(self.bank)}
            shown = self._shown(plan_of(self.bank), outlook(self.bank), titles)
        self.app.call_from_thread(self.set_text, "#outlook", shown)

    def _shown(self, plan: Plan, choices: list[tuple[int, Recall]], titles: dict[str, str]) -> Text:
        plain = self.bank.settings.ascii_only
        shown = self._ahead(plan, choices) if plan.days else self._today(plan)
        shown.append(f"\n{self.say('plan_topics')}\n", "bold")
        for topic, recall in sorted(plan.topics.items(), key=lambda item: item[1].mean):
            shown.append(
                f"   {bar(recall.mean, _BAR, plain)} {recall.mean:>4.0%}  "
                f"{f'({recall.low:.0%} - {recall.high:.0%})':<13} "
                f"{titles.get(topic, topic)}\n",
                "not bold",
            )
        return shown

    def _today(self, plan: Plan) -> Text:
        """The interview's own day: what is known, and that there is nothing left to choose."""
        from quizbank.app.notes import interview_note

        r, note = plan.recall, interview_note(self.bank)
        shown = Text((note.message(self.lang) if note else "") + "\n", "bold")
        return shown.append(
            self.say("plan_now", f"{r.mean:.0%}", f"{r.low:.0%}", f"{r.high:.0%}") + "\n",
            "not bold",
        )

    def _ahead(self, plan: Plan, choices: list[tuple[int, Recall]]) -> Text:
        """What to expect on the day, what more minutes would buy, the days until then."""
        plain, r = self.bank.settings.ascii_only, plan.recall
        shown = Text(f"{self.say('plan_in', self.bank.settings.interview, plan.days)}\n", "bold")
        shown.append(
            self.say(
                "plan_expected",
                f"{r.mean:.0%}",
                f"{r.low:.0%}",
                f"{r.high:.0%}",
                f"{plan.now.mean:.0%}",
            )
            + "\n\n",
            "not bold",
        )
        shown.append(self.say("plan_more") + "\n", "bold")
        for minutes, recall in choices:
            mark = ">" if minutes == plan.minutes else " "
            shown.append(
                f" {mark} {self.say('plan_more_row', minutes)}  "
                f"{bar(recall.mean, _BAR, plain)} {recall.mean:>4.0%}"
                f"  ({recall.low:.0%} - {recall.high:.0%})\n",
                "not bold",
            )
        if not plan.minutes:
            return shown.append(f"\n{self.say('plan_zero')}\n", "not bold")
        shown.append(f"\n{self.say('plan_calendar')}\n", "bold")
        return shown.append("\n".join(self._calendar(plan.calendar)) + "\n", "not bold")

    def _calendar(self, days: tuple[tuple[int, int], ...]) -> list[str]:
        """A line a week from Monday on, each day its date and its reviews + new ones."""
        first = dt.date.fromordinal(self.bank.today())
        cells = [""] * first.weekday()
        for k, (reviews, new) in enumerate(days):
            date = first + dt.timedelta(days=k)
            cells.append(f"{date.day:>2} {f'{reviews}+{new}':<5}")
        weeks = [cells[k : k + 7] for k in range(0, len(cells), 7)]
        lines = ["   " + "".join(pad(name, 10) for name in self.say("weekdays").split())]
        lines += [
            "   " + "".join(pad(cell, 10) for cell in week).rstrip() for week in weeks[:_WEEKS]
        ]
        return lines + (["   ..."] if len(weeks) > _WEEKS else [])

    def action_scroll(self, lines: int) -> None:
        """Move the outlook up or down while a field has the focus."""
        self.query_one("#body", VerticalScroll).scroll_relative(y=lines, animate=False)
