"""The statistics in a few lines of plain text, for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizbank.domain.counting import counted
from quizbank.words.catalogue import kind_name


def summary_lines(stats: Mapping[str, Any], lang: str) -> list[str]:
    """Reviews and recall, the next week, time by kind, slips as rates, the weakest topics that were
    begun.
    """
    zh = lang == "zh"
    if stats["advice"]:
        return [stats["advice"]]
    lines = [
        f"复习 {stats['reviews']} 次，{stats['questions_seen']} 道题，连续 {stats['streak']} 天"
        if zh
        else f"{counted(stats['reviews'], 'answer')} to "
        f"{counted(stats['questions_seen'], 'question')}, {stats['streak']}-day streak"
    ]
    if stats["retention"] is not None:
        lines.append(
            f"隔天再问时记住 {stats['retention']:.0%}，模型预测 {stats['predicted_retention']:.0%}"
            if zh
            else f"remembered {stats['retention']:.0%} on a later day; the model expected "
            f"{stats['predicted_retention']:.0%}"
        )
    week = stats["workload"][:7]
    count, minutes = sum(d["due"] for d in week), sum(d["minutes"] for d in week)
    lines.append(
        f"七天内到期 {count} 道，约 {minutes:.0f} 分钟"
        if zh
        else f"{count} due within seven days, about {counted(round(minutes), 'minute')}"
    )
    for kind, row in stats["time_by_kind"].items():
        lines.append(
            f"{kind_name(kind, lang)}：一般 {row['median']:.0f} 秒（预计 {row['expected']:.0f} "
            f"秒），{row['n']} 次"
            if zh
            else f"{kind}: {row['median']:.0f} s as a rule (expected {row['expected']:.0f} "
            f"s), {counted(row['n'], 'answer')}"
        )
    titles = {row["id"]: row["zh" if zh else "en"] for row in stats["topics"]}
    lines += [slip_line(slip, titles, lang) for slip in stats["frequent_slips"][:5]]
    begun = sorted((row for row in stats["topics"] if row["seen"]), key=lambda row: row["mastery"])
    for row in begun[:5]:
        lines.append(
            f"{row['mastery']:>4.0%}  {row['zh' if zh else 'en']}  {row['seen']}/{row['questions']}"
        )
    return lines


def slip_line(slip: Mapping[str, Any], titles: Mapping[str, str], lang: str) -> str:
    """ "The slip: in 30 % of your formulas on losses (3 of 10)"."""
    topic = titles.get(slip["topic"], slip["topic"])
    many = kind_name(slip["kind"], lang, as_="many")
    share, times, of = f"{slip['rate']:.0%}", slip["times"], slip["of"]
    if lang == "zh":
        where = slip["question"] or f"{topic}的{many}"
        return f"{slip['zh'].rstrip('。')}：{where}里占 {share}（{of} 次中 {times} 次）"
    where = slip["question"] or f"your {many} on {topic}"
    return f"{slip['slip'].rstrip('.')}: in {share} of {where} ({times} of {of})"
