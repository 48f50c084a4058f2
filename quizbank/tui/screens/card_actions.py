"""What a learner can decide about the question on the screen, apart from answering it."""

from __future__ import annotations

from quizbank.app.session import Session
from quizbank.tui.screens.base import BaseScreen


class CardActions(BaseScreen):
    """Flag, bury and suspend; the screen that asks provides the session and `ask`."""

    session: Session

    def ask(self) -> None:
        """Show the session's present question."""
        raise NotImplementedError

    def action_edit(self) -> None:
        """Edit the question; saved, it is asked again as it is now."""
        from quizbank.tui.screens.author_start import write

        asked = self.session.current
        if asked is not None:
            write(self.quiz, asked.question.id, saved=lambda _: self._again())

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

    def _flag(self, what: str, value: int, said: str, *, leave: bool) -> None:
        asked = self.session.current
        if asked is None:
            return
        self.bank.flag(asked.question.id, what, value)
        self.notify(self.say(said))
        if leave:
            self.session.skip()
            self.ask()
