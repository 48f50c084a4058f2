"""The real program in a terminal of its own: started as a learner starts it, read as a learner
reads it, killed.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SIZE = (40, 110)
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<>=]*[A-Za-z~$]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78PM])"
)


def command(database: Path, *arguments: str, under: Sequence[str] = ()) -> list[str]:
    """The command line of the program, in English; `under` is a command that starts it."""
    return [
        *under,
        sys.executable,
        "-m",
        "quizbank",
        "--db",
        str(database),
        "--lang",
        "en",
        *arguments,
    ]


def run(
    database: Path, *arguments: str, under: Sequence[str] = (), **env: str
) -> subprocess.CompletedProcess[str]:
    """The program, run to its end, with `env` added to the environment."""
    return subprocess.run(
        command(database, *arguments, under=under),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )


def run_and_kill(database: Path, wait: float, *arguments: str) -> tuple[bool, str]:
    """Start the program, kill it after `wait` seconds; (whether it had ended before, what it had
    printed by then).
    """
    process = subprocess.Popen(
        command(database, *arguments), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        process.wait(wait)
        ended = True
    except subprocess.TimeoutExpired:
        process.kill()
        ended = False
    return ended, process.communicate()[0].decode("utf-8", "replace")


class Screen:
    """The terminal app on a pseudo-terminal. What it painted since the last `forget` is kept as
    text.
    """

    def __init__(self, database: Path, *arguments: str, under: Sequence[str] = ()) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            words = command(database, *arguments, under=under)
            os.execvp(words[0], words)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *_SIZE, 0, 0))
        self._painted = b""

    def press(self, keys: str) -> None:
        """Send keys as the terminal would; a program that is gone takes none."""
        try:
            os.write(self.terminal, keys.encode())
        except OSError:
            return

    def forget(self) -> None:
        """Look only at what is painted from now on."""
        self._read(0)
        self._painted = b""

    def until(self, *words: str, seconds: float = 60.0) -> str | None:
        """Wait for one of these to be painted; returns it, None where `seconds` pass or the program
        ends first.
        """
        end = time.monotonic() + seconds
        while True:
            seen = _ESCAPES.sub(b"", self._painted).decode("utf-8", "replace")
            for word in words:
                if word in seen:
                    return word
            left = end - time.monotonic()
            if left <= 0 or not self._read(left):
                return None

    def kill(self) -> None:
        """SIGKILL, and the terminal with it; the program's workers end when their input closes."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            chunk = os.read(self.terminal, 1 << 16)
        except OSError:
            return False
        self._painted += chunk
        return bool(chunk)
