"""What can be decided about a question outside a session: suspend, bury, flag, each also taken
back.
"""

from __future__ import annotations

from quizbank.app.answers import Shown
from quizbank.app.worker import WorkerError
from quizbank.domain.question import Question
from quizbank.tui.screens.base import BaseScreen


class QuestionActions(BaseScreen):
    """Toggles for the question that the screen is at; `chosen` names it, `changed` is called after
    a change.
    """

    def chosen(self) -> str | None:
        """The id of the question that keys act on."""
        raise NotImplementedError

    def changed(self) -> None:
        """Show what changed."""
        raise NotImplementedError

    def presented(self, question: Question) -> Shown | None:
        """The question's example as a learner sees it; None where the grader fails, since the
        plain prompt says enough.
        """
        assert self.quiz.worker is not None
        try:
            return self.quiz.worker.present(question, None, self.lang)
        except WorkerError:
            return None

    def action_suspend(self) -> None:
        """Not asked any more, or asked again."""
        self._toggle("suspended", "suspended", "unsuspended")

    def action_flag(self) -> None:
        """Flag the question, or take the flag away."""
        self._toggle("flagged", "flagged", "unflagged")

    def action_bury(self) -> None:
        """Not asked today, or asked today again."""
        self._toggle("buried_until", "buried", "unburied")

    def _toggle(self, what: str, done: str, undone: str) -> None:
        id = self.chosen()
        if id is None:
            return
        flags = self.bank.card(id).flags
        today = self.bank.today()
        if what == "buried_until":
            on = (flags.buried_until or 0) <= today
            value = today + 1 if on else today
        else:
            on = not getattr(flags, what)
            value = int(on)
        with self.telling():
            self.bank.flag(id, what, value)
            self.notify(self.say(done if on else undone), markup=False)
        self.changed()

    def action_edit(self) -> None:
        """Edit the question; one that comes with the bank becomes the learner's own version."""
        from quizbank.tui.screens.author_start import write

        id = self.chosen()
        if id is not None:
            write(self.quiz, id)

    def action_ask(self) -> None:
        """Ask the question now, whatever is due."""
        from quizbank.app.schedule import QueueItem
        from quizbank.tui.screens.home import begin

        id = self.chosen()
        if id is not None:
            question = self.bank.question(id)
            begin(
                self.quiz,
                [QueueItem(id, self.bank.card(id).memory is None, question.minutes)],
                "custom",
            )
