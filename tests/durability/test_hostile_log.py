"""Another machine's log may say anything that fits its form: each command and screen goes on, and
none shows what acts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizbank.cli.main import run
from quizbank.domain.clean import first_forbidden
from quizbank.domain.review import Rating, Tombstone
from quizbank.store.records import Edit, Entry, FlagEvent, to_line
from quizbank.store.uuid7 import uuid7
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.statistics import StatisticsScreen
from tests.durability.hostile_texts import TEXTS
from tests.store.making import NOW, review, verdict
from tests.tui.conftest import quiz, until  # noqa: F401  (the fixture)

LAST, ALL = dt.date.max.toordinal(), "".join(TEXTS)
ASKED = "mse-formula"
ENTRIES: list[Entry] = [
    review(ASKED, day=LAST),
    review(ASKED, day=1),
    review("bce-formula", day=LAST, rating=Rating.AGAIN),
    review("no-such-question"),
    review(ASKED, at=dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.UTC)),
    review(ASKED, at=dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
    review(ASKED, seconds=1e7, hints=10_000, attempts=10_000),
    review(ASKED, answer=ALL * 500, version=ALL[:80], mode="evil", device=ALL[:200]),
    *(
        review(
            ASKED,
            verdict=verdict("wrong", 0.0, diagnoses=[["slip", ALL, ALL]] * 300),
            outcome="wrong",
            score=0.0,
            rating=Rating.AGAIN,
        )
        for _ in range(4)
    ),
    review(ASKED, verdict=verdict(parts=[{"id": ALL, "outcome": "none", "diagnosis": None}])),
    Tombstone(uuid7(), uuid7(), NOW),
    FlagEvent(id=uuid7(), question="bce-formula", what="buried_until", value=LAST, at=NOW),
    FlagEvent(id=uuid7(), question="no-such", what="suspended", value=1, at=NOW),
    FlagEvent(id=uuid7(), question="bce-formula", what="suspended", value=9, at=NOW),
    Edit(id=uuid7(), question="mine-x", parents=(), text='+++\nid = "mine-x"\n+++\n', at=NOW),
    Edit(id=uuid7(), question="mine-y", parents=(), text=None, at=NOW),
    # a bundled question's id: the learner's bank keeps its own
    Edit(
        id=uuid7(),
        question=ASKED,
        parents=(),
        text=f'+++\nid = "{ASKED}"\nkind = "choice"\ntopic = "losses"\n+++\n## en\nevil\n## '
        "choices en\n- [x] a\n- [ ] b\n",
        at=NOW,
    ),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database that took the hostile log in."""
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "quizbank-evil\x1b]0;x\x07.jsonl").write_text(
        "\n".join(map(to_line, ENTRIES)) + "\nnonsense\n", "utf-8"
    )
    (shared / "quizbank-nowhere.jsonl").symlink_to(tmp_path / "nowhere")
    made = tmp_path / "q.db"
    assert run(["--db", str(made), "--lang", "en", "sync", str(shared)]) in (0, None)
    return made


def test_every_command_goes_on_and_prints_nothing_that_acts(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang in ("en", "zh"):
        for words in (
            ["today"],
            ["today", "--json"],
            ["stats"],
            ["stats", "--json"],
            ["plan"],
            ["plan", "--interview", "2030-01-01"],
            ["backlog"],
            ["list"],
            ["show", ASKED],
            ["grade", ASKED, "--answer", "mean((y-yhat)^2)", "--record"],
            ["backup"],
        ):
            assert run(["--db", str(path), "--lang", lang, *words]) in (0, 1), words
    said = capsys.readouterr()
    assert first_forbidden(said.out + said.err) is None and "evil\n" not in said.out


async def test_the_screens_go_on(quiz: Callable[..., Any], path: Path) -> None:  # noqa: F811
    async with quiz(size=(120, 50)) as (app, pilot):
        for screen in (StatisticsScreen(), BrowseScreen()):
            app.push_screen(screen)
            await until(pilot, lambda screen=screen: app.screen is screen)
            for key in ("right", "right", "right", "right", "right", "down", "down"):
                await pilot.press(key)
                await pilot.pause(0.1)
            app.pop_screen()
        assert app.is_running and app.failure is None
