"""The day's queue and an appended review, through the store and through raw sqlite3, at 100,000 and
1,000,000 questions.

usage: python benchmarks/store.py [--sizes 100000 1000000] [--repeat 200] [--write
docs/benchmarks/store.md]
"""

from __future__ import annotations

import argparse
import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quizbank.domain.review import Rating, Review
from quizbank.store import cards, reviews
from quizbank.store.database import Database
from quizbank.store.glance import glance
from quizbank.store.schema import HEAD
from quizbank.store.uuid7 import uuid7
from tests.verdicts import kept

TODAY = 740_000
QUEUE = (
    "SELECT cards.* FROM cards JOIN questions ON questions.id = cards.question WHERE "
    "suspended = 0 AND NOT leech "
    "AND (buried_until IS NULL OR buried_until <= ?) AND due_day <= ? AND questions.active "
    "ORDER BY due_day, question LIMIT 50"
)
COUNT = (
    "SELECT count(*) FROM cards JOIN questions ON questions.id = cards.question WHERE "
    "suspended = 0 AND NOT leech "
    "AND (buried_until IS NULL OR buried_until <= ?) AND due_day <= ? AND questions.active"
)


def fill(path: Path, size: int) -> None:
    """A bank of `size` questions; nine in ten have a card, a fifth of those is due."""
    Database.open(path).close()
    rng = random.Random(size)
    connection = sqlite3.connect(path)
    connection.executemany(
        "INSERT INTO questions (id, kind, topic, difficulty, minutes, version, origin, "
        "active, content) VALUES (?, ?, ?, 2, 1.5, 'v', 'b', 1, '{}')",
        (
            (f"question-{k}", rng.choice(["choice", "numeric", "code"]), f"topic-{k % 40}")
            for k in range(size)
        ),
    )
    connection.executemany(
        "INSERT INTO cards (question, stability, difficulty, last_day, due_day, reps, "
        "lapses, suspended, flagged, leech) "
        "VALUES (?, 3.0, 5.0, ?, ?, 1, 0, ?, 0, 0)",
        (
            (f"question-{k}", TODAY - 9, TODAY + rng.randrange(-20, 80), rng.random() < 0.02)
            for k in range(size)
            if k % 10
        ),
    )
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def milliseconds(act: Callable[[], object], repeat: int) -> float:
    """The median time of `act`, warm."""
    act()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def a_review() -> Review:
    import datetime as dt

    verdict = kept(
        {
            "outcome": "correct",
            "score": 1.0,
            "max_marks": 1.0,
            "diagnoses": [],
            "parts": [],
            "evidence": {},
            "elapsed_ms": 1.0,
        }
    )
    return Review(
        uuid7(),
        "question-1",
        "v",
        1,
        "en",
        "7.25",
        verdict,
        "correct",
        1.0,
        Rating.GOOD,
        Rating.GOOD,
        dt.datetime.now(dt.UTC),
        0,
        TODAY,
    )


def measure(path: Path, size: int, repeat: int) -> list[tuple[str, float, float]]:
    """Rows of (what, raw sqlite3, the store), both in milliseconds."""
    raw = sqlite3.connect(path)
    few = max(3, repeat // 20)
    with Database.open(path) as database:
        rows = [
            (
                "queue: the 50 longest due",
                milliseconds(lambda: raw.execute(QUEUE, (TODAY, TODAY)).fetchall(), repeat),
                milliseconds(lambda: cards.due(database, TODAY, 50), repeat),
            ),
            (
                "count of due",
                milliseconds(lambda: raw.execute(COUNT, (TODAY, TODAY)).fetchone(), few),
                milliseconds(lambda: cards.count_due(database, TODAY), few),
            ),
            (
                "one card",
                milliseconds(
                    lambda: raw.execute(
                        "SELECT * FROM cards WHERE question = 'question-7'"
                    ).fetchone(),
                    repeat,
                ),
                milliseconds(lambda: cards.card_of(database, "question-7"), repeat),
            ),
            (
                "append a review, durable",
                _raw_append(path, repeat),
                milliseconds(lambda: reviews.append_review(database, a_review()), repeat),
            ),
        ]
    raw.close()
    rows.append(
        (
            "first glance (standard library)",
            float("nan"),
            milliseconds(lambda: glance(path, TODAY), few),
        )
    )
    rows.append(
        ("open and check", float("nan"), milliseconds(lambda: Database.open(path).close(), 3))
    )
    return rows


def _raw_append(path: Path, repeat: int) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    names = [row[1] for row in connection.execute("PRAGMA table_info(reviews)")]
    statement = f"INSERT INTO reviews ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"

    def append() -> None:
        values = [
            uuid7(),
            "question-1",
            "v",
            1,
            "en",
            "7.25",
            "{}",
            "correct",
            1.0,
            3,
            3,
            "2026-11-23T09:30:00.000000Z",
            0,
            TODAY,
            0.0,
            1,
            0,
            1,
            0,
            "daily",
            "",
            "",
            "",
        ]
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(statement, values)
        connection.execute("COMMIT")

    try:
        return milliseconds(append, repeat)
    finally:
        connection.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--repeat", type=int, default=200)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    lines = [
        "# The store",
        "",
        f"`python {' '.join(sys.argv)}` on Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, schema {HEAD}. "
        "Medians in milliseconds, warm; WAL with synchronous FULL.",
        "",
    ]
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            fill(path, size)
            lines += [
                f"## {size:,} questions",
                "",
                "| what | raw sqlite3 | store | ratio |",
                "|---|---|---|---|",
            ]
            for what, raw, store in measure(path, size, options.repeat):
                ratio = f"{store / raw:.1f}" if raw == raw else ""
                lines.append(
                    f"| {what} | {f'{raw:.3f}' if raw == raw else ''} | {store:.3f} | {ratio} |"
                )
            lines.append("")
    text = "\n".join(lines)
    print(text)
    if options.write:
        options.write.parent.mkdir(parents=True, exist_ok=True)
        options.write.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
