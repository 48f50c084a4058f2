"""Home: one glance, one key."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizbank.app.days import Glance, StudyClock, date_of, glance
from quizbank.tui.keymap.show import hints, key_line
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.screens.undo import ask_undo
from quizbank.tui.widgets import home_cards as cards
from quizbank.tui.widgets.home_cards import Look
from quizbank.words.catalogue import sentence

if TYPE_CHECKING:
    from quizbank.app.custom import Choice
    from quizbank.app.home import Home
    from quizbank.app.schedule import QueueItem
    from quizbank.domain.review import Mode
    from quizbank.tui.app import QuizbankApp


class HomeScreen(BaseScreen):
    """Cards: today and the days ahead and the slips on the left, the interview and topics on the
    right; enter starts.
    """

    # part of the app's CSS: Textual loads a screen's own only when it is pushed, and this one is
    # the lowest
    STYLE = """
    HomeScreen #body { padding: 0 1; align-horizontal: center; }
    HomeScreen #notes { height: auto; padding: 0 2; color: $text-warning; display: none; }
    HomeScreen #cards { layout: horizontal; width: 100%; max-width: 150; height: auto; }
    HomeScreen .column { width: 1fr; height: auto; }
    HomeScreen .card {
        height: auto; border: round $primary; border-title-color: $text; border-title-style: bold;
        padding: 0 1; margin: 0 1;
    }
    HomeScreen #start {
        width: auto; height: 1; margin-top: 1; padding: 0 2; background: $accent; color: auto;
    }
    HomeScreen.-ascii .card { border: ascii $primary; }
    HomeScreen.-narrow #cards { layout: vertical; }
    HomeScreen.-narrow .column { width: 100%; }
    HomeScreen.-high .card { padding: 1 2; }
    HomeScreen.-high #body { padding: 1 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-usual")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-high")]
    BINDINGS = [
        Binding("enter,space,1", "start"),
        Binding("a,2", "ahead"),
        Binding("m,3", "mock"),
        Binding("c,4", "custom"),
        Binding("b,5", "browse"),
        Binding("w,6", "author"),
        Binding("p,7", "plan"),
        Binding("s,8", "statistics"),
        Binding("f,9", "backlog"),
        Binding("u,backspace", "undo"),
        Binding("comma,0,fullwidth_comma", "settings"),
        Binding("l", "app.language"),
        Binding("q,f12", "app.quit"),
        Binding("pagedown", "scroll(8)", id="home.page-down"),
        Binding("pageup", "scroll(-8)", id="home.page-up"),
    ]

    def compose(self) -> ComposeResult:
        """Head, what should be known before beginning, cards in two columns, keys."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="notes")
            with Vertical(id="cards"):
                with Vertical(classes="column"):
                    with Vertical(id="today", classes="card"):
                        yield Static(id="numbers")
                        yield Static(id="start")
                    yield Static(id="week", classes="card")
                    yield Static(id="slips", classes="card")
                with Vertical(classes="column"):
                    yield Static(id="plan", classes="card")
                    yield Static(id="topics", classes="card")
                    yield Static(id="months", classes="card")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Paint what sqlite3 alone can tell, at once."""
        self._ready = False
        self._home: Home | None = None
        path = self.quiz.database_path
        now = dt.datetime.now(dt.UTC)
        self._glance: Glance | None = glance(path, StudyClock().day(now)) if path else None
        if self._glance is not None and not self.quiz._lang_given:
            self.quiz.lang = str(self._glance.settings.get("lang") or self.quiz.lang)
        if self._glance is not None:
            self.quiz.use_theme(str(self._glance.settings.get("theme", "")))
        self.relabel()

    def relabel(self) -> None:
        """Write every card in the present language."""
        self.show_keys(
            "start",
            "ahead",
            "mock",
            "custom",
            "browse",
            "author",
            "plan",
            "statistics",
            "settings",
            "language",
            "app.keys",
            "undo",
            "quit",
            "app.palette",
        )
        self._draw()

    def on_resize(self) -> None:
        """The cards have another width."""
        super().on_resize()
        if hasattr(self, "_glance"):
            self._draw()

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
        from quizbank.app.home import home_of

        with self.telling():
            home = home_of(self.bank)
            self.app.call_from_thread(self._have, home)
            self.quiz.settle()

    def _have(self, home: Home) -> None:
        self._home = home
        if self.is_open:
            self._draw()

    def _look(self) -> Look:
        width = min(self.size.width, 150)
        each = (width if self.size.width < 76 else width // 2) - (
            12 if self.size.height >= 36 else 9
        )
        return Look(self.lang, self.plain, each, self.size.height)

    def _draw(self) -> None:
        look, home, seen = self._look(), self._home, self._glance
        first, date = self._days()
        self.set_class(look.plain, "-ascii")
        titles = {
            "#today": "today",
            "#week": "forecast",
            "#months": "months_card",
            "#topics": "topics_card",
            "#slips": "losing",
        }
        for selector, key in titles.items():
            self.query_one(selector).border_title = Content(self.say(key))
        shown: dict[str, Content] = {}
        ahead = ""
        if home is not None:
            day = home.today
            shown = {
                "#numbers": cards.numbers(
                    look, day.due, day.new, day.minutes, day.done, day.streak
                ),
                "#week": cards.week(look, day.forecast, first),
                "#plan": cards.interview(look, home.plan, self._key("plan")),
                "#topics": cards.topics(look, home.topics),
                "#slips": cards.slips(look, home.slips),
                "#notes": Content("\n".join(note.message(self.lang) for note in day.notes)),
            }
            if look.height >= 40 and any(home.heat):
                shown["#months"] = cards.months(look, home.heat)
            ahead = self._plan_title(home)
            if day.due + day.new == 0:
                shown["#numbers"] = Content(self.say("nothing", self._key("ahead")))
        elif seen is not None:
            shown = {
                "#numbers": cards.numbers(look, seen.due, seen.new, None, seen.done_today, 0),
                "#week": cards.week(look, seen.forecast, first),
            }
        else:
            shown = {"#numbers": Content(self.say("opening"))}
        for selector in ("#numbers", "#notes", "#week", "#months", "#plan", "#topics", "#slips"):
            card = self.query_one(selector, Static)
            card.display = bool(selector in shown and shown[selector].plain)
            card.update(shown.get(selector, Content()))
        self._head(look, date, ahead)
        self.query_one("#start", Static).update(
            key_line([(self._key("start"), self.say("start"), "screen.start")], style="bold")
        )

    def _days(self) -> tuple[dt.date, dt.date]:
        """The study day, which at one in the morning is still yesterday's, and the date on the
        wall.
        """
        bank = self.quiz.bank
        clock, now = (
            (StudyClock(), dt.datetime.now(dt.UTC)) if bank is None else (bank.clock, bank.now())
        )
        return date_of(clock.day(now)), clock.local(now).date()

    def _plan_title(self, home: Home) -> str:
        named = home.plan is not None and self.bank.settings.interview is not None
        date = (
            cards.date_line(self._look(), self.bank.settings.interview)
            if named and self.bank.settings.interview
            else ""
        )
        self.query_one("#plan").border_title = Content(
            self.say("interview_card", date) if named else self.say("interview_none_card")
        )
        return self.say("interview_in", home.plan.days) if home.plan is not None else ""

    def _head(self, look: Look, date_on_wall: dt.date, ahead: str) -> None:
        date = cards.date_line(look, date_on_wall)
        gap = max(
            2,
            self.size.width
            - 2
            - sum(Content(part).cell_length for part in ("quizbank", date, ahead)),
        )
        left = gap - 4 if ahead else gap
        self.query_one("#head", Static).update(
            Content.assemble(
                ("quizbank", "bold $text-accent"),
                " " * max(1, left),
                date,
                "    " if ahead else "",
                ahead,
            )
        )

    def _key(self, name: str) -> str:
        return next((key for key, _, _ in hints(self, [name], self.lang, False)), "")

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
            self.set_text("#numbers", self.say("nothing", self._key("ahead")))

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
            self.notify(
                self.say(
                    "backlog_planned"
                    if self.bank.settings.ahead(self.bank.today())
                    else "backlog_none"
                ),
                markup=False,
            )
        else:
            self.app.push_screen(BacklogScreen(found), self._catch_up)

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

    def action_scroll(self, lines: int) -> None:
        """Move by lines, where the window does not hold every card."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)

    def action_undo(self) -> None:
        """Say what would be taken back, also from before a restart, and take it back on a yes."""
        if self._ready:
            ask_undo(self.quiz, self._undo)

    async def _undo(self) -> None:
        from quizbank.app.undoing import take_back

        undone = await asyncio.to_thread(take_back, self.bank)
        if undone is not None:
            self.notify(sentence(undone.said, self.lang), markup=False)
        self._load()


def begin(quiz: QuizbankApp, items: Sequence[QueueItem], mode: Mode) -> None:
    """Open a session over `items`; TensorFlow starts behind it where a code question is to come."""
    from quizbank.app.session import Session
    from quizbank.tui.screens.review import ReviewScreen

    if quiz.bank is None or quiz.worker is None or quiz.code_worker is None:
        return
    session = Session(quiz.bank, quiz.worker, items, mode)
    if session.has_code:
        quiz.warm_code()
    quiz.push_screen(ReviewScreen(session))
