"""Mock interview: questions and a clock; nothing is marked until the end."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.answers import Shown
from quizbank.app.kinds import kind, symbols_of
from quizbank.app.listing import topics_of
from quizbank.app.mock import Interview
from quizbank.app.mock_choice import MockPlan
from quizbank.domain.errors import QuizbankError
from quizbank.tui.answering.area import AnswerArea
from quizbank.tui.answering.source import AnswerSource, InterviewSource
from quizbank.tui.forms import form_of
from quizbank.tui.rendering import prose
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.screens.mock_open import MockOpenScreen, unfinished
from quizbank.tui.widgets.prose import Prose
from quizbank.words.interface import clock
from quizbank.words.screens.mock_speech import spoken

if TYPE_CHECKING:
    from quizbank.tui.app import QuizbankApp

_KEEP_EVERY = 10  # seconds of the clock that a kill may cost
# above these seconds the clock moves in tens while a field has the focus: an input method's window
# follows what is painted
_CALM = 60


def choose(app: QuizbankApp, plan: MockPlan) -> Interview:
    """An interview over the app's bank and workers, chosen at random."""
    assert app.bank is not None and app.worker is not None and app.code_worker is not None
    return Interview.choose(app.bank, app.worker, app.code_worker, plan, random.Random())


class MockScreen(BaseScreen):
    """Asks, keeps the answers, and hands them to the report when they are all given or the time is
    up.
    """

    CSS = """
    MockScreen #scroll { height: 1fr; padding: 0 1; }
    MockScreen #prompt { height: auto; padding: 1 2; }
    """
    # coming back from the question whether to end, no field takes the focus by itself
    AUTO_FOCUS = None
    BINDINGS = [
        Binding("f5", "next", priority=True),
        Binding("f8", "pass", priority=True),
        Binding("f4", "editor", priority=True),
        Binding("escape", "leave", priority=True),
        Binding("i,enter", "write"),
        Binding("pagedown", "page_down"),
        Binding("pageup", "page_up"),
        Binding("l", "app.language"),
    ]

    def __init__(self, interview: Interview, again: bool = False) -> None:
        super().__init__()
        self.interview = interview
        self.area = AnswerArea(self)
        self._again = again
        self._ended = False
        self._told = ""

    def compose(self) -> ComposeResult:
        """Head, prompt, form, keys."""
        yield Static(id="head")
        with VerticalScroll(id="scroll", can_focus=False):
            yield Prose(id="prompt")
            yield self.area
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Say what is coming and ask."""
        plan = self.interview.plan
        if not self._again:
            self.notify(
                self.say(
                    "mock_begin",
                    self.say(f"role_{plan.role}"),
                    plan.minutes,
                    len(self.interview.turns),
                ),
                markup=False,
            )
        if any(kind(turn.question).runs_code for turn in self.interview.turns):
            self.quiz.warm_code()
        self.set_interval(1, self._tick)
        self.set_interval(_KEEP_EVERY, self._keep_now)
        self._keep_now()
        self._ask()

    @property
    def ready(self) -> bool:
        """Whether the present question stands on the screen, with what was typed."""
        return self.area.ready

    def relabel(self) -> None:
        """Ask again in the other language; what is typed stays."""
        self._read()
        self._tick()
        if not self._ended:
            self.area.ask_again()

    def _read(self) -> None:
        """Take over what is written; while the form is being built it is known already."""
        if self.ready:
            self.interview.typed = self.area.answer()

    # the clock

    def _tick(self) -> None:
        left = self.interview.seconds_left
        if left > _CALM and self.focused is not None:
            left = -(-left // 10) * 10
        place = min(len(self.interview.answers) + 1, len(self.interview.turns))
        head = (
            f"{self.say('mock')}  {place}/{len(self.interview.turns)}    "
            f"{self.say('mock_left', clock(left))}"
        )
        if head != self._told:
            self._told = head
            self.set_text("#head", head)
        if self.interview.seconds_left <= 0 and not self._ended:
            self.notify(self.say("mock_time_up"))
            self._end_now()

    # what outlives the program

    def _keep_now(self) -> None:
        """Keep the interview with its clock, also where nothing is typed."""
        if not self._ended and self.area.source is not None:
            self.area.drafts.changed(self.interview.typed, self.area.source)

    def draft_refused(self, error: QuizbankError) -> None:
        """See `AnswerOwner`: the answers are in memory, and the next moment tries again."""
        if self.is_open:
            self.notify(error.message(self.lang), severity="error", timeout=9, markup=False)

    def on_unmount(self) -> None:
        """The app goes: what the last keys wrote is kept, unless the interview is over."""
        if self._ended:
            self.area.drafts.forget()
        with self.telling():
            self.area.drafts.close()

    # asking

    def _ask(self) -> None:
        self.area.ask(InterviewSource(self.interview))

    def answer_language(self) -> str:
        """See `AnswerOwner`."""
        return self.lang

    def answer_in_ascii(self) -> bool:
        """See `AnswerOwner`."""
        return self.bank.settings.ascii_only

    def may_write(self) -> bool:
        """See `AnswerOwner`."""
        return not self._ended and self.app.screen is self

    def question_shown(self, source: AnswerSource, shown: Shown) -> None:
        """See `AnswerOwner`."""
        if not self._ended:
            self.set_text("#prompt", self._spoken(shown.prompt))

    def question_stuck(self, reason: str) -> None:
        """See `AnswerOwner`."""
        if self.is_open and not self._ended:
            self.set_text("#prompt", self.say("mock_stuck", self.say("grader_failed", reason)))
            self.show_keys("next", "leave", "app.language", "app.palette")

    def form_built(self) -> None:
        """See `AnswerOwner`."""
        if self._ended:
            return
        edit = ["editor"] if form_of(self.interview.turn.question.kind).suffix else []
        self.show_keys("next", "pass", *edit, "leave", "app.language", "app.palette")
        self._tick()

    def _spoken(self, prompt: str) -> Text:
        """What the interviewer says, then the question."""
        turn, place = self.interview.turn, len(self.interview.answers)
        titles = {topic.id: topic.title(self.lang) for topic in topics_of(self.bank)}
        before = self.interview.turns[place - 1 if place else 0].question.topic
        lead, how = spoken("again" if self._again else turn.lead, turn.question.kind, turn.seed)
        said = self.say(
            lead, titles.get(turn.question.topic, turn.question.topic), titles.get(before, before)
        )
        between = "" if self.lang == "zh" else " "
        question, plain = turn.question, self.bank.settings.ascii_only
        asked = prose(prompt, symbols_of(question), plain, self.lang, question.path)
        asked.stylize_before("not italic")
        return Text(f"{said}{between}{self.say(how)}\n\n", style="italic").append_text(asked)

    # keys

    def on_answer_form_submitted(self) -> None:
        """Enter in a form goes on."""
        self.action_next()

    def action_next(self) -> None:
        """Keep the answer and go on, after the last one to the report; where the question could not
        be shown, try again.
        """
        if self.ready and not self._ended:
            self._read()
            self._give(self.interview.typed)
        elif not self.area.waiting:
            self.area.retry()

    def action_pass(self) -> None:
        """Leave the question without an answer."""
        if self.ready and not self._ended:
            self._give("")

    def _give(self, answer: str) -> None:
        self.interview.answer(answer)
        self._again = False
        if self.interview.over:
            self._end_now()
        else:
            self._keep_now()
            self._ask()

    def _end_now(self) -> None:
        """To the report; what is written for the present question counts."""
        from quizbank.tui.screens.mock_report import MockReportScreen

        self._read()
        self.interview.close(self.interview.typed)
        self._ended = True
        while self.app.screen is not self and self in self.app.screen_stack:
            self.app.pop_screen()
        self.app.switch_screen(MockReportScreen(self.interview))

    def action_write(self) -> None:
        """Put the focus back into the field."""
        self.area.begin()

    def action_editor(self) -> None:
        """Write the answer in $EDITOR; the clock goes on."""
        suffix = form_of(self.interview.turn.question.kind).suffix if self.ready else ""
        if not suffix:
            return
        from quizbank.tui.editor import edit

        edited = edit(self.quiz, self.area.answer(), suffix)
        if edited is not None:
            self.area.form.restore(edited)

    def action_page_down(self) -> None:
        """Further down in a long question."""
        self.query_one("#scroll", VerticalScroll).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Further up."""
        self.query_one("#scroll", VerticalScroll).scroll_page_up(animate=False)

    def action_leave(self) -> None:
        """Leave the field; with none in focus, ask whether to end."""
        if self.focused is not None:
            self.set_focus(None)
            return
        self._read()
        if any(self.interview.answers) or self.interview.typed.strip():
            self.app.push_screen(
                MockOpenScreen(unfinished(self.interview, "mock_end_ask")), self._leave
            )
        else:
            self._leave("drop")

    def _leave(self, what: str | None) -> None:
        if self._ended:
            return
        if what == "mark":
            self._end_now()
        elif what == "drop":
            self._ended = True
            with self.telling():
                self.interview.forget()
            self.app.pop_screen()
