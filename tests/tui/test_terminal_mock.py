"""A mock interview from its form to its saved report in a real terminal, in both languages, killed
in the middle.
"""

import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None or sys.platform != "linux",
    reason="drives the program under tmux on Linux",
)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    running = Terminal(tmp_path)
    yield running
    running.tmux("kill-server")


WORDS = {
    "en": {
        "form": "How long",
        "left": "left",
        "offered": "was interrupted",
        "report": "How it went",
        "saved": "Saved to",
        "first": "Study these first",
    },
    "zh": {
        "form": "多长时间",
        "left": "剩",
        "offered": "没做完的面试",
        "report": "面试结果",
        "saved": "已保存到",
        "first": "先补这几样",
    },
}


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
def test_an_interview_is_held_killed_resumed_marked_and_saved(
    terminal: Terminal, lang: str
) -> None:
    words = WORDS[lang]

    def open_form() -> None:
        terminal.quizbank(lang=lang)
        # the bank opens behind the first screen: m acts when it is there
        for _ in range(60):
            terminal.press("m")
            if words["form"] in terminal.screen() or words["offered"] in terminal.screen():
                return
            time.sleep(0.5)

    open_form()
    terminal.see(words["form"])
    # a quarter of an hour
    terminal.press("Up")
    terminal.see("(x) 15")
    terminal.press("F5")
    terminal.see("1/", words["left"], "F8")
    time.sleep(0.5)
    terminal.press("F8")
    terminal.see("2/", words["left"], "F8")
    time.sleep(1)
    terminal.kill()
    open_form()
    terminal.see(words["offered"])
    terminal.press("1")
    place = 2
    while words["report"] not in terminal.see(
        words["left"] if words["report"] not in terminal.screen() else words["report"]
    ):
        terminal.until(
            lambda seen, place=place: (
                (f" {place}/" in seen and "F8" in seen) or words["report"] in seen
            )
        )
        time.sleep(0.4)
        terminal.press("F8")
        place += 1
        terminal.until(lambda seen, place=place: f" {place}/" in seen or words["report"] in seen)
    terminal.see(words["first"])
    terminal.press("1", "2")
    terminal.see(words["saved"])
    report = next(terminal.folder.glob("mock-*.md")).read_text("utf-8")
    assert words["first"] in report and report.count("\n## ") >= 3
    with closing(sqlite3.connect(terminal.database)) as connection:
        assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (0,), (
            "the schedule knows nothing of it"
        )
        assert connection.execute("SELECT count(*) FROM mock_reports").fetchone() == (1,)
        assert "questions" in str(
            connection.execute("SELECT value FROM settings WHERE name = 'study:list'").fetchone()
        )
