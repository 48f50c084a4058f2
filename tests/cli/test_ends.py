"""Ends: a pipe that nobody reads on, and ctrl+c at any instant."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIPED = [
    ["list"],
    ["list", "--json"],
    ["today"],
    ["today", "--json"],
    ["show", "mse-formula"],
    ["graph"],
    ["stats"],
    ["plan"],
    ["doctor"],
    ["grade", "mse-formula", "--answer", "1"],
    ["grade", "--batch", "lines.jsonl"],
    ["review", "--json"],
    ["backup"],
    ["lint", str(ROOT / "questions" / "pack.toml")],
    ["--help"],
    ["list", "--help"],
    ["--version"],
]


def start(folder: Path, *arguments: str, out: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    env = {
        **os.environ,
        **{"PYTHONPATH": str(ROOT), "QUIZBANK_DB": str(folder / "q.db"), "HOME": str(folder)},
        "QUIZBANK_LANG": "en",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "quizbank", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        env=env,
        cwd=folder,
    )


def lines(folder: Path, count: int) -> Path:
    path = folder / "lines.jsonl"
    row = {"question": "mse-formula", "answer": "mean((y-p)^2)"}
    path.write_text("".join(json.dumps({"id": n, **row}) + "\n" for n in range(count)))
    return path


@pytest.mark.parametrize("arguments", PIPED, ids=" ".join)
def test_a_closed_pipe_ends_with_0_and_silence(arguments: list[str], tmp_path: Path) -> None:
    lines(tmp_path, 3)
    reader, writer = os.pipe()
    os.close(reader)
    process = start(tmp_path, *arguments, out=writer)
    os.close(writer)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert b"Broken" not in err and b"Traceback" not in err and b"Exception" not in err


@pytest.mark.parametrize("stream", ["stdout", "stderr", "stdin"])
def test_a_stream_that_is_closed_from_the_start_is_no_fault(stream: str, tmp_path: Path) -> None:
    closed = {"stdout": ">&-", "stderr": "2>&-", "stdin": "<&-"}[stream]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QUIZBANK_DB": str(tmp_path / "q.db")}
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m quizbank today {closed}'],
        capture_output=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0 and b"Traceback" not in done.stderr


@pytest.mark.parametrize("seconds", [0.05, 0.08, 0.1, 0.13, 0.2, 0.4])
def test_an_early_interrupt_shows_no_traceback(seconds: float, tmp_path: Path) -> None:
    process = start(tmp_path, "list")
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert b"Traceback" not in err or b"quizbank" not in err, err
    # before the first line of ours it is Python's own to say
    early = b"Traceback" in err
    assert early or process.returncode in (0, 130, -signal.SIGINT)


def test_an_interrupt_ends_a_batch_within_two_seconds_with_whole_lines(tmp_path: Path) -> None:
    path = lines(tmp_path, 20_000)
    process = start(tmp_path, "grade", "--batch", str(path), "--out", str(tmp_path / "out.jsonl"))
    out = tmp_path / "out.jsonl"
    until = time.monotonic() + 60
    while time.monotonic() < until and not (out.exists() and out.stat().st_size):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    told = time.monotonic()
    _, err = process.communicate(timeout=30)
    assert time.monotonic() - told < 2.0
    assert process.returncode == 130 and b"Traceback" not in err
    text = out.read_text()
    assert text.endswith("\n") and all(json.loads(line)["outcome"] for line in text.splitlines())


@pytest.mark.parametrize("arguments", [["watch", "mse-formula", "answer.py"], ["lint", "many"]])
def test_an_interrupt_ends_what_takes_long(arguments: list[str], tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    source = next((ROOT / "questions").rglob("forward-2-2-1.md")).read_text()
    for number in range(200):
        (many / f"q-{number}.md").write_text(source.replace("forward-2-2-1", f"q-{number}"))
    process = start(tmp_path, *arguments)
    time.sleep(3.0)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    told = time.monotonic()
    _, err = process.communicate(timeout=30)
    assert time.monotonic() - told < 2.0
    assert process.returncode == 130 and b"Traceback" not in err
