"""What a screen does with an answer: count the time, keep the draft, have it graded, and stop a run
that takes too long.
"""

from __future__ import annotations

import asyncio
import time

from textual import events, work
from textual.timer import Timer

from quizbank.app.session import Asked, Graded
from quizbank.app.worker import GradingWorker
from quizbank.domain.errors import QuizbankError
from quizbank.tui.screens.card_actions import CardActions
from quizbank.tui.widgets.form import AnswerForm

# a pause longer than this is not thinking but a cup of tea
_IDLE = 90.0
_DRAFT_AFTER = 0.4  # seconds that a kill may cost of what is being typed


class Answering(CardActions):
    """From the first key of an answer to its verdict; the screen shows the verdict in
    `show_verdict`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.graded: Graded | None = None
        # the points of a free answer while the learner confirms them, else None
        self.ticks: set[str] | None = None
        self.seconds = 0.0
        self.busy = False
        self._last_act = time.monotonic()
        self._draft_timer: Timer | None = None
        self._keeping = False
        # what was typed and is not kept yet, and for which question
        self._unkept: tuple[str, Asked] | None = None

    def show_verdict(self) -> None:
        """Show what was graded."""
        raise NotImplementedError

    def keys_of_question(self) -> None:
        """Name the keys that act now."""
        raise NotImplementedError

    def begin_answer(self) -> None:
        """Nothing is written, graded or counted yet."""
        self.graded, self.ticks, self.seconds = None, None, 0.0
        self._last_act = time.monotonic()

    def on_key(self, event: events.Key) -> None:
        """Count the time in which the learner is there."""
        self.count_time()

    def count_time(self) -> None:
        """Add what passed since the last key, no more of it than a learner thinks."""
        now = time.monotonic()
        if self.graded is None:
            self.seconds += min(_IDLE, now - self._last_act)
        self._last_act = now

    def time_taken(self) -> float:
        """Seconds spent on the answer so far, of the present pause no more than a learner
        thinks.
        """
        return self.seconds + (
            min(_IDLE, time.monotonic() - self._last_act) if self.graded is None else 0
        )

    def has_form(self) -> bool:
        """Whether the question's fields are on the screen."""
        return bool(self.query(AnswerForm))

    def form(self) -> AnswerForm:
        """The question's fields."""
        return self.query_one(AnswerForm)

    def on_answer_form_changed(self) -> None:
        """Keep the draft, at most a moment after each key: who types without a pause is saved as
        well.
        """
        self.count_time()
        if self.session.current is not None and self.has_form() and self.graded is None:
            self._unkept = self.form().answer(), self.session.current
            if self._draft_timer is None:
                self._draft_timer = self.set_timer(_DRAFT_AFTER, self._keep_now)

    def _keep_now(self) -> None:
        self._draft_timer = None
        if self._unkept is not None and not self._keeping:
            self._keeping = True
            self._keep(*self._unkept)
            self._unkept = None

    @work(thread=True, group="draft")
    def _keep(self, text: str, asked: Asked) -> None:
        """Off the screen's own thread: a database that is locked must not hold up the keys."""
        refused = None
        try:
            self.session.save_draft(text, asked)
        except QuizbankError as error:
            refused = error
        self.app.call_from_thread(self._kept, text, asked, refused)

    def _kept(self, text: str, asked: Asked, refused: QuizbankError | None) -> None:
        self._keeping = False
        if refused is not None:
            # what is on the screen stays there, and is tried again after the next key or when the
            # question is left
            self._unkept = self._unkept or (text, asked)
            if self.is_open:
                self.notify(refused.message(self.lang), severity="error", timeout=9, markup=False)
        elif self._unkept is not None and self._draft_timer is None:
            self._keep_now()

    async def keep_draft(self) -> None:
        """Keep what is typed before the question leaves the screen; raises `QuizbankError` where
        that cannot be.
        """
        if self._unkept is not None:
            text, asked = self._unkept
            await asyncio.to_thread(self.session.save_draft, text, asked)
            self._unkept = None

    def on_unmount(self) -> None:
        """The screen goes, perhaps the app with it: what the last keys wrote is kept."""
        if self._unkept is not None:
            with self.telling():
                self.session.save_draft(*self._unkept)

    def on_answer_form_submitted(self) -> None:
        """The form asks for a verdict."""
        self.action_check()

    def action_check(self) -> None:
        """Grade what is written."""
        if (
            self.busy
            or self.graded is not None
            or not self.has_form()
            or self.session.current is None
        ):
            return
        self.count_time()
        # kept by the grading itself
        self._unkept = None
        self.set_text("#note", self.say("checking"))
        self.grade(self.form().answer(), None)

    def grade(self, answer: str, ticks: list[str] | None) -> None:
        """Have `answer` graded; the screen stays awake, and `show_verdict` follows."""
        self.busy = True
        # an editor would keep escape for itself
        self.set_focus(None)
        self.keys_of_question()
        self._grade(answer, ticks)

    @work(thread=True, exclusive=True, group="grade")
    def _grade(self, answer: str, ticks: list[str] | None) -> None:
        try:
            graded = self.session.submit(
                answer,
                self.lang,
                self.seconds,
                ticks=ticks,
                worker=self._worker(),
                progress=lambda line: self.app.call_from_thread(self._progress, line),
            )
        except QuizbankError as error:
            self.app.call_from_thread(self._refused, error)
            return
        self.app.call_from_thread(self._judged, graded)

    def _worker(self) -> GradingWorker:
        asked, code_worker = self.session.current, self.quiz.code_worker
        assert asked is not None and code_worker is not None
        return code_worker if asked.question.kind == "code" else self.session.worker

    def _progress(self, line: str) -> None:
        if self.busy and self.is_mounted:
            self.set_text("#note", self.say("running", line))

    def cancel_run(self) -> None:
        """Stop the run that the verdict waits for: it is undecided then, and what was written
        stays.
        """
        self.set_text("#note", self.say("cancelling"))
        if self.quiz.code_worker is not None:
            self.quiz.code_worker.cancel()

    def _refused(self, error: QuizbankError) -> None:
        self.busy = False
        self.set_text("#note", error.message(self.lang))
        if self.has_form() and self.session.current is not None:
            self._unkept = self.form().answer(), self.session.current
            self.form().begin()
        self.keys_of_question()

    def _judged(self, graded: Graded) -> None:
        self.busy = False
        self.graded = graded
        evidence = graded.verdict["evidence"]
        self.ticks = set(evidence["ticks"]) if evidence.get("corrected") is False else None
        self.set_text("#note", self.say("rubric") if self.ticks is not None else "")
        self.show_verdict()
