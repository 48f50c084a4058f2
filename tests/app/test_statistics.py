"""What the statistics say of a log whose answer is known, and fits that are adopted only on later
reviews.
"""

import datetime as dt
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from quizbank.app.bank import Bank
from quizbank.app.statistics.fit import Fit, adopt, fit, training_items
from quizbank.app.statistics.mastery import topic_rows
from quizbank.app.statistics.recall import calibration, calibration_error, forgetting, predictions
from quizbank.app.statistics.slips import slips_of
from quizbank.app.statistics.work import heatmap, time_by_kind, workload
from quizbank.domain.question import Topic
from quizbank.domain.review import Card, Flags, Memory, Rating, Review
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.queue import Info
from quizbank.store.cards import all_cards
from quizbank.store.log import row_of
from quizbank.store.models import ReviewRow
from quizbank.words.catalogue import sentence

START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
DAY = START.date().toordinal()
MODEL = MemoryModel()


def review(
    question: str, rating: Rating | None, after: int, number: int = 0, **changes: Any
) -> Review:
    verdict = {"outcome": "correct", "diagnoses": changes.pop("diagnoses", [])}
    values: dict[str, Any] = {"seconds": 30.0, **changes}
    return Review(
        f"{after:05d}-{number:06d}",
        question,
        "v",
        None,
        "en",
        "",
        verdict,
        values.pop("outcome", "correct"),
        1.0,
        rating,
        rating,
        START + dt.timedelta(days=after),
        0,
        DAY + after,
        **values,
    )


def learner(truth: MemoryModel, questions: int, days: int, seed: int) -> list[Review]:
    """A log of daily sessions at the default model's dates by someone who remembers as `truth`
    says.
    """
    rng = random.Random(seed)
    true: dict[str, Memory] = {}
    shown: dict[str, Memory] = {}
    log: list[Review] = []
    for day in range(days):
        for k in range(min(questions, 3 * day + 1)):
            id = f"q{k}"
            if id in shown and shown[id].due_day > DAY + day:
                continue
            chance = truth.retrievability(true[id], DAY + day) if id in true else 0.5
            rating = Rating.GOOD if rng.random() < chance else Rating.AGAIN
            log.append(review(id, rating, day, len(log)))
            true[id] = truth.review(true.get(id), rating, DAY + day, id)
            shown[id] = MODEL.review(shown.get(id), rating, DAY + day, id)
    return log


def steep() -> MemoryModel:
    weights = list(MODEL.weights)
    for k in range(4):
        weights[k] *= 0.25
    weights[8] -= 0.9
    return MemoryModel(weights)


def test_training_and_held_out_reviews_never_overlap_and_the_training_is_earlier() -> None:
    log = learner(steep(), 60, 60, 1)
    result = fit(log, MODEL)
    scored = predictions(log, MODEL)
    cut = scored[int(len(scored) * 0.8)].day
    earlier, later = [p for p in scored if p.day < cut], [p for p in scored if p.day >= cut]
    assert (result.trained_on, result.held_out) == (
        len(earlier),
        len(later),
    ) and result.trained_on + result.held_out == len(scored)
    assert max(p.day for p in earlier) < min(p.day for p in later)
    # what comes from the cut on cannot change what is trained on
    assert (
        len(training_items(log, cut))
        == len(training_items([r for r in log if r.day < cut], cut))
        == result.trained_on
    )


def test_a_learner_who_forgets_faster_than_the_model_gets_parameters_that_win() -> None:
    result = fit(learner(steep(), 120, 90, 2), MODEL)
    assert (
        result.wins
        and len(result.parameters) == 21
        and result.gain == pytest.approx(result.before - result.after)
    )
    assert (
        "Adopted" in sentence(result.said, "en")
        and "已采用" in sentence(result.said, "zh")
        and f"{result.gain:.4f}" in sentence(result.said, "en")
    )


def test_adopted_parameters_move_the_due_dates_by_replay(tmp_path: Path) -> None:
    bank = Bank.open(tmp_path / "q.db", "en", lambda: START + dt.timedelta(days=90))
    ids = [info.id for info in bank.infos()]
    log = [
        replace(one, question=ids[int(one.question[1:])]) for one in learner(steep(), 120, 90, 2)
    ]
    with bank.database.write() as session:
        session.execute(insert(ReviewRow), [row_of(one) for one in log])
    assert bank.rebuild() == 120
    before = all_cards(bank.database)
    assert adopt(bank).wins and len(bank.settings.parameters) == 21
    after = all_cards(bank.database)
    assert sum(before[id].memory != after[id].memory for id in before) > 100 and bank.rebuild() == 0
    # a second time there is nothing to gain, and nothing moves
    assert not adopt(bank).wins and all_cards(bank.database) == after
    bank.close()


def test_a_gain_within_chance_is_not_a_win() -> None:
    result = Fit(900, 500, 100, 0.5, 0.49, 0.01, 0.02, MODEL.weights)
    assert (
        not result.wins
        and not result.to_json()["adopted"]
        and "Nothing changed" in sentence(result.said, "en")
        and "参数不变" in sentence(result.said, "zh")
    )


def test_a_second_fit_to_the_same_reviews_says_that_they_are_in_use_already() -> None:
    log = learner(steep(), 120, 90, 2)
    again = fit(log, MemoryModel(fit(log, MODEL).parameters))
    assert not again.wins and again.same
    assert "already" in sentence(again.said, "en") and "已经" in sentence(again.said, "zh")


def test_too_few_reviews_change_nothing_and_say_so() -> None:
    result = fit(learner(MODEL, 20, 10, 3), MODEL)
    assert (
        not result.wins
        and math.isnan(result.gain)
        and "400" in sentence(result.said, "en")
        and result.to_json()["before"] is None
    )


