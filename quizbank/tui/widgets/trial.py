"""A question being written, exactly as it will be asked: prompt, answer form, verdict; or ten
variants of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.answers import Evidence, Shown, Verdict
from quizbank.app.display import clean
from quizbank.app.kinds import kind, symbols_of
from quizbank.app.worker import GradingWorker
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question
from quizbank.tui.answering.area import AnswerArea
from quizbank.tui.answering.source import AnswerSource, TrialSource
from quizbank.tui.forms.base import AnswerForm
from quizbank.tui.rendering import prose
from quizbank.tui.widgets.prose import Prose
from quizbank.tui.widgets.verdict_panel import VerdictPanel
from quizbank.words.interface import text


class Trial(VerticalScroll, can_focus=False):
    """Holds the form; with `plain`, formulas and figures are in ASCII. What is typed stays while
    the question around it changes and its kind does not.
    """

    DEFAULT_CSS = """
    Trial { padding: 0 1; }
    Trial #asked { height: auto; padding: 0 1 1 1; }
    Trial #answer { height: auto; }
    Trial #answer.tall { height: 12; min-height: 8; }
    Trial VerdictPanel { display: none; }
    Trial VerdictPanel.shown { display: block; }
    Trial #variants { height: auto; padding: 0 1; display: none; }
    Trial.listing #variants { display: block; }
    Trial.listing #asked, Trial.listing #answer, Trial.listing VerdictPanel { display: none; }
    """

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.plain = False
        self.lang = lang
        self.area = AnswerArea(self, id="answer")
        self._shown: tuple[Question, str] | None = None

    def compose(self) -> ComposeResult:
        """Prompt, form, verdict, variants."""
        yield Prose(id="asked")
        yield self.area
        yield VerdictPanel(id="verdict")
        yield Prose(id="variants")

    def say(self, words: str) -> None:
        """Only a sentence, while there is no question."""
        self.query_one("#asked", Static).update(Text(words, style="dim"))

    def show(self, question: Question, worker: GradingWorker, lang: str) -> None:
        """Ask `question`; nothing changes where it is shown like this already."""
        before = self._shown
        if before is not None and (before[0], before[1]) == (question, lang):
            return
        self._shown, self.lang = (question, lang), lang
        source = TrialSource(worker, question)
        if before is not None and before[0].kind == question.kind:
            self.area.ask_again(source)
        else:
            self.area.ask(source)

    @property
    def form(self) -> AnswerForm | None:
        """The answer form, where there is a question."""
        return self.area.form if self.area.ready else None

    # what the area asks of its owner

    def answer_language(self) -> str:
        """See `AnswerOwner`."""
        return self.lang

    def answer_in_ascii(self) -> bool:
        """See `AnswerOwner`."""
        return self.plain

    def question_shown(self, source: AnswerSource, shown: Shown) -> None:
        """See `AnswerOwner`."""
        self.remove_class("listing")
        self.query_one(VerdictPanel).remove_class("shown")
        question = source.question
        drawn = prose(shown.prompt, symbols_of(question), self.plain, self.lang, question.path)
        self.query_one("#asked", Static).update(drawn)

    def question_stuck(self, reason: str) -> None:
        """Lint says what is wrong with it."""

    def form_built(self) -> None:
        """The author goes on writing."""

    def may_write(self) -> bool:
        """The source keeps the focus, and a trial is not kept."""
        return False

    def draft_refused(self, error: QuizbankError) -> None:
        """A trial is not kept."""

    def judge(self, verdict: Verdict[Evidence], lang: str, solution: Sequence[str]) -> None:
        """Show a verdict, and what a learner would be shown as the answer."""
        panel = self.query_one(VerdictPanel)
        answer = Text("\n".join([text("answer", lang), *map(clean, solution)]))
        panel.show(verdict, lang, extra=answer)
        panel.add_class("shown")
        panel.scroll_visible(animate=False)

    def list_variants(
        self, made: Sequence[tuple[Shown, list[str]]], question: Question, lang: str
    ) -> None:
        """Show variants of a question below each other, in the question's place; the next change
        or call of `show` brings that back.
        """
        shown = Text()
        symbols = symbols_of(question)
        for number, (presented, solution) in enumerate(made, 1):
            shown.append(f"{number}. ", "bold")
            prompt = prose(presented.prompt, symbols, self.plain, lang, question.path)
            shown.append_text(prompt).append("\n")
            for line in kind(question).options(presented):
                shown.append(f"   {clean(line)}\n")
            shown.append("".join(f"   {clean(line)}\n" for line in solution) + "\n", "dim")
        nothing = Text(text("author_same", lang), style="dim")
        self.query_one("#variants", Static).update(shown if made else nothing)
        self.add_class("listing")
        self.scroll_home(animate=False)
