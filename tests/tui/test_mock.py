"""A mock interview from its form to its report, with fixed questions."""

import itertools
import random
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input, Static

from graders.kinds import KINDS
from quizbank.app.mock import Interview, interrupted
from quizbank.app.mock_choice import MockPlan, Turn, choose_turns
from quizbank.app.mock_markdown import report_markdown
from quizbank.app.study_list import listed
from quizbank.domain.question import Question, Topic
from quizbank.store import reviews
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.mock import MockScreen
from quizbank.tui.screens.mock_open import MockOpenScreen
from quizbank.tui.screens.mock_report import MockReportScreen
from quizbank.tui.screens.mock_start import MockStartScreen
from quizbank.tui.widgets.mark_button import MarkButton
from quizbank.tui.widgets.mark_list import MarkList
from quizbank.words.screens.mock_speech import spoken
from tests.tui.conftest import until


def question(
    id: str, topic: str, kind: Any = "choice", minutes: float = 2, roles: tuple[str, ...] = ()
) -> Question:
    return Question(id, kind, topic, 2, minutes, {"en": "?"}, {}, "1", roles=roles)


TOPICS = [
    Topic("maths", "", ""),
    Topic("losses", "", "", ("maths",)),
    Topic("rnn", "", "", ("losses",)),
    Topic("ethics", "", ""),
]
BANK = [
    question(f"{topic.id}-{k}", topic.id, kind)
    for topic in TOPICS
    for k, kind in enumerate(("choice", "concept", "symbolic", "numeric"))
]


def test_follow_ups_walk_the_prerequisite_graph_and_fit_the_clock() -> None:
    for seed in range(30):
        turns = choose_turns(BANK, TOPICS, MockPlan(15), random.Random(seed))
        assert turns[0].lead == "open" and sum(t.question.minutes for t in turns) <= 15
        assert len({t.question.id for t in turns}) == len(turns) == 7
        under = {t.id: t.prerequisites for t in TOPICS}
        for before, turn in itertools.pairwise(turns):
            here, there = before.question.topic, turn.question.topic
            if turn.lead in ("same", "deeper"):
                assert here == there
            elif turn.lead == "under":
                assert there in under[here]
            elif turn.lead == "onward":
                assert here in under[there]


def test_a_thread_opens_only_in_the_topics_asked_for_and_another_roles_questions_stay_away() -> (
    None
):
    bank = [
        *BANK,
        question("cv-only", "losses", roles=("cv",)),
        question("nlp-only", "losses", "numeric", roles=("nlp",)),
    ]
    for seed in range(20):
        turns = choose_turns(bank, TOPICS, MockPlan(30, "nlp", ("losses",)), random.Random(seed))
        assert all(t.question.topic == "losses" for t in turns if t.lead in ("open", "new"))
        ids = [t.question.id for t in turns]
        assert "cv-only" not in ids


def test_a_question_longer_than_the_clock_is_still_asked_where_there_is_no_other() -> None:
    assert (
        len(
            choose_turns(
                [question("long", "maths", minutes=40)], TOPICS, MockPlan(15), random.Random(1)
            )
        )
        == 1
    )
    assert choose_turns([], TOPICS, MockPlan(15), random.Random(1)) == []


def fixed(app: Any, *ids: str) -> Interview:
    turns = [
        Turn(app.bank.question(id), 7, "open" if k == 0 else "same") for k, id in enumerate(ids)
    ]
    return Interview(app.bank, app.worker, app.code_worker, turns, MockPlan(15))


async def answered(app: Any, pilot: Any, *formulas: str) -> None:
    for formula in formulas:
        await until(pilot, lambda: app.screen.ready)
        app.screen.query_one(Input).value = formula
        await pilot.press("f5")


