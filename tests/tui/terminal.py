"""A real terminal for tests: the program under tmux, read as a learner reads it."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Terminal:
    """A tmux session of its own, on a socket of its own, with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = str(folder / "tmux.sock")
        self.database = folder / "q.db"
        self._pid = folder / "pid"

    def tmux(self, *arguments: str, given: str | None = None) -> str:
        env = {
            **os.environ,
            "HOME": str(self.folder),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            ["tmux", "-S", self.socket, *arguments],
            capture_output=True,
            text=True,
            env=env,
            check=False,
            cwd=ROOT,
            input=given,
        ).stdout

    def start(self, command: str, width: int = 80, height: int = 24) -> None:
        self.tmux("kill-server")
        self.tmux("new-session", "-d", "-x", str(width), "-y", str(height), command)

    def quizbank(
        self, *arguments: str, lang: str = "en", width: int = 100, height: int = 30
    ) -> None:
        """Start the program; `pid` is its process from then on."""
        self._pid.unlink(missing_ok=True)
        words = shlex.join(
            [
                sys.executable,
                "-m",
                "quizbank",
                "--db",
                str(self.database),
                "--lang",
                lang,
                *arguments,
            ]
        )
        self.start(f"sh -c 'echo $$ > {self._pid}; exec {words}'", width, height)

    @property
    def pid(self) -> int:
        return int(self._pid.read_text())

    def alive(self) -> bool:
        stat = Path(f"/proc/{self.pid}/stat")
        return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        time.sleep(0.3)

    def graders(self) -> list[int]:
        """The program's grading processes."""
        found = []
        for place in Path("/proc").iterdir():
            if place.name.isdigit():
                try:
                    parent = (place / "stat").read_text().rsplit(")", 1)[1].split()[1]
                    line = (place / "cmdline").read_bytes()
                except (OSError, IndexError):
                    continue
                if int(parent) == self.pid and b"graders.worker" in line:
                    found.append(int(place.name))
        return found

    def resize(self, width: int, height: int) -> None:
        self.tmux("resize-window", "-x", str(width), "-y", str(height))

    def paste(self, text: str) -> None:
        """Paste as a terminal does where the program asked for it: in brackets."""
        self.tmux("load-buffer", "-", given=text)
        self.tmux("paste-buffer", "-p", "-r")

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tmux("send-keys", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def until(self, ready: Callable[[str], bool], seconds: float = 90.0) -> str:
        for _ in range(int(seconds / 0.2)):
            seen = self.screen()
            if ready(seen):
                return seen
            time.sleep(0.2)
        raise AssertionError(f"the terminal never got there:\n{self.screen()}")

    def see(self, *words: str, seconds: float = 90.0) -> str:
        """Wait until every one of these stands on the screen."""
        return self.until(lambda seen: all(word in seen for word in words), seconds)
