"""Writing a question: its source beside the question as it will be asked, checked while it is
typed.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from quizbank.app.answers import Evidence, Shown, Verdict
from quizbank.app.drafting import keep_draft, variants
from quizbank.app.kinds import kind
from quizbank.app.own import Source
from quizbank.app.worker import WorkerError
from quizbank.domain.question import Question
from quizbank.tui.keymap.show import hints
from quizbank.tui.screens.author_keeping import AuthorKeeping
from quizbank.tui.tones import in_editor
from quizbank.tui.widgets.remarks import Remarks
from quizbank.tui.widgets.trial import Trial

# seconds for a verdict on a question that is still being written
_PATIENCE = 120.0


class AuthorScreen(AuthorKeeping):
    """Edits one text; `editing` is the id of the question it belongs to, None for a new one.
    `saved` is told the id.
    """

    CSS = """
    AuthorScreen #about { height: auto; padding: 0 1; color: $text-warning; display: none; }
    AuthorScreen #panes { layout: horizontal; height: 1fr; }
    AuthorScreen #source { width: 1fr; height: 100%; border: none; padding: 0; }
    AuthorScreen Trial { width: 1fr; height: 100%; border-left: vkey $panel; }
    AuthorScreen.-narrow #panes { layout: vertical; }
    AuthorScreen.-narrow #source { width: 100%; height: 3fr; }
    AuthorScreen.-narrow Trial {
        width: 100%; height: 2fr; border-left: none; border-top: solid $panel;
    }
    AuthorScreen.-narrow.answering #source { height: 1fr; }
    AuthorScreen.-narrow.answering Trial { height: 3fr; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS = [
        Binding("f2", "switch", priority=True),
        Binding("f3", "prove", priority=True),
        Binding("f4", "editor", priority=True),
        Binding("f5", "try", priority=True),
        Binding("f8", "variants", priority=True),
        Binding("f12,ctrl+s", "save", priority=True),
        Binding("ctrl+g", "next_fault", priority=True),
        Binding("ctrl+r", "revert", priority=True),
        Binding("escape", "leave", priority=True),
    ]

    def __init__(
        self,
        text: str,
        editing: str | None,
        key: str,
        source: Source | None = None,
        saved: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(text, editing, key, source, saved)
        self._at = -1

    def compose(self) -> ComposeResult:
        """Source, question, faults."""
        yield Static(id="head")
        yield Static(id="about")
        with Vertical(id="panes"):
            yield TextArea(
                self.text,
                id="source",
                soft_wrap=True,
                show_line_numbers=True,
                tab_behavior="focus",
                language=_markdown(),
            )
            trial = Trial(self.lang)
            trial.plain = self.plain
            yield trial
        yield Remarks()
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Read at once; the source has the focus."""
        self.relabel()
        source = self.query_one("#source", TextArea)
        in_editor(source)
        source.focus()
        self._check()

    def relabel(self) -> None:
        """Everything in the present language; what is typed stays."""
        self.set_text(
            "#head",
            self.say("author_editing", self.editing) if self.editing else self.say("author_start"),
        )
        about = self.query_one("#about", Static)
        said = self._about()
        about.update(Text(said))
        about.display = bool(said)
        self.show_keys(
            "save",
            "try",
            "variants",
            "switch",
            "next-fault",
            "prove",
            "editor",
            "leave",
            "app.language",
            "app.palette",
        )
        if self.draft.question is not None:
            self._present(self.draft.question)
        self._remark()

    def _about(self) -> str:
        if self.source is None or not self.source.bundled:
            return ""
        key = next(iter(hints(self, ["revert"], self.lang, True)), ("",))[0]
        name = (
            "author_changed"
            if self.source.changed
            else "author_overlaid"
            if self.source.own
            else "author_overlay"
        )
        return self.say(name, key)

    # trying

    def on_answer_form_submitted(self) -> None:
        """Enter in the form asks for the verdict."""
        self.action_try()

    def action_try(self) -> None:
        """Grade the answer in the form as a session would; nothing is recorded."""
        form, question = self.query_one(Trial).form, self.draft.question
        if form is None or question is None:
            return
        if self.query_one(Trial).has_class("listing"):
            self.query_one(Trial).remove_class("listing")
            return
        self.notify(self.say("checking"), timeout=2)
        self._grade(question, form.answer())

    @work(thread=True, exclusive=True, group="grade")
    def _grade(self, question: Question, answer: str) -> None:
        worker = self.quiz.code_worker if kind(question).runs_code else self.quiz.worker
        try:
            assert worker is not None
            verdict = worker.grade(
                question, answer, None, self.bank.grading_options, patience=_PATIENCE
            )
            solution = worker.solution(question, None, self.lang)
        except WorkerError as error:
            self.app.call_from_thread(self._stuck, error)
            return
        self.app.call_from_thread(self._judged, verdict, solution)

    def _judged(self, verdict: Verdict[Evidence], solution: list[str]) -> None:
        if self.is_open:
            self.query_one(Trial).judge(verdict, self.lang, solution)

    def action_variants(self) -> None:
        """Ten variants, or the question again."""
        trial = self.query_one(Trial)
        if trial.has_class("listing"):
            trial.remove_class("listing")
        elif self.draft.question is not None:
            self._vary(self.draft.question)

    @work(thread=True, exclusive=True, group="vary")
    def _vary(self, question: Question) -> None:
        try:
            assert self.quiz.worker is not None
            made = variants(self.quiz.worker, question, self.lang)
        except WorkerError as error:
            self.app.call_from_thread(self._stuck, error)
            return
        self.app.call_from_thread(self._list, made)

    def _list(self, made: list[tuple[Shown, list[str]]]) -> None:
        if self.is_open and self.draft.question is not None:
            self.query_one(Trial).list_variants(made, self.draft.question, self.lang)

    # moving

    def action_switch(self) -> None:
        """From the source to the answer, and back."""
        source, form = self.query_one("#source", TextArea), self.query_one(Trial).form
        answering = source.has_focus and form is not None
        self.set_class(answering, "answering")
        if answering and form is not None:
            self.query_one(Trial).remove_class("listing")
            form.begin()
        else:
            source.focus()

    def action_next_fault(self) -> None:
        """To the line of the next fault."""
        if self.draft.remarks:
            self._at = (self._at + 1) % len(self.draft.remarks)
            self._go(self.draft.remarks[self._at].line)

    def on_remarks_go_to(self, event: Remarks.GoTo) -> None:
        """To the line of the fault that was clicked."""
        self._go(event.line)

    def _go(self, line: int) -> None:
        source = self.query_one("#source", TextArea)
        source.focus()
        source.move_cursor((min(line, source.document.line_count) - 1, 0), center=True)

    def action_editor(self) -> None:
        """Write in $EDITOR."""
        from quizbank.tui.editor import edit

        written = edit(self.quiz, self.text, ".md")
        if written is not None:
            self.query_one("#source", TextArea).text = written

    def action_leave(self) -> None:
        """Go back; an unsaved text is kept."""
        if self._touched:
            with self.telling():
                keep_draft(self.bank, self.key, self.text)
            self.notify(self.say("author_kept"), markup=False)
        self.app.pop_screen()


def _markdown() -> str | None:
    """The language's name where highlighting is installed; without it the editor is plain."""
    from importlib.util import find_spec

    return "markdown" if find_spec("tree_sitter_markdown") else None
