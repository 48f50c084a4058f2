"""Texts that try to act are shown as what they are, or without what would act, by every command and
every screen.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from quizbank.app.bank import Answered, Bank
from quizbank.app.places import own_pack
from quizbank.cli.main import run
from quizbank.domain.clean import clean, escaped, first_forbidden
from quizbank.domain.review import Rating
from quizbank.tui.literal import Literal
from quizbank.tui.screens.author_start import AuthorStartScreen
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.custom import CustomScreen
from quizbank.tui.screens.history import HistoryScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.mock_start import MockStartScreen
from quizbank.tui.screens.statistics import StatisticsScreen
from quizbank.tui.screens.summary import SummaryScreen
from tests.durability.hostile_texts import TEXTS
from tests.tui.conftest import quiz, until  # noqa: F401  (the fixture)
from tests.verdicts import kept

# so many lines of text stand in one question, that the whole list is shown in few
_EACH = 16
GROUPS = [TEXTS[k : k + _EACH] for k in range(0, len(TEXTS), _EACH)]


def lines(texts: tuple[str, ...]) -> str:
    """One text a line; what would end the line early is left to other questions' keys."""
    return "\n".join(f"{k}: {text}" for k, text in enumerate(texts))


def toml(text: str) -> str:
    """The text in TOML, every dangerous character written as its number."""
    return (
        json.dumps(text).replace("\\ud83d", "")
        if text.isascii()
        else '"'
        + "".join(
            f"\\U{ord(c):08x}" if ord(c) > 126 or ord(c) < 32 or c in '"\\' else c for c in text
        )
        + '"'
    )