def test_many_reviews_of_one_day_are_too_little_to_fit() -> None:
    log = [review(f"q{k}", Rating.GOOD, 0, k) for k in range(600)]
    assert not fit(log, MODEL).wins


def test_predictions_come_from_earlier_days_alone() -> None:
    log = [
        review("a", Rating.GOOD, 0, 1),
        review("a", Rating.AGAIN, 0, 2),
        review("a", Rating.GOOD, 4, 3),
        review("b", Rating.GOOD, 4, 4),
    ]
    [one] = predictions(log, MODEL)
    assert (one.question, one.elapsed, one.passed) == ("a", 4, True)
    assert calibration([one]) == [{"predicted": round(one.predicted, 4), "true": 1.0, "n": 1}]


def test_the_calibration_error_weighs_bins_by_their_reviews() -> None:
    assert calibration_error([]) is None
    assert (
        calibration_error(
            [{"predicted": 0.9, "true": 0.8, "n": 3}, {"predicted": 0.5, "true": 0.5, "n": 1}]
        )
        == 0.0866
    )


def test_a_learner_as_the_model_expects_is_calibrated_and_forgets_along_the_curve() -> None:
    found = predictions(learner(MODEL, 300, 120, 5), MODEL)
    for row in calibration(found):
        assert row["n"] < 60 or abs(row["predicted"] - row["true"]) < 0.08
    curves = forgetting(found, {f"q{k}": "even" if k % 2 == 0 else "odd" for k in range(300)})
    assert set(curves) == {"", "even", "odd"} and sum(r["n"] for r in curves[""]) == len(found)
    assert all(abs(r["predicted"] - r["true"]) < 0.08 for r in curves[""] if r["n"] >= 100)


def test_a_slip_is_a_rate_among_the_answers_that_could_have_had_it() -> None:
    lost, other = (
        ["factor-2-lost", "少了系数 2", "the factor 2 is lost"],
        ["choice:b", "选 b 的错", "b is a slip"],
    )
    log = [
        review(
            f"g{k % 4}",
            Rating.AGAIN,
            k,
            k,
            outcome="wrong" if k < 3 else "correct",
            diagnoses=[lost, lost] if k < 3 else [],
        )
        for k in range(10)
    ]
    log += [
        review("c", Rating.AGAIN, 20, 20, outcome="wrong", diagnoses=[other]),
        review("c", Rating.GOOD, 21, 21),
        review("d", Rating.GOOD, 22, 22),
        review("g0", None, 23, 23, outcome="undecided", diagnoses=[["undecided", "", ""]]),
    ]
    places = {
        **{f"g{k}": ("backprop", "symbolic") for k in range(4)},
        "c": ("backprop", "choice"),
        "d": ("backprop", "choice"),
    }
    first, second = slips_of(log, places)
    assert (first.code, first.times, first.of, first.rate, first.question) == (
        "factor-2-lost",
        3,
        10,
        0.3,
        None,
    )
    assert (second.question, second.times, second.of) == ("c", 1, 2)


def test_work_behind_and_ahead_adds_up() -> None:
    log = [
        review("a", Rating.GOOD, 0, 1, seconds=90.0),
        review("b", Rating.GOOD, 0, 2, seconds=30.0),
        review("a", Rating.GOOD, 3, 3, timed=False),
    ]
    days = heatmap(log, DAY + 6, weeks=1)
    assert (
        len(days) == 7
        and days[0] == {"date": "2026-01-01", "minutes": 2.0, "reviews": 2}
        and days[1]["reviews"] == 0
    )
    times = time_by_kind(log, {"a": ("choice", 1.0), "b": ("choice", 2.0)})
    assert times == {
        "choice": {"median": 60.0, "low": 45.0, "high": 75.0, "n": 2, "expected": 90.0}
    }
    cards = {
        id: Card(id, Memory(5, 5, DAY, DAY + due, 1, 0), flags)
        for id, due, flags in (
            ("a", -4, Flags()),
            ("b", 2, Flags()),
            ("c", 2, Flags(suspended=True)),
            ("d", 0, Flags(buried_until=DAY + 2)),
            ("e", 99, Flags()),
        )
    }
    ahead = workload([Info(id, "choice", "t", 1, 1.5) for id in "abcdef"], cards, DAY, 5)
    assert [row["due"] for row in ahead] == [1, 0, 2, 0, 0] and ahead[2]["minutes"] == 3.0


def test_topics_come_after_what_they_build_on_and_say_what_they_wait_for() -> None:
    topics = [
        Topic("c", "", "C", ("b",)),
        Topic("b", "", "B", ("a",)),
        Topic("a", "", "A"),
        Topic("empty", "", "E"),
    ]
    infos = [Info(f"{t}{k}", "choice", t, 1, 1.0) for t in "abcx" for k in range(2)]
    cards = {"a0": Card("a0", Memory(5, 5, DAY, DAY, 1, 0))}
    rows = topic_rows(topics, infos, cards, {"a": 0.7, "b": 0.1, "c": 0.0, "x": 0.0}, ())
    assert [row.id for row in rows] == ["a", "x", "b", "c"] and [row.open for row in rows] == [
        True,
        True,
        True,
        False,
    ]
    assert rows[-1].waits_for == ("b",) and (rows[0].seen, rows[0].questions) == (1, 2)


def test_a_cycle_of_prerequisites_in_a_learners_own_pack_does_no_harm() -> None:
    topics = [Topic("a", "", "A", ("b",)), Topic("b", "", "B", ("a",))]
    assert len(topic_rows(topics, [Info("a0", "choice", "a", 1, 1.0)], {}, {"a": 0.0}, ())) == 1
