"""Time to the first painted text in a terminal: quizbank's home screen against a minimal Textual app, in one run.

Run: python benchmarks/startup.py [rounds]. Prints a Markdown table and writes docs/benchmarks/startup.md.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
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


def first_paint(command: list[str], marker: bytes, env: dict[str, str]) -> float:
    """Milliseconds from the start of `command` in a pty until `marker` is written."""
    started = time.perf_counter()
    pid, descriptor = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, env)
    seen = b""
    try:
        while marker not in seen:
            ready, _, _ = select.select([descriptor], [], [], 30)
            if not ready:
                raise TimeoutError(command)
            seen += os.read(descriptor, 65536)
        return (time.perf_counter() - started) * 1000
    finally:
        os.kill(pid, 9)
        os.close(descriptor)
        os.waitpid(pid, 0)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30", "QUIZBANK_DB": f"{folder}/q.db"}
        subprocess.run([sys.executable, "-m", "quizbank", "today"], env=env, check=True, capture_output=True)
        apps = {"minimal Textual app": ([sys.executable, "-c", MINIMAL], b"painted"),
                "quizbank home": ([sys.executable, "-m", "quizbank", "--lang", "en"], b"due")}
        times: dict[str, list[float]] = {name: [] for name in apps}
        for _ in range(rounds):
            for name, (command, marker) in apps.items():
                times[name].append(first_paint(command, marker, env))
    floor = statistics.median(times["minimal Textual app"])
    lines = ["| first painted text | median ms | ratio |", "|---|---|---|"]
    for name, values in times.items():
        middle = statistics.median(values)
        lines.append(f"| {name} | {middle:.0f} | {middle / floor:.2f} |")
    table = "\n".join(lines)
    print(table)
    page = Path(__file__).parent.parent / "docs" / "benchmarks" / "startup.md"
    page.write_text(f"# Start\n\nMade by `python benchmarks/startup.py`; trust the ratio, not the milliseconds.\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