def questions() -> dict[str, str]:
    """Questions of every kind but code, whose every text is hostile."""
    made = {}
    for k, texts in enumerate(GROUPS):
        one = texts[k % len(texts)]
        head = (
            f'topic = "hostile"\ndifficulty = 1\nminutes = 1\ntags = [{toml(one)}]\nsources '
            f"= [{toml(one)}]\n"
        )
        rest = (
            f"\n\n## hint en\n{lines(texts)}\n\n## explanation en\n{lines(texts)}\n\n## en\n"
            f"{lines(texts)}\n"
        )
        made[f"h-choice-{k}"] = (
            f'+++\nid = "h-choice-{k}"\nkind = "choice"\n{head}+++{rest}\n## choices en\n'
            f"- [x] right {one}\n"
            + "".join(f"- [ ] {text} {n}\n  told {text}\n" for n, text in enumerate(texts))
        )
    one = {"zh": TEXTS[0], "en": TEXTS[33]}
    texts = f"zh = {toml(one['zh'])}\nen = {toml(one['en'])}"
    made["h-concept"] = (
        f'+++\nid = "h-concept"\nkind = "concept"\n{head}pass_mark = 1\n[[rubric]]\nid = '
        f'"p"\nweight = 1\n{texts}\naccept = ["x"]\n+++{rest}'
    )
    made["h-symbolic"] = (
        f'+++\nid = "h-symbolic"\nkind = "symbolic"\n{head}answer = "x"\n'
        f'[[misconception]]\nanswer = "2*x"\n{texts}\n'
        f'[symbols]\nx = {{ is = "scalar real", also = [{toml(TEXTS[32])}] }}\n+++{rest}'
    )
    made["h-numeric"] = (
        f'+++\nid = "h-numeric"\nkind = "numeric"\n{head}[variables]\na = {{ choice = '
        f'[3, 4] }}\n[[step]]\nid = "r"\nmarks = 1\n{texts}\nformula = "2*a"\n'
        f'[[step.wrong]]\nformula = "3*a"\n{texts}\n+++{rest}'
    )
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database whose own questions, topics and log are hostile."""
    made = tmp_path / "q.db"
    folder = own_pack(made)
    folder.mkdir(parents=True)
    for id, text in questions().items():
        (folder / f"{id}.md").write_text(text, "utf-8")
    (folder / "pack.toml").write_text(
        f'name = {toml(TEXTS[0])}\n[[topics]]\nid = "hostile"\ntitle = {{ zh = '
        f"{toml(TEXTS[0])}, en = {toml(TEXTS[2] + TEXTS[33])} }}\n",
        "utf-8",
    )
    bank = Bank.open(made, "en")
    try:
        # as another machine may have logged it
        verdict = kept(
            {
                "outcome": "wrong",
                "score": 0.0,
                "max_marks": 1.0,
                "parts": [],
                "evidence": {},
                "elapsed_ms": 1.0,
                "diagnoses": [("slip", "".join(TEXTS), "".join(TEXTS))],
            }
        )
        for _ in range(4):
            bank.record(
                Answered(bank.question("h-choice-0"), None, "en", "".join(TEXTS), verdict),
                Rating.AGAIN,
            )
    finally:
        bank.close()
    return made


def test_there_are_at_least_sixty_texts() -> None:
    assert len(set(TEXTS)) >= 60


@pytest.mark.parametrize("text", TEXTS)
def test_cleaning_leaves_nothing_that_acts_and_takes_nothing_else(text: str) -> None:
    left = clean(text)
    assert first_forbidden(left) is None and clean(left) == left
    assert (left == text) is (text.isascii() and text.isprintable()) or "\n" in left


@pytest.mark.parametrize("text", TEXTS)
def test_json_says_the_text_whole_without_a_character_that_acts(text: str) -> None:
    printed = escaped(json.dumps({"x": text}, ensure_ascii=False))
    assert first_forbidden(printed) is None and json.loads(printed) == {"x": text}


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_painted_is_clean_and_as_wide_as_before(text: str) -> None:
    line = [
        Segment("ok ", Style(bold=True)),
        Segment(text, Style(link="http://evil.example")),
        Segment("好"),
    ]
    painted = Literal().apply(line, Color(0, 0, 0))
    assert first_forbidden("".join(segment.text for segment in painted)) is None
    assert [segment.cell_length for segment in painted] == [segment.cell_length for segment in line]
    assert all(segment.style is None or segment.style.link is None for segment in painted)


def test_no_command_prints_anything_that_acts(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang in ("en", "zh"):
        common = ["--db", str(path), "--lang", lang]
        for id in questions():
            assert run([*common, "show", id, "--answer"]) == 0
            assert run([*common, "show", id, "--json"]) == 0
            assert run(
                [
                    *common,
                    "grade",
                    id,
                    "--answer",
                    "b" if "choice" in id else "r = 9" if "numeric" in id else "2*x",
                ]
            ) in (0, 1)
        for words in (
            ["list"],
            ["list", "--json"],
            ["today"],
            ["stats"],
            ["plan"],
            ["stats", "--json"],
            ["graph"],
        ):
            assert run([*common, *words]) == 0, words
    said = capsys.readouterr()
    assert first_forbidden(said.out + said.err) is None
    for text in (TEXTS[0], "W[i][j] x[mask]", "[/foo]", "<script>alert(1)</script>"):
        assert text in said.out, "what is harmless is shown to the byte"


def painted(app: Any) -> str:
    """What the terminal shows; fails where a piece of it would act when clicked."""
    screen = app.screen
    strips = screen._compositor.render_strips()
    for strip in strips:
        for segment in strip:
            meta = segment.style.meta if segment.style else {}
            assert "app.bell" not in str(meta) and not (segment.style and segment.style.link), (
                segment
            )
    return "\n".join(strip.text for strip in strips)


async def test_no_screen_paints_anything_that_acts(quiz: Callable[..., Any], path: Path) -> None:  # noqa: F811
    seen = ""
    async with quiz(*questions(), size=(120, 60)) as (app, pilot):
        for id in questions():
            await until(
                pilot,
                lambda id=id: (
                    app.screen.session.current.question.id == id
                    and app.screen.has_form()
                    and "0:" in painted(app)
                ),
            )
            seen += painted(app)
            await pilot.press("f3", "f8")
            await until(pilot, lambda: app.screen.graded is not None)
            await pilot.press("x")
            await pilot.pause(0.2)
            seen += painted(app)
            await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        seen += painted(app)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        for screen in (
            BrowseScreen(),
            HistoryScreen("h-choice-0"),
            CustomScreen(),
            MockStartScreen(),
            StatisticsScreen(),
            AuthorStartScreen(),
        ):
            app.push_screen(screen)
            await until(pilot, lambda screen=screen: app.screen is screen)
            await pilot.pause(0.4)
            for keys in (("down", "down"), ("tab",), ("right", "right")):
                await pilot.press(*keys)
                await pilot.pause(0.1)
                seen += painted(app)
            app.pop_screen()
            await pilot.pause()
        seen += painted(app)
        assert app.is_running
    assert first_forbidden(seen) is None
    for text in (TEXTS[0], "W[i][j] x[mask]", "[/foo]", "[link=https://evil.example]x[/link]"):
        assert text in seen, "what is harmless is shown to the byte"
