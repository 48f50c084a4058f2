"""The main path in a real terminal: started, answered, killed in the middle, continued with nothing lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizbank.store.database import Database
from quizbank.store.reviews import reviews_of

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """A tmux session of its own, on a socket of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = str(folder / "tmux.sock")

    def tmux(self, *arguments: str) -> str:
        env = {**os.environ, "HOME": str(self.folder), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        return subprocess.run(["tmux", "-S", self.socket, *arguments], capture_output=True, text=True, env=env, check=False).stdout

    def start(self, command: str, width: int = 80, height: int = 24) -> None:
        self.tmux("kill-server")
        self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), command)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tmux("send-keys", key)
            time.sleep(0.15)

    def until(self, ready: Callable[[str], bool], seconds: float = 90.0) -> str:
        for _ in range(int(seconds / 0.2)):
            seen = self.screen()
            if ready(seen):
                return seen
            time.sleep(0.2)
        raise AssertionError(f"the terminal never got there:\n{self.screen()}")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    running = Terminal(tmp_path)
    yield running
    running.tmux("kill-server")


def test_a_session_killed_in_the_middle_goes_on_with_nothing_lost(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    pid = tmp_path / "pid"
    command = f"sh -c 'echo $$ > {pid}; exec {sys.executable} -m quizbank --db {path} --lang zh review'"
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
    terminal.start(f"sh -c '{sys.executable} -m quizbank --db {path} --lang en; echo code $?; sleep 60'")
    seen = terminal.until(lambda text: "code " in text)
    assert "code 3" in seen and "Traceback" not in seen and "q.db" in seen.replace("\n", "")
