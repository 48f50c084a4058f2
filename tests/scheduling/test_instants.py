"""Memories go through the time that really passed, whatever calendars and clocks said."""

import datetime as dt
import random
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbank.domain.review import Answer, Rating, Review
from quizbank.scheduling.days import StudyClock
from quizbank.scheduling.instants import elapsed, history_of
from quizbank.scheduling.memory import MemoryModel, replay

MODEL = MemoryModel()
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TOKYO, ANGELES = "Asia/Tokyo", "America/Los_Angeles"


def logged(place: int) -> str:
    """The id of the `place`-th review of a log."""
    return str(uuid.UUID(int=(0x019AB000_0000 + place) << 80 | 0x7 << 76 | 0b10 << 62))


def given_at(place: int, at: dt.datetime, zone: str = "UTC", rating: int = 3) -> Answer:
    clock = StudyClock(zone)
    return Answer(logged(place), rating, at, clock.offset_minutes(at), clock.day(at))


def days(*answers: Answer) -> list[int]:
    history = [day for _, day in history_of(answers)]
    return [day - history[0] for day in history]


def test_five_hours_on_a_plane_are_no_day_in_either_direction() -> None:
    morning = dt.datetime(2026, 11, 24, 23, tzinfo=dt.UTC)  # eight in Tokyo, on the 25th
    west = days(given_at(1, morning, TOKYO), given_at(2, morning + dt.timedelta(hours=5), ANGELES))
    evening = dt.datetime(2026, 11, 25, 4, tzinfo=dt.UTC)  # eight in Los Angeles, on the 24th
    east = days(given_at(1, evening, ANGELES), given_at(2, evening + dt.timedelta(hours=5), TOKYO))
    assert west == east == [0, 0]


def test_stability_does_not_jump_because_of_a_flight() -> None:
    first = dt.datetime(2026, 11, 24, 23, tzinfo=dt.UTC)
    log = []
    for place, (hours, zone) in enumerate(((0, TOKYO), (5, ANGELES))):
        at = first + dt.timedelta(hours=hours)
        answer = given_at(place, at, zone)
        log.append(as_review(answer))
    assert replay(log, MODEL)["q"].stability < 2.5


def as_review(answer: Answer) -> Review:
    return Review(
        id=answer.id,
        question="q",
        version="v",
        seed=None,
        lang="en",
        answer="",
        verdict={},
        outcome="correct",
        score=1.0,
        rating=Rating(answer.rating),
        suggested=None,
        at=answer.at,
        utc_offset=answer.utc_offset,
        day=answer.day,
    )


@pytest.mark.parametrize(("hours", "passed"), [(5, 0), (11, 0), (13, 1), (26, 1), (40, 2)])
def test_between_far_zones_days_are_counted_by_the_hours(hours: int, passed: int) -> None:
    after = given_at(2, NOON + dt.timedelta(hours=hours), TOKYO)
    assert elapsed(given_at(1, NOON, ANGELES), after) == passed


def test_summer_time_is_no_journey() -> None:
    late = dt.datetime(2026, 11, 1, 3, 50, tzinfo=dt.UTC)  # ten to midnight in New York
    zone = "America/New_York"
    after = given_at(2, late + dt.timedelta(hours=9), zone)
    before = given_at(1, late, zone)
    assert before.utc_offset != after.utc_offset and elapsed(before, after) == 1


def test_the_last_day_is_the_calendars_own() -> None:
    flight = [given_at(1, NOON, ANGELES), given_at(2, NOON + dt.timedelta(hours=5), TOKYO)]
    assert history_of(flight)[-1][1] == flight[-1].day


@pytest.mark.parametrize("ahead", [3, 30, 3000])
def test_a_review_whose_clock_ran_ahead_inflates_nothing(ahead: int) -> None:
    day = dt.timedelta(days=1)
    sound = [given_at(1, NOON), given_at(3, NOON + 2 * day), given_at(4, NOON + 4 * day)]
    wrong = given_at(2, NOON + (1 + ahead) * day)
    assert days(*sound, wrong) == [0, 2, 2, 4]
    # the first one of all, too
    first = [given_at(1, NOON + ahead * day), given_at(2, NOON)]
    assert [day for _, day in history_of(first)] == [first[1].day] * 2


def test_a_clock_that_was_behind_spoils_only_its_own_review() -> None:
    day = dt.timedelta(days=1)
    sound = [given_at(1, NOON), given_at(3, NOON + 2 * day), given_at(4, NOON + 4 * day)]
    assert days(*sound, given_at(2, NOON - 40 * day)) == [0, 2, 2, 4]


def test_a_clock_that_is_hours_out_is_left_alone() -> None:
    assert days(given_at(1, NOON), given_at(2, NOON - dt.timedelta(hours=5))) == [0, 0]
    # by its own clock it was given the day before
    earlier = given_at(2, NOON - dt.timedelta(hours=23))
    assert days(given_at(1, NOON), earlier) == [0, 1]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 90), st.sampled_from([TOKYO, ANGELES, "UTC"])),
        min_size=1,
        max_size=12,
    ),
    st.randoms(),
)
def test_a_history_is_the_same_in_any_order_and_never_runs_backwards(
    steps: list[tuple[int, int, str]], rng: random.Random
) -> None:
    at, answers = NOON, []
    for place, (rating, hours, zone) in enumerate(steps):
        at += dt.timedelta(hours=hours)
        answers.append(given_at(place, at, zone, rating))
    history = history_of(answers)
    rng.shuffle(answers)
    assert history_of(answers) == history
    assert [day for _, day in history] == sorted(day for _, day in history)
    # three zones apart, a day of the calendar may be missing or one too many at either end
    assert abs((history[-1][1] - history[0][1]) - sum(h for _, h, _ in steps[1:]) / 24) <= len(
        steps
    )
