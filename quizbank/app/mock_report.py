"""The report of a mock interview, in both languages: each answer with what it lacked, bars by
topic, what to study first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizbank.domain.counting import counted
from quizbank.domain.question import LANGS, Question

_BAR = 20
# a topic answered this well needs no study
_WELL = 0.9
_EACH = 3
_SIGNS = {
    "correct": "+",
    "carried": "~",
    "partial": "~",
    "wrong": "x",
    "blank": "-",
    "invalid": "?",
}
_UNMARKED = ("undecided", "unavailable")

Texts = Mapping[str, str]


def make_row(
    question: Question,
    lead: str,
    answer: str,
    seconds: float,
    verdict: Mapping[str, Any],
    asked: Mapping[str, Mapping[str, Any] | None],
    solution: Mapping[str, Sequence[str]],
    titles: Mapping[str, Texts],
) -> dict[str, Any]:
    """One answer of the report.

    `verdict` is a verdict record; `asked` and `solution` are what the graders present by language;
    `titles` name the topics by language.
    """
    parts = [
        {
            "sign": _SIGNS.get(p["outcome"], " "),
            **_both(p["label_zh"] or p["id"], p["label_en"] or p["id"]),
            "marks": p["marks"],
            "of": p["max_marks"],
        }
        for p in verdict.get("parts", ())
        if p["expected"] not in ("x", "-")
    ]
    return {
        "question": question.id,
        "kind": question.kind,
        "topic": question.topic,
        "title": dict(titles.get(question.topic) or _both(question.topic, question.topic)),
        "lead": lead,
        "symbols": question.spec.get("symbols"),
        "prompt": {lang: _as_asked(asked.get(lang), question.prompt_in(lang)) for lang in LANGS},
        "answer": answer,
        "outcome": verdict["outcome"],
        "score": verdict["score"],
        "seconds": round(seconds, 1),
        "parts": parts,
        "solution": {lang: list(solution.get(lang, ())) for lang in LANGS},
        "missing": [_both(zh, en) for _, zh, en in verdict["diagnoses"]][:4],
    }


def _as_asked(shown: Mapping[str, Any] | None, prompt: str) -> str:
    """The prompt in its numbers, the choices below it."""
    if shown is None:
        return prompt.strip()
    choices = [f"{choice['letter']}. {choice['text']}" for choice in shown.get("choices", ())]
    return "\n".join([str(shown["prompt"]).strip(), *([""] if choices else []), *choices])


def _both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh or en, "en": en or zh}


def total(report: Mapping[str, Any]) -> float:
    """The mean score of what could be marked; 0 where nothing was."""
    scores = [row["score"] for row in report["rows"] if row["outcome"] not in _UNMARKED]
    return sum(scores) / len(scores) if scores else 0.0


def by_topic(report: Mapping[str, Any]) -> list[tuple[str, Texts, float]]:
    """(topic, title, mean score), best first; answers that could not be decided count for
    nothing.
    """
    found: dict[str, list[float]] = {}
    titles: dict[str, Texts] = {}
    for row in report["rows"]:
        if row["outcome"] not in _UNMARKED:
            found.setdefault(row["topic"], []).append(row["score"])
            titles[row["topic"]] = row["title"]
    return sorted(
        ((topic, titles[topic], sum(v) / len(v)) for topic, v in found.items()),
        key=lambda item: (-item[2], item[0]),
    )


def study_first(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """At most three topics to study first, the weakest first: topic, title, mean, and what was
    missing there.
    """
    weak = [item for item in reversed(by_topic(report)) if item[2] < _WELL][:3]
    return [
        {"topic": topic, "title": title, "mean": mean, "missing": _missing(report, topic)[:2]}
        for topic, title, mean in weak
    ]


def _missing(report: Mapping[str, Any], topic: str) -> list[Texts]:
    """What the answers about a topic lacked, each thing once: what was said wrong, then the points
    that were not made.
    """
    rows = [row for row in report["rows"] if row["topic"] == topic]
    told = [text for row in rows for text in row["missing"]]
    told += [
        _both(part["zh"], part["en"])
        for row in rows
        if row["kind"] == "concept"
        for part in row["parts"]
        if part["marks"] <= 0
    ]
    return list({text["en"]: text for text in told}.values())


def study_questions(report: Mapping[str, Any], questions: Iterable[Question]) -> list[str]:
    """The questions to ask tomorrow: those that went wrong in the topics to study first, then the
    easiest of these topics.
    """
    everything = list(questions)
    wanted: list[str] = []
    for thing in study_first(report):
        wrong = [
            row["question"]
            for row in report["rows"]
            if row["topic"] == thing["topic"] and row["score"] < _WELL
        ]
        easy = sorted(
            (q for q in everything if q.topic == thing["topic"]), key=lambda q: (q.difficulty, q.id)
        )
        wanted += list(dict.fromkeys([*wrong, *(q.id for q in easy)]))[: max(_EACH, len(wrong))]
    return wanted


def bars(report: Mapping[str, Any], lang: str) -> list[str]:
    """The mean of each topic as a bar of ASCII characters."""
    return [
        f"{'#' * round(mean * _BAR):-<{_BAR}} {mean:>4.0%}  {title[lang]}"
        for _, title, mean in by_topic(report)
    ]


def headline(report: Mapping[str, Any], lang: str) -> str:
    """How it went in one line."""
    rows, asked, minutes, used = (
        len(report["rows"]),
        report["asked"],
        report["minutes"],
        f"{report['used'] // 60}:{report['used'] % 60:02}",
    )
    if lang == "zh":
        return (
            f"{report['date']}，{minutes} 分钟的面试用了 {used}，{asked} 题答到第 {rows} 题，"
            f"平均得分 {total(report):.0%}"
        )
    return (
        f"{report['date']}: {used} of {counted(minutes, 'minute')}, {rows} of "
        f"{counted(asked, 'question')} reached, {total(report):.0%} on average"
    )


def unmet_line(report: Mapping[str, Any], lang: str) -> str:
    """What was not reached, in one line; empty where everything was."""
    titles = list(dict.fromkeys(title[lang] for title in report["unmet"]))
    if not titles:
        return ""
    return (
        f"没来得及问：{'、'.join(titles)}" if lang == "zh" else f"Not reached: {', '.join(titles)}"
    )


def report_markdown(report: Mapping[str, Any], lang: str) -> str:
    """The report as Markdown: bars by topic, what to study first, then each answer."""
    zh = lang == "zh"
    lines = [
        "# 模拟面试" if zh else "# Mock interview",
        "",
        headline(report, lang),
        "",
        *_fenced(bars(report, lang) or ["-"]),
    ]
    first = study_first(report)
    if first:
        lines += ["", "## 先补这几样" if zh else "## Study these first", ""]
        lines += [
            f"{k}. {thing['title'][lang]} ({thing['mean']:.0%})"
            + (
                ": " + "; ".join(text[lang] for text in thing["missing"])
                if thing["missing"]
                else ""
            )
            for k, thing in enumerate(first, 1)
        ]
    for number, row in enumerate(report["rows"], 1):
        lines += _answer_markdown(number, row, lang)
    if report["unmet"]:
        lines += ["", unmet_line(report, lang)]
    return "\n".join(lines) + "\n"


def _answer_markdown(number: int, row: Mapping[str, Any], lang: str) -> list[str]:
    zh = lang == "zh"
    mark = (
        f"{row['score']:.0%}"
        if row["outcome"] not in _UNMARKED
        else ("没能判定" if zh else "not marked")
    )
    lines = [
        "",
        f"## {number}. {row['title'][lang]} · {mark}",
        "",
        row["prompt"][lang],
        "",
        "你的回答：" if zh else "Your answer:",
        "",
        *_fenced((row["answer"].strip() or "-").splitlines()),
        "",
    ]
    lines += [f"- {text[lang]}" for text in row["missing"]]
    lines += [
        f"- [{part['sign']}] {part[lang]}  {part['marks']:g}/{part['of']:g}"
        for part in row["parts"]
    ]
    # a free answer's points are its rubric already
    if (
        row["score"] < 1
        and row["solution"][lang]
        and not (row["kind"] == "concept" and row["parts"])
    ):
        lines += ["", "答案：" if zh else "Answer:", "", *_fenced(row["solution"][lang])]
    return lines


def _fenced(lines: Sequence[str]) -> list[str]:
    """Lines that Markdown leaves as they are, whatever fences they hold themselves."""
    fence = "```"
    while any(line.lstrip().startswith(fence) for line in lines):
        fence += "`"
    return [fence, *lines, fence]
