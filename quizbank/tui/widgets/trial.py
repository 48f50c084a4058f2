"""A question being written, exactly as it will be asked: prompt, answer form, verdict; or ten
variants of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from quizbank.app.display import clean
from quizbank.domain.question import Question
from quizbank.tui.rendering import prose
from quizbank.tui.widgets.form import AnswerForm
from quizbank.tui.widgets.formula_form import Preview
from quizbank.tui.widgets.make_form import put_form
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
    Trial #answer.tall { height: 12; }
    Trial VerdictPanel { display: none; }
    Trial VerdictPanel.shown { display: block; }
    Trial #variants { height: auto; padding: 0 1; display: none; }
    Trial.listing #variants { display: block; }
    Trial.listing #asked, Trial.listing #answer, Trial.listing VerdictPanel { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.plain = False
        self._shown: tuple[str, dict[str, Any], str] | None = None
        # one form after the other: to cancel a change half way would leave the old form half
        # removed
        self._changing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Prompt, form, verdict, variants."""
        yield Prose(id="asked")
        yield Vertical(id="answer")
        yield VerdictPanel(id="verdict")
        yield Prose(id="variants")

    def say(self, words: str) -> None:
        """Only a sentence, while there is no question."""
        self.query_one("#asked", Static).update(Text(words, style="dim"))

    async def show(
        self, question: Question, presented: dict[str, Any], preview: Preview, lang: str
    ) -> None:
        """Ask `question` as `presented` (`graders.api.present`)."""
        now = (question.kind, presented, lang)
        async with self._changing:
            if self._shown != now and self.query(VerdictPanel):
                await self._change(question, now, preview)

    async def _change(
        self, question: Question, now: tuple[str, dict[str, Any], str], preview: Preview
    ) -> None:
        _, presented, lang = now
        before, self._shown = self._shown, now
        self.remove_class("listing")
        self.query_one(VerdictPanel).remove_class("shown")
        self.query_one("#asked", Static).update(
            prose(presented["prompt"], presented.get("symbols"), self.plain, lang, question.path)
        )
        old = self.form
        typed = (
            old.answer()
            if old is not None and before is not None and before[0] == question.kind
            else ""
        )
        form = await put_form(
            self.query_one("#answer", Vertical), question.kind, presented, preview, lang
        )
        if form is not None and typed:
            form.restore(typed)

    @property
    def form(self) -> AnswerForm | None:
        """The answer form, where there is a question."""
        return next(iter(self.query(AnswerForm)), None)

    def judge(self, verdict: Mapping[str, Any], lang: str, solution: Sequence[str]) -> None:
        """Show a verdict, and what a learner would be shown as the answer."""
        panel = self.query_one(VerdictPanel)
        panel.show(
            verdict, "", None, lang, Text("\n".join([text("answer", lang), *map(clean, solution)]))
        )
        panel.add_class("shown")
        panel.scroll_visible(animate=False)

    def list_variants(
        self, made: Sequence[tuple[dict[str, Any], list[str]]], lang: str, path: str = ""
    ) -> None:
        """Show variants of the question file at `path` below each other, in the question's place;
        the next change or call of `show` brings that back.
        """
        shown = Text()
        for number, (presented, solution) in enumerate(made, 1):
            shown.append(f"{number}. ", "bold")
            shown.append_text(
                prose(presented["prompt"], presented.get("symbols"), self.plain, lang, path)
            ).append("\n")
            for choice in presented.get("choices", ()):
                shown.append(f"   {choice['letter']}  {clean(choice['text'])}\n")
            shown.append("".join(f"   {clean(line)}\n" for line in solution) + "\n", "dim")
        self.query_one("#variants", Static).update(
            shown if made else Text(text("author_same", lang), style="dim")
        )
        self.add_class("listing")
        self.scroll_home(animate=False)
