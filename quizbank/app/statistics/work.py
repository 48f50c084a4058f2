"""Work behind and ahead: minutes by day, time by kind, and what falls due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median, quantiles
from typing import Any

from quizbank.domain.review import Card, Review
from quizbank.scheduling.days import date_of
from quizbank.scheduling.queue import Info


def heatmap(log: Iterable[Review], day: int, weeks: int = 26) -> list[dict[str, Any]]:
    """Minutes and reviews of each study day of the last `weeks` weeks, days without any included;
    ends on `day`.
    """
    minutes: dict[int, float] = defaultdict(float)
    count: dict[int, int] = defaultdict(int)
    for review in log:
        minutes[review.day] += review.seconds / 60
        count[review.day] += 1
    return [
        {"date": date_of(d).isoformat(), "minutes": round(minutes[d], 1), "reviews": count[d]}
        for d in range(day - 7 * weeks + 1, day + 1)
    ]


def time_by_kind(
    log: Iterable[Review], infos: Mapping[str, tuple[str, float]]
) -> dict[str, dict[str, float]]:
    """Seconds an answer by kind: median, quartiles, how many, and what the authors expect; `infos`
    is (kind, minutes) by question.
    """
    times: dict[str, list[float]] = defaultdict(list)
    expected: dict[str, list[float]] = defaultdict(list)
    for review in log:
        if review.timed and review.seconds > 0 and review.question in infos:
            kind, minutes = infos[review.question]
            times[kind].append(review.seconds)
            expected[kind].append(minutes * 60)
    rows = {}
    for kind, seconds in sorted(times.items()):
        low, _, high = (
            quantiles(seconds, n=4, method="inclusive") if len(seconds) > 1 else seconds * 3
        )
        rows[kind] = {
            "median": round(median(seconds), 1),
            "low": round(low, 1),
            "high": round(high, 1),
            "n": len(seconds),
            "expected": round(median(expected[kind]), 1),
        }
    return rows


def workload(
    infos: Sequence[Info], cards: Mapping[str, Card], day: int, days: int = 30
) -> list[dict[str, Any]]:
    """Questions that fall due and their minutes on each of `days` days from `day` on; what is
    overdue counts for the first.
    """
    due, minutes = [0] * days, [0.0] * days
    for info in infos:
        card = cards.get(info.id)
        if card is None or card.memory is None or card.flags.suspended or card.flags.leech:
            continue
        ahead = max(day, card.memory.due_day, card.flags.buried_until or 0) - day
        if ahead < days:
            due[ahead] += 1
            minutes[ahead] += info.minutes
    return [
        {"date": date_of(day + k).isoformat(), "due": due[k], "minutes": round(minutes[k], 1)}
        for k in range(days)
    ]
