"""A long run tells of itself and can be stopped, through the worker, on the command line and on the
screen.
"""

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graders.code.grade import tensorflow_installed
from quizbank.app.worker import GradingOptions, GradingWorker
from quizbank.authoring.files import load_file
from quizbank.store.locations import bundled
from quizbank.tui.forms.written import TextForm
from quizbank.tui.screens.review import ReviewScreen
from tests.tui.conftest import quiz, until

pytestmark = [
    pytest.mark.tensorflow,
    pytest.mark.skipif(not tensorflow_installed(), reason="TensorFlow is not installed"),
]
assert callable(quiz)

SLOW = (
    "import time\ndef mse(y, p):\n    print('epoch 1', flush=True)\n    while True: "
    "time.sleep(0.1)\n"
)
RIGHT = "import tensorflow as tf\ndef mse(y, p):\n    return tf.reduce_mean((y - p) ** 2)\n"


def spec() -> Any:
    question = load_file(Path(bundled("questions")) / "losses" / "code-mse.md").question
    assert question is not None
    return question


def test_a_cancelled_run_is_undecided_and_the_next_answer_is_graded_by_the_same_worker() -> None:
    worker, told = GradingWorker(), []

    def stop(line: str) -> None:
        told.append(line)
        worker.cancel()

    try:
        worker.cancel()  # nothing runs yet: nothing happens
        worker.warm("code")
        verdict = worker.grade(spec(), SLOW, 1, GradingOptions(), progress=stop)
        assert verdict.outcome == "undecided" and verdict.diagnoses[0].code == "cancelled"
        assert any("epoch 1" in line for line in told)
        process = worker._process
        for _ in range(3):
            threading.Thread(
                target=worker.cancel
            ).start()  # too late for the last request, not meant for the next
        time.sleep(0.2)
        assert worker.grade(spec(), RIGHT, 1, GradingOptions()).outcome == "correct"
        assert worker._process is process
    finally:
        worker.close()


def test_ctrl_c_on_the_command_line_ends_the_run_without_a_mark(tmp_path: Path) -> None:
    answer = tmp_path / "slow.py"
    answer.write_text(SLOW, encoding="utf-8")
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "quizbank",
            "--db",
            str(tmp_path / "q.db"),
            "--lang",
            "en",
            "grade",
            "code-mse",
            "--file",
            str(answer),
        ],
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    ) as running:
        os.close(theirs)
        seen = b""
        while b"epoch 1" not in seen:
            seen += os.read(mine, 4096)
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=60)
    os.close(mine)
    assert running.returncode == 1 and "Undecided" in out and "Cancelled" in out
    assert b"Traceback" not in seen and "Traceback" not in out


async def test_escape_on_the_screen_stops_a_run_and_what_was_written_stays(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("code-mse") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        screen.query_one(TextForm).restore(SLOW)
        await pilot.press("f5")
        note = screen.query_one("#note")
        await until(pilot, lambda: "epoch 1" in str(note.render()))
        assert "esc" in str(screen.query_one("#keys").render())
        await pilot.press("escape")
        await until(pilot, lambda: screen.graded is not None)
        assert screen.graded is not None and screen.graded.verdict.outcome == "undecided"
        assert screen.form().answer() == SLOW
