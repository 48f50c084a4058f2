"""The page after a mock interview: bars by topic, what to study first, each answer with what it lacked."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from quizbank.app.display import clean
from quizbank.app.mock import Interview
from quizbank.app.mock_report import bars, study_first
from quizbank.tui.screens.base import BaseScreen

_COLOURS = {"correct": "green", "partial": "yellow", "wrong": "red"}


class MockReportScreen(BaseScreen):
    """Grades behind the screen, then shows the report."""

    CSS = "MockReportScreen #body { padding: 1 3; } MockReportScreen #lines { height: auto; }"
    BINDINGS = [
        Binding("t,1", "tomorrow"), Binding("w,2", "save"),
        Binding("escape,q,enter", "home"), Binding("l", "app.language"),
    ]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self.report: dict[str, Any] | None = None

    def compose(self) -> ComposeResult:
        """Head, lines, keys."""
        yield Static(id="head")
        with VerticalScroll(id="body"):
            yield Static(id="lines")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Grade."""
        self.relabel()
        self.set_text("#lines", self.say("checking"))
        self._grade()

    def relabel(self) -> None:
        """The page's own words in the present language; the answers stay in the language they were given in."""
        self.set_text("#head", self.say("mock_report"))
        self.show_keys("tomorrow", "save", "home", "app.language", "app.palette")
        if self.report is not None:
            self._show(self.report)

    @work(thread=True, exclusive=True)
    def _grade(self) -> None:
        report = self.interview.grade(self.lang)
        self.app.call_from_thread(self._show, report)

    def _show(self, report: dict[str, Any]) -> None:
        self.report = report
        if not self.is_mounted:
            return
        shown = Text("\n".join(bars(report)) + "\n")
        things = study_first(report)
        if things:
            shown.append(f"\n{self.say('study_first')}\n", "bold")
        for number, thing in enumerate(things, 1):
            shown.append(f"  {number}  {thing['title']}  {thing['mean']:.0%}\n")
            for missing in thing["missing"]:
                shown.append(f"     {clean(missing)}\n", "dim")
        for number, row in enumerate(report["rows"], 1):
            self._row(shown, number, row)
        self.set_text("#lines", shown)
        self.query_one("#body").focus()

    def _row(self, shown: Text, number: int, row: dict[str, Any]) -> None:
        word = self.say(row["outcome"]).split("。")[0].split(".")[0]
        shown.append(f"\n{number}  {row['title']} · {self.say(row['kind'])} · {row['seconds']:.0f} s    ", "bold")
        shown.append(f"{word}  {row['score']:.0%}\n", f"bold {_COLOURS.get(row['outcome'], '')}".strip())
        shown.append(_indented(row["prompt"].strip()))
        shown.append(f"  {self.say('your_answer')}\n", "dim")
        shown.append(_indented(row["answer"].strip() or self.say("no_answer"), 4))
        for missing in row["missing"]:
            shown.append(f"  - {clean(missing)}\n")
        for part in row["parts"]:
            shown.append(f"  {part['sign']} {clean(part['label'])}   {part['marks']:g}/{part['of']:g}\n")
        if row["score"] < 1 and row["solution"]:
            shown.append(f"  {self.say('answer')}\n", "dim")
            shown.append(_indented("\n".join(row["solution"]), 4))

    def action_tomorrow(self) -> None:
        """Put what to study first on tomorrow's list."""
        if self.report is None:
            return
        listed = self.interview.study_tomorrow(self.report) if study_first(self.report) else []
        self.notify(self.say("mock_added", len(listed)) if listed else self.say("mock_nothing_weak"))

    def action_save(self) -> None:
        """Save the report beside the database."""
        if self.report is not None:
            path = self.interview.save(self.report, str(self.report["lang"]))
            self.notify(self.say("mock_saved", path), markup=False)

    def action_home(self) -> None:
        """Back to the home screen."""
        self.app.pop_screen()


def _indented(text: str, by: int = 2) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in clean(text).splitlines())
