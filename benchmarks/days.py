"""Days played on the bundled bank: what the plan promised against what was reached, what the first
week met, and whether a backlog grows.

usage: python -m benchmarks.days [--lives 8] [--quick]
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.simulator.days import (
    Learner,
    World,
    always,
    as_the_model_says,
    play,
    recall_by_topic,
)
from quizbank.authoring.files import load_folder
from quizbank.domain.plan import Settings
from quizbank.domain.review import Card
from quizbank.scheduling.backlog import backlog_of
from quizbank.scheduling.items import Info
from quizbank.scheduling.plan import make_plan
from quizbank.store.locations import bundled

DAY = 740_000
_MOST = 0.04
_ENOUGH = 5


@dataclass(frozen=True)
class Case:
    """A learner who begins at `begun` of the bank, so many days before the date."""

    name: str
    begun: float
    days: int
    minutes: int
    away: tuple[int, int] | None = None


def bank() -> World:
    """The bundled bank for a learner with the usual settings."""
    loaded = load_folder(bundled("questions"), "bundled")
    infos = [
        Info(
            id=question.id,
            kind=question.kind,
            topic=question.topic,
            difficulty=question.difficulty,
            minutes=question.minutes,
            siblings=tuple(tag for tag in question.tags if tag.startswith("sibling:")),
            asked=question.asked,
            roles=question.roles,
        )
        for question in loaded.questions
    ]
    return World(sorted(infos, key=lambda info: (info.topic, info.id)), loaded.topics, Settings())


def cases() -> Iterator[Case]:
    """Three learners, four dates, three budgets; one of each date with a holiday."""
    for days in (10, 21, 45, 60):
        for minutes in (10, 20, 40):
            for name, begun in (("newcomer", 0.0), ("begun", 0.3), ("returning", 0.7)):
                yield Case(name, begun, days, minutes)
        yield Case("on holiday", 0.0, days, 20, away=(days // 3, days // 3 + 3))


def studied(world: World, share: float, rng: random.Random) -> dict[str, Card]:
    """What is remembered of a share of the bank that was studied in the weeks before."""
    some = replace(world, infos=[info for info in world.infos if rng.random() < share])
    before = replace(some, settings=Settings(minutes=200, new_per_day=1000))
    return play(before, {}, DAY - 28, 24, as_the_model_says, rng).cards


def promised_and_reached(
    world: World, case: Case, lives: int
) -> tuple[dict[str, float], dict[str, float], list[tuple[float, float]]]:
    """(promised, reached) mean recall by topic, "" for all; (planned, asked) new ones of each
    day.
    """
    cards = studied(world, case.begun, random.Random(5))
    pauses = ()
    away: frozenset[int] = frozenset()
    if case.away is not None:
        pauses = ((DAY + case.away[0], DAY + case.away[1]),)
        away = frozenset(range(pauses[0][0], pauses[0][1] + 1))
    settings = Settings(
        minutes=case.minutes, interview=dt.date.fromordinal(DAY + case.days), pauses=pauses
    )
    aiming = replace(world, settings=settings)
    plan = make_plan(world.infos, cards, world.topics, settings, world.model, DAY)
    sizes = Counter(info.topic for info in world.infos)
    promised = dict(plan.by_topic)
    promised[""] = sum(promised[t] * n for t, n in sizes.items()) / len(world.infos)
    sums: Counter[str] = Counter()
    new = [0.0] * case.days
    for life in range(lives):
        played = play(
            aiming, cards, DAY, case.days, as_the_model_says, random.Random(life), away=away
        )
        sums.update(recall_by_topic(aiming, played.cards, DAY + case.days))
        for k, items in enumerate(played.days):
            new[k] += sum(item.new for item in items) / lives
    reached = {topic: total / lives for topic, total in sums.items()}
    return promised, reached, list(zip([float(n) for _, n in plan.calendar], new, strict=True))


def worst_topic(
    world: World, promised: Mapping[str, float], reached: Mapping[str, float]
) -> tuple[str, float]:
    """The topic of five questions or more whose promise is furthest out, and by how much."""
    sizes = Counter(info.topic for info in world.infos)
    far = {t: promised[t] - reached[t] for t, n in sizes.items() if n >= _ENOUGH}
    topic = max(far, key=lambda t: abs(far[t]))
    return topic, far[topic]


def first_week(world: World, focus: tuple[str, ...]) -> Counter[str]:
    """The minutes of each topic in a newcomer's first seven days at 20 minutes."""
    topics = {info.id: info.topic for info in world.infos}
    wanted = replace(world, settings=Settings(minutes=20, focus=focus))
    minutes: Counter[str] = Counter()
    for items in play(wanted, {}, DAY, 7, as_the_model_says, random.Random(1)).days:
        for item in items:
            minutes[topics[item.question]] += item.minutes  # type: ignore[assignment]
    return minutes


def backlog_days(world: World, learner: Learner, minutes: int, days: int = 90) -> int:
    """On how many of so many days without an interview a backlog is told."""
    usual = replace(world, settings=Settings(minutes=minutes))
    cards: dict[str, Card] = {}
    rng, told = random.Random(2), 0
    for day in range(DAY, DAY + days):
        overdue = backlog_of(usual.infos, cards, usual.model, minutes=float(minutes), day=day)
        told += overdue is not None
        cards = play(usual, cards, day, 1, learner, rng).cards
    return told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lives", type=int, default=8)
    parser.add_argument("--quick", action="store_true", help="three cases, no backlogs")
    options = parser.parse_args()
    world = bank()
    print("| learner | days | minutes | promised | reached | worst topic | new planned / asked |")
    print("|---|---|---|---|---|---|---|")
    out = 0
    for case in list(cases())[:: 13 if options.quick else 1]:
        promised, reached, new = promised_and_reached(world, case, options.lives)
        topic, far = worst_topic(world, promised, reached)
        out += abs(promised[""] - reached[""]) > _MOST or abs(far) > _MOST
        print(
            f"| {case.name} | {case.days} | {case.minutes} | {promised['']:.3f} | "
            f"{reached['']:.3f} | {topic} {far * 100:+.1f} | "
            f"{sum(n for n, _ in new):.0f} / {sum(n for _, n in new):.0f} |",
            flush=True,
        )
    print(f"\nfurther out than 4 points, overall or in a topic: {out}\n")
    for focus in ((), ("llm",)):
        minutes = first_week(world, focus)
        inside = sum(minutes[t] for t in ("llm", "attention", "transformers", "systems"))
        share = inside / sum(minutes.values())
        print(f"first week {focus or 'general'}: {len(minutes)} topics, LLM and kin {share:.0%}")
    for chance in () if options.quick else (0.8, 0.85, 0.9, 0.95, 0.98):
        for minutes in (10, 20, 40):
            told = backlog_days(world, always(chance), minutes)
            print(f"right {chance:.0%}, {minutes} minutes: a backlog on {told} of 90 days")
    sys.exit(out > 0)


if __name__ == "__main__":
    main()
