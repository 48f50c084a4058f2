"""Grading the answer on the screen, in a thread: the screen stays awake."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from textual.widget import Widget

from quizbank.app.kinds import kind
from quizbank.app.session import Graded, Session
from quizbank.app.worker import GradingWorker
from quizbank.domain.errors import QuizbankError


class GradingOwner(Protocol):
    """The screen that waits for a verdict."""

    def graded_as(self, graded: Graded) -> None:
        """The verdict is there."""

    def grading_refused(self, error: QuizbankError) -> None:
        """The answer could not be kept, and was not graded."""

    def grading_progress(self, line: str) -> None:
        """A run of code that takes longer says how far it is."""


class AnswerGrader:
    """One answer at a time to the session's workers. `busy` while a verdict is awaited."""

    def __init__(self, widget: Widget, owner: GradingOwner, session: Session) -> None:
        self._widget = widget
        self._owner = owner
        self._session = session
        self.code_worker: GradingWorker | None = None
        self.busy = False

    def grade(
        self, answer: str, lang: str, seconds: float, ticks: Sequence[str] | None = None
    ) -> None:
        """Have `answer` graded; with `ticks`, by the learner's own ticks."""
        self.busy = True
        run = self._run(answer, lang, seconds, ticks)
        self._widget.run_worker(run, group="grade", exclusive=True)

    def cancel(self) -> None:
        """Stop the run that the verdict waits for: it is undecided then, and what was written
        stays.
        """
        if self.code_worker is not None:
            self.code_worker.cancel()

    async def _run(
        self, answer: str, lang: str, seconds: float, ticks: Sequence[str] | None
    ) -> None:
        try:
            graded = await asyncio.to_thread(self._submit, answer, lang, seconds, ticks)
        except QuizbankError as error:
            self.busy = False
            self._owner.grading_refused(error)
            return
        self.busy = False
        self._owner.graded_as(graded)

    def _submit(
        self, answer: str, lang: str, seconds: float, ticks: Sequence[str] | None
    ) -> Graded:
        return self._session.submit(
            answer,
            lang,
            seconds,
            ticks=ticks,
            worker=self._worker(),
            progress=self._progress,
        )

    def _worker(self) -> GradingWorker:
        asked = self._session.current
        assert asked is not None
        if kind(asked.question).runs_code and self.code_worker is not None:
            return self.code_worker
        return self._session.worker

    def _progress(self, line: str) -> None:
        if self.busy:
            self._widget.app.call_from_thread(self._owner.grading_progress, line)
