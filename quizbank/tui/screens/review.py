"""Review: one question asked, answered, marked and rated."""

from __future__ import annotations

import asyncio
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from quizbank.app.display import clean
from quizbank.app.session import Session
from quizbank.app.worker import WorkerError
from quizbank.domain.review import Rating
from quizbank.tui.rendering import highlighted
from quizbank.tui.screens.base import types
from quizbank.tui.screens.copying import Copying
from quizbank.tui.widgets.make_form import WRITTEN
from quizbank.tui.widgets.prose import Prose
from quizbank.tui.widgets.verdict_panel import VerdictPanel
from quizbank.words.interface import clock, in_a_row

# kinds that a seed changes
_VARIES = ("numeric", "choice", "code")


class ReviewScreen(Copying):
    """A session's questions one after the other. While a field has the focus, function keys act;
    else letters do too.
    """

    CSS = """
    ReviewScreen #scroll { height: 1fr; padding: 0 1; }
    ReviewScreen #prompt { height: auto; padding: 1 2; }
    ReviewScreen #form { height: auto; }
    ReviewScreen #form.tall { height: 1fr; min-height: 10; }
    ReviewScreen #note { height: auto; padding: 0 2; color: $text-muted; }
    ReviewScreen VerdictPanel { display: none; }
    ReviewScreen VerdictPanel.shown { display: block; }
    """
    BINDINGS = [
        Binding("f5", "check", priority=True),
        Binding("f4", "editor", priority=True),
        *(Binding(str(number), f"rate({number})") for number in range(1, 10)),
        Binding("f3,h", "hint"),
        Binding("f8,d", "give_up"),
        Binding("x,w,5", "answer"),
        Binding("r,insert", "rubric"),
        Binding("n,6", "numbers"),
        Binding("enter,space", "go_on"),
        Binding("f2", "copy", priority=True),
        Binding("u,backspace", "undo"),
        Binding("alt+u", "undo", priority=True, id="review.undo-typing"),
        Binding("e,7", "edit"),
        Binding("exclamation_mark,fullwidth_exclamation_mark,8", "flag"),
        Binding("b,9", "bury"),
        Binding("s,0", "suspend"),
        Binding("l", "app.language"),
        Binding("i,insert", "write"),
        Binding("escape", "leave"),
        Binding("q,f12", "finish"),
        Binding("pagedown,alt+down", "page(1)", id="review.page-down"),
        Binding("pageup,alt+up", "page(-1)", id="review.page-up"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.extra: Text | None = None
        # the head without its clock, and as it was painted last
        self._about, self._told = "", ""
        self._undoable = False

    def compose(self) -> ComposeResult:
        """Head, prompt, form, note, verdict, keys."""
        yield Static(id="head")
        with VerticalScroll(id="scroll", can_focus=False):
            yield Prose(id="prompt")
            yield Vertical(id="form")
            yield Prose(id="note")
            yield VerdictPanel(id="verdict")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Ask the first question."""
        self.set_interval(1, self._tick)
        self.ask()

    # asking

    def ask(self) -> None:
        """Show the present question, or the summary after the last one."""
        if self.session.current is None:
            self._summarise()
            return
        self.begin_answer()
        self.extra, self._carried = None, None
        self.query_one(VerdictPanel).remove_class("shown")
        self.set_text("#note", "")
        self._head()
        self._present(draft=None)

    def _solution_text(self, kind: str, lines: list[str]) -> Text:
        return (
            highlighted(clean("\n".join(lines)))
            if kind == "code"
            else Text("\n".join(clean(line) for line in lines))
        )

    def relabel(self) -> None:
        """Ask again in the other language; what is typed stays."""
        self._head()
        if self.session.current is not None:
            if self._carried is None and self.has_form():
                self._carried = self.form().answer()
            self._present(draft=self._carried)
            if self.graded is not None:
                self.show_verdict()

    def _head(self) -> None:
        asked = self.session.current
        if asked is None:
            return
        self._undoable = bool(self.session.done) or self.bank.can_undo()
        topic = next(
            (t.title(self.lang) for t in self.topics() if t.id == asked.question.topic),
            asked.question.topic,
        )
        place = f"{len(self.session.done) + 1}/{self.session.total}"
        facts = in_a_row(
            [
                topic,
                self.say(asked.question.kind),
                self.say("difficulty", asked.question.difficulty),
            ],
            self.plain,
        )
        self._about = f"{place}  {self.say('left', f'{self.session.minutes_left:.0f}')}    {facts}"
        self._draw_head()

    def _draw_head(self) -> None:
        time = clock(self.time_taken())
        head = (
            self._about
            + " " * max(2, self.size.width - 2 - cell_len(self._about) - len(time))
            + time
        )
        if head != self._told:
            self._told = head
            self.set_text("#head", head)

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

    def count_time(self) -> None:
        """Each key moves the clock, too."""
        super().count_time()
        self._draw_head()

    def topics(self) -> list[Any]:
        """The topics, for their titles."""
        from quizbank.app.listing import topics_of

        return topics_of(self.bank)

    def keys_of_question(self) -> None:
        """Name the keys that act now."""
        asked = self.session.current
        if asked is None:
            return
        if self.busy and asked.question.kind == "code":
            self.show_keys(("esc", self.say("cancel_word")))
            return
        if self.graded is None:
            first = {
                "choice": [("a b c", self.say("choose_word")), ("enter", self.say("submit_word"))],
                "numeric": [("tab", self.say("step_word"))],
                "symbolic": [("enter", self.say("submit_word"))],
            }.get(asked.question.kind, [])
            undo = ["undo", "undo-typing"] if self._undoable else []
            edit = ["editor"] if asked.question.kind in WRITTEN else []
            self.show_keys(
                *first,
                *([] if asked.question.kind == "choice" else ["check"]),
                *edit,
                "hint",
                "give_up",
                *undo,
                "app.language",
                "leave",
                "app.palette",
            )
            return
        self.show_keys(
            ("enter", self._next_word()),
            *self._number_keys(),
            "hint",
            "answer",
            *(["numbers"] if asked.question.kind in _VARIES else []),
            *(["rubric"] if self.check_action("rubric", ()) else []),
            "undo",
            "edit",
            "flag",
            "bury",
            "suspend",
            "copy",
            "finish",
            "app.palette",
        )

    def _number_keys(self) -> list[tuple[str, str]]:
        if self.ticks is not None:
            return [("1-9", self.say("tick_word"))]
        return (
            [("1-4", self.say("rate_word"))]
            if self.graded is not None and self.graded.suggestion.rating is not None
            else []
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Numbers above four tick points while there are points to tick, else they stand for the
        other actions; a rubric is there once a free answer is graded.
        """
        if action == "rubric":
            return (
                self.graded is not None
                and self.ticks is None
                and "ticks" in self.graded.verdict["evidence"]
            )
        return not (
            action == "rate"
            and isinstance(parameters[0], int)
            and parameters[0] > Rating.EASY
            and self.ticks is None
        )

    def _next_word(self) -> str:
        if self.ticks is not None:
            return self.say("confirm")
        if self.graded is None or self.may_retry():
            return self.say("retry")
        rating = self.graded.suggestion.rating
        return self.say("accept", self.say(rating.word)) if rating else self.say("next")

    def may_retry(self) -> bool:
        """Whether enter means another try: not right yet, and nothing given away."""
        asked = self.session.current
        return (
            self.graded is not None
            and asked is not None
            and not asked.revealed
            and asked.question.kind != "concept"
            and self.graded.verdict["outcome"] in ("wrong", "invalid", "partial")
            and self.graded.verdict["score"] < 0.9
        )

    def show_verdict(self) -> None:
        """Show the verdict, its reason and the keys that follow."""
        asked, graded = self.session.current, self.graded
        if asked is None or graded is None:
            return
        rated = graded.suggestion.rating is not None and self.ticks is None
        intervals = self.bank.intervals(asked.question.id) if rated else None
        reason = (
            ""
            if self.ticks is not None
            else graded.suggestion.zh
            if self.lang == "zh"
            else graded.suggestion.en
        )
        panel = self.query_one(VerdictPanel)
        panel.show(
            graded.verdict,
            reason,
            intervals,
            self.lang,
            self.extra,
            self.ticks,
            None if self.may_retry() else graded.suggestion.rating,
        )
        panel.add_class("shown")
        panel.focus()
        panel.scroll_visible(animate=False, top=self.extra is not None)
        self.keys_of_question()

    # after the verdict

    async def action_go_on(self) -> None:
        """Try again where it is not right yet, else accept the suggested rating."""
        if self.graded is None:
            self.action_write()
        elif self.ticks is not None:
            self._confirm(self.ticks)
        elif self.may_retry():
            self.graded = None
            self.query_one(VerdictPanel).remove_class("shown")
            self.form().begin()
            self.keys_of_question()
        else:
            await self._rate(self.graded.suggestion.rating)

    async def action_rate(self, number: int) -> None:
        """Rate; while the points of a free answer are being confirmed, the number keys tick
        them.
        """
        if self.graded is None:
            return
        if self.ticks is not None:
            points = [part["id"] for part in self.graded.verdict["parts"]]
            self.ticks ^= set(points[number - 1 : number])
            self.show_verdict()
        elif self.graded.suggestion.rating is not None and number <= Rating.EASY:
            await self._rate(Rating(number))

    def _confirm(self, ticks: set[str]) -> None:
        """The points stand: the score follows from them."""
        assert (
            self.graded is not None
            and self.session.current is not None
            and self.session.current.answered is not None
        )
        if ticks == set(self.graded.verdict["evidence"]["ticks"]):
            self.ticks = None
            self.set_text("#note", "")
            self.show_verdict()
        else:
            self.grade(self.session.current.answered.answer, sorted(ticks))

    async def _rate(self, rating: Rating | None) -> None:
        # the keys that follow wait for it, in order; the screen goes on where the database is slow
        if self.graded is not None and self.graded.verdict["outcome"] in (
            "undecided",
            "unavailable",
            "invalid",
        ):
            await asyncio.to_thread(self.session.skip)
        else:
            await asyncio.to_thread(self.session.rate, rating)
        self.ask()

    def action_rubric(self) -> None:
        """The points of a free answer once more, to be ticked otherwise."""
        assert self.graded is not None
        self.ticks = set(self.graded.verdict["evidence"]["ticks"])
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
        self.set_text(
            "#note",
            Text(self.say("hint", asked.hints, len(hints))).append_text(
                self.drawn(hints[asked.hints - 1])
            ),
        )

    def action_give_up(self) -> None:
        """'I don't know': the answer is shown, the question comes back soon."""
        if self.session.current is None or self.busy:
            return
        self.count_time()
        self.graded = self.session.give_up(self.lang, self.seconds)
        self._reveal()

    def action_answer(self) -> None:
        """Show the answer and the explanation; before a right answer that counts as giving up."""
        if self.graded is None:
            self.action_give_up()
            return
        asked = self.session.current
        if (
            self.graded.verdict["outcome"] != "correct"
            and asked is not None
            and asked.question.kind != "concept"
        ):
            self.graded = self.session.give_up(self.lang, self.seconds)
        self._reveal()

    @work(thread=True, exclusive=True, group="reveal")
    def _reveal(self) -> None:
        asked = self.session.current
        if asked is None:
            return
        try:
            lines = self.session.solution(self.lang)
        except WorkerError as error:
            lines = [self.say("grader_failed", error)]
        explanation = asked.question.explanation_in(self.lang)
        shown = (
            Text()
            .append(self.say("answer") + "\n", "bold")
            .append(self._solution_text(asked.question.kind, lines))
        )
        if explanation:
            shown.append(f"\n\n{self.say('explanation')}\n", "bold").append_text(
                self.drawn(explanation)
            )
        self.extra = shown
        self.app.call_from_thread(self.show_verdict)

    async def action_numbers(self) -> None:
        """The same question with new numbers."""
        if self.session.current is not None and self.session.current.question.kind in _VARIES:
            self.session.new_numbers()
            self.ask()
            await asyncio.to_thread(self.session.save_draft, "")

    async def action_undo(self) -> None:
        """Take the latest review back; what is half written here is there when this question comes
        again.
        """
        await self.keep_draft()
        review = await asyncio.to_thread(self.session.undo)
        self.notify(
            self.say("undone", review.question) if review else self.say("nothing_undo"),
            markup=False,
        )
        if review:
            self.ask()

    def action_write(self) -> None:
        """Put the focus back into the field."""
        if self.has_form() and self.graded is None:
            self.form().begin()

    def action_leave(self) -> None:
        """Stop the run where one is waited for, else leave the field, so that letters are keys
        again.
        """
        if self.busy:
            self.cancel_run()
        else:
            self.set_focus(None)

    def action_editor(self) -> None:
        """Write the answer in $EDITOR."""
        asked = self.session.current
        if (
            not self.has_form()
            or self.graded is not None
            or asked is None
            or asked.question.kind not in ("code", "concept")
        ):
            return
        from quizbank.tui.editor import edit

        suffix = ".py" if asked.question.kind == "code" else ".txt"
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
        await self.keep_draft()
        self._summarise()

    def _summarise(self) -> None:
        from quizbank.tui.screens.summary import SummaryScreen

        self.app.switch_screen(SummaryScreen(self.session))
