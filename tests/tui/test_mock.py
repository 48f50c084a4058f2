"""A mock interview from its form to its report, with fixed questions."""

import itertools
import random
from collections.abc import Callable
from typing import Any

from textual.widgets import Input, Static

from quizbank.app.mock import Interview, MockPlan, Turn, choose_turns
from quizbank.app.mock_report import report_markdown
from quizbank.app.study_list import listed
from quizbank.domain.question import Question, Topic
from quizbank.store import reviews
from quizbank.tui.screens.confirm import ConfirmScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.mock import MockScreen
from quizbank.tui.screens.mock_report import MockReportScreen
from quizbank.tui.screens.mock_start import MockStartScreen
from tests.tui.conftest import until


def question(id: str, topic: str, kind: Any = "choice", minutes: float = 2, roles: tuple[str, ...] = ()) -> Question:
    return Question(id, kind, topic, 2, minutes, {"en": "?"}, {}, "1", roles=roles)


TOPICS = [Topic("maths", "", ""), Topic("losses", "", "", ("maths",)), Topic("rnn", "", "", ("losses",)), Topic("ethics", "", "")]
BANK = [question(f"{topic.id}-{k}", topic.id, kind) for topic in TOPICS for k, kind in enumerate(("choice", "concept", "symbolic", "numeric"))]


def test_follow_ups_walk_the_prerequisite_graph_and_fit_the_clock() -> None:
    for seed in range(30):
        turns = choose_turns(BANK, TOPICS, MockPlan(15), random.Random(seed))
        assert turns[0].lead == "new" and sum(t.question.minutes for t in turns) <= 15
        assert len({t.question.id for t in turns}) == len(turns) == 7
        under = {t.id: t.prerequisites for t in TOPICS}
        for before, turn in itertools.pairwise(turns):
            here, there = before.question.topic, turn.question.topic
            if turn.lead == "same":
                assert here == there
            elif turn.lead == "under":
                assert there in under[here]
            elif turn.lead == "onward":
                assert here in under[there]


def test_a_thread_opens_only_in_the_topics_asked_for_and_another_roles_questions_stay_away() -> None:
    bank = [*BANK, question("cv-only", "losses", roles=("cv",)), question("nlp-only", "losses", "numeric", roles=("nlp",))]
    for seed in range(20):
        turns = choose_turns(bank, TOPICS, MockPlan(30, "nlp", ("losses",)), random.Random(seed))
        assert all(t.question.topic == "losses" for t in turns if t.lead == "new")
        ids = [t.question.id for t in turns]
        assert "cv-only" not in ids and "nlp-only" in ids


def test_a_question_longer_than_the_clock_is_still_asked_where_there_is_no_other() -> None:
    assert len(choose_turns([question("long", "maths", minutes=40)], TOPICS, MockPlan(15), random.Random(1))) == 1
    assert choose_turns([], TOPICS, MockPlan(15), random.Random(1)) == []


def fixed(app: Any, *ids: str) -> Interview:
    turns = [Turn(app.bank.question(id), 7, "new" if k == 0 else "same") for k, id in enumerate(ids)]
    return Interview(app.bank, app.worker, app.code_worker, turns, MockPlan(15))


async def answered(app: Any, pilot: Any, *formulas: str) -> None:
    for formula in formulas:
        await until(pilot, lambda: app.screen.ready)
        app.screen.query_one(Input).value = formula
        await pilot.press("f5")


async def test_an_interview_is_marked_at_the_end_kept_and_leaves_the_schedule_alone(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula", "bce-logit-gradient")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen))
        await answered(app, pilot, "mean((y-p)^2)", "y - sigmoid(z)")
        await until(pilot, lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None)
        rows = app.screen.report["rows"]
        assert [row["outcome"] for row in rows] == ["correct", "wrong"]
        assert "sign" in rows[1]["missing"][0] and "sign" in str(app.screen.query_one("#lines", Static).render())
        await pilot.press("t", "w")
        await pilot.pause()
        assert "bce-logit-gradient" in listed(app.bank.database, app.bank.today() + 1)
        saved = next(app.bank.database.path.parent.glob("mock-*.md")).read_text()
        assert saved == report_markdown(app.screen.report, "en") and "## Study these first" in saved
        assert reviews.all_reviews(app.bank.database) == []
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_escape_leaves_the_field_first_then_asks_only_where_answers_were_given(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "why-gradients-vanish-rnn", "mse-formula")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        assert app.screen.focused is not None
        await pilot.press("w", "escape")
        assert isinstance(app.screen, MockScreen) and app.screen.focused is None
        await pilot.press("f5")
        await until(pilot, lambda: app.screen.ready and app.screen.focused is not None)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MockScreen))
        while not isinstance(app.screen, ConfirmScreen):
            await pilot.press("escape")
            await pilot.pause(0.1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_switching_the_language_in_an_interview_keeps_what_is_typed(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        app.push_screen(MockScreen(fixed(app, "mse-formula")))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        app.screen.query_one(Input).value = "mean("
        await pilot.press("f9")
        await until(pilot, lambda: "换个话题" in str(app.screen.query_one("#prompt", Static).render()))
        await until(pilot, lambda: app.screen.query_one(Input).value == "mean(")


async def test_when_the_time_is_up_what_was_written_counts(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        interview = fixed(app, "mse-formula", "bce-logit-gradient")
        app.push_screen(MockScreen(interview))
        await until(pilot, lambda: isinstance(app.screen, MockScreen) and app.screen.ready)
        app.screen.query_one(Input).value = "mean((y-p)^2)"
        interview.started -= 15 * 60
        await until(pilot, lambda: isinstance(app.screen, MockReportScreen) and app.screen.report is not None)
        assert [row["outcome"] for row in app.screen.report["rows"]] == ["correct"]


async def test_the_form_begins_an_interview_of_the_chosen_length_and_topics(quiz: Callable[..., Any]) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, MockStartScreen))
        await pilot.press("home", "up", "f9")
        assert "模拟面试" in str(app.screen.query_one("#head", Static).render())
        await pilot.press("tab", "tab", "space", "f5")
        await until(pilot, lambda: isinstance(app.screen, MockScreen))
        plan = app.screen.interview.plan
        assert plan.minutes == 30 and len(plan.topics) == 1
        assert app.screen.interview.turns[0].question.topic in plan.topics
