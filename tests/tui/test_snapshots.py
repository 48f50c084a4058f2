"""How the review of each kind looks, asked and judged, in both languages and two sizes: as text,
which any version of Textual paints alike.

A screen that is meant to change: ``QUIZBANK_SNAPSHOTS=write scripts/test
tests/tui/test_snapshots.py``, then read the difference.
"""

import difflib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from quizbank.app.packs import add_files
from quizbank.app.session import Session
from quizbank.scheduling.queue import QueueItem
from quizbank.tui.answering.stopwatch import Stopwatch
from quizbank.tui.screens.review import ReviewScreen
from tests.tui.conftest import until

FOLDER = Path(__file__).parent / "snapshots"
# questions of their own, so that no edit of the bank changes a snapshot
QUESTIONS = Path(__file__).parent / "snapshot_questions"
# an answer that is judged at once, without the time it took on the screen
ANSWERS = {
    "shown-choice": [],
    "shown-formula": ["y - 1/(1+exp(-z))"],
    "shown-steps": ["[1, 2]", "[1, 2]"],
    "shown-concept": ["因为雅可比连乘。The gradient is a product of Jacobians."],
    "shown-code": ["def mse(y, p:\n    return y\n"],
}
SIZES = ((80, 24), (160, 50))
# each language and each size in every run, the other two pairs in the long one
LOOKS = [
    pytest.param("zh", SIZES[0], id="zh-80x24"),
    pytest.param("en", SIZES[1], id="en-160x50"),
    pytest.param("zh", SIZES[1], id="zh-160x50", marks=pytest.mark.long),
    pytest.param("en", SIZES[0], id="en-80x24", marks=pytest.mark.long),
]


def painted(app: Any) -> str:
    """The text on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"


def looks_as_kept(name: str, shown: str) -> None:
    """Compare with the file of that name, or write it where that is asked for."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("QUIZBANK_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    kept = path.read_text("utf-8")
    assert shown == kept, "\n".join(
        difflib.unified_diff(kept.splitlines(), shown.splitlines(), "kept", "now", lineterm="")
    )


async def answered(app: Any, pilot: Any, id: str) -> None:
    fields = [*app.screen.query(Input)] or [*app.screen.query(TextArea)]
    for field, value in zip(fields, ANSWERS[id], strict=False):
        if isinstance(field, Input):
            field.value = value
        else:
            field.text = value
    await pilot.press(*(["b", "enter"] if id == "shown-choice" else ["f5"]))
    await until(pilot, lambda: app.screen.graded is not None)


@pytest.mark.parametrize(("lang", "size"), LOOKS)
@pytest.mark.parametrize("id", ANSWERS)
async def test_the_review_of_each_kind_looks_as_it_did(
    quiz: Callable[..., Any],
    id: str,
    lang: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # the clock
    monkeypatch.setattr(Stopwatch, "seconds_now", 41.0)
    async with quiz(lang=lang, size=size) as (app, pilot):
        added, _, _ = add_files(app.bank.database, [QUESTIONS / f"{id}.md"])
        assert added
        session = Session(app.bank, app.worker, [QueueItem(id, True, 1.0)])
        assert session.current is not None
        session.current.seed = 5
        app.push_screen(ReviewScreen(session))
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.has_form())
        await pilot.pause(0.4)
        asked = painted(app)
        await answered(app, pilot, id)
        await pilot.pause(0.4)
        shown = f"{asked}{'=' * size[0]}\n{painted(app)}"
    looks_as_kept(f"{id}-{lang}-{size[0]}x{size[1]}", shown)
