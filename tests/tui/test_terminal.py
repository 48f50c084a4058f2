"""The main path in a real terminal: started, answered, killed in the middle, continued with nothing
lost.
"""

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizbank.store.database import Database
from quizbank.store.reviews import reviews_of
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    running = Terminal(tmp_path)
    yield running
    running.tmux("kill-server")


def test_a_session_killed_in_the_middle_goes_on_with_nothing_lost(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "q.db"
    pid = tmp_path / "pid"
    command = (
        f"sh -c 'echo $$ > {pid}; exec {sys.executable} -m quizbank --db {path} --lang zh review'"
    )
    terminal.start(command)
    terminal.until(lambda seen: "1/" in seen and "难度" in seen)
    time.sleep(1)
    terminal.press("F8")
    terminal.until(lambda seen: "看过答案" in seen)
    terminal.press("1")
    terminal.until(lambda seen: "2/" in seen)
    os.kill(int(pid.read_text()), signal.SIGKILL)
    time.sleep(0.5)
    with Database.open(path) as database:
        assert len(reviews_of(database)) == 1
    terminal.start(command, 160, 50)
    terminal.until(lambda seen: "1/" in seen and "难度" in seen)
    time.sleep(1)
    terminal.press("F9")
    terminal.until(lambda seen: "difficulty" in seen)


def test_a_damaged_database_is_told_in_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    path.write_bytes(b"this is no database")
    terminal.start(
        f"sh -c '{sys.executable} -m quizbank --db {path} --lang en; echo code $?; sleep 60'"
    )
    seen = terminal.until(lambda text: "code " in text)
    assert "code 3" in seen and "Traceback" not in seen and "q.db" in seen.replace("\n", "")


def test_with_no_color_nothing_is_painted_in_a_colour_and_keys_and_marks_are_there(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.start(
        f"env NO_COLOR=1 COLORTERM=truecolor {sys.executable} -m quizbank --db "
        f"{tmp_path / 'q.db'} --lang en review"
    )
    terminal.until(lambda seen: "1/" in seen and "hint" in seen)
    time.sleep(1)
    terminal.press("F8")
    terminal.until(lambda seen: "undo" in seen)
    painted = terminal.tmux("capture-pane", "-e", "-p")
    colours = {
        tuple(map(int, found)) for found in re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", painted)
    }
    assert all(max(colour) == min(colour) for colour in colours), "greys at most"
    basic = {
        number
        for codes in re.findall(r"\x1b\[([\d;]*)m", painted)
        if "38;" not in codes and "48;" not in codes
        for number in codes.split(";")
    }
    assert not basic & {f"{tens}{unit}" for tens in (3, 4, 9, 10) for unit in range(1, 7)}
