"""Mock interview: questions and a clock; nothing is marked until the end."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from quizbank.app.listing import topics_of
from quizbank.app.mock import Interview, MockPlan
from quizbank.app.worker import WorkerError
from quizbank.tui.rendering import prose
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.screens.confirm import ConfirmScreen
from quizbank.tui.widgets.form import AnswerForm
from quizbank.tui.widgets.make_form import make_form

if TYPE_CHECKING:
    from quizbank.tui.app import QuizbankApp


def choose(app: QuizbankApp, plan: MockPlan) -> Interview:
    """An interview over the app's bank and workers, chosen at random."""
    assert app.bank is not None and app.worker is not None and app.code_worker is not None
    return Interview.choose(app.bank, app.worker, app.code_worker, plan, random.Random())


class MockScreen(BaseScreen):
    """Asks, keeps the answers, and hands them to the report when they are all given or the time is up."""

    CSS = """
    MockScreen #scroll { height: 1fr; padding: 0 1; } MockScreen #prompt { height: auto; padding: 1 2; }
    MockScreen #form { height: auto; } MockScreen #form.tall { height: 1fr; min-height: 10; }
    """
    # coming back from the question whether to end, no field takes the focus by itself
    AUTO_FOCUS = None
    BINDINGS = [
        Binding("f5", "next", priority=True), Binding("f8", "pass", priority=True),
        Binding("escape", "leave", priority=True), Binding("i,enter", "write"),
        Binding("l", "app.language"),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self._built = -1
        self._ended = False

    def compose(self) -> ComposeResult:
        """Head, prompt, form, keys."""
        yield Static(id="head")
        with VerticalScroll(id="scroll", can_focus=False):
            yield Static(id="prompt")
            yield Vertical(id="form")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Say what is coming and ask."""
        plan = self.interview.plan
        self.notify(self.say("mock_begin", self.say(f"role_{plan.role}"), plan.minutes, len(self.interview.turns)), markup=False)
        if any(turn.question.kind == "code" for turn in self.interview.turns):
            self.quiz.warm_code()
        self.set_interval(1, self._tick)
        self._ask("")

    @property
    def ready(self) -> bool:
        """Whether the present question stands on the screen."""
        return self._built == len(self.interview.answers)

    def relabel(self) -> None:
        """Ask again in the other language; what is typed stays."""
        if self.ready:
            self._ask(self.query_one(AnswerForm).answer())

    def _tick(self) -> None:
        left = max(0, round(self.interview.seconds_left))
        place = min(len(self.interview.answers) + 1, len(self.interview.turns))
        clock = self.say("mock_left", f"{left // 60}:{left % 60:02}")
        self.set_text("#head", f"{self.say('mock')}  {place}/{len(self.interview.turns)}    {clock}")
        if self.interview.seconds_left <= 0 and not self._ended:
            self.notify(self.say("mock_time_up"))
            self._keep(self.query_one(AnswerForm).answer() if self.ready else "")

    @work(thread=True, exclusive=True)
    def _ask(self, typed: str) -> None:
        try:
            shown = self.interview.present(self.lang)
        except WorkerError as error:
            self.app.call_from_thread(self.set_text, "#prompt", self.say("grader_failed", error))
            return
        self.app.call_from_thread(self._mount, shown, typed)

    def _mount(self, shown: dict[str, Any], typed: str) -> None:
        self.run_worker(self._build(shown, typed), exclusive=True, group="build")

    async def _build(self, shown: dict[str, Any], typed: str) -> None:
        if self._ended:
            return
        turn = self.interview.turn
        titles = {topic.id: topic.title(self.lang) for topic in topics_of(self.bank)}
        prompt = Text(self.say(f"lead_{turn.lead}", titles.get(turn.question.topic, turn.question.topic)) + "\n\n", style="italic")
        asked = prose(shown["prompt"], turn.question.spec.get("symbols"), self.bank.settings.ascii_only)
        asked.stylize_before("not italic")
        prompt.append_text(asked)
        self.set_text("#prompt", prompt)
        self.show_keys("next", "pass", "leave", "app.language", "app.palette")
        box = self.query_one("#form", Vertical)
        await box.remove_children()
        form = make_form(turn.question.kind, shown, self.interview.preview, self.lang)
        box.set_class(turn.question.kind in ("code", "concept"), "tall")
        await box.mount(form)
        if typed:
            form.restore(typed)
        form.begin()
        self._built = len(self.interview.answers)
        self._tick()

    def on_answer_form_submitted(self) -> None:
        """Enter in a form goes on."""
        self.action_next()

    def action_next(self) -> None:
        """Keep the answer and go on; after the last one, to the report."""
        if self.ready and not self._ended:
            self._keep(self.query_one(AnswerForm).answer())

    def action_pass(self) -> None:
        """Leave the question without an answer."""
        if self.ready and not self._ended:
            self._keep("")

    def _keep(self, answer: str) -> None:
        self.interview.answer(answer)
        if not self.interview.over:
            self._ask("")
            return
        from quizbank.tui.screens.mock_report import MockReportScreen

        self._ended = True
        self.app.switch_screen(MockReportScreen(self.interview))

    def action_write(self) -> None:
        """Put the focus back into the field."""
        if self.ready:
            self.query_one(AnswerForm).begin()

    def action_leave(self) -> None:
        """Leave the field; with none in focus, end, after a question where answers were given."""
        if self.focused is not None:
            self.set_focus(None)
        elif any(self.interview.answers):
            question = self.say("mock_quit", len(self.interview.answers))
            self.app.push_screen(ConfirmScreen(question, self.lang), self._end)
        else:
            self._end(True)

    def _end(self, sure: bool | None) -> None:
        if sure and not self._ended:
            self._ended = True
            self.app.pop_screen()
