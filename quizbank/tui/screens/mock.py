"""Mock interview: questions and a clock; nothing is marked until the end."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from quizbank.app.display import clean
from quizbank.app.mock import Interview, report_markdown
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.widgets.form import AnswerForm
from quizbank.tui.widgets.make_form import make_form

_QUESTIONS = 6


class MockScreen(BaseScreen):
    """Asks, keeps the answers, grades them all at the end, and shows what to study first."""

    CSS = """
    MockScreen #scroll { height: 1fr; padding: 0 1; } MockScreen #prompt { height: auto; padding: 1 2; }
    MockScreen #form { height: auto; } MockScreen #form.tall { height: 1fr; min-height: 10; }
    """
    BINDINGS = [
        Binding("f5", "next", "Next", priority=True), Binding("f8", "next", "Pass"), Binding("w", "save", "Save the report"),
        Binding("escape", "leave", "Leave the field, then home"), Binding("l", "app.language", "Language"),
    ]

    def compose(self) -> ComposeResult:
        """Head, prompt, form, keys."""
        yield Static(id="head")
        with VerticalScroll(id="scroll", can_focus=False):
            yield Static(id="prompt")
            yield Vertical(id="form")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Choose the questions and begin."""
        assert self.quiz.worker is not None and self.quiz.code_worker is not None
        self.interview = Interview.choose(self.bank, self.quiz.worker, self.quiz.code_worker, _QUESTIONS, random.Random())
        self.report: dict[str, Any] | None = None
        self._built = -1
        self.started = time.monotonic()
        self.notify(self.say("mock_begin", len(self.interview.questions), f"{self.interview.minutes:.0f}"))
        self.set_interval(5, self._clock)
        self._ask()

    @property
    def _has_question(self) -> bool:
        """Whether the present question stands on the screen."""
        return self._built == len(self.interview.answers)

    def relabel(self) -> None:
        """The other language, from the next question on."""
        self._clock()

    def _clock(self) -> None:
        spent = (time.monotonic() - self.started) / 60
        place = min(len(self.interview.answers) + 1, len(self.interview.questions))
        self.set_text("#head", f"{self.say('mock')}  {place}/{len(self.interview.questions)}    "
                               f"{spent:.0f} / {self.interview.minutes:.0f} min")

    @work(thread=True, exclusive=True)
    def _ask(self) -> None:
        shown = self.interview.present(self.lang)
        self.app.call_from_thread(self._mount, shown)

    def _mount(self, *shown: Any) -> None:
        self.run_worker(self._build(*shown), exclusive=True, group="build")

    async def _build(self, shown: dict[str, Any]) -> None:
        self._clock()
        kind = self.interview.question.kind
        self.set_text("#prompt", clean(shown["prompt"]))
        self.set_text("#keys", "F5 " + self.say("next") + "   esc")
        box = self.query_one("#form", Vertical)
        await box.remove_children()
        form = make_form(kind, shown, self.interview.preview, self.lang)
        box.set_class(kind in ("code", "concept"), "tall")
        await box.mount(form)
        form.begin()
        self._built = len(self.interview.answers)

    def on_answer_form_submitted(self) -> None:
        """Enter in a form goes on."""
        self.action_next()

    def action_next(self) -> None:
        """Keep the answer and go on; after the last one, grade."""
        if self.report is not None or not self._has_question:
            return
        self.interview.answers.append(self.query_one(AnswerForm).answer())
        late = (time.monotonic() - self.started) / 60 > self.interview.minutes
        if len(self.interview.answers) < len(self.interview.questions) and not late:
            self._ask()
        else:
            self.query_one("#form", Vertical).remove_children()
            self.set_text("#prompt", self.say("checking"))
            self._finish()

    @work(thread=True, exclusive=True)
    def _finish(self) -> None:
        report = self.interview.grade(self.lang)
        self.app.call_from_thread(self._show, report)

    def _show(self, report: dict[str, Any]) -> None:
        self.report = report
        self.set_text("#head", self.say("mock_report"))
        self.set_text("#prompt", Text(clean(report_markdown(report, self.lang))))
        self.set_text("#keys", self.say("mock_keys"))

    def action_save(self) -> None:
        """Save the report beside the database."""
        if self.report is not None:
            path: Path = self.interview.save(self.report, self.lang)
            self.notify(self.say("mock_saved", path), markup=False)

    def action_leave(self) -> None:
        """Leave the field; with none in focus, back to the home screen."""
        if self.focused is not None and self.report is None:
            self.set_focus(None)
        else:
            self.app.pop_screen()
