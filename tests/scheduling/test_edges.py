"""The edges of days and memories: odd zones and hours, clocks that jump, two machines, bounds,
gaps.
"""

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbank.domain.plan import Settings
from quizbank.domain.review import Card, Memory, Rating, Review
from quizbank.scheduling.days import StudyClock
from quizbank.scheduling.memory import MemoryModel, replay
from quizbank.scheduling.queue import Info, build_queue

MODEL = MemoryModel()
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def day(zone: str, moment: str, rollover: int = 4) -> str:
    return dt.date.fromordinal(
        StudyClock(zone, rollover).day(dt.datetime.fromisoformat(moment))
    ).isoformat()


def review(
    id: str, rating: Rating, at: dt.datetime, zone: str = "UTC", **changes: object
) -> Review:
    made = Review(
        id=id,
        question="q",
        version="v",
        seed=None,
        lang="en",
        answer="",
        verdict={},
        outcome="correct",
        score=1.0,
        rating=rating,
        suggested=rating,
        at=at,
        utc_offset=0,
        day=StudyClock(zone).day(at),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after"), [("2026-03-08T06:59:00+00:00", "2026-03-08T07:00:00+00:00")]
)
def test_a_rollover_inside_the_hour_that_is_skipped_falls_at_its_end(
    before: str, after: str
) -> None:
    # New York goes from 1:59 to 3:00, the rollover is set to 2
    assert (
        day("America/New_York", before, 2) == "2026-03-07"
        and day("America/New_York", after, 2) == "2026-03-08"
    )


def test_an_hour_that_comes_twice_belongs_to_one_study_day() -> None:
    first, second = (
        "2026-11-01T05:30:00+00:00",
        "2026-11-01T06:30:00+00:00",
    )  # both 1:30 in New York
    assert day("America/New_York", first, 1) == day("America/New_York", second, 1) == "2026-11-01"


@pytest.mark.parametrize(
    ("zone", "date", "hours"),
    [
        ("America/New_York", "2026-03-07", 23),
        ("America/New_York", "2026-10-31", 25),
        ("Australia/Lord_Howe", "2026-10-03", 23.5),
        ("Asia/Kathmandu", "2026-10-03", 24),
        ("Asia/Shanghai", "2026-03-08", 24),
    ],
)
def test_days_of_other_lengths_are_still_one_day(zone: str, date: str, hours: float) -> None:
    clock = StudyClock(zone)
    wanted = dt.date.fromisoformat(date).toordinal()
    start = dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC) - dt.timedelta(days=1)
    minutes = [start + dt.timedelta(minutes=10 * k) for k in range(6 * 96)]
    assert sum(clock.day(m) == wanted for m in minutes) / 6 == hours
    days = [clock.day(m) for m in minutes]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("home", "away"),
    [
        ("Asia/Shanghai", "America/Los_Angeles"),
        ("Pacific/Auckland", "Pacific/Honolulu"),
        ("Pacific/Pago_Pago", "Pacific/Kiritimati"),
    ],
)
def test_travel_either_way_across_the_date_line_never_spoils_a_memory(home: str, away: str) -> None:
    for zones in ((home, away, home), (away, home, away)):
        memory = None
        for hours, zone in zip((0, 14, 40), zones, strict=True):
            memory = MODEL.review(
                memory, Rating.GOOD, StudyClock(zone).day(NOON + dt.timedelta(hours=hours)), "q"
            )
            assert memory.due_day >= memory.last_day and memory.stability > 0
        assert memory is not None and memory.reps == 3


def test_a_zone_that_is_not_known_falls_back_to_the_machines_own() -> None:
    assert StudyClock("Mars/Olympus").day(NOON) == StudyClock("").day(NOON)


def test_equal_times_on_two_machines_replay_the_same_in_either_order() -> None:
    left, right = review("01", Rating.AGAIN, NOON), review("02", Rating.EASY, NOON)
    assert replay([left, right], MODEL) == replay([right, left], MODEL)


def test_the_same_card_on_two_machines_the_same_day_counts_both() -> None:
    merged = [
        review("01", Rating.GOOD, NOON),
        review("02", Rating.HARD, NOON + dt.timedelta(hours=2)),
    ]
    assert replay(merged, MODEL)["q"].reps == 2


def test_an_undo_on_one_machine_leaves_the_review_of_the_other() -> None:
    undone, kept = (
        review("01", Rating.AGAIN, NOON),
        review("02", Rating.GOOD, NOON + dt.timedelta(days=2)),
    )
    assert replay([r for r in (undone, kept) if r.id != undone.id], MODEL) == replay([kept], MODEL)


def test_other_versions_of_scheduler_and_rule_in_the_log_replay_by_the_present_model() -> None:
    old = review(
        "01",
        Rating.GOOD,
        NOON,
        scheduler_version="fsrs5",
        rule_version="evidence-0",
        version="older text",
    )
    assert replay([old], MODEL) == replay([review("01", Rating.GOOD, NOON)], MODEL)


