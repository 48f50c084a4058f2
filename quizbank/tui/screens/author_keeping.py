"""Keeping a question that was written: proven, saved into the learner's pack, or given back to the
bank.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from graders.said import said
from quizbank.app.drafting import Draft, Remark, keep_draft, place_of
from quizbank.app.own import Source, revert, save
from quizbank.app.worker import WorkerError
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question
from quizbank.tui.screens.author_checking import AuthorChecking
from quizbank.words.interface import text as words


class AuthorKeeping(AuthorChecking):
    """`editing` is the id of the question that the text belongs to, None for a new one; `saved` is
    told the id.
    """

    def __init__(
        self,
        text: str,
        editing: str | None,
        key: str,
        source: Source | None = None,
        saved: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(text, key)
        self.editing = editing
        self.source = source
        self.saved = saved

    def action_prove(self) -> None:
        """Check everything, submissions included."""
        self.notify(self.say("author_reading"), timeout=2)
        self._prove(self.text, save=False)

    def action_save(self) -> None:
        """Check everything, then save where nothing is wrong."""
        self.notify(self.say("author_reading"), timeout=2)
        self._prove(self.text, save=True)

    @work(thread=True, exclusive=True, group="prove")
    def _prove(self, text: str, *, save: bool) -> None:
        try:
            place = place_of(self.bank, self.editing)
            draft = self.checker.read(text, place)
            if draft.question is not None:
                draft = Draft(
                    draft.question,
                    self._taken(draft.question) or self.checker.lint(text, True, place),
                )
        except WorkerError as error:
            self.app.call_from_thread(self._stuck, error)
            return
        self.app.call_from_thread(self._proven, text, draft, save)

    def _taken(self, question: Question) -> tuple[Remark, ...]:
        """A new question, or one under a new id, must not take another's place unasked."""
        if question.id == self.editing or not any(
            info.id == question.id for info in self.bank.infos()
        ):
            return ()
        line = next(
            (k for k, row in enumerate(self.text.splitlines(), 1) if row.strip().startswith("id")),
            1,
        )
        return (Remark(line, True, said("authoring.taken", id=question.id)),)

    def _proven(self, text: str, draft: Draft, wanted: bool) -> None:
        if not self.is_open:
            return
        self._have(text, draft)
        if not wanted:
            self.notify(self.say("author_clean" if draft.clean else "author_faulty"), markup=False)
            return
        if not draft.clean:
            self.notify(self.say("author_faulty"), severity="warning", markup=False)
            return
        try:
            question = save(self.bank.database, text)
            keep_draft(self.bank, self.key, None)
        except (QuizbankError, OSError) as error:
            self.notify(
                error.message(self.lang) if isinstance(error, QuizbankError) else str(error),
                severity="error",
                markup=False,
            )
            return
        self._leave_with("author_saved", question.id)

    def action_revert(self) -> None:
        """Go back to the bank's version, after asking."""
        from quizbank.tui.screens.confirm import ConfirmScreen

        id = self.editing
        if id is not None and self.source is not None and self.source.own and self.source.bundled:
            self.app.push_screen(
                ConfirmScreen(lambda lang: words("author_revert_ask", lang, id)), self._revert
            )

    def _revert(self, yes: bool | None) -> None:
        if yes and self.editing is not None:
            with self.telling():
                revert(self.bank.database, self.editing)
                keep_draft(self.bank, self.key, None)
                self._leave_with("author_reverted", self.editing)

    def _leave_with(self, word: str, id: str) -> None:
        self.app.pop_screen()
        self.notify(self.say(word, id), markup=False)
        if self.saved is not None:
            self.saved(id)
