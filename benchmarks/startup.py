"""Time to the first painted text in a terminal: quizbank's home screen against a minimal Textual
app and other programs, in one run.

Run: python benchmarks/startup.py [rounds] [NAME=COMMAND ...], for example
harlequin=/path/to/harlequin; programs of the known names that
are on the PATH are taken too. Prints a Markdown table and writes docs/benchmarks/startup.md.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static('painted')
Minimal().run()
"""
PEERS = ("harlequin", "posting", "recto")
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;:?<>=]*[ "
    rb"-/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78PMc])|\x1b.*$",
    re.DOTALL,
)
_WORD = re.compile(rb"[A-Za-z]{4}")


def first_paint(command: list[str], env: dict[str, str], folder: str) -> float:
    """Milliseconds from the start of `command` in a pty until a word stands on its screen."""
    started = time.perf_counter()
    pid, descriptor = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, env)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    seen = b""
    try:
        while not _WORD.search(_ESCAPES.sub(b"", seen)):
            ready, _, _ = select.select([descriptor], [], [], 30)
            if not ready:
                raise TimeoutError(command)
            try:
                seen += os.read(descriptor, 65536)
            except OSError:
                raise SystemExit(f"{command[0]} ended before it painted a word") from None
        return (time.perf_counter() - started) * 1000
    finally:
        os.kill(pid, 9)
        os.close(descriptor)
        os.waitpid(pid, 0)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    given = dict(word.split("=", 1) for word in sys.argv[2:])
    with tempfile.TemporaryDirectory() as folder:
        # a home of its own; one of the programs wants a key before it paints anything, and none is
        # used
        env = {
            **os.environ,
            "TERM": "xterm-256color",
            "HOME": folder,
            "QUIZBANK_DB": f"{folder}/q.db",
            "OPENAI_API_KEY": "none",
        }
        for name in ("COLUMNS", "LINES", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            env.pop(name, None)
        subprocess.run(
            [sys.executable, "-m", "quizbank", "today"], env=env, check=True, capture_output=True
        )
        shutil.copy(f"{folder}/q.db", f"{folder}/kept.db")
        apps = {
            "minimal Textual app": [sys.executable, "-c", MINIMAL],
            "quizbank home": [sys.executable, "-m", "quizbank", "--lang", "en"],
        }
        for name in PEERS:
            command = given.get(name) or shutil.which(name)
            if command:
                apps[name] = shlex.split(command)
        for command in apps.values():
            first_paint(command, env, folder)
        times: dict[str, list[float]] = {name: [] for name in apps}
        for _ in range(rounds):
            for name, command in apps.items():
                # as a session that was ended leaves it, not one that was killed while it painted
                for left in ("q.db-wal", "q.db-shm"):
                    Path(folder, left).unlink(missing_ok=True)
                shutil.copy(f"{folder}/kept.db", f"{folder}/q.db")
                times[name].append(first_paint(command, env, folder))
    floor = statistics.median(times["minimal Textual app"])
    lines = ["| first painted text | median ms | ratio |", "|---|---|---|"]
    for name, values in times.items():
        middle = statistics.median(values)
        lines.append(f"| {name} | {middle:.0f} | {middle / floor:.2f} |")
    table = "\n".join(lines)
    print(table)
    page = Path(__file__).parent.parent / "docs" / "benchmarks" / "startup.md"
    page.write_text(
        "# Start\n\nMade by `python benchmarks/startup.py`: from the start of each "
        "program in a terminal until a word stands on the screen, "
        f"{rounds} rounds in turn.\nTrust the ratio, not the milliseconds. The other "
        f"programs run on the Python they were installed for.\n\n{table}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
