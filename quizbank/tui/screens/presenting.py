"""Putting a question and its fields on the screen: built in turns, so that neither a switch of
language nor a slow grader loses what was typed.
"""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import Any

from rich.text import Text
from textual import work
from textual.containers import Vertical

from quizbank.app.session import Session
from quizbank.app.worker import WorkerError
from quizbank.domain.question import Question
from quizbank.tui.rendering import prose
from quizbank.tui.screens.answering import Answering
from quizbank.tui.widgets.make_form import put_form

# seconds; a field that is busy for longer is read as it stands
_KEYS_READ_WITHIN = 2.0


class Presenting(Answering):
    """From a question of the session to its form on the screen, with `#prompt`, `#form` and
    `#note`.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        # the question as it stands on the screen
        self.prompt = ""
        # what was typed, while the fields for it are being built
        self._carried: str | None = None
        # counts what was asked for: a build for anything but the last is out of date
        self._round = 0
        self._building = asyncio.Lock()

    def _present(self, draft: str | None) -> None:
        self._round += 1
        self._load(draft, self._round)

    @work(thread=True, exclusive=True, group="present")
    def _load(self, draft: str | None, round: int) -> None:
        try:
            shown = self.session.present(self.lang)
        except WorkerError as error:
            self.app.call_from_thread(self._stuck, str(error), round)
            return
        kept = self.session.draft() if draft is None else draft
        self.app.call_from_thread(self._mount, shown, kept, round)

    def _stuck(self, reason: str, round: int) -> None:
        """The question could not be shown; what was typed stays where it is."""
        if round != self._round:
            return
        self._carried = None
        self.set_text("#note", self.say("ask_again", self.say("grader_failed", reason)))

    def has_form(self) -> bool:
        """Whether the question's fields are on the screen, with what was typed in them."""
        return self._carried is None and super().has_form()

    def action_check(self) -> None:
        """Grade what is written; where the question could not be shown, try that again."""
        if not self.has_form() and self._carried is None and self.session.current is not None:
            self._present(draft=None)
        else:
            super().action_check()

    def _mount(self, shown: dict[str, Any], draft: str, round: int) -> None:
        self.run_worker(self._build(shown, draft, round), group="build")

    async def _build(self, shown: dict[str, Any], draft: str, round: int) -> None:
        # one after the other, only the latest: a build that was cancelled half-way would tear the
        # widgets it waits for
        async with self._building:
            if round == self._round and self.session.current is not None and self.is_mounted:
                await self._rebuild(shown, draft, self.session.current.question, round)

    async def _rebuild(
        self, shown: dict[str, Any], draft: str, question: Question, round: int
    ) -> None:
        asked = self.drawn(shown["prompt"])
        self.prompt = asked.plain
        self.set_text("#prompt", asked)
        if self._carried is not None and super().has_form():
            draft = await self._typed_so_far()
            if round != self._round:
                return
        # until they hold it, nothing is to be read from the new fields
        self._carried = draft
        form = await put_form(
            self.query_one("#form", Vertical),
            question.kind,
            shown,
            partial(self._preview, question),
            self.lang,
        )
        if form is None:
            return
        if draft:
            form.restore(draft)
        if round == self._round:
            self._carried = None
        if self.graded is None:
            form.begin()
        self.keys_of_question()

    async def _typed_so_far(self) -> str:
        """The answer with the keys that its field has not read yet: a switch of language overtakes
        them.
        """
        read = asyncio.Event()
        if self.focused is not None and self.focused.call_later(read.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(read.wait(), _KEYS_READ_WITHIN)
        return self.form().answer()

    def drawn(self, text: str) -> Text:
        """A text of the present question with its formulas, figures and pictures."""
        question = self.session.current.question if self.session.current else None
        symbols, path = (
            (question.spec.get("symbols"), question.path) if question is not None else (None, "")
        )
        return prose(text, symbols, self.bank.settings.ascii_only, self.lang, path)

    def _preview(self, question: Question, formula: str) -> dict[str, Any]:
        # what was typed last may be read when the next question is asked already
        return self.session.worker.preview(question, formula, self.bank.settings.ascii_only)