async def test_an_interview_is_marked_at_the_end_kept_and_leaves_the_schedule_alone(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula", "bce-logit-gradient")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen))
        await answered(app, pilot, "mean((y-p)^2)", "y - sigmoid(z)")
        await until(
            pilot,
            lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None,
        )
        rows = app.screen.report.rows
        assert [row.outcome for row in rows] == ["correct", "wrong"]
        assert "sign" in rows[1].missing[0].en and "sign" in str(
            app.screen.query_one("#lines", Static).render()
        )
        await pilot.press("t", "w")
        await pilot.pause()
        assert "bce-logit-gradient" in listed(app.bank.database, app.bank.today() + 1)
        saved = next(app.bank.database.path.parent.glob("mock-*.md")).read_text()
        assert saved == report_markdown(app.screen.report, "en") and "## Study these first" in saved
        assert reviews.all_reviews(app.bank.database) == []
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_escape_leaves_the_field_first_then_asks_and_ending_marks_what_is_there(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "why-gradients-vanish-rnn", "mse-formula")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        assert app.screen.focused is not None
        await pilot.press("w", "escape")
        assert isinstance(app.screen, MockScreen) and app.screen.focused is None
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MockOpenScreen))
        await pilot.press("f9", "escape")
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        assert app.screen.interview.typed == "w"
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, MockOpenScreen))
        await pilot.press("2")
        await until(
            pilot,
            lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None,
        )
        report = app.screen.report
        assert [row.answer for row in report.rows] == ["w"] and len(report.unmet) == 1
        assert "没来得及问" in str(app.screen.query_one("#lines", Static).render())


async def test_ending_with_nothing_answered_leaves_nothing_behind(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert interrupted(app.bank, app.worker, app.code_worker) is None


async def test_an_interview_of_blanks_is_told_and_adds_the_topics(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula", "relu-derivative-positive")))
        for _ in range(2):
            await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
            await pilot.press("f8")
        await until(
            pilot,
            lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None,
        )
        shown = str(app.screen.query_one("#lines", Static).render())
        assert "Nothing was answered" in shown and "(no answer)" in shown and "a. " in shown, (
            "the choices are told"
        )


async def test_a_killed_interview_is_offered_with_its_answers_its_clock_and_half_an_answer(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula", "bce-logit-gradient")))
        await answered(app, pilot, "mean((y-p)^2)")
        await until(pilot, lambda: app.screen.ready)
        app.screen.query_one(Input).value = "sigmoid("
        app.screen.interview.started -= 300
        await until(
            pilot,
            lambda: (
                (kept := interrupted(app.bank, app.worker, app.code_worker)) is not None
                and kept.typed == "sigmoid("
                and kept.seconds_left < 601
            ),
        )
        # as a kill leaves it: nothing is ended
    async with quiz() as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MockOpenScreen))
        assert "1 of 2 answered" in str(app.screen.query_one("#told", Static).render())
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        interview = app.screen.interview
        assert interview.answers == ["mean((y-p)^2)"] and 500 < interview.seconds_left < 601
        assert app.screen.query_one(Input).value == "sigmoid(" and "We were interrupted" in str(
            app.screen.query_one("#prompt", Static).render()
        )
        app.screen.query_one(Input).value = "sigmoid(z) - y"
        await pilot.press("f5")
        await until(
            pilot,
            lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None,
        )
        assert [row.outcome for row in app.screen.report.rows] == ["correct", "correct"]
        assert interrupted(app.bank, app.worker, app.code_worker) is None


@pytest.mark.parametrize(("key", "rows"), [("2", 1), ("3", 0)])
async def test_an_interrupted_interview_may_be_marked_or_thrown_away(
    quiz: Callable[..., Any], key: str, rows: int
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        left = fixed(app, "mse-formula", "bce-logit-gradient")
        left.answer("mean((y-p)^2)")
        left.keep()
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MockOpenScreen))
        await pilot.press(key)
        if rows:
            await until(
                pilot,
                lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None,
            )
            assert len(app.screen.report.rows) == rows and app.screen.report.rows[0].score == 1
        else:
            await until(pilot, lambda: isinstance(app.screen, MockStartScreen))
        await until(pilot, lambda: interrupted(app.bank, app.worker, app.code_worker) is None)


