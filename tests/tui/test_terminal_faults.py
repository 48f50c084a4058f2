"""What goes wrong around the real program in a real terminal: it goes on or says plainly why not,
and what was typed is still there.
"""

import os
import shutil
import signal
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

TYPED = "a product of Jacobians"
HOSTILE = "W[i][j] [@click=app.quit]x[/foo] \x1b]0;owned\x07\x1b[31mred\x1b[2J"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    running = Terminal(tmp_path)
    yield running
    running.tmux("kill-server")


def write_an_answer(terminal: Terminal, lang: str = "en") -> None:
    """A concept question with something typed, saved as a draft."""
    terminal.quizbank("review", "--cram", "--kind", "concept", lang=lang)
    terminal.see("1/", "F5")
    time.sleep(0.5)
    terminal.type(TYPED)
    terminal.see(TYPED)
    for _ in range(50):
        if TYPED in drafts(terminal):
            return
        time.sleep(0.1)
    raise AssertionError("the draft was never kept")


def drafts(terminal: Terminal) -> str:
    with closing(sqlite3.connect(terminal.database, timeout=5)) as connection:
        return " ".join(str(row[0]) for row in connection.execute("SELECT text FROM drafts"))


def test_a_window_of_20_by_5_and_back_keeps_what_is_typed(terminal: Terminal) -> None:
    write_an_answer(terminal)
    for width, height in ((20, 5), (3, 2), (100, 30)):
        terminal.resize(width, height)
        time.sleep(0.5)
        assert terminal.alive()
    terminal.see(TYPED)
    terminal.type(" fades")
    terminal.see(TYPED + " fades")


def test_a_pasted_megabyte_is_taken_or_refused_and_the_session_goes_on(terminal: Terminal) -> None:
    write_an_answer(terminal)
    terminal.paste("word of an answer, " * 55_000)
    time.sleep(2)
    terminal.press("Escape", "F5")
    terminal.until(lambda seen: "Tick the points" in seen or "long" in seen, 120)
    assert terminal.alive()


def test_escape_sequences_and_markup_that_are_pasted_are_shown_and_do_nothing(
    terminal: Terminal,
) -> None:
    write_an_answer(terminal)
    terminal.paste(HOSTILE)
    # a busy terminal hands the escape sequences over before the rest, so the line may break
    # elsewhere
    terminal.see("W[i][j]", "[@click=app.quit]x[/foo]")
    assert terminal.tmux("display-message", "-p", "#{pane_title}").strip() != "owned"
    terminal.press("F5")
    terminal.see("Tick the points")
    assert terminal.alive()


def test_a_grader_that_is_killed_under_the_screen_is_started_again(terminal: Terminal) -> None:
    write_an_answer(terminal)
    for pid in terminal.graders():
        os.kill(pid, signal.SIGKILL)
    terminal.type(" and so it fades")
    terminal.press("F9")
    terminal.see("提交", TYPED + " and so it fades")
    for pid in terminal.graders():
        os.kill(pid, signal.SIGKILL)
    terminal.press("F5")
    terminal.see("勾选")


def test_a_locked_database_is_told_and_the_answer_stays_and_counts_later(
    terminal: Terminal,
) -> None:
    write_an_answer(terminal)
    with closing(sqlite3.connect(terminal.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.press("F5")
        terminal.see("is in use by", TYPED)
        other.execute("ROLLBACK")
    terminal.press("F5")
    terminal.see("Tick the points", TYPED)


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.long)])
def test_an_answer_half_written_is_there_after_a_kill(terminal: Terminal, lang: str) -> None:
    write_an_answer(terminal, lang)
    terminal.kill()
    terminal.quizbank("review", "--cram", "--kind", "concept", lang=lang)
    terminal.see("1/", TYPED)


def test_stopped_and_continued_the_session_is_as_it_was(terminal: Terminal) -> None:
    write_an_answer(terminal)
    os.kill(terminal.pid, signal.SIGSTOP)
    time.sleep(0.5)
    terminal.resize(90, 28)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.type(" fades")
    terminal.see(TYPED + " fades")


def test_suspended_to_the_shell_and_brought_back_the_session_is_as_it_was(
    terminal: Terminal,
) -> None:
    terminal.start("bash --norc -i", 100, 30)
    terminal.press(
        f"{sys.executable} -m quizbank --db {terminal.database} --lang en review --cram "
        "--kind concept",
        "Enter",
    )
    terminal.see("1/", "F5")
    time.sleep(0.5)
    terminal.type(TYPED)
    terminal.see(TYPED)
    child = terminal.tmux("display-message", "-p", "#{pane_pid}").strip()
    program = Path(f"/proc/{child}/task/{child}/children").read_text().split()[0]
    os.kill(int(program), signal.SIGTSTP)
    terminal.see("Stopped")
    terminal.press("fg", "Enter")
    terminal.see(TYPED, "F5")
    terminal.type(" fades")
    terminal.see(TYPED + " fades")
