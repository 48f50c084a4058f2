"""The place of an answer on a screen: its form, built in turns, so that neither a switch of
language nor a slow grader loses what was typed.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Protocol

from textual.containers import Vertical

from quizbank.app.answers import Shown
from quizbank.app.worker import WorkerError
from quizbank.domain.errors import QuizbankError
from quizbank.tui.answering.drafts import DraftKeeper
from quizbank.tui.answering.source import AnswerSource
from quizbank.tui.forms import form_of
from quizbank.tui.forms.base import AnswerForm, FormContext
from quizbank.tui.textual_private import let_go_of_removed_widgets

# seconds; a field that is busy for longer is read as it stands
_KEYS_READ_WITHIN = 2.0


class AnswerOwner(Protocol):
    """The screen around an area: what it is told, and what it decides."""

    def answer_language(self) -> str:
        """The language in which the question is shown."""

    def answer_in_ascii(self) -> bool:
        """Whether formulas are drawn with plain characters."""

    def question_shown(self, source: AnswerSource, shown: Shown) -> None:
        """Show the prompt; the form follows."""

    def question_stuck(self, reason: str) -> None:
        """The question could not be shown; what was typed stays where it is."""

    def form_built(self) -> None:
        """The form stands, with what was typed in it."""

    def may_write(self) -> bool:
        """Whether the learner is still answering, so that the form takes the focus and drafts are
        kept.
        """

    def draft_refused(self, error: QuizbankError) -> None:
        """What was typed could not be kept."""


class AnswerArea(Vertical):
    """Holds the form of one question after the other."""

    DEFAULT_CSS = """
    AnswerArea { height: auto; }
    AnswerArea.tall { height: 1fr; min-height: 10; }
    """

    def __init__(self, owner: AnswerOwner, *, id: str = "form") -> None:
        super().__init__(id=id)
        self.owner = owner
        self.source: AnswerSource | None = None
        self.drafts = DraftKeeper(self, owner.draft_refused)
        # whether the form on the screen is that of the present question, with what was typed
        self._ready = False
        # held here, as a query would keep every form it ever found
        self._form: AnswerForm | None = None
        # what was typed, while the fields for it are being built
        self._typed: str | None = None
        # counts what was asked for: a build for anything but the last is out of date
        self._round = 0
        self._building = asyncio.Lock()

    @property
    def ready(self) -> bool:
        """Whether the question's fields are on the screen, with what was typed in them."""
        return self._ready

    @property
    def waiting(self) -> bool:
        """Whether fields are being built."""
        return not self._ready and self._typed is not None

    @property
    def form(self) -> AnswerForm:
        """The question's fields."""
        assert self._form is not None
        return self._form

    def answer(self) -> str:
        """What is written now; while the fields are being built, what was written before."""
        return self.form.answer() if self._ready else self._typed or ""

    def ask(self, source: AnswerSource) -> None:
        """Show another question, with the draft that was kept for it."""
        self.source = source
        self._typed, self._ready = None, False
        self._load()

    def ask_again(self, source: AnswerSource | None = None) -> None:
        """Show the present question anew, in another language or as it was changed meanwhile; what
        is typed stays.
        """
        if source is not None:
            self.source = source
        if self.source is not None:
            if self._ready:
                self._typed, self._ready = self.form.answer(), False
            self._load()

    def retry(self) -> None:
        """Try again to show a question that could not be shown."""
        if self.source is not None and not self._ready:
            self._load()

    def begin(self) -> None:
        """Put the focus into the field."""
        if self._ready:
            self.form.begin()

    def _load(self) -> None:
        self._round += 1
        assert self.source is not None
        self.run_worker(self._present(self.source, self._round), group="present")

    async def _present(self, source: AnswerSource, round: int) -> None:
        lang = self.owner.answer_language()
        try:
            shown = await asyncio.to_thread(source.present, lang)
            kept = await asyncio.to_thread(source.draft) if self._typed is None else ""
        except WorkerError as error:
            if round == self._round and self.is_attached:
                self.owner.question_stuck(str(error))
            return
        # one after the other, only the latest: a build that was cancelled half-way would tear the
        # widgets it waits for
        async with self._building:
            if round == self._round and self.is_attached:
                await self._build(source, shown, kept, round)

    async def _build(self, source: AnswerSource, shown: Shown, kept: str, round: int) -> None:
        self.owner.question_shown(source, shown)
        if self._typed is not None and self._form is not None:
            self._typed = await self._typed_so_far()
            if round != self._round:
                return
        if self._typed is None:
            self._typed = kept
        form = await self._put(source, shown)
        if form is None:
            return
        if self._typed:
            form.restore(self._typed)
        if round != self._round:
            return
        self._typed, self._ready = None, True
        if self.owner.may_write():
            form.begin()
        self.owner.form_built()

    async def _put(self, source: AnswerSource, shown: Shown) -> AnswerForm | None:
        """The form in place of what is there; None where the app is closing and mounts nothing any
        more.
        """
        self._form = None
        await self.remove_children()
        let_go_of_removed_widgets(self.screen)
        if not self.is_attached:
            return None
        kind = form_of(source.question.kind)
        ascii_only = self.owner.answer_in_ascii()
        context = FormContext(
            self.owner.answer_language(), lambda text: source.preview(text, ascii_only)
        )
        form = kind.make(shown, context)
        self.set_class(kind.tall, "tall")
        await self.mount(form)
        self._form = form if form.is_attached else None
        return self._form

    async def _typed_so_far(self) -> str:
        """The answer with the keys that its field has not read yet: a switch of language overtakes
        them.
        """
        read = asyncio.Event()
        focused = self.screen.focused
        if focused is not None and focused.call_later(read.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(read.wait(), _KEYS_READ_WITHIN)
        return self.form.answer()

    def on_answer_form_changed(self) -> None:
        """Keep what is written, at most a moment after each key."""
        if self._ready and self.source is not None and self.owner.may_write():
            text = self.form.answer()
            self.source.typed(text)
            self.drafts.changed(text, self.source)
