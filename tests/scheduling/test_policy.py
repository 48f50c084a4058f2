"""One policy for the day and the forecast: what is promised is reached, the right questions come
first, and no backlog grows.
"""

import datetime as dt
import random
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.simulator.days import (
    World,
    always,
    as_the_model_says,
    play,
    recall_by_topic,
)
from quizbank.domain.plan import Settings
from quizbank.domain.question import Topic
from quizbank.domain.review import Card
from quizbank.scheduling.backlog import backlog_of
from quizbank.scheduling.items import Info
from quizbank.scheduling.memory import MemoryModel
from quizbank.scheduling.plan import make_plan
from quizbank.scheduling.queue import build_day, build_queue
from quizbank.scheduling.worth import asked_of, in_focus, value_of, worth_of

DAY = 740_000
MODEL = MemoryModel()
# a chain of prerequisites, a field beside it, and one that nobody asks for
CHAIN = ("maths", "forward", "backprop", "rnn", "attention", "transformers", "llm")
TOPICS = [
    *(Topic(id, id, id, CHAIN[max(0, k - 1) : k]) for k, id in enumerate(CHAIN)),
    *(Topic(id, id, id, ("forward",)) for id in ("losses", "convolution", "optimisers")),
    Topic("own-notes", "", ""),
]
KINDS = ("choice", "concept", "numeric", "code")


def made(topic: str, k: int) -> Info:
    """The `k`-th question of a topic; the sixth is for practice alone."""
    return Info(
        id=f"{topic}-{k}",
        kind=KINDS[k % 4],
        topic=topic,
        difficulty=1 + k % 5,
        minutes=(0.5, 1.0, 2.5, 5.0)[k % 4],
        asked=0 if k == 5 else None,
    )


BANK = [made(topic.id, k) for topic in TOPICS for k in range(8)]
WORLD = World(BANK, TOPICS, Settings(minutes=10))


def aiming(days: int, **changes: object) -> World:
    interview = dt.date.fromordinal(DAY + days)
    return replace(WORLD, settings=Settings(minutes=10, interview=interview, **changes))  # type: ignore[arg-type]


def begun(share: float) -> dict[str, Card]:
    """What is remembered of a share of the bank, studied in the weeks before."""
    rng = random.Random(4)
    some = replace(WORLD, infos=[info for info in BANK if rng.random() < share])
    some = replace(some, settings=Settings(minutes=60, new_per_day=100))
    return play(some, {}, DAY - 20, 15, as_the_model_says, rng).cards


@pytest.mark.parametrize("share", [0.0, 0.5])
@pytest.mark.parametrize(("days", "away"), [(21, None), (45, None), (21, (7, 10))])
def test_what_is_promised_is_reached_overall_and_in_each_topic(
    share: float, days: int, away: tuple[int, int] | None
) -> None:
    pauses = () if away is None else ((DAY + away[0], DAY + away[1]),)
    world = aiming(days, pauses=pauses)
    holidays = frozenset(day for first, last in pauses for day in range(first, last + 1))
    cards = begun(share)
    plan = make_plan(BANK, cards, TOPICS, world.settings, MODEL, DAY)
    lives, reached, new = 16, Counter[str](), [0.0] * days
    for life in range(lives):
        played = play(world, cards, DAY, days, as_the_model_says, random.Random(life), holidays)
        for topic, mean in recall_by_topic(world, played.cards, DAY + days).items():
            reached[topic] += mean / lives  # type: ignore[assignment]
        for k, items in enumerate(played.days):
            new[k] += sum(item.new for item in items) / lives
    overall = sum(plan.by_topic[info.topic] for info in BANK) / len(BANK)
    assert abs(overall - reached[""]) < 0.015
    # sixteen lives of eight questions are themselves some points out
    assert all(abs(mean - reached[topic]) < 0.05 for topic, mean in plan.by_topic.items())
    # the calendar's numbers of new questions are those asked
    planned = [count for _, count in plan.calendar]
    assert abs(sum(planned) - sum(new)) <= 0.05 * sum(new) + 1
    assert all(not planned[day - DAY] and not new[day - DAY] for day in holidays)


def test_the_calendars_first_day_is_the_days_own_queue() -> None:
    for share in (0.0, 0.5):
        cards, world = begun(share), aiming(21)
        plan = make_plan(BANK, cards, TOPICS, world.settings, MODEL, DAY)
        queue = build_queue(BANK, cards, TOPICS, world.settings, MODEL, DAY)
        new = sum(item.new for item in queue)
        assert plan.calendar[0] == (len(queue) - new, new)


def first_days(world: World, days: int = 7) -> Counter[str]:
    """The minutes of each topic."""
    topic_of = {info.id: info.topic for info in BANK}
    minutes: Counter[str] = Counter()
    for items in play(world, {}, DAY, days, always(0.8), random.Random(1)).days:
        for item in items:
            minutes[topic_of[item.question]] += item.minutes  # type: ignore[assignment]
    return minutes


