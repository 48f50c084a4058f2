"""Statistics, plan, custom study and the backlog, driven by keys in a terminal of 80 x 24, and the
charts they are drawn with.
"""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Input, OptionList, Static

from quizbank.app.bank import Answered, Bank
from quizbank.app.custom import Choice
from quizbank.domain.review import Rating
from quizbank.store import reviews
from quizbank.tui.app import QuizbankApp
from quizbank.tui.screens.backlog import BacklogScreen
from quizbank.tui.screens.custom import CustomScreen
from quizbank.tui.screens.plan import PlanScreen
from quizbank.tui.screens.review import ReviewScreen
from quizbank.tui.screens.statistics import StatisticsScreen
from quizbank.tui.widgets.charts import bar, columns, heat, pad, scatter
from quizbank.tui.widgets.statistics_pages import PAGES, Page, draw
from tests.tui.conftest import until
from tests.tui.test_snapshots import painted
from tests.verdicts import kept

SMALL = (80, 24)


def shown(app: Any, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def answered(bank: Bank, id: str, right: bool) -> None:
    slip = [["factor-2-lost", "少了系数 2", "the factor 2 is lost"]]
    verdict = kept(
        {
            "outcome": "correct" if right else "wrong",
            "score": float(right),
            "max_marks": 1.0,
            "diagnoses": [] if right else slip,
            "parts": [],
            "evidence": {},
            "elapsed_ms": 1.0,
        }
    )
    bank.record(
        Answered(bank.question(id), 1, "en", "x", verdict, 40.0),
        Rating.GOOD if right else Rating.AGAIN,
    )


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A bank with a month of reviews that ended twenty days ago."""
    moment = [dt.datetime.now(dt.UTC) - dt.timedelta(days=50)]
    bank = Bank.open(tmp_path / "q.db", "en", lambda: moment[0])
    rng = random.Random(2)
    ids = [info.id for info in bank.infos()][:60]
    for _ in range(30):
        for id in rng.sample(ids, 5):
            answered(bank, id, rng.random() < 0.75)
        moment[0] += dt.timedelta(days=1)
    bank.close()
    return tmp_path / "q.db"


async def test_an_empty_history_says_what_to_do(quiz: Callable[..., Any]) -> None:
    async with quiz(size=SMALL) as (app, pilot):
        await pilot.press("s")
        await until(
            pilot, lambda: isinstance(app.screen, StatisticsScreen) and app.screen.stats is not None
        )
        await until(pilot, lambda: "press enter" in shown(app, "#lines"))
        await pilot.press("l")
        await until(pilot, lambda: "还没有复习记录" in shown(app, "#lines"))


async def test_every_page_is_told_in_both_languages_and_in_ascii_within_80_columns(
    history: Path,
) -> None:
    app = QuizbankApp(str(history), "en")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.bank is not None)
        await pilot.press("s")
        await until(
            pilot, lambda: isinstance(app.screen, StatisticsScreen) and app.screen.stats is not None
        )
        seen = set()
        for key in "123456":
            await pilot.press(key)
            await pilot.pause()
            seen.add(shown(app, "#lines"))
        assert len(seen) == 6
        await pilot.press("right_square_bracket")
        await until(
            pilot,
            lambda: (
                "Forgetting: " in shown(app, "#lines") and "All topics" not in shown(app, "#lines")
            ),
        )
        stats = app.screen.stats  # type: ignore[attr-defined]
    for name in PAGES:
        for lang in ("zh", "en"):
            for plain in (False, True):
                drawn = draw(name, Page(stats, lang, plain))
                page = "\n".join(
                    [
                        drawn.text.plain,
                        *(drawn.chart.lines() if drawn.chart and plain else ()),
                        drawn.below.plain,
                    ]
                )
                assert page.strip() and (not plain or lang == "zh" or page.isascii())
                assert all(
                    cell_len(line) <= 76 for line in page.splitlines() if set(line) & set("█#|")
                ), page


def test_a_year_of_answers_keeps_to_one_line_a_kind_and_a_day_without_minutes_still_shows(
    history: Path,
) -> None:
    from quizbank.app.statistics import statistics_of

    bank = Bank.open(history, "en")
    stats = statistics_of(bank)
    bank.close()
    kinds = ("concept", "choice", "symbolic", "numeric", "code")
    stats["time_by_kind"] = {
        kind: {"median": 588.0, "low": 442.0, "high": 1015.0, "n": 2326, "expected": 480.0}
        for kind in kinds
    }
    stats["heatmap"] = [{**day, "minutes": 0.0} for day in stats["heatmap"]]
    for lang in ("zh", "en"):
        page = draw("time", Page(stats, lang)).text.plain
        # of 80 columns the margin takes four and the scroll bar two
        assert (
            all(cell_len(line) <= 74 for line in page.splitlines() if "2326" in line)
            and page.count("2326") == 5
        )
        assert page.count("·") + page.count("░") >= 20


async def test_recall_and_forgetting_are_plotted_and_in_ascii_drawn_in_text(history: Path) -> None:
    app = QuizbankApp(str(history), "en")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.bank is not None)
        await pilot.press("s")
        await until(
            pilot,
            lambda: isinstance(app.screen, StatisticsScreen) and bool(app.screen.query("#plot")),
        )
        # the line that stands for what was expected, in Braille dots, and a point of many reviews
        await until(pilot, lambda: any("⠀" < sign <= "⣿" for sign in painted(app)))
        assert "●" in painted(app) and "100%" in painted(app)
        await pilot.press("2")
        await until(
            pilot, lambda: "Forgetting" in painted(app) and "across: days since" in painted(app)
        )
        await pilot.press("3")
        await until(pilot, lambda: not app.screen.query_one("#plot").display)
        assert app.bank is not None
        app.bank.change_settings(ascii_only=True)
        await pilot.press("1")
        await until(pilot, lambda: "50% |" in painted(app))
        assert not app.screen.query_one("#plot").display


def test_a_slip_is_told_as_a_rate_of_a_kind_within_a_topic(history: Path) -> None:
    from quizbank.app.statistics import statistics_of

    bank = Bank.open(history, "en")
    page = draw("slips", Page(statistics_of(bank), "en")).text.plain
    bank.close()
    assert "the factor 2 is lost" in page and "%" in page and " of " in page and " on " in page


async def test_the_plan_shows_uncertainty_a_calendar_and_what_minutes_buy(history: Path) -> None:
    app = QuizbankApp(str(history), "en")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: app.bank is not None)
        assert app.bank is not None
        app.bank.change_settings(interview=dt.date.today() + dt.timedelta(days=20))
        await pilot.press("p")
        await until(
            pilot,
            lambda: isinstance(app.screen, PlanScreen) and "Day by day" in shown(app, "#outlook"),
        )
        page = shown(app, "#outlook")
        assert (
            "80 % sure" in page
            and page.count(" min a day") == 5
            and "> " in page
            and "by topic" in page
        )
        assert page.count("+") >= 20
        await pilot.press("pagedown")
        assert app.screen.query_one("#body").scroll_y > 0


async def test_custom_study_begins_with_the_topic_and_kind_that_are_chosen(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(size=SMALL) as (app, pilot):
        await pilot.press("c")
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, CustomScreen)
                and app.screen.query_one(OptionList).option_count > 3
            ),
        )
        topics = app.screen.query_one(OptionList)
        topics.highlighted = next(k for k, t in enumerate(app.screen.topics, 1) if t.id == "losses")
        await pilot.press("f6")
        assert (
            app.bank.settings.open_topics == ("losses",) and app.screen.choice().topic == "losses"
        )
        await pilot.press("f6")
        assert app.bank.settings.open_topics == ()
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert (
            app.screen.session.mode == "custom"
            and app.screen.session.current.question.topic == "losses"
        )


async def test_a_backlog_is_said_at_home_and_spread_with_one_key(history: Path) -> None:
    app = QuizbankApp(str(history), "en")
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: app.bank is not None)
        assert app.bank is not None
        app.bank.change_settings(minutes=10)
        app.screen.bank_ready()  # type: ignore[attr-defined]
        await until(pilot, lambda: "piled up" in shown(app, "#notes"))
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, BacklogScreen))
        await pilot.press("1")
        await until(pilot, lambda: "piled up" not in shown(app, "#notes"))
        assert any(app.bank.card(info.id).flags.buried_until for info in app.bank.infos())


@given(st.floats(-1, 2), st.integers(1, 40), st.booleans())
def test_a_bar_fills_its_cells_exactly(value: float, width: int, plain: bool) -> None:
    assert cell_len(bar(value, width, plain)) == width


@given(st.text(max_size=30), st.integers(0, 40))
def test_padding_counts_cells_not_characters(text: str, width: int) -> None:
    clean = "".join(c for c in text if c.isprintable() and cell_len(c) in (1, 2))
    assert cell_len(pad(clean, width)) == width


@given(st.lists(st.floats(0, 1e6), max_size=40), st.booleans())
def test_columns_show_every_day_that_has_something(values: list[float], plain: bool) -> None:
    lines = columns(values, 5, plain)
    assert len(lines) == 5
    for k, value in enumerate(values):
        assert (lines[-1].ljust(2 * len(values))[2 * k] != " ") == (value > 0)


def test_points_lie_where_they_belong_and_what_is_outside_is_left_out() -> None:
    lines = scatter({"o": [(0, 0), (1, 1), (2, 2)]}, 10, 5, ("1", "0"))
    assert (
        lines[0].endswith("o")
        and lines[4].split("|")[1][0] == "o"
        and "".join(lines).count("o") == 2
    )


def test_a_heat_map_has_a_line_a_weekday_and_darkens_with_the_minutes() -> None:
    lines = heat([0, 1, 10, 5, 0, 0, 0, 7], True)
    assert len(lines) == 7 and lines[0] == "  # " and lines[2] == "@ " and lines[1] == ". "


async def test_the_command_lines_choice_opens_that_session_at_once(history: Path) -> None:
    app = QuizbankApp(str(history), "en", start_review=True, choice=Choice(missed=True))
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        session = app.screen.session  # type: ignore[attr-defined]
        assert session.mode == "custom" and 0 < session.total <= 20
        missed = reviews.latest_missed(app.bank.database, 0)  # type: ignore[union-attr]
        assert session.current.question.id in missed


async def test_a_new_date_takes_the_old_outlook_away_at_once(quiz: Callable[..., Any]) -> None:
    async with quiz(size=SMALL) as (app, pilot):
        app.bank.change_settings(interview=dt.date.fromordinal(app.bank.today() - 7))
        await pilot.press("p")
        await until(
            pilot,
            lambda: isinstance(app.screen, PlanScreen) and "has passed" in shown(app, "#outlook"),
        )
        app.screen.query_one("#date", Input).value = str(
            dt.date.fromordinal(app.bank.today() + 900)
        )
        await pilot.press("enter")
        await until(pilot, lambda: shown(app, "#note") == "Saved.")
        assert "has passed" not in shown(app, "#outlook")


async def test_the_plan_without_a_date_says_what_to_do_on_this_screen(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(size=SMALL) as (app, pilot):
        await pilot.press("p")
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, PlanScreen) and "Fill it in above" in shown(app, "#outlook")
            ),
        )
        await pilot.press("f9")
        await until(pilot, lambda: "在上面填好" in shown(app, "#outlook"))


@pytest.mark.parametrize(
    ("lang", "days", "minutes", "said", "never"),
    [
        ("en", -7, 20, "press enter", "quizbank plan"),
        ("zh", -7, 20, "按 enter", "quizbank plan"),
        ("en", 0, 20, "The interview is today", "min a day"),
        ("zh", 0, 20, "面试就在今天", "每天"),
        ("en", 12, 0, "0 minutes a day nothing is asked", "0+0"),
        ("zh", 12, 0, "0 分钟什么都不问", "0+0"),
    ],
)
async def test_the_plan_says_of_odd_dates_and_no_minutes_what_to_do_on_this_screen(
    quiz: Callable[..., Any], lang: str, days: int, minutes: int, said: str, never: str
) -> None:
    async with quiz(lang=lang, size=SMALL) as (app, pilot):
        app.bank.change_settings(
            interview=dt.date.fromordinal(app.bank.today() + days), minutes=minutes
        )
        await pilot.press("7")
        await until(
            pilot, lambda: isinstance(app.screen, PlanScreen) and said in shown(app, "#outlook")
        )
        assert never not in shown(app, "#outlook")
