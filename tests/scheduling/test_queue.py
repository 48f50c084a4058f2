"""The day's queue: limits that count what was done, new questions that are not starved, times of
the learner's own, leeches, a backlog.
"""

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card, Memory, Rating
from quizbank.scheduling.backlog import Backlog, backlog_of, spread
from quizbank.scheduling.leeches import leech_after, leech_of
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.queue import Done, Info, build_queue
from quizbank.scheduling.times import own_minutes
from quizbank.scheduling.topics import missing, open_topics

DAY = 740_001
MODEL = MemoryModel()
INFOS = [
    Info(f"q{k:02d}", kind=("choice", "numeric")[k % 2], topic="a", difficulty=1, minutes=1.0)
    for k in range(60)
]


def known(id: str, due: int, last: int | None = None) -> Card:
    return Card(
        id,
        Memory(
            stability=5.0,
            difficulty=5.0,
            last_day=due - 5 if last is None else last,
            due_day=due,
            reps=3,
            lapses=0,
        ),
    )


def aiming(days: int, **changes: object) -> Settings:
    return Settings(interview=dt.date.fromordinal(DAY + days), **changes)  # type: ignore[arg-type]


def test_what_was_done_today_counts_against_the_minutes_with_and_without_an_interview() -> None:
    done = Done(reviews=4, new=2, minutes=15.0, new_minutes=2.0, questions=frozenset({"x"}))
    for settings_ in (Settings(minutes=20), aiming(20, minutes=20)):
        queue = build_queue(INFOS, {}, [], settings_, MODEL, DAY, done)
        assert 0 < sum(item.minutes for item in queue) <= 5
        assert (
            build_queue(
                INFOS,
                {},
                [],
                settings_,
                MODEL,
                DAY,
                Done(reviews=9, new=9, minutes=20.0, new_minutes=9.0, questions=frozenset({"x"})),
            )
            == []
        )


def test_reviews_and_new_questions_of_today_count_against_their_own_limits() -> None:
    cards = {f"q{k:02d}": known(f"q{k:02d}", DAY - 2) for k in range(30)}
    limits = Settings(minutes=120, new_per_day=6, reviews_per_day=10)
    queue = build_queue(
        INFOS,
        cards,
        [],
        limits,
        MODEL,
        DAY,
        Done(reviews=7, new=4, minutes=5.0, new_minutes=2.0, questions=frozenset({"x"})),
    )
    assert sum(not item.new for item in queue) == 3 and sum(item.new for item in queue) == 2


def test_with_an_interview_a_limit_of_the_learners_own_binds_and_the_usual_one_does_not() -> None:
    many = build_queue(INFOS, {}, [], aiming(20, minutes=30), MODEL, DAY)
    few = build_queue(
        INFOS,
        {},
        [],
        aiming(20, minutes=30, new_per_day=4),
        MODEL,
        DAY,
        Done(reviews=0, new=1, minutes=1.0, new_minutes=1.0, questions=frozenset({"x"})),
    )
    assert len(many) == 30 and len(few) == 3


def test_what_was_missed_today_comes_again_and_what_was_answered_does_not() -> None:
    cards = {"q00": known("q00", DAY, DAY), "q01": known("q01", DAY + 3, DAY)}
    for settings_ in (Settings(minutes=9, new_per_day=0), aiming(12, minutes=9)):
        asked = [
            item.question
            for item in build_queue(
                INFOS[:2],
                cards,
                [],
                settings_,
                MODEL,
                DAY,
                Done(
                    reviews=2,
                    new=0,
                    minutes=2.0,
                    new_minutes=0.0,
                    questions=frozenset({"q00", "q01"}),
                ),
            )
        ]
        assert asked == ["q00"]


def test_new_questions_longer_than_their_share_get_a_day_in_four() -> None:
    infos = [*INFOS[:50], Info("long", kind="code", topic="a", difficulty=1, minutes=8.0)]
    cards = {i.id: known(i.id, DAY - 9) for i in INFOS[:50]}
    asked = [
        any(
            item.new for item in build_queue(infos, cards, [], Settings(minutes=20), MODEL, DAY + k)
        )
        for k in range(8)
    ]
    assert sum(asked) == 2


