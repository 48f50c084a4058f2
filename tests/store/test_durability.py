from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizbank.store import cards, reviews
from quizbank.store.database import Database

ROOT = Path(__file__).parents[2]


def kill(path: Path, kills: int, seed: int) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.store.nursery", str(path), str(kills), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    words = done.stdout.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


def test_nothing_acknowledged_is_lost_when_killed_at_any_instant(path: Path) -> None:
    found = kill(path, 30, 1)
    assert found["acknowledged"] > 30
    assert (found["lost"], found["drafts-lost"]) == (0, 0)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_nothing_acknowledged_is_lost_in_many_kills(path: Path, seed: int) -> None:
    found = kill(path, 100, seed)
    assert found["acknowledged"] > 100
    assert (found["lost"], found["drafts-lost"]) == (0, 0)


WRITER = """
import sys
from quizbank.store import reviews
from quizbank.store.database import Database
from tests.store.making import TODAY, card, review
from dataclasses import replace
with Database.open(sys.argv[1]) as database:
    for _ in range(int(sys.argv[2])):
        reviews.append_review(database, review(), lambda before: replace(
            card(),
            memory=replace(card().memory, reps=(before.memory.reps if before.memory else 0) + 1)))
"""


@pytest.mark.parametrize("count", [150, pytest.param(1000, marks=pytest.mark.long)])
def test_two_programs_writing_at_once_lose_neither_a_review_nor_a_step_of_a_card(
    path: Path, count: int
) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(count)], cwd=ROOT, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    faults = [writer.communicate()[1].decode() for writer in writers]
    assert faults == ["", ""]
    with Database.open(path) as database:
        assert len(reviews.all_reviews(database)) == 2 * count
        memory = cards.card_of(database, "mse").memory
    assert memory is not None and memory.reps == 2 * count
