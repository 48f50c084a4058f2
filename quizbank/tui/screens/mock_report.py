"""The page after a mock interview: what to study first, bars by topic, each answer with what it
lacked.
"""

from __future__ import annotations

from contextlib import suppress

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.display import clean
from quizbank.app.mock import Interview
from quizbank.app.mock_markdown import bars, headline, unmet_line
from quizbank.app.mock_report import MockReport, Row, Study, study_first
from quizbank.domain.errors import QuizbankError
from quizbank.tui.rendering import prose
from quizbank.tui.screens.base import BaseScreen
from quizbank.tui.widgets.prose import Prose
from quizbank.words.catalogue import kind_name
from quizbank.words.interface import in_a_row

_COLOURS = {"correct": "green", "partial": "yellow", "wrong": "red"}


class MockReportScreen(BaseScreen):
    """Grades behind the screen, then shows the report."""

    CSS = "MockReportScreen #body { padding: 1 3; } MockReportScreen #lines { height: auto; }"
    BINDINGS = [
        Binding("t,1", "tomorrow"),
        Binding("w,2", "save"),
        Binding("escape,q,enter", "home"),
        Binding("l", "app.language"),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self.report: MockReport | None = None

    def compose(self) -> ComposeResult:
        """Head, lines, keys."""
        yield Static(id="head")
        with VerticalScroll(id="body"):
            yield Prose(id="lines")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Grade."""
        self.set_text("#lines", self.say("checking"))
        self.relabel()
        self._grade()

    def relabel(self) -> None:
        """The page in the present language; the answers stay in the language they were given in."""
        self.set_text("#head", self.say("mock_report"))
        self.show_keys("tomorrow", "save", "home", "app.language", "app.palette")
        if self.report is not None:
            self._draw(self.report)

    @work(thread=True, exclusive=True)
    def _grade(self) -> None:
        refused = None
        try:
            # closed is stored first: a kill while it is being marked brings the interview back as
            # it ended
            self.interview.keep()
        except QuizbankError as error:
            refused = error
        report = self.interview.grade(
            lambda done, of: self.app.call_from_thread(self._progress, done, of)
        )
        try:
            self.interview.store(report)
        except QuizbankError as error:
            refused = error
        self.app.call_from_thread(self._show, report, refused)

    def _progress(self, done: int, of: int) -> None:
        if self.is_open:
            self.set_text("#lines", self.say("mock_marking", done + 1, of))

    def _show(self, report: MockReport, refused: QuizbankError | None) -> None:
        if not self.is_open:
            return
        self.report = report
        self._draw(report)
        self.query_one("#body").focus()
        if refused is not None:
            self.notify(refused.message(self.lang), severity="error", timeout=15, markup=False)

    def _draw(self, report: MockReport) -> None:
        shown = Text(headline(report, self.lang) + "\n", "bold")
        if not any(row.answer.strip() for row in report.rows):
            shown.append(f"\n{self.say('mock_empty')}\n", "not bold")
        self._first(shown, study_first(report))
        if topics := bars(report, self.lang):
            shown.append(f"\n{self.say('mock_by_topic')}\n")
            shown.append("".join(f"  {line}\n" for line in topics), "not bold")
        for number, row in enumerate(report.rows, 1):
            self._row(shown, number, row)
        if report.unmet:
            shown.append(f"\n{unmet_line(report, self.lang)}\n", "not bold dim")
        self.set_text("#lines", shown)

    def _first(self, shown: Text, things: list[Study]) -> None:
        if things:
            shown.append(f"\n{self.say('study_first')}\n")
        for number, thing in enumerate(things, 1):
            title = thing.title.in_language(self.lang)
            shown.append(f"  {number}  {title}  {thing.mean:.0%}\n", "not bold")
            for lack in thing.missing:
                shown.append(f"     {clean(lack.in_language(self.lang))}\n", "not bold dim")

    def _row(self, shown: Text, number: int, row: Row) -> None:
        answered = bool(row.answer.strip())
        word = self.say(f"mock_{row.outcome}") if answered else self.say("no_answer")
        time = self.say("seconds", f"{row.seconds:.0f}")
        facts = [row.title.in_language(self.lang), kind_name(row.kind, self.lang), time]
        shown.append(f"\n{number}  {in_a_row(facts, self.plain)}    ", "bold")
        colour = _COLOURS.get(row.outcome, "")
        shown.append(f"{word}  {row.score:.0%}\n", f"bold {colour}".strip())
        shown.append_text(self._asked(row)).append("\n")
        if answered:
            shown.append(f"  {self.say('your_answer')}\n", "not bold dim")
            shown.append(_indented(row.answer.strip(), 4), "not bold")
        for lack in row.missing:
            shown.append(f"  - {clean(lack.in_language(self.lang))}\n", "not bold")
        for part in row.parts:
            label = clean(part.in_language(self.lang))
            shown.append(f"  {part.sign} {label}   {part.marks:g}/{part.of:g}\n", "not bold")
        solution = row.solution.in_language(self.lang)
        # a free answer's points are its rubric already
        if row.score < 1 and solution and not (row.rubric and row.parts):
            shown.append(f"  {self.say('answer')}\n", "not bold dim")
            shown.append(_indented("\n".join(solution), 4), "not bold")

    def _asked(self, row: Row) -> Text:
        """The question's text, indented."""
        prompt, plain = row.prompt.in_language(self.lang), self.bank.settings.ascii_only
        asked = prose(prompt, row.symbols, plain, self.lang, self._path(row, prompt))
        asked.stylize_before("not bold")
        lines = asked.split("\n", allow_blank=True)
        return Text("\n").join(Text("  ").append_text(line) for line in lines)

    def _path(self, row: Row, prompt: str) -> str:
        """Where a question's pictures are looked for; empty where it has none, or is gone."""
        if "![" in prompt:
            with suppress(QuizbankError):
                return self.bank.question(row.question).path
        return ""

    def action_tomorrow(self) -> None:
        """Put what to study first on tomorrow's list."""
        if self.report is None:
            return
        listed = self.interview.study_tomorrow(self.report) if study_first(self.report) else []
        self.notify(
            self.say("mock_added", len(listed)) if listed else self.say("mock_nothing_weak")
        )

    def action_save(self) -> None:
        """Save the report beside the database."""
        if self.report is not None:
            path = self.interview.save(self.report, self.lang)
            self.notify(self.say("mock_saved", path), markup=False)

    def action_home(self) -> None:
        """Back to the home screen."""
        self.app.pop_screen()


def _indented(text: str, by: int = 2) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in clean(text).splitlines())