def test_a_sibling_of_what_was_answered_today_waits() -> None:
    infos = [
        Info("x", kind="choice", topic="a", difficulty=1, minutes=1.0, siblings=("sibling:s",)),
        Info("y", kind="numeric", topic="a", difficulty=1, minutes=1.0, siblings=("sibling:s",)),
        INFOS[0],
    ]
    queue = build_queue(
        infos,
        {"x": known("x", DAY + 4, DAY)},
        [],
        Settings(),
        MODEL,
        DAY,
        Done(reviews=0, new=1, minutes=1.0, new_minutes=1.0, questions=frozenset({"x"})),
    )
    assert [item.question for item in queue] == ["q00"]


def test_a_topic_opens_at_six_tenths_of_each_prerequisite_or_by_the_learners_word() -> None:
    topics = [Topic("a", "", ""), Topic("b", "", ""), Topic("c", "", "", ("a", "b"))]
    assert "c" not in open_topics(topics, {"a": 0.6, "b": 0.59, "c": 0.0}) and missing(
        topics[2], {"a": 0.6, "b": 0.59}
    ) == ("b",)
    assert "c" in open_topics(topics, {"a": 0.6, "b": 0.6, "c": 0.0})
    assert "c" in open_topics(topics, {"a": 0.0, "b": 0.0, "c": 0.0}, ("c",))


def test_neighbours_differ_in_topic_where_they_can() -> None:
    infos = [
        Info(f"{t}{k}", kind="choice", topic=t, difficulty=1, minutes=1.0)
        for t in "ab"
        for k in range(6)
    ]
    queue = build_queue(infos, {}, [], Settings(minutes=12, new_per_day=12), MODEL, DAY)
    assert all(left.question[0] != right.question[0] for left, right in itertools.pairwise(queue))


def test_neighbours_differ_in_kind_where_the_topic_is_one() -> None:
    infos = [
        Info(f"{kind}{k}", kind=kind, topic="a", difficulty=1, minutes=1.0)
        for kind in ("choice", "numeric")
        for k in range(6)
    ]
    queue = build_queue(infos, {}, [], Settings(minutes=12, new_per_day=12), MODEL, DAY)
    # the first question of all is put before the others
    assert all(
        left.question[0] != right.question[0] for left, right in itertools.pairwise(queue[1:])
    )


def test_expected_minutes_move_to_the_learners_own_as_answers_come_in() -> None:
    expected = {"x": ("choice", 1.0), "y": ("choice", 2.0), "z": ("code", 5.0)}
    assert own_minutes(expected, []) == {"x": 1.0, "y": 2.0, "z": 5.0}
    few, many = (own_minutes(expected, [("x", 120.0)] * n) for n in (2, 60))
    assert 1.0 < few["x"] < many["x"] == pytest.approx(2.0, rel=0.05)
    # another question of the kind is slower too, one of another kind is not; one wild answer moves
    # little
    assert few["y"] > 2.0 and few["z"] == 5.0
    assert own_minutes(expected, [("x", 60.0)] * 9 + [("x", 5000.0)])["x"] == pytest.approx(
        1.0, rel=0.05
    )


def test_a_question_is_set_aside_at_its_eighth_lapse_and_returns_once_remembered_later() -> None:
    lapsed = [(3, 1), *[(1, 2 + k) for k in range(8)]]
    assert not leech_of(lapsed[:-1]) and leech_of(lapsed)
    assert (
        leech_of([*lapsed, (3, 9)])
        and not leech_of([*lapsed, (3, 10)])
        and leech_of([*lapsed, (3, 10), (1, 12)])
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([1, 1, 1, 3]), st.integers(0, 2)), max_size=40))
def test_leeches_of_a_replay_are_those_of_the_reviews_one_by_one(
    steps: list[tuple[int, int]],
) -> None:
    day, memory, leech = DAY, None, False
    history = []
    for rating, gap in steps:
        day += gap
        history.append((rating, day))
        after = MODEL.review(memory, Rating(rating), day, "q")
        leech, memory = leech_after(leech, memory, after), after
    assert leech_of(history) == leech


def test_a_backlog_is_told_from_two_days_of_minutes_on_and_spread_evenly_weakest_first() -> None:
    cards = {i.id: known(i.id, DAY - 1 - k) for k, i in enumerate(INFOS)}
    assert (
        backlog_of(INFOS, cards, model=MODEL, minutes=40.0, day=DAY) is None
        and backlog_of(INFOS, cards, model=MODEL, minutes=0.0, day=DAY) is None
    )
    found = backlog_of(INFOS, cards, model=MODEL, minutes=10.0, day=DAY)
    assert found is not None and found.days == 10
    # the longest overdue is the weakest
    assert found.questions == tuple(info.id for info in reversed(INFOS))
    on = spread(found, {i.id: i.minutes for i in INFOS}, DAY, 10)
    assert [list(on.values()).count(DAY + k) for k in range(10)] == [6] * 10 and on[
        found.questions[0]
    ] == DAY


