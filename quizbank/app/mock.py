"""A mock interview under way: its clock, its answers, and what is kept so that it outlives the
program.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from quizbank.app.bank import Bank
from quizbank.app.mock_choice import MockPlan, Turn, choose_turns
from quizbank.app.mock_report import make_row, report_markdown, study_questions
from quizbank.app.study_list import put_on_list
from quizbank.app.worker import GradingWorker, WorkerError
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import LANGS as _LANGS
from quizbank.domain.question import Question
from quizbank.store.faults import unusable
from quizbank.store.questions import all_questions, all_topics
from quizbank.store.sessions import (
    SessionPlan,
    end_session,
    open_session,
    start_session,
    update_session,
)
from quizbank.store.settings import last_mock, save_mock
from quizbank.store.whole_files import write_whole

_PATIENCE = 120.0
_MODE = "mock"
LANGS: tuple[str, ...] = _LANGS
_NO_VERDICT: Mapping[str, Any] = {"score": 0.0, "diagnoses": [], "parts": []}


@dataclass(slots=True)
class Interview:
    """The questions, the fixed clock and the answers so far; nothing of it reaches the review log.

    `typed` is what is written for the present question. `keep` stores everything, `interrupted`
    finds it again.
    """

    bank: Bank
    worker: GradingWorker
    code_worker: GradingWorker
    turns: list[Turn]
    plan: MockPlan
    answers: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    typed: str = ""
    closed: bool = False
    id: str | None = None
    _keeping: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def choose(
        cls,
        bank: Bank,
        worker: GradingWorker,
        code_worker: GradingWorker,
        plan: MockPlan,
        rng: random.Random,
    ) -> Interview:
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
        """Whether every question was answered, the time is up or the learner ended it."""
        return self.closed or len(self.answers) >= len(self.turns) or self.seconds_left <= 0

    def answer(self, text: str) -> None:
        """Keep the answer to the present question, with the time it took, and go on."""
        self.answers.append(text)
        self.seconds.append(max(0.0, time.monotonic() - self.started - sum(self.seconds)))
        self.typed = ""

    def close(self, typed: str) -> None:
        """End it now: what is written for the present question counts where it is anything."""
        if typed.strip() and len(self.answers) < len(self.turns):
            self.answer(typed)
        self.closed = True

    def keep(self) -> None:
        """Store the interview as it stands; may be called from several threads. Raises
        `CannotHere`.
        """
        with self._keeping:
            if self.id is None:
                self.id = start_session(
                    self.bank.database, self.bank.today(), _MODE, self._plan(), self.bank.now()
                ).id
            else:
                update_session(self.bank.database, self.id, self._plan())

    def forget(self) -> None:
        """It is over, marked or thrown away: it will not be offered again."""
        with self._keeping:
            if self.id is not None:
                end_session(self.bank.database, self.id)

    def _plan(self) -> dict[str, Any]:
        turns = [
            {"question": turn.question.id, "seed": turn.seed, "lead": turn.lead}
            for turn in self.turns
        ]
        return {
            "plan": asdict(self.plan),
            "turns": turns,
            "answers": list(self.answers),
            "seconds": list(self.seconds),
            "typed": self.typed,
            "closed": self.closed,
            "spent": time.monotonic() - self.started,
        }

    def present(self, lang: str) -> dict[str, Any]:
        """The present question as a learner sees it; raises `WorkerError`."""
        return self._present(self.turn, lang)

    def _present(self, turn: Turn, lang: str) -> dict[str, Any]:
        return self.worker.present(turn.question, turn.seed, lang)

    def preview(self, question: Question, formula: str) -> dict[str, Any]:
        """How a formula is read in the symbols of `question`, which need not be the present one any
        more.
        """
        return self.worker.preview(question, formula, self.bank.settings.ascii_only)

    def grade(self, progress: Callable[[int, int], None] = lambda done, of: None) -> dict[str, Any]:
        """Grade every answer; `progress` hears how many of how many are done. Nothing is stored
        yet, see `store`.
        """
        titles = {
            topic.id: {lang: topic.title(lang) for lang in LANGS}
            for topic in all_topics(self.bank.database)
        }
        rows = []
        for number, (turn, answer, seconds) in enumerate(
            zip(self.turns, self.answers, self.seconds, strict=False)
        ):
            progress(number, len(self.answers))
            asked = {lang: self._or_nothing(self._present, turn, lang) for lang in LANGS}
            solution = {lang: self._or_nothing(self._solution, turn, lang) or [] for lang in LANGS}
            rows.append(
                make_row(
                    turn.question,
                    turn.lead,
                    answer,
                    seconds,
                    self._verdict(turn, answer),
                    asked,
                    solution,
                    titles,
                )
            )
        unmet = [
            titles.get(turn.question.topic) or dict.fromkeys(LANGS, turn.question.topic)
            for turn in self.turns[len(self.answers) :]
        ]
        used = min(self.plan.minutes * 60, sum(self.seconds))
        return {
            "date": f"{self.bank.now().astimezone():%Y-%m-%d %H:%M}",
            "minutes": self.plan.minutes,
            "role": self.plan.role,
            "used": round(used),
            "asked": len(self.turns),
            "rows": rows,
            "unmet": unmet,
        }

    def store(self, report: dict[str, Any]) -> None:
        """Keep the report apart from the reviews; the interview is over then. Raises
        `CannotHere`.
        """
        save_mock(self.bank.database, report, self.bank.now())
        self.forget()

    def _or_nothing(self, call: Callable[[Turn, str], Any], turn: Turn, lang: str) -> Any:
        try:
            return call(turn, lang)
        except WorkerError:
            return None

    def _solution(self, turn: Turn, lang: str) -> list[str]:
        return self.worker.solution(turn.question, turn.seed, lang)

    def _verdict(self, turn: Turn, answer: str) -> Mapping[str, Any]:
        question = turn.question
        if not answer.strip():
            return {"outcome": "wrong", **_NO_VERDICT}
        worker = self.code_worker if question.kind == "code" else self.worker
        try:
            return worker.grade(
                question, answer, turn.seed, self.bank.grading_options, patience=_PATIENCE
            )
        except WorkerError:
            return {"outcome": "undecided", **_NO_VERDICT}

    def study_tomorrow(self, report: Mapping[str, Any]) -> list[str]:
        """Put the questions of what to study first on tomorrow's list; returns the list."""
        ids = study_questions(report, all_questions(self.bank.database))
        return put_on_list(self.bank.database, self.bank.today() + 1, ids)

    def save(self, report: Mapping[str, Any], lang: str) -> Path:
        """Write the report as Markdown beside the database; raises `CannotHere` where it cannot be
        written.
        """
        path = (
            self.bank.database.path.parent / f"mock-{self.bank.now().astimezone():%Y%m%d-%H%M%S}.md"
        )
        try:
            write_whole(path, report_markdown(report, lang).encode())
        except OSError as error:
            raise unusable(path, error) from error
        return path


