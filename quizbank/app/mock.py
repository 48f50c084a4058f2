"""Mock interviews: asked like an interviewer would ask, graded at the end, kept apart from the schedule."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizbank.app.bank import Bank
from quizbank.app.mock_report import make_row, report_markdown, study_questions
from quizbank.app.study_list import put_on_list
from quizbank.app.worker import GradingWorker, WorkerError
from quizbank.domain.question import Question, Topic
from quizbank.store.questions import all_questions, all_topics
from quizbank.store.settings import save_mock

_TIMEOUT = 120.0
LENGTHS = (15, 30, 45, 60)
# how many questions an interviewer asks about one thing before turning to another
_THREAD = 3


@dataclass(frozen=True, slots=True)
class MockPlan:
    """What the learner asked for: minutes on the clock, a role, and topics (none: any)."""

    minutes: int = 30
    role: str = "general"
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of the interview; `lead` says how it follows: "new", "same", "under" (a prerequisite) or "onward"."""

    question: Question
    seed: int
    lead: str


def choose_turns(questions: list[Question], topics: list[Topic], plan: MockPlan, rng: random.Random) -> list[Turn]:
    """Threads of questions along the prerequisite graph that fit into the plan's minutes; at least one where there is any.

    A thread opens in a topic the learner asked for; each follow-up stays in the topic, goes to what lies under it or on to what
    builds on it. Questions of the plan's role come before those that are for everyone.
    """
    under = {topic.id: set(topic.prerequisites) for topic in topics}
    left = [q for q in questions if plan.role == "general" or not q.roles or plan.role in q.roles]
    turns: list[Turn] = []
    minutes = 0.0
    while True:
        fitting = [q for q in left if minutes + q.minutes <= plan.minutes or not turns]
        near = _follow_ups(turns, fitting, under)
        question = _pick(near or [q for q in fitting if not plan.topics or q.topic in plan.topics], plan.role, turns, rng)
        if question is None:
            return turns
        lead = _lead(turns[-1].question.topic, question.topic, under) if near else "new"
        turns.append(Turn(question, rng.randrange(1 << 30), lead))
        minutes += question.minutes
        left.remove(question)


def _follow_ups(turns: list[Turn], left: list[Question], under: Mapping[str, set[str]]) -> list[Question]:
    """The questions that can follow the last one; none where its thread is long enough."""
    if not turns or all(turn.lead != "new" for turn in turns[-_THREAD + 1:]):
        return []
    here = turns[-1].question.topic
    return [q for q in left if _lead(here, q.topic, under) != "new"]


def _lead(here: str, there: str, under: Mapping[str, set[str]]) -> str:
    """How topic `there` follows topic `here`."""
    if here == there:
        return "same"
    if there in under.get(here, ()):
        return "under"
    return "onward" if here in under.get(there, ()) else "new"


def _pick(pool: list[Question], role: str, turns: list[Turn], rng: random.Random) -> Question | None:
    """One of `pool`: of the role where there are such, of another kind than the last two where possible."""
    special = [q for q in pool if role in q.roles and role != "general"]
    pool = special or pool
    lately = [turn.question.kind for turn in turns[-2:]]
    pool = [q for q in pool if q.kind not in lately] or pool
    return rng.choice(pool) if pool else None


@dataclass(slots=True)
class Interview:
    """The questions, the fixed clock and the answers so far; nothing of it reaches the review log."""

    bank: Bank
    worker: GradingWorker
    code_worker: GradingWorker
    turns: list[Turn]
    plan: MockPlan
    answers: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @classmethod
    def choose(cls, bank: Bank, worker: GradingWorker, code_worker: GradingWorker, plan: MockPlan, rng: random.Random) -> Interview:
        """An interview after `plan` over the bank's questions; its clock starts now."""
        turns = choose_turns(all_questions(bank.database), all_topics(bank.database), plan, rng)
        return cls(bank, worker, code_worker, turns, plan)

    @property
    def turn(self) -> Turn:
        """The question to be answered next; raises `IndexError` after the last."""
        return self.turns[len(self.answers)]

    @property
    def seconds_left(self) -> float:
        """What is left on the clock; below 0 the interview is over."""
        return self.plan.minutes * 60 - (time.monotonic() - self.started)

    @property
    def over(self) -> bool:
        """Whether every question was answered or the time is up."""
        return len(self.answers) >= len(self.turns) or self.seconds_left <= 0

    def answer(self, text: str) -> None:
        """Keep the answer to the present question, with the time it took, and go on."""
        self.answers.append(text)
        self.seconds.append(max(0.0, time.monotonic() - self.started - sum(self.seconds)))

    def present(self, lang: str) -> dict[str, Any]:
        """The present question as a learner sees it; raises `WorkerError`."""
        question = self.turn.question
        return dict(self.worker.call("present", kind=question.kind, spec=question.spec, prompt=question.prompt_in(lang),
                                     seed=self.turn.seed, lang=lang))

    def preview(self, formula: str) -> dict[str, Any]:
        """How a formula is read."""
        try:
            return dict(self.worker.call("preview", symbols=self.turn.question.spec["symbols"], text=formula,
                                         ascii_only=self.bank.settings.ascii_only))
        except (WorkerError, IndexError):
            return {"ok": False, "error": None}

    def grade(self, lang: str) -> dict[str, Any]:
        """Grade every answer; the report is stored apart from the reviews."""
        titles = {topic.id: topic.title(lang) for topic in all_topics(self.bank.database)}
        rows = []
        for turn, answer, seconds in zip(self.turns, self.answers, self.seconds, strict=False):
            verdict, solution = self._grade_one(turn, answer, lang)
            rows.append(make_row(turn.question, turn.lead, answer, seconds, verdict, solution, titles, lang))
        report = {"lang": lang, "date": f"{self.bank.now():%Y-%m-%d}", "minutes": self.plan.minutes, "role": self.plan.role,
                  "asked": len(self.turns), "rows": rows}
        save_mock(self.bank.database, report, self.bank.now())
        return report

    def _grade_one(self, turn: Turn, answer: str, lang: str) -> tuple[Mapping[str, Any], list[str]]:
        question = turn.question
        worker = self.code_worker if question.kind == "code" else self.worker
        try:
            solution = list(self.worker.call("solution", kind=question.kind, spec=question.spec, seed=turn.seed, lang=lang))
        except WorkerError:
            solution = []
        if not answer.strip():
            return {"outcome": "wrong", "score": 0.0, "diagnoses": [], "parts": []}, solution
        try:
            return worker.call("grade", timeout=_TIMEOUT, kind=question.kind, spec=question.spec, answer=answer, seed=turn.seed,
                               options=self.bank.grading_options), solution
        except WorkerError:
            return {"outcome": "undecided", "score": 0.0, "diagnoses": [], "parts": []}, solution

    def study_tomorrow(self, report: Mapping[str, Any]) -> list[str]:
        """Put the questions of what to study first on tomorrow's list; returns the list."""
        ids = study_questions(report, all_questions(self.bank.database))
        return put_on_list(self.bank.database, self.bank.today() + 1, ids)

    def save(self, report: Mapping[str, Any], lang: str) -> Path:
        """Write the report as Markdown beside the database."""
        path = self.bank.database.path.parent / f"mock-{self.bank.now():%Y%m%d-%H%M%S}.md"
        path.write_text(report_markdown(report, lang), encoding="utf-8")
        return path
