"""The form before a mock interview: how long, which role, which topics."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import RadioButton, RadioSet, SelectionList, Static
from textual.widgets.selection_list import Selection

from quizbank.app.listing import topics_of
from quizbank.app.mock import LENGTHS, MockPlan
from quizbank.domain.question import ROLES
from quizbank.tui.screens.base import BaseScreen

_USUAL = 30


class MockStartScreen(BaseScreen):
    """Three fields; F5 begins the interview."""

    CSS = """
    MockStartScreen #rules { height: auto; padding: 1 2; color: $text-muted; }
    MockStartScreen #fields { height: 1fr; padding: 0 1; }
    MockStartScreen .column { width: 26; height: auto; padding: 0 1; }
    MockStartScreen .wide { width: 1fr; height: 1fr; padding: 0 1; }
    MockStartScreen SelectionList { height: 1fr; }
    MockStartScreen RadioSet { width: 100%; }
    """
    BINDINGS = [
        Binding("f5", "begin", priority=True), Binding("escape", "app.pop_screen"),
        Binding("l", "app.language"),
    ]

    def compose(self) -> ComposeResult:
        """The rules, then length and role beside the topics."""
        yield Static(id="head")
        yield Static(id="rules")
        with Horizontal(id="fields"):
            with Vertical(classes="column"):
                yield Static(id="length-label")
                yield RadioSet(*(RadioButton(str(minutes), value=minutes == _USUAL) for minutes in LENGTHS), id="length")
                yield Static(id="role-label")
                role = self.bank.settings.role
                yield RadioSet(*(RadioButton(self.say(f"role_{name}"), value=name == role) for name in ROLES), id="role")
            with Vertical(classes="wide"):
                yield Static(id="topics-label")
                yield SelectionList[str](*(Selection(Text(t.title(self.lang)), t.id) for t in topics_of(self.bank)), id="topics")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Label everything; the length has the focus."""
        self.relabel()
        self.query_one("#length", RadioSet).focus()

    def relabel(self) -> None:
        """Everything in the present language; what is ticked stays."""
        for selector, key in (("#head", "mock"), ("#rules", "mock_rules"), ("#length-label", "mock_length"),
                              ("#role-label", "mock_role"), ("#topics-label", "mock_topics")):
            self.set_text(selector, self.say(key))
        self.show_keys(("tab", self.say("next_field")), (self.say("space_key"), self.say("tick_word")), "begin", "back", "app.language", "app.palette")
        for name, button in zip(ROLES, self.query("#role RadioButton").results(RadioButton), strict=True):
            button.label = self.say(f"role_{name}")
        topics = self.query_one("#topics", SelectionList)
        ticked, place = set(topics.selected), topics.highlighted or 0
        topics.clear_options()
        topics.add_options([Selection(Text(t.title(self.lang)), t.id, t.id in ticked) for t in topics_of(self.bank)])
        topics.highlighted = place

    def plan(self) -> MockPlan:
        """What is chosen."""
        length, role = (max(0, self.query_one(f"#{name}", RadioSet).pressed_index) for name in ("length", "role"))
        return MockPlan(LENGTHS[length], ROLES[role], tuple(self.query_one("#topics", SelectionList).selected))

    def action_begin(self) -> None:
        """Begin, or say that no question fits."""
        from quizbank.tui.screens.mock import MockScreen, choose

        interview = choose(self.quiz, self.plan())
        if interview.turns:
            self.app.switch_screen(MockScreen(interview))
        else:
            self.notify(self.say("mock_none"), markup=False)