def interrupted(bank: Bank, worker: GradingWorker, code_worker: GradingWorker) -> Interview | None:
    """The interview that was under way when the program ended, its clock as it stood then; None
    where there is none.
    """
    kept = open_session(bank.database, _MODE)
    try:
        return None if kept is None else _restored(bank, worker, code_worker, kept)
    except (KeyError, TypeError, ValueError):
        # another version kept it in a shape of its own: there is nothing to go on with
        return None


def _restored(
    bank: Bank, worker: GradingWorker, code_worker: GradingWorker, kept: SessionPlan
) -> Interview | None:
    told = kept.plan
    turns, answers, seconds = [], [], []
    for place, turn in enumerate(told["turns"]):
        try:
            turns.append(Turn(bank.question(turn["question"]), turn["seed"], turn["lead"]))
        except QuizbankError:
            continue  # the question was removed meanwhile
        if place < len(told["answers"]):
            answers.append(told["answers"][place])
            seconds.append(told["seconds"][place])
    plan = MockPlan(told["plan"]["minutes"], told["plan"]["role"], tuple(told["plan"]["topics"]))
    if not turns:
        return None
    return Interview(
        bank,
        worker,
        code_worker,
        turns,
        plan,
        answers,
        seconds,
        time.monotonic() - told["spent"],
        told["typed"],
        told["closed"],
        kept.id,
    )


def last_report(bank: Bank) -> dict[str, Any] | None:
    """The report of the latest interview, see `mock_report`; None before the first."""
    report = last_mock(bank.database)
    return (
        report
        if report is not None and {"rows", "asked", "used", "unmet"} <= report.keys()
        else None
    )
