"""Reading a question while it is written: its faults, and how it will be asked."""

from __future__ import annotations

from textual import work
from textual.timer import Timer
from textual.widgets import TextArea

from quizbank.app.drafting import AuthoringWorker, Draft, keep_draft, place_of
from quizbank.app.kinds import kind
from quizbank.app.worker import WorkerError
from quizbank.domain.question import Question
from quizbank.tui.keymap.show import hints
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.widgets.remarks import Remarks
from quizbank.tui.widgets.trial import Trial

_READ_AFTER = 0.4  # seconds that a kill may cost, and that a check waits


class AuthorChecking(BaseScreen):
    """Checks `text` soon after each change, in a process of its own, and shows the question beside
    it.

    The screen that asks composes a TextArea `#source`, a Trial and the Remarks. `editing` is the id
    of the question that the text belongs to,
    None for a new one.
    """

    editing: str | None = None

    def __init__(self, text: str, key: str) -> None:
        super().__init__()
        self.text = text
        self.key = key
        self.draft = Draft(None, ())
        self.checker = AuthoringWorker()
        self._timer: Timer | None = None
        self._touched = False

    def on_unmount(self) -> None:
        """Let the checker go."""
        self.checker.close()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Check soon, at most a moment after each key."""
        if event.text_area.id != "source":
            return
        self.text = event.text_area.text
        self._touched = True
        if self._timer is None:
            self._timer = self.set_timer(_READ_AFTER, self._check)

    def _check(self) -> None:
        self._timer = None
        if self._touched:
            with self.telling():
                keep_draft(self.bank, self.key, self.text)
        self._read(self.text)

    @work(thread=True, exclusive=True, group="read")
    def _read(self, text: str) -> None:
        try:
            place = place_of(self.bank, self.editing)
            draft = self.checker.read(text, place)
            self.app.call_from_thread(self._have, text, draft)
            if draft.question is not None and text == self.text:
                draft = Draft(draft.question, self.checker.lint(text, False, place))
                self.app.call_from_thread(self._have, text, draft)
        except WorkerError as error:
            self.app.call_from_thread(self._stuck, error)

    def _stuck(self, error: WorkerError) -> None:
        if self.is_open:
            self.notify(self.say("author_stuck", error), severity="warning", markup=False)

    def _have(self, text: str, draft: Draft) -> None:
        if not self.is_open or text != self.text:
            return
        self.draft = draft
        self._remark()
        if draft.question is not None:
            self._present(draft.question)
        elif self.query_one(Trial).form is None:
            self.query_one(Trial).say(self.say("author_nothing"))

    def _remark(self) -> None:
        key = next(iter(hints(self, ["prove"], self.lang, True)), ("",))[0]
        question = self.draft.question
        if question is None:
            clean_word = self.say("author_reading")
        elif kind(question).runs_code:
            clean_word = self.say("author_clean_code", key)
        else:
            clean_word = self.say("author_clean")
        self.query_one(Remarks).show(self.draft.remarks, self.lang, clean_word)

    def _present(self, question: Question) -> None:
        if self.is_open and self.quiz.worker is not None:
            self.query_one(Trial).show(question, self.quiz.worker, self.lang)
