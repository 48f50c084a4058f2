"""Home: one glance, one key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.scheduling.days import StudyClock
from quizbank.store.glance import Glance, glance
from quizbank.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from quizbank.app.custom import Choice
    from quizbank.scheduling.queue import QueueItem
    from quizbank.tui.app import QuizbankApp


class HomeScreen(BaseScreen):
    """What is due, the week ahead, the plan, the frequent slips; enter starts."""

    CSS = "HomeScreen #body { padding: 1 3; } HomeScreen Static { height: auto; margin-bottom: 1; } #head, #keys { margin-bottom: 0; }"
    BINDINGS = [
        Binding("enter,space,1", "start"), Binding("a,2", "ahead"), Binding("m,3", "mock"), Binding("c,4", "custom"), Binding("b,5", "browse"), Binding("w,6", "author"),
        Binding("p,7", "plan"), Binding("s,8", "statistics"), Binding("f,9", "backlog"), Binding("u,backspace", "undo"), Binding("comma,0,fullwidth_comma", "settings"),
        Binding("l", "app.language"), Binding("q,f12", "app.quit"),
    ]

    def compose(self) -> ComposeResult:
        """Head, numbers, week, plan, slips, keys."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="numbers")
            yield Static(id="notes")
            yield Static(id="week")
            yield Static(id="plan")
            yield Static(id="slips")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Paint what sqlite3 alone can tell, at once."""
        self._ready = False
        path = self.quiz.database_path
        now = dt.datetime.now(dt.UTC)
        self._glance: Glance | None = glance(path, StudyClock().day(now)) if path else None
        if self._glance is not None and not self.quiz._lang_given:
            self.quiz.lang = self._glance.settings.get("lang") or self.quiz.lang
        if self._glance is not None:
            self.quiz.use_theme(str(self._glance.settings.get("theme", "")))
        self.relabel()

    def relabel(self) -> None:
        """Write every line in the present language."""
        today = dt.date.today()
        self.set_text("#head", f"quizbank    {today:%Y-%m-%d}")
        self.show_keys("start", "ahead", "mock", "custom", "browse", "author", "plan", "statistics", "settings", "undo", "language", "app.keys", "quit", "app.palette")
        if self._ready:
            self._load()
        elif self._glance is not None:
            self.set_text("#numbers", self._numbers(self._glance.due, self._glance.new, None, 0))
            self.set_text("#week", self._week(self._glance.forecast))
        else:
            self.set_text("#numbers", self.say("opening"))

    def bank_ready(self) -> None:
        """The bank is open: show the full day."""
        self._ready = True
        self._load()

    def on_screen_resume(self) -> None:
        """Coming back from a session: the numbers have changed."""
        if getattr(self, "_ready", False):
            self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        from quizbank.app.today import frequent_slips, plan_of, today_of

        today = today_of(self.bank)
        plan = plan_of(self.bank) if today.interview_in is not None and today.interview_in >= 0 else None
        slips = frequent_slips(self.bank)
        numbers = self._numbers(today.due, today.new, today.minutes, today.streak)
        if today.due + today.new == 0:
            numbers = Text(self.say("nothing"))
        if plan is None:
            coming = Text(self.say("no_interview"), style="dim")
        else:
            r = plan.recall
            coming = Text(f"{self.say('interview_in', plan.days)}    {self.say('recall_on', self.bank.settings.interview)}  "
                          f"{r.mean:.0%} ({r.low:.0%} - {r.high:.0%})    {self.say('more', f'{plan.more * 100:+.0f}')}")
        losing = Text()
        if slips:
            losing.append(self.say("losing") + "\n", "bold")
            for zh, en, count, total in slips:
                losing.append(f"  {zh if self.lang == 'zh' else en or zh}    {self.say('times', count, total)}\n")
        noted = Text("\n".join(note.message(self.lang) for note in today.notes), style="yellow")
        self.app.call_from_thread(self._show, numbers, self._week(today.forecast), coming, losing, noted)

    def _show(self, numbers: Text, week: Text, plan: Text, slips: Text, notes: Text) -> None:
        for selector, value in (("#numbers", numbers), ("#week", week), ("#plan", plan), ("#slips", slips), ("#notes", notes)):
            self.set_text(selector, value)
            self.query_one(selector).display = bool(value.plain)

    def _numbers(self, due: int, new: int, minutes: float | None, streak: int) -> Text:
        shown = Text(f"{self.say('today')}\n", style="bold")
        shown.append(f"{due} {self.say('due')}    {new} {self.say('new')}", "bold not dim")
        if minutes is not None:
            shown.append(f"    {self.say('about_minutes', f'{minutes:.0f}')}    {self.say('streak', streak)}", "not bold")
        shown.append(f"\n\n[ {self.say('start')}  enter ]", "reverse")
        return shown

    def _week(self, forecast: tuple[int, ...]) -> Text:
        names = "一二三四五六日" if self.lang == "zh" else ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
        first = dt.date.today().weekday()
        top = " ".join(f"{names[(first + k) % 7]:>{3 if self.lang == 'zh' else 4}}" for k in range(len(forecast)))
        low = " ".join(f"{count:>4}" for count in forecast)
        return Text(f"{self.say('forecast')}\n{top}\n{low}")

    def _begin(self, ahead: bool) -> None:
        from quizbank.app.custom import Choice, custom_queue

        if not self._ready:
            return
        items = self.bank.queue()
        if not items and ahead:
            items = custom_queue(self.bank, Choice(cram=True))[:10]
        if items:
            begin(self.quiz, items, "custom" if ahead else "daily")
        else:
            self.set_text("#numbers", self.say("nothing"))

    def study(self, choice: Choice) -> None:
        """Begin a custom session at once."""
        from quizbank.app.custom import custom_queue

        items = custom_queue(self.bank, choice)
        if items:
            begin(self.quiz, items, "custom")
        else:
            self.notify(self.say("custom_none"), markup=False)

    def action_custom(self) -> None:
        """Choose what to study."""
        from quizbank.tui.screens.custom import CustomScreen

        if self._ready:
            self.app.push_screen(CustomScreen())

    def action_backlog(self) -> None:
        """Choose what to do about what piled up."""
        from quizbank.app.catch_up import backlog
        from quizbank.tui.screens.backlog import BacklogScreen

        if not self._ready:
            return
        found = backlog(self.bank, asked=True)
        if found is None:
            self.notify(self.say("backlog_none"), markup=False)
        else:
            self.app.push_screen(BacklogScreen(found, self.lang), self._catch_up)

    def _catch_up(self, way: str | None) -> None:
        from quizbank.app.catch_up import WAYS, catch_up

        for known in WAYS:
            if known == way:
                catch_up(self.bank, known)
        self._load()

    def action_start(self) -> None:
        """Start today's session."""
        self._begin(ahead=False)

    def action_ahead(self) -> None:
        """Practise what is not due yet."""
        self._begin(ahead=True)

    def action_browse(self) -> None:
        """Look through the bank."""
        from quizbank.tui.screens.browse import BrowseScreen

        if self._ready:
            self.app.push_screen(BrowseScreen())

    def action_author(self) -> None:
        """Write a question."""
        from quizbank.tui.screens.author_start import AuthorStartScreen

        if self._ready:
            self.app.push_screen(AuthorStartScreen())

    def action_plan(self) -> None:
        """Set the interview's date and look ahead."""
        from quizbank.tui.screens.plan import PlanScreen

        if self._ready:
            self.app.push_screen(PlanScreen())

    def action_settings(self) -> None:
        """Change the settings."""
        from quizbank.tui.screens.settings import SettingsScreen

        if self._ready:
            self.app.push_screen(SettingsScreen())

    def action_statistics(self) -> None:
        """Show statistics."""
        from quizbank.tui.screens.statistics import StatisticsScreen

        if self._ready:
            self.app.push_screen(StatisticsScreen())

    def action_mock(self) -> None:
        """Begin a mock interview."""
        from quizbank.tui.screens.mock_start import MockStartScreen

        if self._ready:
            self.app.push_screen(MockStartScreen())

    def action_undo(self) -> None:
        """Take the latest review back, also one from before a restart."""
        if self._ready:
            review = self.bank.undo()
            self.notify(self.say("undone", review.question) if review else self.say("nothing_undo"), markup=False)
            self._load()


def begin(quiz: QuizbankApp, items: Sequence[QueueItem], mode: str) -> None:
    """Open a session over `items`; TensorFlow starts behind it where a code question is to come."""
    from quizbank.app.session import Session
    from quizbank.tui.screens.review import ReviewScreen

    if quiz.bank is None or quiz.worker is None or quiz.code_worker is None:
        return
    session = Session(quiz.bank, quiz.worker, items, mode)
    if session.has_code:
        quiz.warm_code()
    quiz.push_screen(ReviewScreen(session))
