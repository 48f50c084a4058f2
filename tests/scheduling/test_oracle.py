"""Replay against py-fsrs on random histories, and replay against the reviews one by one."""

import datetime as dt
import random

import fsrs
import pytest

from quizbank.domain.review import Memory, Rating
from quizbank.scheduling.memory import MemoryModel, replay_histories

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
History = list[tuple[int, int]]


def histories(count: int, seed: int) -> dict[str, History]:
    """Random (rating, study day) histories of up to a dozen reviews, same days and long gaps among
    them.
    """
    rng = random.Random(seed)
    made: dict[str, History] = {}
    for number in range(count):
        day, history = 740_000, []
        for _ in range(rng.randint(1, 12)):
            history.append((rng.randint(1, 4), day))
            day += rng.choice([0, 0, 1, 2, 3, 7, 15, 40, 200])
        made[f"q{number}"] = history
    return made


def worst_difference(count: int, seed: int, parameters: tuple[float, ...] = ()) -> float:
    """The largest relative difference of stability or difficulty from py-fsrs after whole
    histories.
    """
    model = MemoryModel(parameters)
    oracle = fsrs.Scheduler(
        parameters=model.weights, enable_fuzzing=False, learning_steps=(), relearning_steps=()
    )
    logs = histories(count, seed)
    worst = 0.0
    for question, memory in replay_histories(logs, model).items():
        card = fsrs.Card(due=START)
        for rating, day in logs[question]:
            card, _ = oracle.review_card(
                card, fsrs.Rating(rating), START + dt.timedelta(days=day - 740_000)
            )
        assert card.stability is not None and card.difficulty is not None
        worst = max(
            worst,
            abs(memory.stability / card.stability - 1),
            abs(memory.difficulty / card.difficulty - 1),
        )
    return worst


def test_a_thousand_random_histories_agree_with_py_fsrs_to_one_in_a_hundred_thousand() -> None:
    assert worst_difference(1000, 1) <= 1e-5


def test_fitted_parameters_agree_with_py_fsrs_too() -> None:
    rng = random.Random(4)
    fitted = tuple(w * rng.uniform(0.97, 1.03) for w in MemoryModel().weights)
    assert worst_difference(300, 2, fitted) <= 1e-5


@pytest.mark.long
def test_ten_thousand_random_histories_agree_with_py_fsrs_to_one_in_a_hundred_thousand() -> None:
    assert worst_difference(10_000, 3) <= 1e-5


def test_replay_equals_the_reviews_one_by_one_bit_for_bit() -> None:
    model = MemoryModel()
    logs = histories(500, 5)
    one_by_one: dict[str, Memory] = {}
    for question, history in logs.items():
        for rating, day in history:
            one_by_one[question] = model.review(
                one_by_one.get(question), Rating(rating), day, question
            )
    # Memory compares its floats exactly
    assert replay_histories(logs, model) == one_by_one


def test_the_fuzz_of_an_interval_is_the_same_each_time_and_differs_between_questions() -> None:
    model = MemoryModel()
    due = [
        [
            model.review(
                Memory(stability=60.0, difficulty=5.0, last_day=100, due_day=160, reps=7, lapses=0),
                Rating.GOOD,
                160,
                f"q{k}",
            ).due_day
            for k in range(40)
        ]
        for _ in range(2)
    ]
    assert due[0] == due[1] and len(set(due[0])) > 5
