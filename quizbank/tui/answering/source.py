"""Where the question on a screen comes from, and where what is typed goes."""

from __future__ import annotations

from typing import Protocol

from quizbank.app.answers import Reading, Shown
from quizbank.app.mock import Interview
from quizbank.app.session import Asked, Session
from quizbank.app.worker import GradingWorker
from quizbank.domain.question import Question


class AnswerSource(Protocol):
    """One question that is asked. All but `typed` is called from threads."""

    @property
    def question(self) -> Question:
        """The question."""

    def present(self, lang: str) -> Shown:
        """What a learner sees; raises `WorkerError`."""

    def draft(self) -> str:
        """What was typed before, perhaps before a kill."""

    def preview(self, text: str, ascii_only: bool) -> Reading:
        """How an answer is read while it is typed."""

    def typed(self, text: str) -> None:
        """What is written now, on the screen's own thread."""

    def keep(self, text: str) -> None:
        """Keep it through a kill; raises `QuizbankError`."""


class SessionSource:
    """The present question of a session."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self.session = session
        self.asked = asked

    @property
    def question(self) -> Question:
        """The question."""
        return self.asked.question

    def present(self, lang: str) -> Shown:
        """What a learner sees."""
        return self.session.present(lang)

    def draft(self) -> str:
        """What was typed before."""
        return self.session.draft()

    def preview(self, text: str, ascii_only: bool) -> Reading:
        """How an answer is read; what was typed last may be read when the next question is asked
        already.
        """
        return self.session.worker.preview(self.question, text, ascii_only)

    def typed(self, text: str) -> None:
        """Nothing waits for it: it is kept soon."""

    def keep(self, text: str) -> None:
        """Keep the draft, unless its question is over."""
        self.session.save_draft(text, self.asked)


class InterviewSource:
    """The present question of a mock interview."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.turn = interview.turn

    @property
    def question(self) -> Question:
        """The question."""
        return self.turn.question

    def present(self, lang: str) -> Shown:
        """What a learner sees."""
        return self.interview.present(lang)

    def draft(self) -> str:
        """What was typed before."""
        return self.interview.typed

    def preview(self, text: str, ascii_only: bool) -> Reading:
        """How an answer is read."""
        return self.interview.worker.preview(self.question, text, ascii_only)

    def typed(self, text: str) -> None:
        """The interview may end at any moment, and counts what is written then."""
        if self.interview.turns[len(self.interview.answers) :][:1] == [self.turn]:
            self.interview.typed = text

    def keep(self, text: str) -> None:
        """Keep the whole interview."""
        self.interview.keep()


class TrialSource:
    """A question that is being written, asked as it will be."""

    def __init__(self, worker: GradingWorker, question: Question) -> None:
        self.worker = worker
        self._question = question

    @property
    def question(self) -> Question:
        """The question."""
        return self._question

    def present(self, lang: str) -> Shown:
        """What a learner will see."""
        return self.worker.present(self._question, None, lang)

    def draft(self) -> str:
        """Trials are not kept."""
        return ""

    def preview(self, text: str, ascii_only: bool) -> Reading:
        """How an answer is read."""
        return self.worker.preview(self._question, text, ascii_only)

    def typed(self, text: str) -> None:
        """Nobody waits for it."""

    def keep(self, text: str) -> None:
        """Trials are not kept."""