@pytest.mark.parametrize("interview", [None, 21])
def test_the_first_week_meets_what_interviewers_ask_and_nothing_that_they_never_do(
    interview: int | None,
) -> None:
    world = replace(WORLD, settings=Settings(minutes=20)) if interview is None else aiming(21)
    asked = {
        item.question
        for items in play(world, {}, DAY, 7, always(0.8), random.Random(1)).days
        for item in items
    }
    topics = {id.rsplit("-", 1)[0] for id in asked}
    wanted = {"losses", "backprop", "convolution", "attention", "optimisers", "llm"}
    assert wanted <= topics and not any(id.endswith("-5") for id in asked)


def test_a_focus_has_two_thirds_of_the_time() -> None:
    for world in (replace(WORLD, settings=Settings(minutes=12, focus=("llm",))), aiming(30)):
        world = replace(world, settings=replace(world.settings, focus=("llm",)))
        minutes = first_days(world)
        inside = sum(minutes[topic] for topic in ("llm", "attention", "transformers"))
        assert inside >= 0.64 * sum(minutes.values())


def test_a_topic_of_a_learners_own_is_met_among_the_first_without_anybodys_word() -> None:
    assert first_days(replace(WORLD, settings=Settings(minutes=20)), days=2)["own-notes"] > 0


@pytest.mark.parametrize("interview", [None, 21])
def test_what_a_learner_brought_is_met_within_two_days(interview: int | None) -> None:
    own = [replace(made("losses", 20 + k), id=f"own-{k}", origin="own") for k in range(3)]
    world = replace(WORLD, settings=Settings(minutes=20)) if interview is None else aiming(21)
    world = replace(world, infos=[*BANK, *own])
    days = play(world, begun(0.4), DAY, 2, as_the_model_says, random.Random(1)).days
    asked = {item.question for items in days for item in items}
    assert len(asked & {one.id for one in own}) >= 2


def test_a_gate_gives_way_to_what_is_asked_and_near_the_day_to_everything() -> None:
    closed = [Topic("a", "", ""), Topic("b", "", "", ("a",))]
    infos = [Info(f"{t}{k}", "choice", t, 1, minutes=1.0) for t in "ab" for k in range(30)]
    often = [replace(info, asked=4) if info.topic == "b" else info for info in infos]

    def topics(infos: list[Info], days: int) -> set[str]:
        settings = Settings(minutes=10, interview=dt.date.fromordinal(DAY + days))
        return {item.question[0] for item in build_queue(infos, {}, closed, settings, MODEL, DAY)}

    assert topics(infos, 15) == {"a"} and topics(infos, 14) == {"a", "b"}
    assert topics(often, 60) == {"a", "b"}


@pytest.mark.parametrize("chance", [0.8, 0.9, 0.98])
def test_who_misses_no_day_never_sees_a_backlog(chance: float) -> None:
    world = replace(WORLD, settings=Settings(minutes=8))
    cards: dict[str, Card] = {}
    rng = random.Random(3)
    held = 0
    for day in range(DAY, DAY + 90):
        assert backlog_of(BANK, cards, MODEL, minutes=8.0, day=day) is None
        built = build_day(BANK, cards, TOPICS, settings=world.settings, model=MODEL, day=day)
        held += built.held
        assert built.due >= sum(not item.new for item in built.items)
        cards = play(world, cards, day, 1, always(chance), rng).cards
    assert held and len(cards) > 30


def test_what_cannot_be_reached_is_said() -> None:
    infos = [Info(f"{t}{k}", "code", t, 1, minutes=9.0) for t in "abcd" for k in range(3)]
    weights = {"d": 0.1}
    settings = Settings(minutes=10, interview=dt.date.fromordinal(DAY + 3), topic_weights=weights)
    plan = make_plan(infos, {}, [], settings, MODEL, DAY)
    assert "d" in plan.not_reached and len(plan.not_reached) < 4
    # what does not count is not missed
    settings = replace(settings, topic_weights={"d": 0.0})
    assert "d" not in make_plan(infos, {}, [], settings, MODEL, DAY).not_reached


def test_a_question_is_worth_what_it_says_before_what_its_topic_does() -> None:
    assert asked_of("losses", 1) == 1.0 and asked_of("losses", None) == 5.0
    assert asked_of("somebodys-own", None) is None
    assert worth_of(None) == worth_of(3.0) == 1.0
    values = [worth_of(asked / 10) for asked in range(51)]
    assert values == sorted(values) and values[0] < 0.05 and values[-1] > 1.5
    assert value_of(3.0, True, 1.0) > value_of(3.0, False, 1.0) and value_of(5.0, True, 0.0) == 0


def test_a_focus_names_roles_and_topics() -> None:
    assert in_focus("attention", (), ("llm",)) and in_focus("speech", (), ("speech",))
    assert in_focus("losses", ("cv",), ("cv",)) and in_focus("losses", (), ("losses",))
    assert not in_focus("losses", (), ("llm",)) and not in_focus("losses", (), ())
