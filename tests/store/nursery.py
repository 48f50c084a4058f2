"""Kills writers at random instants. Run as a program: imports once, forks a writer a kill, and
prints what was lost.

usage: python -m tests.store.nursery DATABASE KILLS SEED
"""

from __future__ import annotations

import os
import random
import select
import signal
import sqlite3
import sys
import time
from pathlib import Path

import alembic.command  # noqa: F401  (imported once here, not in every writer)

from quizbank.domain.review import Review
from quizbank.store import reviews, settings
from quizbank.store.database import Database
from tests.store.making import NOW, TODAY, card, review


def write(path: Path, out: int, retry: list[Review]) -> None:
    """Append without end, telling each id before and after; begin with what was not acknowledged
    last time.
    """
    with Database.open(path) as database:
        while True:
            one = retry.pop() if retry else review()
            os.write(out, f"try {one.id}\n".encode())
            settings.save_draft(database, "ce", seed=1, text=f"draft {one.id}", at=NOW)
            os.write(out, f"draft {one.id}\n".encode())
            reviews.append_review(database, one, card(due=TODAY + 1))
            os.write(out, f"done {one.id}\n".encode())


def one_kill(path: Path, retry: list[Review], wait: float, after: int | None) -> list[str]:
    """Fork a writer, kill it `wait` seconds later, or that long after it began to write and
    acknowledged `after` reviews; returns what it said.
    """
    source, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        try:
            write(path, out, retry)
        except BaseException as error:
            os.write(out, f"fault {type(error).__name__} {error}\n".encode())
        finally:
            os._exit(1)
    os.close(out)
    said = b""
    if after is not None:
        # a machine may be so busy that opening alone, or a few writes, take longer than `wait`
        select.select([source], [], [])
        while said.count(b"done ") < after and (chunk := os.read(source, 65536)):
            said += chunk
    end = time.monotonic() + wait
    while (left := end - time.monotonic()) > 0 and select.select([source], [], [], left)[0]:
        chunk = os.read(source, 65536)
        if not chunk:
            break
        said += chunk
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while chunk := os.read(source, 65536):
        said += chunk
    os.close(source)
    return said.decode().splitlines()


def stored(path: Path) -> tuple[list[str], str]:
    """The ids in the log and the draft, read by the standard library."""
    if not path.exists():
        return [], ""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        draft = connection.execute("SELECT text FROM drafts WHERE question = 'ce'").fetchone()
        return [row[0] for row in connection.execute("SELECT id FROM reviews")], draft[
            0
        ] if draft else ""
    finally:
        connection.close()


def main(path: Path, kills: int, seed: int) -> None:
    rng = random.Random(seed)
    acknowledged: set[str] = set()
    tried: set[str] = set()
    retry: list[Review] = []
    lost_drafts = 0
    for k in range(kills):
        if k == kills // 6:
            # the first writers are killed while they create the database
            Database.open(path).close()
        after = k // 2 % 4 * 2 if k >= kills // 6 and k % 2 == 1 else None
        said = one_kill(
            path, retry, rng.choice([0.0, 0.01, 0.03, 0.06]) + rng.random() * 0.03, after
        )
        events = [line.split(" ", 2) for line in said]
        faults = [line for line in said if line.startswith("fault")]
        assert not faults, faults
        tried |= {e[1] for e in events if e[0] == "try"}
        acknowledged |= {e[1] for e in events if e[0] == "done"}
        ids, draft = stored(path)
        drafts = [e[1] for e in events if e[0] == "draft"]
        later = [e[1] for e in events if e[0] == "try"]
        lost_drafts += bool(drafts) and draft not in {f"draft {drafts[-1]}", f"draft {later[-1]}"}
        assert len(ids) == len(set(ids)) and set(ids) <= tried, "a review was doubled or made up"
        unsure = tried - acknowledged
        retry = [review(id=id) for id in sorted(unsure)]
    ids, _ = stored(path)
    left = [name for name in os.listdir(path.parent) if name.endswith(".part")]
    print(
        f"kills {kills} acknowledged {len(acknowledged)} lost "
        f"{len(acknowledged - set(ids))} drafts-lost {lost_drafts} parts {len(left)}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
