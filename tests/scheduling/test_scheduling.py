"""Study days, the memory model against its oracle, ratings, the queue and the plan."""

import datetime as dt
import random

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card, Flags, Memory, Rating, Review
from quizbank.scheduling.days import StudyClock
from quizbank.scheduling.memory import MemoryModel, replay
from quizbank.scheduling.plan import make_plan
from quizbank.scheduling.queue import Info, build_queue
from quizbank.scheduling.rating import Signals, suggest
from quizbank.words.catalogue import both

UTC = dt.UTC


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "moment", "date"),
    [
        ("Asia/Shanghai", "2026-11-24T03:59:00+08:00", "2026-11-23"),
        ("Asia/Shanghai", "2026-11-24T04:01:00+08:00", "2026-11-24"),
        ("Asia/Shanghai", "2026-11-23T23:50:00+08:00", "2026-11-23"),
        ("Asia/Shanghai", "2026-11-24T00:10:00+08:00", "2026-11-23"),
        ("Asia/Kolkata", "2026-11-23T22:31:00+00:00", "2026-11-24"),
        ("America/New_York", "2026-03-08T07:30:00+00:00", "2026-03-07"),
        ("America/New_York", "2026-03-08T08:30:00+00:00", "2026-03-08"),
        ("America/New_York", "2026-11-01T08:30:00+00:00", "2026-10-31"),
        ("Pacific/Kiritimati", "2026-11-24T14:00:00+00:00", "2026-11-25"),
        ("Pacific/Pago_Pago", "2026-11-24T14:00:00+00:00", "2026-11-23"),
    ],
)
def test_a_study_day_begins_at_four_by_the_learners_clock(
    zone: str, moment: str, date: str
) -> None:
    assert StudyClock(zone, 4).day(at(moment)) == dt.date.fromisoformat(date).toordinal()


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        StudyClock("UTC").day(dt.datetime(2026, 1, 1))


def test_stability_agrees_with_py_fsrs_on_random_histories() -> None:
    rng = random.Random(5)
    model = MemoryModel()
    oracle = fsrs.Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
    start = dt.datetime(2026, 1, 1, tzinfo=UTC)
    for _ in range(150):
        memory, card, day = None, fsrs.Card(due=start), 0
        for _ in range(8):
            rating = rng.choice(list(Rating))
            memory = model.review(memory, rating, day, "q")
            card, _ = oracle.review_card(
                card, fsrs.Rating(int(rating)), start + dt.timedelta(days=day)
            )
            assert card.stability is not None and card.difficulty is not None
            assert memory.stability == pytest.approx(card.stability, rel=2e-5, abs=2e-3)
            assert memory.difficulty == pytest.approx(card.difficulty, rel=2e-5)
            day += rng.choice([1, 2, 5, 13, 40])


def review(question: str, rating: Rating, day: int, id: str) -> Review:
    moment = dt.datetime(2026, 1, 1, 12, tzinfo=UTC) + dt.timedelta(days=day)
    return Review(
        id=id,
        question=question,
        version="v",
        seed=None,
        lang="en",
        answer="",
        verdict={},
        outcome="correct",
        score=1.0,
        rating=rating,
        suggested=rating,
        at=moment,
        utc_offset=0,
        day=day,
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(list(Rating)), st.integers(0, 60)),
        max_size=25,
    ),
    st.randoms(),
)
def test_replay_in_any_order_equals_the_incremental_state(
    rows: list[tuple[str, Rating, int]], rng: random.Random
) -> None:
    log = [review(q, r, d, f"{k:04d}") for k, (q, r, d) in enumerate(rows)]
    model = MemoryModel()
    memories: dict[str, Memory] = {}
    for item in sorted(log, key=lambda r: (r.day, r.at, r.id)):
        assert item.rating is not None
        memories[item.question] = model.review(
            memories.get(item.question), item.rating, item.day, item.question
        )
    rng.shuffle(log)
    assert replay(log, model) == memories


def test_a_clock_that_went_back_and_a_gap_of_ten_years_corrupt_nothing() -> None:
    model = MemoryModel()
    memory = model.review(None, Rating.GOOD, 100, "q")
    assert model.review(memory, Rating.GOOD, 90, "q").last_day == 100
    late = model.review(memory, Rating.EASY, 100 + 3650, "q")
    assert late.stability <= 36_500 and late.due_day > late.last_day
    for _ in range(40):
        memory = model.review(memory, Rating.AGAIN, memory.last_day, "q")
    assert memory.stability > 0 and memory.lapses == 40


