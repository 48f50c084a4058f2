"""The pages of the statistics screen, each made from the object of `quizbank stats --json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.text import Text

from quizbank.tui.widgets.charts import (
    MARKS,
    PERCENT,
    PLAIN_MARKS,
    Chart,
    Points,
    bar,
    columns,
    heat,
    logarithmic,
    pad,
)
from quizbank.words.catalogue import kind_name
from quizbank.words.interface import text

Row = Mapping[str, Any]

PAGES = ("recall", "forgetting", "workload", "time", "slips", "topics")
# reviews from which on a point is drawn full
_MANY = 20
# minutes drawn for a day whose answers were not timed
_LITTLE = 0.1
# how far true and predicted recall may lie apart before it is worth a word
_APART = 0.03


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is drawn from: the statistics, the language, whether in ASCII, and the topic that
    is chosen ("" for all).
    """

    stats: Mapping[str, Any]
    lang: str
    plain: bool = False
    topic: str = ""

    @property
    def marks(self) -> tuple[str, str]:
        """How points of many and of few reviews are drawn."""
        return PLAIN_MARKS if self.plain else MARKS

    def say(self, key: str, *values: object) -> str:
        """The words of `key`."""
        return text(key, self.lang, *values)

    def title(self, topic: str) -> str:
        """The name of a topic."""
        rows = {row["id"]: row[self.lang] for row in self.stats["topics"]}
        return str(rows.get(topic, topic)) if topic else self.say("any_topic")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its text, and on some a chart with text below it."""

    text: Text
    chart: Chart | None = None
    below: Text = field(default_factory=Text)


def draw(name: str, page: Page) -> Drawn:
    """The page of that name; of an empty history, what to do about it."""
    if not page.stats["reviews"] and name != "topics":
        return Drawn(Text(f"\n{page.say('stats_empty')}"))
    return _DRAWN[name](page)


def _recall(page: Page) -> Drawn:
    stats = page.stats
    if stats["retention"] is None:
        return Drawn(Text(f"\n{page.say('stats_no_second_day', stats['reviews'])}"))
    true, predicted = stats["retention"], stats["predicted_retention"]
    shown = Text(
        page.say(
            "stats_recall",
            f"{true:.0%}",
            f"{predicted:.0%}",
            sum(row["n"] for row in stats["calibration"]),
        )
        + "\n",
        "bold",
    )
    verdict = (
        "stats_faster"
        if true < predicted - _APART
        else "stats_slower"
        if true > predicted + _APART
        else "stats_fits"
    )
    shown.append(page.say(verdict) + "\n", "not bold")
    chart = Chart(
        [(0.0, 0.0), (1.0, 1.0)],
        *_measured(stats["calibration"], lambda row: row["predicted"]),
        PERCENT,
    )
    return Drawn(
        shown, chart, Text("\n" + page.say("stats_calibration_legend", *page.marks), "dim")
    )


def _forgetting(page: Page) -> Drawn:
    curves = page.stats["forgetting"]
    rows = curves.get(page.topic) or curves.get("", [])
    if not rows:
        return Drawn(Text(f"\n{page.say('stats_no_second_day', page.stats['reviews'])}"))
    longest = max(row["days"] for row in rows)

    def place(row: Row) -> float:
        return logarithmic(row["days"], longest)

    chart = Chart(
        [(place(row), row["predicted"]) for row in rows],
        *_measured(rows, place),
        {place(row): f"{row['days']:.0f}" for row in rows},
    )
    below = Text(f"{page.say('stats_curve_legend', *page.marks)}\n\n", "dim")
    for row in rows:
        below.append(
            page.say(
                "stats_curve_row",
                round(row["days"]),
                f"{row['true']:.0%}",
                f"{row['predicted']:.0%}",
                row["n"],
            )
            + "\n",
            "not dim",
        )
    return Drawn(
        Text(page.say("stats_forgetting", page.title(page.topic)) + "\n", "bold"), chart, below
    )


def _measured(rows: Sequence[Row], place: Callable[[Row], float]) -> tuple[Points, Points]:
    """What was measured, at its places: of many reviews, and of few."""
    many = [(place(row), row["true"]) for row in rows if row["n"] >= _MANY]
    few = [(place(row), row["true"]) for row in rows if row["n"] < _MANY]
    return many, few


def _workload(page: Page) -> Drawn:
    days = page.stats["workload"]
    week = days[:7]
    shown = Text(
        page.say(
            "stats_workload",
            sum(d["due"] for d in week),
            round(sum(d["minutes"] for d in week)),
            sum(d["due"] for d in days),
        )
        + "\n\n",
        "bold",
    )
    top = max((d["due"] for d in days), default=0)
    lines = columns([d["due"] for d in days], 9, page.plain)
    for row, line in enumerate(lines):
        shown.append(f"  {top if row == 0 else '':>4} |{line}\n", "not bold")
    shown.append("       +" + "-" * (2 * len(days)) + "\n        ", "not bold")
    shown.append("".join(pad(d["date"][5:], 14) for d in days[::7]) + "\n\n", "not bold")
    names = page.say("weekdays").split()
    for d in week:
        shown.append(
            f"  {names[dt.date.fromisoformat(d['date']).weekday()]} {d['date'][5:]}   "
            f"{page.say('stats_workload_row', d['due'], round(d['minutes']))}\n",
            "not bold",
        )
    return Drawn(shown)


def _time(page: Page) -> Drawn:
    days = page.stats["heatmap"]
    # whole weeks from a Monday on, so that a line is a weekday
    first = dt.date.fromisoformat(days[0]["date"]).weekday()
    days = days[(7 - first) % 7 :]
    shown = Text(
        page.say(
            "stats_heat",
            round(sum(d["minutes"] for d in days)),
            sum(d["reviews"] > 0 for d in days),
        )
        + "\n\n",
        "bold",
    )
    for name, line in zip(
        page.say("weekdays").split(),
        heat([d["minutes"] or _LITTLE * (d["reviews"] > 0) for d in days], page.plain),
        strict=True,
    ):
        shown.append(f"  {pad(name, 3)} {line}\n", "not bold")
    busiest = max(d["minutes"] for d in days)
    shown.append("  " + page.say("stats_heat_legend", round(busiest)) + "\n\n", "dim not bold")
    times = page.stats["time_by_kind"]
    if times:
        shown.append(page.say("stats_times") + "\n", "bold")
    longest = max((row["high"] for row in times.values()), default=1.0)
    for kind, row in times.items():
        seconds = [round(row[name]) for name in ("median", "low", "high", "expected")]
        told = page.say("stats_time_row", *seconds, row["n"])
        drawn = bar(row["median"] / longest, 12, page.plain)
        shown.append(f"  {pad(kind_name(kind, page.lang), 13)} {drawn} {told}\n", "not bold")
    return Drawn(shown)


def _slips(page: Page) -> Drawn:
    slips = page.stats["frequent_slips"]
    if not slips:
        return Drawn(Text(f"\n{page.say('stats_no_slips')}"))
    shown = Text(page.say("slips") + "\n\n", "bold")
    for slip in slips:
        where = slip["question"] or page.say(
            "of_kind", page.title(slip["topic"]), kind_name(slip["kind"], page.lang, as_="many")
        )
        sentence = slip["zh"] if page.lang == "zh" else slip["slip"]
        shown.append(
            f"  {bar(slip['rate'], 10, page.plain)} {slip['rate']:>4.0%}  {sentence}\n", "not bold"
        )
        shown.append(
            f"                   {page.say('stats_slip_row', slip['times'], slip['of'], where)}\n",
            "dim not bold",
        )
    return Drawn(shown)


def _topics(page: Page) -> Drawn:
    shown = Text(page.say("mastery") + "\n\n", "bold")
    for row in page.stats["topics"]:
        state = (
            ""
            if row["open"]
            else page.say(
                "topic_needs", page.say("list_comma").join(page.title(p) for p in row["waits_for"])
            )
        )
        shown.append(
            f"  {bar(row['mastery'], 12, page.plain)} {row['mastery']:>4.0%} "
            f"{row['seen']:>4}/{row['questions']:<4} "
            f"{' ' * min(row['level'], 8)}{row[page.lang]}\n",
            "not bold" if row["open"] else "dim not bold",
        )
        if state:
            shown.append(f"{' ' * (30 + min(row['level'], 8))}{state}\n", "dim not bold")
    shown.append(f"\n  {page.say('stats_topics_legend')}", "dim not bold")
    return Drawn(shown)


_DRAWN = {
    "recall": _recall,
    "forgetting": _forgetting,
    "workload": _workload,
    "time": _time,
    "slips": _slips,
    "topics": _topics,
}
