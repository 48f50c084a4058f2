"""The statistics in a few lines of plain text, for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from graders.said import Said, authored, said
from quizbank.words.catalogue import kind_in_files, sentence

_MOST = 5

# what `statistics_of` gives, or a row of it
Table: TypeAlias = Mapping[str, Any]


def summary_lines(stats: Table, lang: str) -> list[str]:
    """Reviews and recall, the next week, time by kind, slips as rates, the weakest topics that were
    begun.
    """
    if stats["advice"]:
        return [stats["advice"]]
    begun = sorted((row for row in stats["topics"] if row["seen"]), key=lambda row: row["mastery"])
    return [
        *(sentence(message, lang) for message in _messages(stats)),
        *(
            f"{row['mastery']:>4.0%}  {row[lang]}  {row['seen']}/{row['questions']}"
            for row in begun[:_MOST]
        ),
    ]


def _messages(stats: Table) -> Iterator[Said]:
    reviews, questions, days = stats["reviews"], stats["questions_seen"], stats["streak"]
    yield said("stats.reviews", reviews=reviews, questions=questions, days=days)
    if stats["retention"] is not None:
        share, predicted = stats["retention"], stats["predicted_retention"]
        yield said("stats.retention", share=share, predicted=predicted)
    week = stats["workload"][:7]
    minutes = round(sum(day["minutes"] for day in week))
    yield said("stats.week", due=sum(day["due"] for day in week), minutes=minutes)
    for kind, row in stats["time_by_kind"].items():
        yield said(
            "stats.time",
            kind=kind_in_files(kind),
            seconds=row["median"],
            expected=row["expected"],
            n=row["n"],
        )
    titles = {row["id"]: authored(row["zh"], row["en"]) for row in stats["topics"]}
    for slip in stats["frequent_slips"][:_MOST]:
        yield _slip(slip, titles)


def _slip(slip: Table, titles: Mapping[str, Said]) -> Said:
    """ "The slip: in 30 % of your formulas on losses (3 of 10)"."""
    topic = titles.get(slip["topic"], slip["topic"])
    where = said("stats.of", topic=topic, kind=said(f"kind.{slip['kind']}.many"))
    return said(
        "stats.slip",
        slip=authored(slip["zh"].rstrip("。"), slip["slip"].rstrip(".")),
        where=slip["question"] or where,
        share=slip["rate"],
        times=slip["times"],
        of=slip["of"],
    )
