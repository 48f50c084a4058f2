"""One question: how it is asked, and every answer it was given, with what was wrong."""

from __future__ import annotations

import statistics

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.answers import Shown
from quizbank.app.days import date_of
from quizbank.app.display import clean
from quizbank.app.listing import history
from quizbank.app.verdicts import from_stored
from quizbank.domain.question import Question
from quizbank.domain.review import Review
from quizbank.tui.screens.question_actions import QuestionActions
from quizbank.tui.tones import tones
from quizbank.tui.widgets.question_preview import QuestionPreview
from quizbank.words.catalogue import sentence

_SIGNS = {"correct": "+", "partial": "~", "wrong": "x"}
_MOST = 200


class HistoryScreen(QuestionActions):
    """The question over its answers, the latest first."""

    CSS = """
    HistoryScreen #body { padding: 1 3; }
    HistoryScreen #answers { height: auto; margin-top: 1; }
    """
    BINDINGS = [
        Binding("f5,enter", "ask"),
        Binding("e,f4", "edit"),
        Binding("s,f6", "suspend"),
        Binding("b,f7", "bury"),
        Binding("exclamation_mark,fullwidth_exclamation_mark,f8", "flag"),
        Binding("down,j", "scroll(1)", id="history.down"),
        Binding("up,k", "scroll(-1)", id="history.up"),
        Binding("pagedown,space", "scroll(12)", id="history.page-down"),
        Binding("pageup", "scroll(-12)", id="history.page-up"),
        Binding("l", "app.language"),
        Binding("escape,q", "app.pop_screen"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question and its answers in one scroll."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield QuestionPreview(id="preview")
            yield Static(id="answers")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Read the log."""
        self.relabel()

    def on_screen_resume(self) -> None:
        """Back from a session or the editor."""
        self._load()

    def chosen(self) -> str | None:
        """The question of the screen."""
        return self.question

    def changed(self) -> None:
        """Read again."""
        self._load()

    def relabel(self) -> None:
        """Everything in the present language."""
        self.set_text("#head", self.say("history"))
        self.show_keys(
            "ask",
            "edit",
            "suspend",
            "bury",
            "flag",
            "down",
            "up",
            "page-down",
            "back",
            "language",
            "app.palette",
        )
        self._load()

    @work(thread=True, exclusive=True)
    def _load(self) -> None:
        with self.telling():
            question = self.bank.question(self.question)
            presented = self.presented(question)
            self.app.call_from_thread(
                self._show, question, presented, history(self.bank, self.question)
            )

    def _show(self, question: Question, presented: Shown | None, answers: list[Review]) -> None:
        if self.is_open:
            card = self.bank.card(self.question)
            preview = self.query_one(QuestionPreview)
            preview.show(question, presented, card, lang=self.lang, plain=self.plain)
            self.set_text("#answers", self._answers(question, answers))

    def _answers(self, question: Question, answers: list[Review]) -> Text:
        if not answers:
            return Text(self.say("history_none"), style="dim")
        right = sum(review.outcome == "correct" for review in answers)
        median = statistics.median(review.seconds for review in answers)
        shown = Text(
            self.say("history_count", len(answers), right, f"{median:.0f}") + "\n", style="bold"
        )
        for review in answers[:_MOST]:
            self._answer(shown, review, question)
        return shown

    def _answer(self, shown: Text, review: Review, question: Question) -> None:
        sign, colour = _SIGNS.get(review.outcome, "?"), tones(self.app)(review.outcome)
        rating = (
            self.say(review.rating.word)
            if review.rating
            else self.say("mode_mock" if review.mode == "mock" else "rated_none")
        )
        shown.append(f"\n{sign} {date_of(review.day)}  ", f"bold {colour}".strip())
        shown.append(f"{rating}   {review.seconds:.0f} s", "not bold")
        if review.version != question.version:
            shown.append(f"   {self.say('history_older')}", "not bold dim")
        shown.append("\n")
        for slip in from_stored(review.verdict, question.kind).diagnoses[:3]:
            shown.append(f"    {clean(sentence(slip.said, self.lang))}\n", "not bold")
        if review.answer.strip():
            lines = clean(review.answer).strip().splitlines()
            shown.append(f"    {self.say('history_answer')}: ", "not bold dim")
            shown.append(
                "\n      ".join(lines[:8]) + ("\n      ..." if len(lines) > 8 else "") + "\n",
                "not bold",
            )

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self.query_one("#body").scroll_relative(y=lines, animate=False)