@pytest.mark.parametrize(
    ("evidence", "rating"),
    [
        (Signals("correct", 1.0), Rating.GOOD),
        (Signals("wrong", 0.0), Rating.AGAIN),
        (Signals("partial", 0.5), Rating.AGAIN),
        (Signals("partial", 0.7), Rating.HARD),
        (Signals("correct", 1.0, hints=1), Rating.HARD),
        (Signals("correct", 1.0, attempts=2), Rating.HARD),
        (Signals("correct", 1.0, attempts=3), Rating.AGAIN),
        (Signals("correct", 1.0, revealed=True), Rating.AGAIN),
        (Signals("correct", 1.0, seconds=90, median=40, samples=9), Rating.HARD),
        (Signals("correct", 1.0, seconds=10, median=40, samples=9, earlier_passes=2), Rating.EASY),
        (Signals("correct", 1.0, seconds=10, median=40, samples=4, earlier_passes=2), Rating.GOOD),
        (Signals("correct", 1.0, seconds=90, median=40, samples=9, first_sight=True), Rating.GOOD),
        # a time after idling says nothing
        (Signals("correct", 1.0, seconds=90, median=40, samples=9, timed=False), Rating.GOOD),
        (
            Signals(
                "correct", 1.0, seconds=10, median=40, samples=9, earlier_passes=2, timed=False
            ),
            Rating.GOOD,
        ),
        (Signals("undecided", 0.0), None),
        (Signals("unavailable", 0.0), None),
        (Signals("invalid", 0.0), None),
    ],
)
def test_the_rating_follows_from_the_evidence(evidence: Signals, rating: Rating | None) -> None:
    suggestion = suggest(evidence)
    assert suggestion.rating == rating and all(both(suggestion.why))


def test_a_timed_answer_names_the_time_and_the_median_in_both_languages() -> None:
    zh, en = both(suggest(Signals("correct", 1.0, seconds=48, median=40, samples=9)).why)
    assert (
        en == "Good: right, first try, 48 s, your median is 40 s."
        and zh == "良好：一次答对，用时 48 秒，你的中位数是 40 秒。"
    )


TOPICS = [Topic("a", "甲", "A"), Topic("b", "乙", "B", ("a",))]
INFOS = [
    Info(
        f"a{k}", kind="choice" if k % 2 else "numeric", topic="a", difficulty=1 + k % 5, minutes=1.0
    )
    for k in range(30)
] + [Info(f"b{k}", kind="code", topic="b", difficulty=1, minutes=1.0) for k in range(5)]


def seen(id: str, due: int, stability: float = 5.0, flags: Flags | None = None) -> Card:
    return Card(
        id,
        Memory(
            stability=stability, difficulty=5.0, last_day=due - 5, due_day=due, reps=3, lapses=0
        ),
        flags or Flags(),
    )


def test_new_questions_come_from_open_topics_and_within_the_limits() -> None:
    # more than the open topic has of the difficulty of the closed one's questions
    queue = build_queue(INFOS, {}, TOPICS, Settings(minutes=20, new_per_day=10), MemoryModel(), 100)
    assert len(queue) == 10 and all(item.new and item.question.startswith("a") for item in queue)


def test_a_closed_topic_is_asked_once_nothing_open_is_left() -> None:
    queue = build_queue(INFOS, {}, TOPICS, Settings(minutes=60, new_per_day=40), MemoryModel(), 100)
    assert len(queue) == 35


def test_a_backlog_does_not_starve_new_questions() -> None:
    cards = {f"a{k}": seen(f"a{k}", 50) for k in range(25)}
    queue = build_queue(INFOS, cards, TOPICS, Settings(minutes=12), MemoryModel(), 100)
    assert sum(item.new for item in queue) >= 2 and sum(item.minutes for item in queue) <= 12


def test_suspended_buried_and_leech_questions_are_not_asked() -> None:
    cards = {
        "a0": seen("a0", 90, flags=Flags(suspended=True)),
        "a1": seen("a1", 90, flags=Flags(buried_until=101)),
        "a2": seen("a2", 90, flags=Flags(leech=True)),
        "a3": seen("a3", 90),
    }
    asked = {
        item.question
        for item in build_queue(INFOS[:4], cards, TOPICS, Settings(), MemoryModel(), 100)
    }
    assert asked == {"a3"}


def test_zero_minutes_and_an_empty_bank_are_fine() -> None:
    assert build_queue(INFOS, {}, TOPICS, Settings(minutes=0), MemoryModel(), 100) == []
    assert build_queue([], {}, [], Settings(), MemoryModel(), 100) == []


def test_more_minutes_promise_more_recall_and_an_interview_today_promises_the_present() -> None:
    far = Settings(minutes=3, interview=dt.date.fromordinal(120))
    plan = make_plan(INFOS, {}, TOPICS, far, MemoryModel(), 100)
    assert 0 < plan.recall.low < plan.recall.mean < plan.recall.high < 1 and plan.more > 0
    now = Settings(minutes=20, interview=dt.date.fromordinal(100))
    today = make_plan(INFOS, {"a0": seen("a0", 100)}, TOPICS, now, MemoryModel(), 100)
    assert today.recall == today.now and today.calendar == ()
