"""Review: one question asked, answered, marked and rated."""

from __future__ import annotations

import asyncio

from rich.text import Text
from textual import events, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.answers import Shown
from quizbank.app.display import clean
from quizbank.app.kinds import kind, symbols_of
from quizbank.app.next_time import next_times
from quizbank.app.session import Graded, Session
from quizbank.app.worker import WorkerError
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question, Topic
from quizbank.domain.review import Rating
from quizbank.tui.answering.area import AnswerArea
from quizbank.tui.answering.copying import joined, selected_text
from quizbank.tui.answering.grader import AnswerGrader
from quizbank.tui.answering.head import HeadLine, facts_of
from quizbank.tui.answering.marked import Marked
from quizbank.tui.answering.source import AnswerSource, SessionSource
from quizbank.tui.answering.stopwatch import Stopwatch
from quizbank.tui.forms import form_of
from quizbank.tui.forms.base import AnswerForm
from quizbank.tui.rendering import highlighted, prose
from quizbank.tui.screens.base import BaseScreen, types
from quizbank.tui.screens.review_keys import BINDINGS, keys_after, keys_before
from quizbank.tui.widgets.prose import Prose
from quizbank.tui.widgets.verdict_panel import VerdictPanel
from quizbank.words.catalogue import sentence


class ReviewScreen(BaseScreen):
    """A session's questions one after the other. While a field has the focus, function keys act;
    else letters do too.
    """

    CSS = """
    ReviewScreen #scroll { height: 1fr; padding: 0 1; }
    ReviewScreen #prompt { height: auto; padding: 1 2; }
    ReviewScreen #note { height: auto; padding: 0 2; color: $text-muted; }
    ReviewScreen VerdictPanel { display: none; }
    ReviewScreen VerdictPanel.shown { display: block; }
    """
    BINDINGS = [*BINDINGS]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.watch_time = Stopwatch()
        self.area = AnswerArea(self)
        self.grader = AnswerGrader(self, self, session)
        self.graded: Graded | None = None
        # the points of a free answer while the learner confirms them, else None
        self.ticks: set[str] | None = None
        # the answer and its explanation, once they are shown
        self.extra: Text | None = None
        # the question as it stands on the screen
        self.prompt = ""
        self._undoable = False

    def compose(self) -> ComposeResult:
        """Head, prompt, form, note, verdict, keys."""
        yield HeadLine()
        with VerticalScroll(id="scroll", can_focus=False):
            yield Prose(id="prompt")
            yield self.area
            yield Prose(id="note")
            yield VerdictPanel(id="verdict")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Ask the first question."""
        self.grader.code_worker = self.quiz.code_worker
        self.set_interval(1, self._tick)
        self.ask()

    def on_unmount(self) -> None:
        """The screen goes, perhaps the app with it: what the last keys wrote is kept."""
        with self.telling():
            self.area.drafts.close()

    @property
    def question(self) -> Question | None:
        """The question on the screen."""
        return self.session.current.question if self.session.current is not None else None

    def has_form(self) -> bool:
        """Whether the question's fields are on the screen, with what was typed in them."""
        return self.area.ready

    def form(self) -> AnswerForm:
        """The question's fields."""
        return self.area.form

    @property
    def marked(self) -> Marked | None:
        """The verdict on the screen with what may follow it, once there is one."""
        if self.graded is None or self.session.current is None:
            return None
        return Marked(self.session.current, self.graded, self.ticks is not None)

    # asking

    def ask(self) -> None:
        """Show the present question, or the summary after the last one."""
        if self.session.current is None:
            self._summarise()
            return
        # a rating that was taken back returns to its verdict
        self.graded, self.ticks, self.extra = self.session.graded, None, None
        self.watch_time.start()
        self.query_one(VerdictPanel).remove_class("shown")
        self.set_text("#note", "")
        self._head()
        self.area.ask(SessionSource(self.session, self.session.current))
        if self.graded is not None:
            self.watch_time.stop()
            self.show_verdict()

    def relabel(self) -> None:
        """Ask again in the other language; what is typed stays."""
        self._head()
        if self.session.current is not None:
            self.area.ask_again()
            if self.graded is not None:
                self.show_verdict()

    def answer_language(self) -> str:
        """See `AnswerOwner`."""
        return self.lang

    def answer_in_ascii(self) -> bool:
        """See `AnswerOwner`."""
        return self.bank.settings.ascii_only

    def question_shown(self, source: AnswerSource, shown: Shown) -> None:
        """See `AnswerOwner`."""
        asked = self.drawn(shown.prompt)
        self.prompt = asked.plain
        self.set_text("#prompt", asked)

    def question_stuck(self, reason: str) -> None:
        """See `AnswerOwner`."""
        self.set_text("#note", self.say("ask_again", self.say("grader_failed", reason)))

    def form_built(self) -> None:
        """See `AnswerOwner`."""
        self.keys_of_question()

    def may_write(self) -> bool:
        """See `AnswerOwner`."""
        return self.graded is None and self.session.current is not None

    def draft_refused(self, error: QuizbankError) -> None:
        """See `AnswerOwner`."""
        if self.is_open:
            self.notify(error.message(self.lang), severity="error", timeout=9, markup=False)

    def drawn(self, text: str) -> Text:
        """A text of the present question with its formulas, figures and pictures."""
        question, plain = self.question, self.bank.settings.ascii_only
        if question is None:
            return prose(text, None, plain, self.lang)
        return prose(text, symbols_of(question), plain, self.lang, question.path)

    # the head and the clock

    def _head(self) -> None:
        question = self.question
        if question is None:
            return
        self._undoable = bool(self.session.done) or self.bank.can_undo()
        titles = {topic.id: topic.title(self.lang) for topic in self.topics()}
        topic = titles.get(question.topic, question.topic)
        facts = facts_of(self.session, question, topic, self.lang, plain=self.plain)
        self.query_one(HeadLine).say(facts)
        self._draw_head()

    def _draw_head(self) -> None:
        seconds = self.watch_time.seconds_now
        self.query_one(HeadLine).draw(seconds, self.size.width - 2)

    def _tick(self) -> None:
        """The clock goes on by itself only while no field has the focus: an input method's window
        follows what is painted.
        """
        if self.is_open and not types(self.focused):
            self._draw_head()

    def on_resize(self) -> None:
        """The clock stands at another edge."""
        super().on_resize()
        if self.is_open:
            self._draw_head()

    def on_key(self, event: events.Key) -> None:
        """Count the time in which the learner is there; each key moves the clock."""
        self.watch_time.act()
        self._draw_head()

    def on_answer_form_changed(self) -> None:
        """A choice by mouse counts as being there, too."""
        self.watch_time.act()
        self._draw_head()

    # grading

    def on_answer_form_submitted(self) -> None:
        """The form asks for a verdict."""
        self.action_check()

    def action_check(self) -> None:
        """Grade what is written; where the question could not be shown, try that again."""
        if self.session.current is None or self.grader.busy or self.graded is not None:
            return
        if not self.area.ready:
            if not self.area.waiting:
                self.area.retry()
            return
        self.watch_time.act()
        # kept by the grading itself
        self.area.drafts.forget()
        self.set_text("#note", self.say("checking"))
        self._grade(self.form().answer())

    def _grade(self, answer: str, ticks: list[str] | None = None) -> None:
        self.grader.grade(answer, self.lang, self.watch_time.seconds, ticks)
        # an editor would keep escape for itself
        self.set_focus(None)
        self.keys_of_question()

    def grading_progress(self, line: str) -> None:
        """See `GradingOwner`."""
        if self.grader.busy and self.is_mounted:
            self.set_text("#note", self.say("running", line))

    def grading_refused(self, error: QuizbankError) -> None:
        """See `GradingOwner`."""
        if not self.is_open:
            return
        self.set_text("#note", error.message(self.lang))
        if self.area.ready and self.area.source is not None:
            self.area.drafts.changed(self.form().answer(), self.area.source)
            self.form().begin()
        self.keys_of_question()

    def graded_as(self, graded: Graded) -> None:
        """See `GradingOwner`."""
        if not self.is_open:
            return
        self.watch_time.stop()
        self.graded = graded
        counted = graded.verdict.evidence.counted
        self.ticks = None if counted is None else set(counted)
        self.set_text("#note", self.say("rubric") if self.ticks is not None else "")
        if self.marked is not None and self.marked.rates_alone:
            self._reveal()
        else:
            self.show_verdict()

    def topics(self) -> list[Topic]:
        """The topics, for their titles."""
        from quizbank.app.listing import topics_of

        return topics_of(self.bank)

    # the keys

    def keys_of_question(self) -> None:
        """Name the keys that act now."""
        question = self.question
        if question is None:
            return
        if self.grader.busy and kind(question).runs_code:
            self.show_keys(("esc", self.say("cancel_word")))
        elif self.marked is None:
            self.show_keys(*keys_before(question, self.say, undoable=self._undoable))
        else:
            named = (self.marked.enter_means(self.say), self.marked.numbers_mean(self.say))
            rubric = bool(self.check_action("rubric", ()))
            self.show_keys(*keys_after(question, named, rubric=rubric))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Numbers above four tick points while there are points to tick, else they stand for the
        other actions; a rubric is there once a free answer is graded.
        """
        if action == "rubric":
            return self.marked is not None and self.ticks is None and bool(self.marked.points)
        if action != "rate" or self.ticks is not None:
            return True
        number = parameters[0] if parameters else None
        return not (isinstance(number, int) and number > Rating.EASY)

    def show_verdict(self) -> None:
        """Show the verdict, its reason and the keys that follow."""
        marked = self.marked
        if marked is None:
            return
        graded, question = marked.graded, marked.asked.question
        rated = marked.may_rate and not marked.ticking
        quiet = marked.ticking or marked.rates_alone
        panel = self.query_one(VerdictPanel)
        panel.show(
            graded.verdict,
            self.lang,
            reason="" if quiet else sentence(graded.suggestion.why, self.lang),
            times=self._returns(question) if rated else None,
            extra=self.extra,
            ticks=self.ticks,
            suggested=None if marked.may_retry else graded.suggestion.rating,
        )
        panel.add_class("shown")
        panel.focus()
        panel.scroll_visible(animate=False, top=self.extra is not None)
        self.keys_of_question()

    def _returns(self, question: Question) -> dict[Rating, str]:
        """When each rating brings the question back: in days, or where an interview is ahead as a
        date, if before it.
        """
        if self.bank.settings.ahead(self.bank.today()):
            dates = next_times(self.bank, question.id)
            return {rating: sentence(when, self.lang) for rating, when in dates.items()}
        days = self.bank.intervals(question.id)
        return {
            rating: self.say("days", count) if count else self.say("today_again")
            for rating, count in days.items()
        }

    # after the verdict

    async def action_go_on(self) -> None:
        """Try again where it is not right yet, else accept the suggested rating."""
        marked = self.marked
        if marked is None:
            self.action_write()
        elif self.ticks is not None:
            self._confirm(self.ticks)
        elif marked.may_retry:
            self.graded = None
            self.watch_time.go_on()
            self.query_one(VerdictPanel).remove_class("shown")
            self.area.begin()
            self.keys_of_question()
        elif not marked.rates_alone:
            await self._rate(marked.graded.suggestion.rating)

    async def action_rate(self, number: int) -> None:
        """Rate; while the points of a free answer are being confirmed, the number keys tick
        them.
        """
        marked = self.marked
        if marked is None:
            return
        if self.ticks is not None:
            self.ticks ^= set(marked.points[number - 1 : number])
            self.show_verdict()
        elif marked.may_rate and number <= Rating.EASY:
            await self._rate(Rating(number))

    def _confirm(self, ticks: set[str]) -> None:
        """The points stand: the score follows from them."""
        marked = self.marked
        assert marked is not None and marked.asked.answered is not None
        if ticks == marked.counted:
            self.ticks = None
            self.set_text("#note", "")
            self.show_verdict()
        else:
            self._grade(marked.asked.answered.answer, sorted(ticks))

    async def _rate(self, rating: Rating | None) -> None:
        # the keys that follow wait for it, in order; the screen goes on where the database is slow
        if self.graded is not None and not self.graded.verdict.decided and rating is None:
            await asyncio.to_thread(self.session.skip)
        else:
            await asyncio.to_thread(self.session.rate, rating)
        self.ask()

    def action_rubric(self) -> None:
        """The points of a free answer once more, to be ticked otherwise."""
        assert self.marked is not None
        self.ticks = self.marked.counted
        self.set_text("#note", self.say("rubric"))
        self.show_verdict()

    def action_hint(self) -> None:
        """Show the next hint; it costs."""
        asked = self.session.current
        if asked is None:
            return
        hints = asked.question.hints_in(self.lang)
        if asked.hints >= len(hints):
            self.set_text("#note", self.say("no_hint"))
            return
        asked.hints += 1
        head = Text(self.say("hint", asked.hints, len(hints)))
        self.set_text("#note", head.append_text(self.drawn(hints[asked.hints - 1])))

    def action_give_up(self) -> None:
        """'I don't know': the answer is shown, the question comes back soon."""
        if self.session.current is None or self.grader.busy:
            return
        self.watch_time.stop()
        self.graded = self.session.give_up(self.lang, self.watch_time.seconds)
        self._reveal()

    def action_answer(self) -> None:
        """Show the answer and the explanation; before a right answer that counts as giving up."""
        if self.marked is None:
            self.action_give_up()
            return
        if self.marked.costs_the_answer:
            self.graded = self.session.give_up(self.lang, self.watch_time.seconds)
        self._reveal()

    @work(exclusive=True, group="reveal")
    async def _reveal(self) -> None:
        question = self.question
        if question is None:
            return
        try:
            lines = await asyncio.to_thread(self.session.solution, self.lang)
        except WorkerError as error:
            lines = [self.say("grader_failed", error)]
        if not self.is_open or question is not self.question:
            return
        shown = Text().append(self.say("answer") + "\n", "bold")
        shown.append(self._solution(question, lines))
        explanation = question.explanation_in(self.lang)
        if explanation:
            shown.append(f"\n\n{self.say('explanation')}\n", "bold")
            shown.append_text(self.drawn(explanation))
        self.extra = shown
        self.show_verdict()

    def _solution(self, question: Question, lines: list[str]) -> Text:
        if kind(question).runs_code:
            return highlighted(clean("\n".join(lines)))
        return Text("\n".join(clean(line) for line in lines))

    # the question as a whole

    async def action_numbers(self) -> None:
        """The same question with new numbers."""
        question = self.question
        if question is not None and kind(question).varies:
            self.session.new_numbers()
            self.ask()
            await asyncio.to_thread(self.session.save_draft, "")

    async def action_undo(self) -> None:
        """Take back the last thing done; what is half written here is there when this question
        comes again.
        """
        await self.area.drafts.keep_now()
        undone = await asyncio.to_thread(self.session.take_back)
        if undone is None:
            self.notify(self.say("nothing_undo"), markup=False)
            return
        self.notify(sentence(undone.said, self.lang), markup=False)
        self.ask()

    def action_edit(self) -> None:
        """Edit the question; saved, it is asked again as it is now."""
        from quizbank.tui.screens.author_start import write

        if self.question is not None:
            write(self.quiz, self.question.id, saved=lambda _: self._again())

    def _again(self) -> None:
        self.session.reload()
        self.ask()

    def action_flag(self) -> None:
        """Flag the question for later."""
        self._flag("flagged", 1, "flagged", leave=False)

    def action_bury(self) -> None:
        """Not today."""
        self._flag("buried_until", self.bank.today() + 1, "buried", leave=True)

    def action_suspend(self) -> None:
        """Not any more."""
        self._flag("suspended", 1, "suspended", leave=True)

    def _flag(self, what: str, value: int, told: str, *, leave: bool) -> None:
        if self.question is None:
            return
        self.bank.flag(self.question.id, what, value)
        self.notify(self.say(told))
        if leave:
            self.session.skip()
            self.ask()

    def action_copy(self) -> None:
        """Copy what is selected; else the answer while it is typed, and outside its field the
        question, the answer and the verdict.
        """
        answering = self.area.ready and self.graded is None and types(self.focused)
        typed = self.form().answer() if answering else ""
        self.app.copy_to_clipboard(selected_text(self) or typed or self._everything())
        self.notify(self.say("copied"))

    def _everything(self) -> str:
        verdict = self.query_one(VerdictPanel).told if self.graded is not None else ""
        answer = self.form().told() if self.area.ready else ""
        return joined((self.prompt, answer, verdict))

    def action_write(self) -> None:
        """Put the focus back into the field."""
        if self.graded is None:
            self.area.begin()

    def action_leave(self) -> None:
        """Stop the run where one is waited for, else leave the field, so that letters are keys
        again.
        """
        if self.grader.busy:
            self.set_text("#note", self.say("cancelling"))
            self.grader.cancel()
        else:
            self.set_focus(None)

    def action_editor(self) -> None:
        """Write the answer in $EDITOR."""
        question = self.question
        suffix = "" if question is None else form_of(question.kind).suffix
        if not suffix or not self.area.ready or self.graded is not None:
            return
        from quizbank.tui.editor import edit

        edited = edit(self.quiz, self.form().answer(), suffix)
        if edited is not None:
            self.form().restore(edited)
            self.session.save_draft(edited)

    def action_page(self, way: int) -> None:
        """A page further down or up in a long question, also from within a field."""
        scroll = self.query_one("#scroll", VerticalScroll)
        scroll.scroll_relative(y=way * max(1, scroll.size.height - 2), animate=False)

    async def action_finish(self) -> None:
        """End the session with its summary."""
        await self.area.drafts.keep_now()
        self._summarise()

    def _summarise(self) -> None:
        from quizbank.tui.screens.summary import SummaryScreen

        self.app.switch_screen(SummaryScreen(self.session))
