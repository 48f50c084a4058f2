"""The terminal app over a large bank: key to painted answer, memory of its process, growth over
thousands of reviews.

Run: python benchmarks/terminal.py [questions] [reviews]. Prints a Markdown table and writes
docs/benchmarks/terminal.md.
Each part runs in a process of its own, on the real screens with real keys and the real grading
worker.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

QUESTIONS, REVIEWS = 100_000, 2_000
_ROUNDS = 100


def fill(path: str, count: int) -> None:
    """The bundled bank and choice questions beside it, `count` in all, half of them known."""
    from sqlalchemy import insert

    from quizbank.app.bank import Bank
    from quizbank.store.models import CardRow, QuestionRow

    bank = Bank.open(path, "en")
    model = bank.question("relu-derivative-positive")
    topics = ["losses", "rnn", "attention", "metrics", "data"]
    rows = []
    for k in range(count):
        made = replace(
            model,
            id=f"large-{k:06}",
            topic=topics[k % 5],
            difficulty=1 + k % 5,
            minutes=1.0,
            version="1",
            origin="large",
            prompt={"zh": f"第 {k} 题？", "en": f"Question number {k}?"},
        )
        rows.append(
            {
                name: getattr(made, name)
                for name in ("id", "kind", "topic", "difficulty", "minutes", "version", "origin")
            }
            | {"active": True, "content": asdict(made)}
        )
    day = bank.today()
    known = [
        {
            "question": row["id"],
            "stability": 5.0 + k % 40,
            "difficulty": 5.0,
            "last_day": day - 3 - k % 30,
            "due_day": day + k % 40,
            "reps": 2,
            "lapses": 0,
            "suspended": False,
            "flagged": False,
            "leech": False,
        }
        for k, row in enumerate(rows[::2])
    ]
    with bank.database.write() as session:
        session.execute(insert(QuestionRow), rows)
        session.execute(insert(CardRow), known)
    bank.close()


def resident() -> float:
    """What this process holds in memory, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def until(pilot: Any, ready: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something to be so, looking every millisecond."""
    end = time.perf_counter() + seconds
    while not ready():
        if time.perf_counter() > end:
            raise TimeoutError
        await asyncio.sleep(0.001)


class Painted:
    """Watches what the app writes to its terminal: `at` is when that was written which `ready` was
    waiting for.
    """

    def __init__(self, app: Any) -> None:
        self.ready: Callable[[], bool] = lambda: False
        self.at: float | None = None
        shown = app._display

        def display(screen: Any, renderable: Any) -> None:
            there = self.at is None and self.ready()
            shown(screen, renderable)
            if there:
                self.at = time.perf_counter()

        app._display = display


async def timed(pilot: Any, painted: Painted, key: str, ready: Callable[[], bool]) -> float:
    """Milliseconds from a key to the end of the first painting that began when what it leads to was
    there.
    """
    from textual import events

    painted.at, painted.ready = None, ready
    started = time.perf_counter()
    pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await until(pilot, ready)
    there = time.perf_counter()
    while painted.at is None:
        await asyncio.sleep(0.001)
        if time.perf_counter() > there + 0.25:
            # what was waited for changed nothing more on the screen
            painted.at = there
    painted.ready = lambda: False
    return (painted.at - started) * 1000


async def latency(path: str) -> dict[str, list[float]]:
    """Milliseconds of each step, `_ROUNDS` times."""
    from quizbank.app.session import Session
    from quizbank.scheduling.queue import QueueItem
    from quizbank.tui.app import QuizbankApp
    from quizbank.tui.screens.browse import BrowseScreen
    from quizbank.tui.screens.home import HomeScreen
    from quizbank.tui.screens.review import ReviewScreen

    app = QuizbankApp(path, "en")
    found: dict[str, list[float]] = {}
    async with app.run_test(size=(110, 34)) as pilot:
        await until(
            pilot,
            lambda: app.bank is not None and app.screen._ready and app.screen._home is not None,
        )
        painted = Painted(app)
        for _ in range(_ROUNDS // 5):
            found.setdefault("home: open the bank's list", []).append(
                await timed(
                    pilot,
                    painted,
                    "b",
                    lambda: (
                        isinstance(app.screen, BrowseScreen)
                        and bool(app.screen.query("OptionList, DataTable"))
                    ),
                )
            )
            await until(pilot, lambda: not any(worker.is_running for worker in app.workers))
            found.setdefault("list: down", []).append(
                await timed(pilot, painted, "down", lambda: True)
            )
            found.setdefault("list: back to home", []).append(
                await timed(pilot, painted, "escape", lambda: isinstance(app.screen, HomeScreen))
            )
            # the day's numbers are counted anew behind the screen: the next key is that of a
            # learner who has seen them
            await until(pilot, lambda: not any(worker.is_running for worker in app.workers))
        assert app.bank is not None and app.worker is not None
        items = [QueueItem(f"large-{k:06}", False, 1.0) for k in range(_ROUNDS + 1)]
        app.push_screen(ReviewScreen(Session(app.bank, app.worker, items)))
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.has_form())
        for _ in range(_ROUNDS):
            await answer(pilot, painted, found)
    return found


async def answer(pilot: Any, painted: Painted, found: dict[str, list[float]]) -> None:
    """Pick, check and rate one choice question."""
    screen = pilot.app.screen
    await until(pilot, lambda: screen.has_form() and screen.focused is screen.form())
    found.setdefault("choice: pick", []).append(
        await timed(pilot, painted, "a", lambda: bool(screen.form().answer()))
    )
    found.setdefault("choice: key to verdict", []).append(
        await timed(pilot, painted, "enter", lambda: screen.graded is not None)
    )
    await asyncio.sleep(0.05)
    before = screen.session.current.question.id
    found.setdefault("rating: key to the next question", []).append(
        await timed(
            pilot,
            painted,
            "3",
            lambda: (
                screen.session.current.question.id != before
                and screen.has_form()
                and screen.focused is screen.form()
            ),
        )
    )


async def review(pilot: Any) -> None:
    """Answer and rate one choice question by keys."""
    screen = pilot.app.screen
    await until(
        pilot,
        lambda: screen.has_form() and screen.graded is None and screen.focused is screen.form(),
    )
    await pilot.press("a", "enter")
    await until(pilot, lambda: screen.graded is not None)
    await pilot.press("3")


async def memory(path: str, reviews: int) -> dict[str, float]:
    """Megabytes of the process at home, in a session, and after `reviews` reviews by keys."""
    from quizbank.app.session import Session
    from quizbank.scheduling.queue import QueueItem
    from quizbank.tui.app import QuizbankApp
    from quizbank.tui.screens.review import ReviewScreen

    app = QuizbankApp(path, "en")
    found: dict[str, float] = {}
    async with app.run_test(size=(110, 34)) as pilot:
        await until(
            pilot,
            lambda: app.bank is not None and app.screen._ready and app.screen._home is not None,
        )
        found["home"] = resident()
        assert app.bank is not None and app.worker is not None
        app.push_screen(
            ReviewScreen(
                Session(
                    app.bank,
                    app.worker,
                    [QueueItem(f"large-{k:06}", False, 1.0) for k in range(50, reviews + 51)],
                )
            )
        )
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.has_form())
        for k in range(reviews):
            await review(pilot)
            if k + 1 in (reviews // 10, reviews // 2, reviews):
                gc.collect()
                found[f"after {k + 1:,} reviews"] = resident()
    return found


def part(name: str, *arguments: str) -> Any:
    """One part in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--part", name, *arguments], stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not pass."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def table(questions: int, reviews: int, path: str) -> str:
    """Both tables; the first is printed when it is there."""
    fill(path, questions)
    lines = ["| key | median ms | p95 ms |", "|---|---|---|"]
    for name, values in part("latency", path).items():
        lines.append(f"| {name} | {sorted(values)[len(values) // 2]:.0f} | {p95(values):.0f} |")
    print("\n".join(lines), flush=True)
    lines += [
        "",
        f"| memory of the app's process, with {questions:,} questions | MB |",
        "|---|---|",
    ]
    lines += [
        f"| {name} | {value:.0f} |" for name, value in part("memory", path, str(reviews)).items()
    ]
    return "\n".join(lines)


def main() -> None:
    if sys.argv[1:2] == ["--part"]:
        _, _, name, path, *rest = sys.argv
        result: Any = (
            asyncio.run(latency(path))
            if name == "latency"
            else asyncio.run(memory(path, int(rest[0])))
        )
        print("\n" + json.dumps(result))
        return
    questions, reviews = (
        int(word)
        for word in (sys.argv[1:] + [str(QUESTIONS), str(REVIEWS)][len(sys.argv) - 1 :])[:2]
    )
    with tempfile.TemporaryDirectory() as folder:
        text = table(questions, reviews, f"{folder}/q.db")
    print(text)
    page = Path(__file__).parent.parent / "docs" / "benchmarks" / "terminal.md"
    page.write_text(
        "# Terminal\n\nMade by `python benchmarks/terminal.py`: keys on the real "
        f"screens, with {questions:,} questions beside the bundled ones, "
        "half of them known, and the real grading worker.\nFrom the key to the end of "
        "the painting of what it leads to; the aims are 50 ms at p95 from a key to its "
        f"verdict, and 120 MB.\n\n{text}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
