"""Mock interviews: chosen like an interviewer would, graded at the end, kept apart from the schedule."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizbank.app.bank import Bank
from quizbank.app.worker import GradingWorker, WorkerError
from quizbank.domain.question import Question
from quizbank.store.questions import all_questions, all_topics
from quizbank.store.settings import save_mock

_TIMEOUT = 120.0


@dataclass(slots=True)
class Interview:
    """The questions, and the answers so far; nothing of it reaches the review log."""

    bank: Bank
    worker: GradingWorker
    code_worker: GradingWorker
    questions: list[Question]
    seeds: list[int]
    minutes: float
    answers: list[str] = field(default_factory=list)

    @classmethod
    def choose(cls, bank: Bank, worker: GradingWorker, code_worker: GradingWorker, count: int, rng: random.Random) -> Interview:
        """Start somewhere and follow the prerequisite graph: each next question is from the same topic or one that builds on it."""
        everything = all_questions(bank.database)
        later: dict[str, list[str]] = {}
        for node in all_topics(bank.database):
            for before in node.prerequisites:
                later.setdefault(before, []).append(node.id)
        chosen: list[Question] = []
        topic: str | None = None
        while everything and len(chosen) < count:
            near = [q for q in everything if topic in (None, q.topic) or q.topic in later.get(topic or "", ())]
            kinds = [q.kind for q in chosen[-2:]]
            fresh = [q for q in near if q.kind not in kinds] or near or everything
            question = rng.choice(fresh)
            everything.remove(question)
            chosen.append(question)
            topic = question.topic
        return cls(bank, worker, code_worker, chosen, [rng.randrange(1 << 30) for _ in chosen], sum(q.minutes for q in chosen) * 1.2)

    @property
    def question(self) -> Question:
        """The question to be answered next."""
        return self.questions[len(self.answers)]

    def present(self, lang: str) -> dict[str, Any]:
        """The present question as a learner sees it."""
        question = self.question
        return dict(self.worker.call("present", kind=question.kind, spec=question.spec, prompt=question.prompt_in(lang),
                                     seed=self.seeds[len(self.answers)], lang=lang))

    def preview(self, formula: str) -> dict[str, Any]:
        """How a formula is read."""
        try:
            return dict(self.worker.call("preview", symbols=self.question.spec["symbols"], text=formula))
        except WorkerError:
            return {"ok": False, "error": None}

    def grade(self, lang: str) -> dict[str, Any]:
        """Grade every answer; the report is stored apart from the reviews."""
        rows = []
        for question, seed, answer in zip(self.questions, self.seeds, self.answers, strict=False):
            worker = self.code_worker if question.kind == "code" else self.worker
            try:
                verdict = worker.call("grade", timeout=_TIMEOUT, kind=question.kind, spec=question.spec, answer=answer, seed=seed)
            except WorkerError:
                verdict = {"outcome": "undecided", "score": 0.0, "diagnoses": []}
            rows.append({
                "question": question.id, "topic": question.topic, "prompt": question.prompt_in(lang), "answer": answer,
                "outcome": verdict["outcome"], "score": verdict["score"],
                "missing": [(zh or en) if lang == "zh" else (en or zh) for _, zh, en in verdict["diagnoses"]][:4],
            })
        report = {"lang": lang, "rows": rows}
        save_mock(self.bank.database, report, self.bank.now())
        return report

    def save(self, report: dict[str, Any], lang: str) -> Path:
        """Write the report as Markdown beside the database."""
        path = self.bank.database.path.parent / f"mock-{self.bank.now():%Y%m%d-%H%M%S}.md"
        path.write_text(report_markdown(report, lang), encoding="utf-8")
        return path


def report_markdown(report: dict[str, Any], lang: str) -> str:
    """The report as text: bars by topic, what to study first, then each answer."""
    rows = report["rows"]
    topics: dict[str, list[float]] = {}
    for row in rows:
        topics.setdefault(row["topic"], []).append(row["score"])
    means = sorted((sum(v) / len(v), topic) for topic, v in topics.items())
    lines = ["# 模拟面试" if lang == "zh" else "# Mock interview", ""]
    lines += [f"{'#' * round(mean * 20):<20} {mean:>4.0%}  {topic}" for mean, topic in reversed(means)]
    weakest = ", ".join(topic for mean, topic in means[:3] if mean < 0.9)
    if weakest:
        lines += ["", ("先补: " if lang == "zh" else "Study first: ") + weakest]
    for number, row in enumerate(rows, 1):
        lines += ["", f"## {number}. {row['question']}  {row['score']:.0%}", "", row["prompt"].strip(), "",
                  ("你的回答: " if lang == "zh" else "Your answer: ") + (row["answer"] or "-"), *(f"- {text}" for text in row["missing"])]
    return "\n".join(lines) + "\n"
