"""The report of a mock interview: each answer with what it lacked, bars by topic, what to study first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizbank.domain.question import Question

_BAR = 20
# a topic answered this well needs no study
_WELL = 0.9
_EACH = 3
_SIGNS = {"correct": "+", "carried": "~", "partial": "~", "wrong": "x", "blank": "-", "invalid": "?"}


def make_row(question: Question, lead: str, answer: str, seconds: float, verdict: Mapping[str, Any], solution: Sequence[str],
             titles: Mapping[str, str], lang: str) -> dict[str, Any]:
    """One answer of the report; `verdict` is a verdict record, `titles` name the topics in `lang`."""
    parts = [{"sign": _SIGNS.get(p["outcome"], " "), "label": _told(p["label_zh"], p["label_en"], lang) or p["id"],
              "marks": p["marks"], "of": p["max_marks"]} for p in verdict.get("parts", ()) if p["expected"] not in ("x", "-")]
    return {
        "question": question.id, "kind": question.kind, "topic": question.topic, "title": titles.get(question.topic, question.topic),
        "lead": lead, "prompt": question.prompt_in(lang), "answer": answer, "outcome": verdict["outcome"],
        "score": verdict["score"], "seconds": round(seconds, 1), "parts": parts, "solution": list(solution),
        "missing": [_told(zh, en, lang) for _, zh, en in verdict["diagnoses"]][:4],
    }


def _told(zh: str, en: str, lang: str) -> str:
    return (zh or en) if lang == "zh" else (en or zh)


def by_topic(report: Mapping[str, Any]) -> list[tuple[str, str, float]]:
    """(topic, title, mean score), best first; answers that could not be decided count for nothing."""
    found: dict[tuple[str, str], list[float]] = {}
    for row in report["rows"]:
        if row["outcome"] not in ("undecided", "unavailable"):
            found.setdefault((row["topic"], row["title"]), []).append(row["score"])
    return sorted(((topic, title, sum(v) / len(v)) for (topic, title), v in found.items()), key=lambda item: (-item[2], item[0]))


def study_first(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """At most three topics to study first, the weakest first: topic, title, mean, and what was missing there."""
    weak = [item for item in reversed(by_topic(report)) if item[2] < _WELL][:3]
    return [{"topic": topic, "title": title, "mean": mean,
             "missing": list(dict.fromkeys(text for row in report["rows"] if row["topic"] == topic for text in row["missing"]))[:2]}
            for topic, title, mean in weak]


def study_questions(report: Mapping[str, Any], questions: Iterable[Question]) -> list[str]:
    """The questions to ask tomorrow: those that went wrong in the topics to study first, then the easiest of these topics."""
    everything = list(questions)
    wanted: list[str] = []
    for thing in study_first(report):
        wrong = [row["question"] for row in report["rows"] if row["topic"] == thing["topic"] and row["score"] < _WELL]
        easy = sorted((q for q in everything if q.topic == thing["topic"]), key=lambda q: (q.difficulty, q.id))
        wanted += list(dict.fromkeys([*wrong, *(q.id for q in easy)]))[:max(_EACH, len(wrong))]
    return wanted


def bars(report: Mapping[str, Any]) -> list[str]:
    """The mean of each topic as a bar of ASCII characters."""
    return [f"{'#' * round(mean * _BAR):-<{_BAR}} {mean:>4.0%}  {title}" for _, title, mean in by_topic(report)]


def report_markdown(report: Mapping[str, Any], lang: str) -> str:
    """The report as Markdown: bars by topic, what to study first, then each answer."""
    zh = lang == "zh"
    rows = report["rows"]
    total = sum(row["score"] for row in rows) / len(rows) if rows else 0.0
    lines = ["# 模拟面试" if zh else "# Mock interview", "",
             f"{report['date']} · {report['minutes']} 分钟 · 答了 {len(rows)}/{report['asked']} 题 · {total:.0%}" if zh else
             f"{report['date']} · {report['minutes']} minutes · {len(rows)} of {report['asked']} answered · {total:.0%}",
             "", "```", *bars(report), "```"]
    first = study_first(report)
    if first:
        lines += ["", "## 先补这几样" if zh else "## Study these first", ""]
        lines += [f"{k}. {thing['title']} ({thing['mean']:.0%})" + (": " + "; ".join(thing["missing"]) if thing["missing"] else "")
                  for k, thing in enumerate(first, 1)]
    for number, row in enumerate(rows, 1):
        lines += ["", f"## {number}. {row['title']} · {row['score']:.0%}", "", row["prompt"].strip(), "",
                  "你的回答：" if zh else "Your answer:", "", "```", row["answer"].strip() or "-", "```"]
        lines += [f"- {text}" for text in row["missing"]]
        lines += [f"- [{part['sign']}] {part['label']}  {part['marks']:g}/{part['of']:g}" for part in row["parts"]]
        if row["score"] < 1 and row["solution"]:
            lines += ["", "答案：" if zh else "Answer:", "", "```", *row["solution"], "```"]
    return "\n".join(lines) + "\n"
