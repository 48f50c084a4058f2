"""The report of a mock interview as a person reads it: bars by topic, and the whole as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from quizbank.app.mock_report import MockReport, Row, Study, by_topic, study_first, total
from quizbank.words.interface import text

_BAR = 20


def bars(report: MockReport, lang: str) -> list[str]:
    """The mean of each topic as a bar of ASCII characters."""
    return [
        f"{'#' * round(mean * _BAR):-<{_BAR}} {mean:>4.0%}  {title.in_language(lang)}"
        for _, title, mean in by_topic(report)
    ]


def headline(report: MockReport, lang: str) -> str:
    """How it went in one line."""
    used = f"{report.used // 60}:{report.used % 60:02}"
    mean = f"{total(report):.0%}"
    values = (report.date, used, report.minutes, len(report.rows), report.asked, mean)
    return text("mock_headline", lang, *values)


def unmet_line(report: MockReport, lang: str) -> str:
    """What was not reached, in one line; empty where everything was."""
    titles = list(dict.fromkeys(title.in_language(lang) for title in report.unmet))
    if not titles:
        return ""
    return text("mock_unmet", lang, text("list_comma", lang).join(titles))


def report_markdown(report: MockReport, lang: str) -> str:
    """The report as Markdown: bars by topic, what to study first, then each answer."""
    lines = [f"# {text('mock', lang)}", "", headline(report, lang), ""]
    lines += _fenced(bars(report, lang) or ["-"])
    first = study_first(report)
    if first:
        lines += ["", f"## {text('study_first', lang)}", ""]
        lines += [_study(number, thing, lang) for number, thing in enumerate(first, 1)]
    for number, row in enumerate(report.rows, 1):
        lines += _answer(number, row, lang)
    if report.unmet:
        lines += ["", unmet_line(report, lang)]
    return "\n".join(lines) + "\n"


def _study(number: int, thing: Study, lang: str) -> str:
    head = f"{number}. {thing.title.in_language(lang)} ({thing.mean:.0%})"
    lacks = "; ".join(lack.in_language(lang) for lack in thing.missing)
    return f"{head}: {lacks}" if lacks else head


def _answer(number: int, row: Row, lang: str) -> list[str]:
    mark = f"{row.score:.0%}" if row.marked else text("mock_unmarked", lang)
    lines = ["", f"## {number}. {row.title.in_language(lang)} · {mark}", ""]
    lines += [row.prompt.in_language(lang), "", text("mock_your_answer", lang), ""]
    lines += [*_fenced((row.answer.strip() or "-").splitlines()), ""]
    lines += [f"- {lack.in_language(lang)}" for lack in row.missing]
    lines += [
        f"- [{part.sign}] {part.in_language(lang)}  {part.marks:g}/{part.of:g}"
        for part in row.parts
    ]
    solution = row.solution.in_language(lang)
    # a free answer's points are its rubric already
    if row.score < 1 and solution and not (row.rubric and row.parts):
        lines += ["", text("mock_the_answer", lang), "", *_fenced(solution)]
    return lines


def _fenced(lines: Sequence[str]) -> list[str]:
    """Lines that Markdown leaves as they are, whatever fences they hold themselves."""
    fence = "```"
    while any(line.lstrip().startswith(fence) for line in lines):
        fence += "`"
    return [fence, *lines, fence]