def test_reviews_without_a_rating_teach_nothing() -> None:
    assert replay([replace(review("01", Rating.GOOD, NOON), rating=None)], MODEL) == {}


@pytest.mark.parametrize("stability", [0.001, 36_500.0])
@pytest.mark.parametrize("rating", list(Rating))
@pytest.mark.parametrize("retention", [0.7, 0.9, 0.97])
def test_a_stability_at_its_bounds_stays_within_them(
    stability: float, rating: Rating, retention: float
) -> None:
    for later in (0, 1, 3650, 40_000):
        after = MemoryModel(retention=retention).review(
            Memory(
                stability=stability, difficulty=10.0, last_day=1000, due_day=1001, reps=9, lapses=3
            ),
            rating,
            1000 + later,
            "q",
        )
        assert (
            0.001 <= after.stability <= 36_500
            and 1 <= after.difficulty <= 10
            and after.due_day <= 1000 + later + 40_000
        )


def test_ten_years_away_and_back_is_one_long_interval() -> None:
    memory = MODEL.review(None, Rating.GOOD, 1000, "q")
    passed, failed = (
        MODEL.review(memory, r, 1000 + 3653, "q") for r in (Rating.GOOD, Rating.AGAIN)
    )
    assert (
        passed.stability > memory.stability > failed.stability
        and 0 < MODEL.retrievability(memory, 1000 + 3653) < 0.6
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(Rating)), st.integers(-30, 60)), min_size=1, max_size=20
    )
)
def test_a_clock_that_jumps_back_and_forth_counts_no_day_twice(
    steps: list[tuple[Rating, int]],
) -> None:
    memory, now, latest = None, 740_000, 0
    for rating, jump in steps:
        now += jump
        memory = MODEL.review(memory, rating, now, "q")
        latest = max(latest, now)
        assert memory.last_day == latest and memory.due_day >= latest


def test_a_memory_from_the_future_waits_and_is_fully_remembered_until_then() -> None:
    card = Card(
        "q", Memory(stability=4.0, difficulty=5.0, last_day=900, due_day=904, reps=2, lapses=0)
    )
    info = Info("q", kind="choice", topic="a", difficulty=1, minutes=1.0)
    assert card.memory is not None and MODEL.retrievability(card.memory, 800) == 1.0
    for chosen in (Settings(), Settings(interview=dt.date.fromordinal(830))):
        assert build_queue([info], {"q": card}, [], chosen, MODEL, 800) == []


@pytest.mark.parametrize("days", [None, 30])
def test_a_backlog_of_ten_times_the_cap_stays_within_the_day_and_leaves_room_for_new_ones(
    days: int | None,
) -> None:
    rng = random.Random(2)
    infos = [
        Info(f"q{k}", kind="choice", topic="a", difficulty=1, minutes=1.0) for k in range(2100)
    ]
    cards = {
        i.id: Card(
            i.id,
            Memory(
                stability=rng.uniform(1, 30),
                difficulty=5.0,
                last_day=700,
                due_day=760,
                reps=3,
                lapses=0,
            ),
        )
        for i in infos[:2000]
    }
    chosen = Settings(
        minutes=20, interview=None if days is None else dt.date.fromordinal(800 + days)
    )
    queue = build_queue(infos, cards, [], chosen, MODEL, 800)
    assert len(queue) == 20 and (days is not None or sum(item.new for item in queue) == 5)


def test_an_interview_that_is_moved_changes_the_order_and_not_the_memories() -> None:
    rng = random.Random(3)
    infos = [
        Info(f"q{k}", kind="choice", topic="ab"[k % 2], difficulty=1, minutes=1.0)
        for k in range(120)
    ]
    cards = {
        i.id: Card(
            i.id,
            Memory(
                stability=rng.uniform(0.5, 40),
                difficulty=5.0,
                last_day=800 - rng.randint(1, 30),
                due_day=801,
                reps=3,
                lapses=0,
            ),
        )
        for i in infos
    }
    near, far = (
        build_queue(infos, cards, [], Settings(interview=dt.date.fromordinal(800 + d)), MODEL, 800)
        for d in (2, 60)
    )
    assert {i.question for i in near} != {i.question for i in far}


def test_all_seen_and_not_due_asks_nothing() -> None:
    cards = {
        "q": Card(
            "q", Memory(stability=50.0, difficulty=5.0, last_day=790, due_day=840, reps=3, lapses=0)
        )
    }
    assert (
        build_queue(
            [Info("q", kind="choice", topic="a", difficulty=1, minutes=1.0)],
            cards,
            [],
            Settings(),
            MODEL,
            800,
        )
        == []
    )
