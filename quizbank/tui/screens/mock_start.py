"""The form before a mock interview: how long, which role, which topics; an interview that was
interrupted comes first.
"""

from __future__ import annotations

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import RadioButton, RadioSet, SelectionList, Static
from textual.widgets.selection_list import Selection

from quizbank.app.listing import topics_of
from quizbank.app.mock import Interview, interrupted, last_report
from quizbank.app.mock_choice import LENGTHS, MockPlan
from quizbank.app.mock_report import total
from quizbank.domain.question import ROLES
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.screens.mock_open import MockOpenScreen, unfinished
from quizbank.tui.widgets.mark_button import MarkButton
from quizbank.tui.widgets.mark_list import MarkList
from quizbank.tui.widgets.mark_set import MarkSet

_USUAL = 30


class MockStartScreen(BaseScreen):
    """Three fields; F5 begins the interview."""

    CSS = """
    MockStartScreen #rules { height: auto; padding: 1 2; color: $text-muted; }
    MockStartScreen #fields { height: 1fr; padding: 0 1; }
    MockStartScreen .column { width: 28; height: 1fr; padding: 0 1; }
    MockStartScreen .wide { width: 1fr; height: 1fr; padding: 0 1; }
    MockStartScreen SelectionList { height: 1fr; min-height: 4; border: none; }
    MockStartScreen RadioSet { width: 100%; border: none; margin-bottom: 1; }
    """
    BINDINGS = [
        Binding("f5", "begin", priority=True),
        Binding("escape", "app.pop_screen"),
        Binding("l", "app.language"),
    ]

    def compose(self) -> ComposeResult:
        """The rules, then length and role beside the topics."""
        role = self.bank.settings.role
        yield Static(id="head")
        yield Static(id="rules")
        with Horizontal(id="fields"):
            with VerticalScroll(classes="column", can_focus=False):
                yield Static(id="length-label")
                yield MarkSet(
                    *(MarkButton(str(minutes), value=minutes == _USUAL) for minutes in LENGTHS),
                    id="length",
                )
                yield Static(id="role-label")
                yield MarkSet(
                    *(MarkButton(self.say(f"role_{name}"), value=name == role) for name in ROLES),
                    id="role",
                )
            with VerticalScroll(classes="wide", can_focus=False):
                yield Static(id="topics-label")
                yield MarkList(
                    *(Selection(Text(t.title(self.lang)), t.id) for t in topics_of(self.bank)),
                    id="topics",
                )
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Label everything; the length has the focus. An interrupted interview is offered first."""
        self.last = last_report(self.bank)
        self.relabel()
        self.query_one("#length", RadioSet).focus()
        self._look_back()

    def _interrupted(self) -> Interview | None:
        assert self.quiz.worker is not None and self.quiz.code_worker is not None
        return interrupted(self.bank, self.quiz.worker, self.quiz.code_worker)

    @work(thread=True)
    def _look_back(self) -> None:
        found = self._interrupted()
        if found is not None:
            self.app.call_from_thread(self._offer, found)

    def _offer(self, found: Interview) -> None:
        if self.is_open:
            key = "mock_open_over" if found.over else "mock_open_ask"
            self.app.push_screen(
                MockOpenScreen(unfinished(found, key)), lambda what: self._take(found, what)
            )

    def _take(self, found: Interview, what: str | None) -> None:
        from quizbank.tui.screens.mock import MockScreen
        from quizbank.tui.screens.mock_report import MockReportScreen

        if what == "drop":
            with self.telling():
                found.forget()
        elif what == "mark" or (what == "on" and found.over):
            found.close(found.typed)
            self.app.switch_screen(MockReportScreen(found))
        elif what == "on":
            # read again: the clock stood still while it was being offered
            self.app.switch_screen(MockScreen(self._interrupted() or found, again=True))

    def relabel(self) -> None:
        """Everything in the present language; what is ticked stays."""
        for selector, key in (
            ("#head", "mock"),
            ("#length-label", "mock_length"),
            ("#role-label", "mock_role"),
            ("#topics-label", "mock_topics"),
        ):
            self.set_text(selector, self.say(key))
        last = (
            ""
            if self.last is None
            else "\n" + self.say("mock_last", self.last.date, f"{total(self.last):.0%}")
        )
        self.set_text("#rules", self.say("mock_rules") + last)
        self.show_keys(
            ("tab", self.say("next_field")),
            (self.say("space_key"), self.say("tick_word")),
            "begin",
            "back",
            "app.language",
            "app.palette",
        )
        for name, button in zip(
            ROLES, self.query("#role RadioButton").results(RadioButton), strict=True
        ):
            button.label = self.say(f"role_{name}")
        topics = self.query_one("#topics", SelectionList)
        ticked, place = set(topics.selected), topics.highlighted or 0
        topics.clear_options()
        topics.add_options(
            [
                Selection(Text(t.title(self.lang)), t.id, t.id in ticked)
                for t in topics_of(self.bank)
            ]
        )
        topics.highlighted = place

    def plan(self) -> MockPlan:
        """What is chosen."""
        length, role = (
            max(0, self.query_one(f"#{name}", RadioSet).pressed_index)
            for name in ("length", "role")
        )
        return MockPlan(
            LENGTHS[length], ROLES[role], tuple(self.query_one("#topics", SelectionList).selected)
        )

    def action_begin(self) -> None:
        """Begin, or say that no question fits."""
        from quizbank.tui.screens.mock import MockScreen, choose

        interview = choose(self.quiz, self.plan())
        if interview.turns:
            self.app.switch_screen(MockScreen(interview))
        else:
            self.notify(self.say("mock_none"), markup=False)
