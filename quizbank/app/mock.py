"""A mock interview under way: its clock, its answers, and what is kept so that it outlives the
program.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from graders.codec import from_plain, to_plain
from graders.preview import Reading
from graders.verdict import Evidence, Shown, Texts, Verdict, undecided
from quizbank.app.bank import Bank
from quizbank.app.kinds import kind
from quizbank.app.mock_choice import MockPlan, Turn, choose_turns
from quizbank.app.mock_markdown import report_markdown
from quizbank.app.mock_report import MockReport, Row, make_row, study_questions
from quizbank.app.questions import typed
from quizbank.app.study_list import put_on_list
from quizbank.app.worker import GradingWorker, WorkerError
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import LANGS, Question
from quizbank.store.faults import unusable
from quizbank.store.questions import all_questions, all_topics
from quizbank.store.sessions import end_session, open_session, start_session, update_session
from quizbank.store.settings import last_mock, save_mock
from quizbank.store.whole_files import write_whole

T = TypeVar("T")
_PATIENCE = 120.0
_MODE = "mock"


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One question of a kept interview."""

    question: str
    seed: int
    lead: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An interview as it is kept through a kill; `spent` are the seconds on its clock."""

    plan: MockPlan
    turns: tuple[KeptTurn, ...]
    answers: tuple[str, ...]
    seconds: tuple[float, ...]
    typed: str
    closed: bool
    spent: float


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
        every = all_questions(bank.database)
        turns = [
            Turn(typed(turn.question), turn.seed, turn.lead)
            for turn in choose_turns(every, all_topics(bank.database), plan, rng)
        ]
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
                    self.bank.database, self.bank.today(), _MODE, self._kept(), self.bank.now()
                ).id
            else:
                update_session(self.bank.database, self.id, self._kept())

    def forget(self) -> None:
        """It is over, marked or thrown away: it will not be offered again."""
        with self._keeping:
            if self.id is not None:
                end_session(self.bank.database, self.id)

    def _kept(self) -> object:
        turns = [KeptTurn(turn.question.id, turn.seed, turn.lead) for turn in self.turns]
        spent = time.monotonic() - self.started
        return to_plain(
            Kept(
                self.plan,
                tuple(turns),
                tuple(self.answers),
                tuple(self.seconds),
                typed=self.typed,
                closed=self.closed,
                spent=spent,
            )
        )

    def present(self, lang: str) -> Shown:
        """The present question as a learner sees it; raises `WorkerError`."""
        return self._present(self.turn, lang)

    def _present(self, turn: Turn, lang: str) -> Shown:
        return self.worker.present(turn.question, turn.seed, lang)

    def preview(self, question: Question, formula: str) -> Reading:
        """How a formula is read in the symbols of `question`, which need not be the present one any
        more.
        """
        return self.worker.preview(question, formula, self.bank.settings.ascii_only)

    def grade(self, progress: Callable[[int, int], None] = lambda done, of: None) -> MockReport:
        """Grade every answer; `progress` hears how many of how many are done. Nothing is stored
        yet, see `store`.
        """
        topics = all_topics(self.bank.database)
        titles = {topic.id: Texts(topic.title("zh"), topic.title("en")) for topic in topics}
        rows: list[Row] = []
        for number, (turn, answer, seconds) in enumerate(
            zip(self.turns, self.answers, self.seconds, strict=False)
        ):
            progress(number, len(self.answers))
            rows.append(self._row(turn, answer, seconds, titles))
        missed = [turn.question.topic for turn in self.turns[len(self.answers) :]]
        return MockReport(
            date=f"{self.bank.now().astimezone():%Y-%m-%d %H:%M}",
            minutes=self.plan.minutes,
            role=self.plan.role,
            used=round(min(self.plan.minutes * 60, sum(self.seconds))),
            asked=len(self.turns),
            rows=tuple(rows),
            unmet=tuple(titles.get(topic, Texts(topic, topic)) for topic in missed),
        )

    def _row(self, turn: Turn, answer: str, seconds: float, titles: dict[str, Texts]) -> Row:
        topic = turn.question.topic
        return make_row(
            turn.question,
            answer,
            self._verdict(turn, answer),
            lead=turn.lead,
            seconds=seconds,
            asked={lang: self._or_nothing(self._present, turn, lang) for lang in LANGS},
            solution={lang: self._or_nothing(self._solution, turn, lang) or () for lang in LANGS},
            title=titles.get(topic, Texts(topic, topic)),
        )

    def store(self, report: MockReport) -> None:
        """Keep the report apart from the reviews; the interview is over then. Raises
        `CannotHere`.
        """
        save_mock(self.bank.database, to_plain(report), self.bank.now())
        self.forget()

    def _or_nothing(self, call: Callable[[Turn, str], T], turn: Turn, lang: str) -> T | None:
        try:
            return call(turn, lang)
        except WorkerError:
            return None

    def _solution(self, turn: Turn, lang: str) -> list[str]:
        return self.worker.solution(turn.question, turn.seed, lang)

    def _verdict(self, turn: Turn, answer: str) -> Verdict[Evidence]:
        question = turn.question
        nothing = kind(question).evidence()
        if not answer.strip():
            return Verdict("wrong", 0.0, nothing)
        worker = self.code_worker if kind(question).runs_code else self.worker
        options = self.bank.grading_options
        try:
            return worker.grade(question, answer, turn.seed, options, patience=_PATIENCE)
        except WorkerError:
            return undecided(nothing)

    def study_tomorrow(self, report: MockReport) -> list[str]:
        """Put the questions of what to study first on tomorrow's list; returns the list."""
        ids = study_questions(report, all_questions(self.bank.database))
        return put_on_list(self.bank.database, self.bank.today() + 1, ids)

    def save(self, report: MockReport, lang: str) -> Path:
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
    if kept is None:
        return None
    try:
        told = from_plain(kept.plan, Kept)
    except ValueError:
        # another version kept it in a shape of its own: there is nothing to go on with
        return None
    turns, answers, seconds = _asked_still(bank, told)
    if not turns:
        return None
    return Interview(
        bank,
        worker,
        code_worker,
        turns,
        told.plan,
        answers=answers,
        seconds=seconds,
        started=time.monotonic() - told.spent,
        typed=told.typed,
        closed=told.closed,
        id=kept.id,
    )


def _asked_still(bank: Bank, told: Kept) -> tuple[list[Turn], list[str], list[float]]:
    """The kept turns whose question was not removed meanwhile, with their answers and times."""
    turns: list[Turn] = []
    answers: list[str] = []
    seconds: list[float] = []
    for place, turn in enumerate(told.turns):
        try:
            turns.append(Turn(bank.question(turn.question), turn.seed, turn.lead))
        except QuizbankError:
            continue
        if place < len(told.answers):
            answers.append(told.answers[place])
            seconds.append(told.seconds[place])
    return turns, answers, seconds


def last_report(bank: Bank) -> MockReport | None:
    """The report of the latest interview; None before the first, and where another version kept
    it in a shape of its own.
    """
    report = last_mock(bank.database)
    try:
        return None if report is None else from_plain(report, MockReport)
    except ValueError:
        return None
