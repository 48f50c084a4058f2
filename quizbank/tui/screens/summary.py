"""The summary after a session; the last review can still be taken back here."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.session import Session
from quizbank.tui.screens.base import BaseScreen


class SummaryScreen(BaseScreen):
    """What was answered, what was missed, what tomorrow brings."""

    CSS = "SummaryScreen #body { padding: 1 3; } SummaryScreen #lines { height: auto; }"
    BINDINGS = [Binding("enter,space,q,escape,1", "home"), Binding("u,backspace", "undo"), Binding("l", "app.language")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Head, lines, keys."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="lines")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Write the lines."""
        self.relabel()

    def relabel(self) -> None:
        """The summary in the present language."""
        from quizbank.app.today import today_of

        done = self.session.done
        right = sum(review.outcome == "correct" for review in done)
        self.set_text("#head", self.say("summary"))
        shown = Text(self.say("answered", len(done), right) + "\n\n", style="bold")
        for review in done:
            sign = {"correct": "+", "partial": "~"}.get(review.outcome, "x")
            rating = self.say(review.rating.word) if review.rating else "-"
            shown.append(f"  {sign} {review.question:<40} {rating:<8} {review.seconds:.0f} s\n", "not bold")
        for id in dict.fromkeys(review.question for review in done):
            if self.bank.card(id).flags.leech:
                shown.append("\n" + self.say("leech", id) + "\n", "not bold")
        shown.append("\n" + self.say("tomorrow", today_of(self.bank).forecast[1]), "not bold")
        self.set_text("#lines", shown)
        self.show_keys("home", "undo", "app.language", "app.keys", "app.palette")

    def action_home(self) -> None:
        """Back to the home screen."""
        self.app.pop_screen()

    def action_undo(self) -> None:
        """Take the last review back and answer it again."""
        from quizbank.tui.screens.review import ReviewScreen

        if self.session.undo() is None:
            self.notify(self.say("nothing_undo"))
            return
        self.app.switch_screen(ReviewScreen(self.session))