def test_a_backlog_of_nothing_is_spread_without_complaint() -> None:
    assert spread(Backlog((), 0.0, 3), {}, DAY, 3) == {}


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 40), st.integers(0, 30), st.floats(0, 50), st.integers(0, 10_000), st.booleans()
)
def test_a_queue_never_exceeds_what_is_left_of_the_day(
    minutes: int, new: int, spent: float, seed: int, interview: bool
) -> None:
    rng = random.Random(seed)
    infos = [
        Info(
            f"q{k}",
            kind="choice",
            topic=rng.choice("ab"),
            difficulty=1,
            minutes=rng.choice([0.5, 1.0, 4.0]),
        )
        for k in range(40)
    ]
    cards = {i.id: known(i.id, DAY - rng.randint(-3, 6)) for i in infos if rng.random() < 0.5}
    chosen = (
        aiming(9, minutes=minutes, new_per_day=new)
        if interview
        else Settings(minutes=minutes, new_per_day=new)
    )
    queue = build_queue(
        infos,
        cards,
        [],
        chosen,
        MODEL,
        DAY,
        Done(reviews=0, new=0, minutes=spent, new_minutes=0.0, questions=frozenset({"x"})),
    )
    assert sum(item.minutes for item in queue) <= max(0.0, minutes - spent) + 1e-6
    if new != 10:
        assert sum(item.new for item in queue) <= new
    assert len({item.question for item in queue}) == len(queue)


@pytest.mark.parametrize(("interview", "days"), [(None, 42), (20, 14)])
def test_over_weeks_of_answers_each_day_keeps_its_minutes_and_new_questions_keep_coming(
    interview: int | None, days: int
) -> None:
    rng = random.Random(8)
    infos = [
        Info(
            f"q{k}",
            kind=("choice", "numeric", "code")[k % 3],
            topic="abc"[k % 3],
            difficulty=1 + k % 5,
            minutes=rng.choice([0.5, 1.0, 2.0, 6.0]),
        )
        for k in range(240)
    ]
    chosen = Settings(minutes=12) if interview is None else aiming(interview, minutes=12)
    cards: dict[str, Card] = {}
    met_new = []
    for day in range(DAY, DAY + days):
        done, work = Done(), []
        while queue := build_queue(infos, cards, [], chosen, MODEL, day, done):
            for item in queue:
                memory = cards[item.question].memory if item.question in cards else None
                chance = 0.4 if memory is None else MODEL.retrievability(memory, day)
                rating = Rating.GOOD if rng.random() < chance else Rating.AGAIN
                cards[item.question] = Card(
                    item.question, MODEL.review(memory, rating, day, item.question)
                )
            work += queue
            new = [w for w in work if w.new]
            done = Done(
                reviews=len({w.question for w in work}) - len(new),
                new=len(new),
                minutes=sum(w.minutes for w in work),
                new_minutes=sum(w.minutes for w in new),
                questions=frozenset(w.question for w in work),
            )
        assert sum(item.minutes for item in work) <= 12
        met_new.append(sum(item.new for item in work))
    # no four days in a row without a new one while there are any
    assert all(sum(met_new[k : k + 4]) for k in range(days - 3)) and len(cards) > 2 * days


def test_a_newcomer_begins_with_an_easy_short_question_and_no_code() -> None:
    infos = [
        Info("long", kind="code", topic="t", difficulty=1, minutes=9.0),
        Info("hard", kind="choice", topic="t", difficulty=3, minutes=1.0),
        Info("easy", kind="choice", topic="t", difficulty=1, minutes=1.0),
        Info("steps", kind="numeric", topic="t", difficulty=1, minutes=4.0),
    ]
    for day in range(700_000, 700_020):
        queue = build_queue(
            infos, {}, [Topic("t", "t", "t")], Settings(minutes=30), MemoryModel(), day
        )
        assert queue[0].question == "easy" and {item.question for item in queue} == {
            "long",
            "hard",
            "easy",
            "steps",
        }
