"""How fast memory is, as ratios: replay against py-fsrs, the next question against raw sqlite3, and
the plan.

usage: python -m benchmarks.memory_speed [--histories 3000] [--sizes 100000 1000000] [--repeat 300]
[--append docs/benchmarks/memory.md]
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import fsrs

from benchmarks.store import TODAY, fill
from quizbank.domain.review import Card, Memory
from quizbank.scheduling.memory import MemoryModel, replay_histories
from quizbank.scheduling.plan import make_plan
from quizbank.scheduling.queue import Info
from quizbank.store import cards, questions
from quizbank.store.database import Database

RAW = (
    "SELECT cards.* FROM cards JOIN questions ON questions.id = cards.question WHERE "
    "suspended = 0 AND leech = 0 "
    "AND (buried_until IS NULL OR buried_until <= ?) AND due_day <= ? AND "
    "questions.active ORDER BY due_day, question LIMIT 1"
)
RAW_TEXT = "SELECT content FROM questions WHERE id = ?"
ROUNDS = 5


def seconds(act: Callable[[], object]) -> float:
    """The time of one call."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def side_by_side(
    ours: Callable[[], object], theirs: Callable[[], object], repeat: int
) -> tuple[float, float]:
    """Median milliseconds of two acts, taken in turn so that a busy machine slows both."""
    ours(), theirs()
    times = [(seconds(ours), seconds(theirs)) for _ in range(repeat)]
    left, right = (statistics.median(pair[k] for pair in times) * 1000 for k in (0, 1))
    return left, right


def replay_rates(count: int) -> tuple[float, float]:
    """Reviews a second of (our replay, py-fsrs) over the same random histories of ten reviews,
    medians of five rounds.
    """
    rng = random.Random(1)
    logs = {
        f"q{n}": [
            (rng.randint(1, 4), TODAY + sum(rng.choices([0, 1, 3, 9, 30], k=k))) for k in range(10)
        ]
        for n in range(count)
    }
    logs = {
        question: sorted(history, key=lambda pair: pair[1]) for question, history in logs.items()
    }
    model = MemoryModel()
    oracle = fsrs.Scheduler(
        parameters=model.weights, enable_fuzzing=False, learning_steps=(), relearning_steps=()
    )
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    def theirs() -> None:
        for history in logs.values():
            card = fsrs.Card(due=start)
            for rating, day in history:
                card, _ = oracle.review_card(
                    card, fsrs.Rating(rating), start + dt.timedelta(days=day - TODAY)
                )

    ours_ms, theirs_ms = side_by_side(lambda: replay_histories(logs, model), theirs, ROUNDS)
    return 10 * count / ours_ms * 1000, 10 * count / theirs_ms * 1000


def next_question(path: Path, repeat: int) -> list[tuple[str, float, float]]:
    """(what, ours, raw sqlite3) in milliseconds: the most overdue question, and its text, decoded
    into a `Question` by us alone.
    """
    raw = sqlite3.connect(path)
    with Database.open(path) as database:
        [card] = cards.due(database, TODAY, 1)
        assert raw.execute(RAW, (TODAY, TODAY)).fetchone()[0] == card.question
        rows = [
            (
                "next question",
                *side_by_side(
                    lambda: cards.due(database, TODAY, 1),
                    lambda: raw.execute(RAW, (TODAY, TODAY)).fetchone(),
                    repeat,
                ),
            ),
            (
                "its text",
                *side_by_side(
                    lambda: questions.get_question(database, card.question),
                    lambda: raw.execute(RAW_TEXT, (card.question,)).fetchone(),
                    repeat,
                ),
            ),
        ]
    raw.close()
    return rows


def plan_ms(count: int) -> tuple[float, float]:
    """(first, median of ten) milliseconds of a plan over `count` questions, 22 days ahead; the
    first one builds the look-ahead.
    """
    rng = random.Random(3)
    infos = [
        Info(f"q{k}", "choice", f"t{k % 25}", 1 + k % 5, rng.choice([0.5, 1.5, 4.0]))
        for k in range(count)
    ]
    known = {
        i.id: Card(i.id, Memory(rng.uniform(0.5, 30), 5.0, TODAY - rng.randint(1, 20), TODAY, 2, 0))
        for i in infos
        if rng.random() < 0.5
    }
    model = MemoryModel()

    def plan() -> object:
        return make_plan(infos, known, model, TODAY, TODAY + 22, 20)

    return seconds(plan) * 1000, statistics.median(seconds(plan) for _ in range(10)) * 1000


def real_text(path: Path) -> None:
    """Give every question a real one's content, so that reading it is real work."""
    from quizbank.app.bank import Bank

    with tempfile.TemporaryDirectory() as folder:
        bank = Bank.open(Path(folder) / "bank.db", "en")
        bank.close()
        source = sqlite3.connect(Path(folder) / "bank.db")
        text = source.execute("SELECT content FROM questions WHERE id = 'mse-formula'").fetchone()[
            0
        ]
        source.close()
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE questions SET content = ? WHERE id IN (SELECT question FROM cards WHERE "
        "due_day <= ?)",
        (text, TODAY - 19),
    )
    connection.commit()
    connection.close()


def report(histories: int, sizes: list[int], repeat: int) -> str:
    """The section of docs/benchmarks/memory.md."""
    ours, oracle = replay_rates(histories)
    lines = [
        "## Speed",
        "",
        "Made by `python -m benchmarks.memory_speed` on Python "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        "two cores; medians, each pair measured in turn. The raw query is the same "
        "statement through a held sqlite3 connection.",
        "",
        "| what | quizbank | against | ratio | aim |",
        "|---|---|---|---|---|",
        f"| replay, reviews a second | {ours:,.0f} | py-fsrs {oracle:,.0f} | "
        f"{ours / oracle:.0f} x | at least 20 x |",
    ]
    medians = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            fill(path, size)
            real_text(path)
            rows = next_question(path, repeat)
        medians.append(rows[0][1])
        for what, own, raw in rows:
            aim = "at most 3 x" if what == "next question" else "none set: ours decodes it"
            lines.append(
                f"| {what} of {size:,} | {own:.3f} ms | raw {raw:.3f} ms | "
                f"{own / raw:.1f} x | {aim} |"
            )
    if len(medians) > 1:
        lines.append(
            f"| next question, {sizes[-1]:,} against {sizes[0]:,} | {medians[-1]:.3f} ms "
            f"| {medians[0]:.3f} ms | "
            f"{medians[-1] / medians[0]:.2f} x | at most 1.5 x |"
        )
    first, usual = plan_ms(10_000)
    lines.append(
        f"| plan of 10,000 questions | {usual:.0f} ms | first one, tables included: "
        f"{first:.0f} ms | | at most 100 ms |"
    )
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=int, default=3000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--repeat", type=int, default=300)
    parser.add_argument(
        "--append", type=Path, help="Replace the file's section on speed, or add it."
    )
    options = parser.parse_args()
    text = report(options.histories, options.sizes, options.repeat)
    print(text)
    if options.append:
        kept = (
            options.append.read_text("utf-8").split("## Speed\n")[0].rstrip()
            if options.append.exists()
            else ""
        )
        options.append.write_text(f"{kept}\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