async def test_the_report_is_whole_in_both_languages_with_the_numbers_that_were_asked(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "forward-steps", "why-gradients-vanish-rnn")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        asked = str(app.screen.query_one("#prompt", Static).render()).split("\n\n", 1)[1].strip()
        app.screen.query_one("#step-0", Input).value = "[0, 0]"
        await pilot.press("f5")
        await until(pilot, lambda: app.screen.ready)
        await pilot.press("w", "f5")
        await until(
            pilot,
            lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None,
        )
        rows = app.screen.report.rows
        assert rows[0].prompt.en.split("\n\n")[0] == asked.split("\n\n")[0]
        assert "{" not in rows[0].prompt.zh
        assert len(rows[0].parts) == 4 and len(rows[1].parts) >= 3, "each point of the rubric"
        await pilot.press("f9")
        shown = str(app.screen.query_one("#lines", Static).render())
        assert rows[1].parts[0].zh in shown and "平均得分" in shown and "循环网络" in shown
        text = report_markdown(app.screen.report, "zh")
        assert "## 先补这几样" in text and rows[1].parts[0].zh in text and "Study" not in text


async def test_the_boxes_of_the_form_tell_by_a_sign_what_is_ticked(
    quiz: Callable[..., Any],
) -> None:
    async with quiz(size=(60, 16)) as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MockStartScreen))
        await pilot.press("tab", "tab", "space")
        await pilot.pause()
        rows = [app.screen.query_one(MarkList).render_line(y).text for y in range(2)]
        assert rows[0].startswith("[x]") and rows[1].startswith("[ ]")
        signs = [str(button.render())[:3] for button in app.screen.query(MarkButton)]
        assert signs.count("(x)") == 2 and signs.count("( )") == 7


async def test_a_locked_database_costs_no_answer_and_is_told(
    quiz: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        await until(pilot, lambda: app.screen.interview.id is not None)
        monkeypatch.setattr("quizbank.store.database.BUSY_MS", 100)
        app.bank.database.engine.dispose()
        holder = sqlite3.connect(app.bank.database.path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await pilot.press(*"mean")
        await until(pilot, lambda: any("in use by" in n.message for n in app._notifications))
        assert app.screen.query_one(Input).value == "mean"
        holder.execute("ROLLBACK")
        holder.close()
        await pilot.press("(")
        await until(
            pilot, lambda: interrupted(app.bank, app.worker, app.code_worker).typed == "mean("
        )


def test_what_the_interviewer_says_fits_how_the_question_follows() -> None:
    for lead in ("open", "new", "same", "deeper", "under", "onward", "again"):
        for kind in KINDS:
            assert len({spoken(lead, kind, seed) for seed in range(60)}) >= 2, (
                "not the same words each time"
            )


async def test_switching_the_language_in_an_interview_keeps_what_is_typed(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        app.screen.query_one(Input).value = "mean("
        # twice back and forth at once: the field is being rebuilt when the next switch comes
        await pilot.press("f9", "f9", "f9")
        await until(
            pilot,
            lambda: (
                "均方误差" in str(app.screen.query_one("#prompt", Static).render())
                or "那我们" in str(app.screen.query_one("#prompt", Static).render())
            ),
        )
        await until(pilot, lambda: app.screen.query_one(Input).value == "mean(")


async def test_a_formula_typed_up_to_the_last_moment_is_not_read_in_the_next_questions_symbols(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula", "code-stable-softmax")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        read = app.screen.interview.preview
        app.screen.interview.answer("y")
        assert read(app.screen.interview.turns[0].question, "y - p").ok


async def test_when_the_time_is_up_what_was_written_counts(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        interview = fixed(app, "mse-formula", "bce-logit-gradient")
        app.push_screen(MockScreen(interview))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        app.screen.query_one(Input).value = "mean((y-p)^2)"
        interview.started -= 15 * 60
        await until(
            pilot,
            lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None,
        )
        assert [row.outcome for row in app.screen.report.rows] == ["correct"]


async def test_the_form_begins_an_interview_of_the_chosen_length_and_topics(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MockStartScreen))
        await pilot.press("home", "up", "f9")
        assert "模拟面试" in str(app.screen.query_one("#head", Static).render())
        await pilot.press("tab", "tab", "space", "f5")
        await until(pilot, lambda: isinstance(app.screen, MockScreen))
        plan = app.screen.interview.plan
        assert plan.minutes == 15 and len(plan.topics) == 1
        assert app.screen.interview.turns[0].question.topic in plan.topics
