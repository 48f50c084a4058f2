"""Ends from outside: a kill that is polite and a terminal that closes leave the terminal as it was
and the answer kept.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="drives a pseudo-terminal")

ROOT = Path(__file__).parents[2]
TYPED = "a product of Jacobians"


class Session:
    """A review in a pseudo-terminal of its own, with something typed."""

    def __init__(self, folder: Path) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.database = folder / "q.db"
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.told = b""
        self.usual = termios.tcgetattr(self.ours)
        env = {
            **os.environ,
            **{"PYTHONPATH": str(ROOT), "QUIZBANK_DB": str(self.database), "HOME": str(folder)},
            **{"QUIZBANK_LANG": "en", "TERM": "xterm-256color"},
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quizbank", "review", "--cram", "--kind", "concept"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)

    def hear(self, seconds: float) -> None:
        import select

        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.ours], [], [], left)[0]:
                try:
                    self.told += os.read(self.ours, 1 << 16)
                except OSError:
                    return

    def begin(self) -> None:
        for _ in range(60):
            self.hear(0.5)
            if b"1/" in self.told and b"F5" in self.told:
                break
        self.hear(0.5)
        for letter in TYPED:
            os.write(self.ours, letter.encode())
            self.hear(0.02)

    def drafts(self) -> str:
        with closing(sqlite3.connect(self.database, timeout=5)) as connection:
            return " ".join(str(row[0]) for row in connection.execute("SELECT text FROM drafts"))


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_kill_leaves_the_terminal_as_it_was_and_the_answer_kept(
    told: signal.Signals, tmp_path: Path
) -> None:
    import termios

    session = Session(tmp_path)
    session.begin()
    session.told = b""
    session.process.send_signal(told)
    session.hear(4)
    assert session.process.wait(timeout=5) == 128 + told
    assert b"\x1b[?1049l" in session.told and b"\x1b[?25h" in session.told
    assert b"\x1b[?1000l" in session.told and b"Traceback" not in session.told
    assert termios.tcgetattr(session.ours)[3] == session.usual[3]
    os.close(session.ours)
    assert TYPED in session.drafts()


def test_a_terminal_that_closes_ends_the_app_and_keeps_the_answer(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.begin()
    os.close(session.ours)
    session.process.wait(timeout=10)
    assert TYPED in session.drafts()
