"""The screens, driven by keys as a learner drives them."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.widgets import Input, Static, TextArea

from quizbank.app.answers import Shown
from quizbank.app.verdicts import to_stored
from quizbank.domain.review import Rating
from quizbank.store import reviews
from quizbank.store.settings import load_draft
from quizbank.tui.answering.area import AnswerArea
from quizbank.tui.screens.browse import BrowseScreen
from quizbank.tui.screens.home import HomeScreen
from quizbank.tui.screens.mock_start import MockStartScreen
from quizbank.tui.screens.plan import PlanScreen
from quizbank.tui.screens.review import ReviewScreen
from quizbank.tui.screens.statistics import StatisticsScreen
from quizbank.tui.screens.summary import SummaryScreen
from quizbank.tui.widgets.verdict_panel import VerdictPanel
from quizbank.words.interface import STRINGS
from tests.tui.conftest import until


def shown(app: Any, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def key_of(app: Any, action: str) -> str:
    """The function key of an action on the present screen."""
    return next(
        key
        for key, binding in app.screen._bindings
        if binding.action == action and re.fullmatch(r"f\d+", key)
    )


async def judged(app: Any, pilot: Any) -> dict[str, Any]:
    await until(pilot, lambda: app.screen.graded is not None)
    return to_stored(app.screen.graded.verdict)


async def test_home_tells_the_day_and_switches_language_with_one_key(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: "new" in shown(app, "#numbers"))
        await pilot.press("l")
        await until(pilot, lambda: "新题" in shown(app, "#numbers"))
        assert app.bank.settings.lang == "zh"


async def test_a_choice_is_picked_checked_rated_and_undone(quiz: Callable[..., Any]) -> None:
    async with quiz("relu-derivative-positive", "stride-is-a-parameter") as (app, pilot):
        form = app.screen.form()
        right = next(c.letter for c in form.choices if c.text == "1")
        await pilot.press("enter")
        assert app.screen.graded is None, "nothing is answered before something is picked"
        await pilot.press(right, "enter")
        assert (await judged(app, pilot))["outcome"] == "correct"
        await pilot.press("3")
        await until(
            pilot, lambda: app.screen.session.current.question.id == "stride-is-a-parameter"
        )
        assert reviews.reviews_of(app.bank.database)[0].rating is Rating.GOOD
        await pilot.press("escape", "u")
        await until(
            pilot, lambda: app.screen.session.current.question.id == "relu-derivative-positive"
        )
        assert reviews.reviews_of(app.bank.database) == []


async def test_one_key_undoes_step_after_step_from_within_a_field_and_loses_nothing_typed(
    quiz: Callable[..., Any],
) -> None:
    ids = ["bce-logit-gradient", "conv-parameters", "ridge-one-weight"]
    async with quiz(*ids) as (app, pilot):
        for id in ids[:2]:
            await until(
                pilot,
                lambda id=id: (
                    app.screen.session.current.question.id == id
                    and app.screen.has_form()
                    and isinstance(app.focused, Input)
                ),
            )
            app.screen.query_one(Input).value = "0"
            await pilot.press("enter")
            await judged(app, pilot)
            await pilot.press("1")
        await until(
            pilot,
            lambda: (
                app.screen.session.current.question.id == ids[2]
                and app.screen.has_form()
                and isinstance(app.focused, Input)
            ),
        )
        assert "alt+u undo" in shown(app, "#keys")
        await pilot.press(*"2x")
        app.post_message(events.Key("alt+u", "u"))
        await until(
            pilot,
            lambda: (
                app.screen.session.current.question.id == ids[1]
                and app.screen.has_form()
                and isinstance(app.focused, Input)
            ),
        )
        # longer than a draft waits to be saved: what was typed went to its own question alone
        await asyncio.sleep(1.5)
        assert (
            app.screen.query_one(Input).value != "2x"
            and (load_draft(app.bank.database, ids[1]) or ("", ""))[1] != "2x"
        )
        app.post_message(events.Key("alt+u", "u"))
        await until(pilot, lambda: app.screen.session.current.question.id == ids[0])
        assert reviews.reviews_of(app.bank.database) == []
        assert load_draft(app.bank.database, ids[2])[1] == "2x"


async def test_undo_acts_from_within_an_editor_too(quiz: Callable[..., Any]) -> None:
    # an editor has function keys of its own
    async with quiz("bce-logit-gradient", "why-gradients-vanish-rnn") as (app, pilot):
        app.screen.query_one(Input).value = "0"
        await pilot.press("enter")
        await judged(app, pilot)
        await pilot.press("1")
        await until(
            pilot,
            lambda: (
                app.screen.session.current.question.id != "bce-logit-gradient"
                and isinstance(app.focused, TextArea)
            ),
        )
        app.post_message(events.Key("alt+u", "u"))
        await until(pilot, lambda: app.screen.session.current.question.id == "bce-logit-gradient")


async def test_a_formula_is_read_back_while_typed_and_may_be_tried_again(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("bce-logit-gradient") as (app, pilot):
        field = app.screen.query_one(Input)
        field.value = "y - 1/(1+e^-z)"
        await until(pilot, lambda: "─" in shown(app, "#reading"))
        await pilot.press("enter")
        verdict = await judged(app, pilot)
        assert verdict["outcome"] == "wrong" and "sign" in verdict["diagnoses"][0][2]
        assert "sign is reversed" in shown(app, "VerdictPanel")
        await pilot.press("enter")
        assert app.screen.graded is None and field.value == "y - 1/(1+e^-z)"
        field.value = "sigmoid(z) - y"
        await pilot.press("enter")
        assert (await judged(app, pilot))["outcome"] == "correct"
        assert app.screen.graded.suggestion.rating is Rating.HARD


async def test_half_a_formula_shows_where_reading_stops_and_schedules_nothing(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("mse-formula") as (app, pilot):
        app.screen.query_one(Input).value = "mean((y - p)"
        await until(pilot, lambda: "^" in shown(app, "#reading"))
        await pilot.press("enter")
        assert (await judged(app, pilot))["outcome"] == "invalid"
        await pilot.press("3")
        assert reviews.reviews_of(app.bank.database) == []


async def test_worked_steps_are_a_form_marked_step_by_step(quiz: Callable[..., Any]) -> None:
    async with quiz("forward-steps") as (app, pilot):
        app.screen.query_one("#step-0", Input).value = "[0, 0]"
        await pilot.press("tab", "enter")
        verdict = await judged(app, pilot)
        assert [p["outcome"] for p in verdict["parts"]] == ["wrong", "blank", "blank", "blank"]
        before = shown(app, "#prompt")
        await pilot.press("n")
        await until(pilot, lambda: shown(app, "#prompt") != before)


async def test_switching_the_language_keeps_what_is_typed(quiz: Callable[..., Any]) -> None:
    async with quiz("why-gradients-vanish-rnn") as (app, pilot):
        app.screen.query_one(TextArea).text = "The gradient is a product of Jacobians."
        await pilot.press("f9")
        await until(
            pilot, lambda: "解释" in shown(app, "#prompt") and bool(app.screen.query(TextArea))
        )
        await until(
            pilot,
            lambda: (
                app.screen.query_one(TextArea).text == "The gradient is a product of Jacobians."
            ),
        )
        await pilot.press("f5")
        assert "product" in (await judged(app, pilot))["evidence"]["ticks"]


async def test_a_switch_of_language_between_new_fields_and_what_goes_into_them_loses_nothing(
    quiz: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = AnswerArea._put

    async def slowly(*arguments: Any) -> Any:
        form = await usual(*arguments)
        # as on a busy machine: the fields are there, and still empty
        await asyncio.sleep(0.05)
        return form

    async with quiz("why-gradients-vanish-rnn") as (app, pilot):
        present = app.screen.session.present

        def presented(lang: str) -> Shown:
            time.sleep(0.1)
            return present(lang)

        monkeypatch.setattr(AnswerArea, "_put", slowly)
        monkeypatch.setattr(app.screen.session, "present", presented)
        app.screen.query_one(TextArea).text = "Jacobians."
        # the second while the first's fields are built, the third while the second's are
        for _ in range(3):
            app.action_language()
            await asyncio.sleep(0.12)
        await until(pilot, lambda: "解释" in shown(app, "#prompt") and app.screen.has_form())
        assert app.screen.query_one(TextArea).text == "Jacobians."


async def test_switching_the_language_over_and_over_at_once_keeps_what_is_typed(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("why-gradients-vanish-rnn") as (app, pilot):
        app.screen.query_one(TextArea).text = "Jacobians."
        for _ in range(7):
            app.action_language()
            await asyncio.sleep(0.01)
        await until(pilot, lambda: "解释" in shown(app, "#prompt") and app.screen.has_form())
        assert app.screen.query_one(TextArea).text == "Jacobians."


async def test_while_a_field_has_the_focus_nothing_moves_by_itself(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("mse-formula") as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen.focused, Input))
        assert app.animation_level == "none" and not app.screen.focused.cursor_blink


async def test_the_learner_corrects_the_ticked_points_and_the_score_follows(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("why-gradients-vanish-rnn") as (app, pilot):
        app.screen.query_one(
            TextArea
        ).text = "The gradient is a product of Jacobians over the steps, so it fades."
        await pilot.press("f5")
        before = (await judged(app, pilot))["score"]
        assert "1 [x]" in shown(app, "VerdictPanel") and "3 [ ]" in shown(app, "VerdictPanel")
        await pilot.press("3")
        assert "3 [x]" in shown(app, "VerdictPanel")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.ticks is None)
        assert app.screen.graded.verdict.score > before
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert reviews.reviews_of(app.bank.database)[0].verdict["evidence"]["corrected"] is True


async def test_giving_up_shows_the_answer_and_the_question_comes_back(
    quiz: Callable[..., Any],
) -> None:
    # it comes back after three others
    others = ("gaussian-kl", "conv-parameters", "stride-is-a-parameter", "bce-logit-gradient")
    async with quiz("mse-formula", *others) as (app, pilot):
        await pilot.press("f3")
        await pilot.press("f8")
        await until(pilot, lambda: "Explanation" in shown(app, "VerdictPanel"))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.session.current.question.id == "gaussian-kl")
        assert reviews.reviews_of(app.bank.database)[0].rating is Rating.AGAIN
        assert app.screen.session.total == 6


async def test_a_session_ends_with_a_summary_whose_last_review_can_be_taken_back(
    quiz: Callable[..., Any],
) -> None:
    async with quiz("mse-formula") as (app, pilot):
        app.screen.query_one(Input).value = "mean((y-p)^2)"
        await pilot.press("enter")
        await judged(app, pilot)
        await pilot.press("enter")
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, SummaryScreen)
                and "mean squared error" in shown(app, "#lines")
            ),
        )
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        assert reviews.reviews_of(app.bank.database) == []


async def test_flag_bury_and_suspend_act_on_the_question(quiz: Callable[..., Any]) -> None:
    async with quiz("stride-is-a-parameter", "mse-formula", "gaussian-kl") as (app, pilot):
        await pilot.press("escape", "exclamation_mark", "b")
        await until(pilot, lambda: app.screen.session.current.question.id == "mse-formula")
        await pilot.press("escape", "s")
        await until(pilot, lambda: app.screen.session.current.question.id == "gaussian-kl")
        assert app.bank.card("stride-is-a-parameter").flags.flagged
        assert app.bank.card("stride-is-a-parameter").flags.buried_until == app.bank.today() + 1
        assert app.bank.card("mse-formula").flags.suspended


@pytest.mark.parametrize(
    ("key", "screen"),
    [("b", BrowseScreen), ("p", PlanScreen), ("s", StatisticsScreen), ("m", MockStartScreen)],
)
async def test_each_screen_opens_from_home_and_goes_back(
    quiz: Callable[..., Any], key: str, screen: type
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, screen))
        await asyncio.sleep(0.3)
        for _ in range(3):
            if not isinstance(app.screen, HomeScreen):
                await pilot.press("escape")
                await pilot.pause(0.2)
        assert isinstance(app.screen, HomeScreen)


async def test_the_plan_takes_a_date_and_refuses_one_that_has_passed(
    quiz: Callable[..., Any],
) -> None:
    async with quiz() as (app, pilot):
        await until(pilot, lambda: app.screen._ready)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))
        for typed, said in (("soon", "Write the date"), ("2020-01-01", "has passed")):
            app.screen.query_one("#date", Input).value = typed
            await pilot.press("enter")
            await until(pilot, lambda said=said: said in shown(app, "#note"))
        app.screen.query_one("#date", Input).value = "2099-01-01"
        await pilot.press("enter")
        await until(pilot, lambda: "interview on 2099-01-01" in shown(app, "#outlook"))
        assert str(app.bank.settings.interview) == "2099-01-01"


async def test_a_tiny_window_and_back_loses_nothing(quiz: Callable[..., Any]) -> None:
    async with quiz("mse-formula") as (app, pilot):
        app.screen.query_one(Input).value = "mean("
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        assert app.screen.query_one(Input).value == "mean("


async def test_content_is_literal(quiz: Callable[..., Any]) -> None:
    async with quiz("mse-formula") as (app, pilot):
        app.screen.set_text("#prompt", "[@click=app.quit]W[i][j][/foo] x[mask]")
        assert shown(app, "#prompt") == "[@click=app.quit]W[i][j][/foo] x[mask]"
        app.screen.query_one(Input).value = "[/foo][bold]W[i]\x1b[31m"
        await pilot.press("enter")
        assert (await judged(app, pilot))["outcome"] == "invalid"
        assert "\x1b" not in shown(app, "VerdictPanel")
        assert app.screen.query_one(VerdictPanel).has_focus


def test_every_string_exists_in_both_languages_and_takes_the_same_values() -> None:
    for key, (zh, en) in STRINGS.items():
        assert zh and en, key
        assert set(re.findall(r"\{\d\}", zh)) == set(re.findall(r"\{\d\}", en)), key
