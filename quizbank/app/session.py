"""A session: one question after the other, each answer graded by the worker, rated and recorded."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graders.kinds import kind_of
from graders.said import said
from graders.verdict import Diagnosis, Evidence, Shown, Verdict, undecided
from quizbank.app.bank import Answered, Bank
from quizbank.app.undoing import Undone, take_back
from quizbank.app.verdicts import from_stored
from quizbank.app.worker import GradingWorker, WorkerError
from quizbank.domain.question import Question
from quizbank.domain.review import Mode, Rating, Review
from quizbank.scheduling.queue import QueueItem
from quizbank.scheduling.rating import Suggestion
from quizbank.store import reviews
from quizbank.store.deeds import did, last_deed
from quizbank.store.settings import Tries, load_draft, load_tries, save_draft
from quizbank.store.uuid7 import uuid7

# a question that was missed comes back this much later, and not before so many others: where
# fewer are left the end of the session stands between, and the next one begins with it
_AGAIN_AFTER = 4
_BETWEEN = 3
# decisions by which a question is left
_LEAVE = ("suspended", "buried_until")


@dataclass(slots=True)
class Asked:
    """The question on the screen: its variant, and what happened to it so far."""

    question: Question
    seed: int | None
    review_id: str = field(default_factory=uuid7)
    attempts: int = 0
    hints: int = 0
    revealed: bool = False
    answered: Answered | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """A verdict with what is suggested."""

    verdict: Verdict[Evidence]
    suggestion: Suggestion


class Session:
    """Today's questions, or a custom choice of them. Killed at any moment, the next session goes on
    from the log.
    """

    def __init__(
        self, bank: Bank, worker: GradingWorker, items: Sequence[QueueItem], mode: Mode = "daily"
    ) -> None:
        self.bank = bank
        self.worker = worker
        self.mode = mode
        self._left: deque[QueueItem] = deque(items)
        self.total = len(items)
        self.done: list[Review] = []
        self.current: Asked | None = None
        # a draft on its way must not land after the review of its question
        self._writing = threading.Lock()
        self.advance()

    @property
    def minutes_left(self) -> float:
        """Expected minutes of what is left, the present question included."""
        return sum(item.minutes for item in self._left) + (
            self.current.question.minutes if self.current else 0
        )

    @property
    def has_code(self) -> bool:
        """Whether a code question is still to come."""
        ids = [item.question for item in self._left] + (
            [self.current.question.id] if self.current else []
        )
        return any(kind_of(self.bank.question(id).kind).runs_code for id in ids)

    def advance(self) -> Asked | None:
        """Ask the next question; None at the end."""
        self.current = self._ask(self._left.popleft().question) if self._left else None
        return self.current

    def _ask(self, id: str) -> Asked:
        question = self.bank.question(id)
        draft = load_draft(self.bank.database, id)
        count, _ = reviews.history_of(self.bank.database, id)
        asked = Asked(question, draft[0] if draft else variant_seed(id, count))
        tried = load_tries(self.bank.database, id)
        # a try of another day is no try of this one
        if tried is not None and self.bank.clock.day(tried[1]) == self.bank.today():
            asked.attempts, asked.hints = tried[0].attempts, tried[0].hints
            asked.revealed = tried[0].revealed
        return asked

    def present(self, lang: str) -> Shown:
        """The instance as a learner sees it."""
        asked = self._asked()
        return self.worker.present(asked.question, asked.seed, lang)

    def solution(self, lang: str) -> list[str]:
        """The worked answer in this variant's numbers."""
        asked = self._asked()
        return self.worker.solution(asked.question, asked.seed, lang)

    def submit(
        self,
        answer: str,
        lang: str,
        seconds: float,
        timed: bool = True,
        *,
        ticks: Sequence[str] | None = None,
        probes: Mapping[str, str] | None = None,
        progress: Callable[[str], None] | None = None,
        worker: GradingWorker | None = None,
    ) -> Graded:
        """Grade an answer. A grader that overruns or dies makes it undecided, never wrong; the
        draft is kept.

        `progress` hears a line a second of code that runs longer; `Worker.cancel` ends it,
        undecided too. `worker` grades in place of the session's own.
        """
        asked = self._asked()
        self.save_draft(answer)
        try:
            verdict = (worker or self.worker).grade(
                asked.question,
                answer,
                asked.seed,
                self.bank.grading_options,
                ticks=ticks,
                probes=probes,
                progress=progress,
            )
        except WorkerError as error:
            verdict = unfinished(asked.question, error)
        if verdict.decided and ticks is None and probes is None:
            asked.attempts += 1
            self.save_draft(answer, asked)
        return self._graded(asked, answer, verdict, lang=lang, seconds=seconds, timed=timed)

    def give_up(self, lang: str, seconds: float) -> Graded:
        """'I don't know': counts as not remembered, and the answer may be shown."""
        asked = self._asked()
        asked.revealed = True
        before = asked.answered
        self.save_draft(before.answer if before is not None else self.draft(), asked)
        evidence = kind_of(asked.question.kind).evidence()
        verdict: Verdict[Evidence] = Verdict("wrong", 0.0, evidence)
        if before is not None and before.verdict.outcome in ("wrong", "partial"):
            verdict = before.verdict
        answer = before.answer if before is not None else ""
        return self._graded(asked, answer, verdict, lang=lang, seconds=seconds, timed=True)

    def _graded(
        self,
        asked: Asked,
        answer: str,
        verdict: Verdict[Evidence],
        *,
        lang: str,
        seconds: float,
        timed: bool,
    ) -> Graded:
        asked.answered = Answered(
            asked.question,
            asked.seed,
            lang,
            answer,
            verdict,
            seconds=seconds,
            timed=timed,
            hints=asked.hints,
            attempts=max(1, asked.attempts),
            revealed=asked.revealed,
            mode=self.mode,
        )
        return Graded(verdict, self.bank.suggestion(asked.answered))

    @property
    def question(self) -> str | None:
        """The id of the present question."""
        return self.current.question.id if self.current is not None else None

    @property
    def graded(self) -> Graded | None:
        """The verdict on the present question that waits for a rating, if any."""
        answered = self.current.answered if self.current is not None else None
        if answered is None:
            return None
        return Graded(answered.verdict, self.bank.suggestion(answered))

    def rate(self, rating: Rating | None) -> Review:
        """Record the answer under a rating (None: logged, not scheduled) and go on; saved when this
        returns.
        """
        asked = self._asked()
        assert asked.answered is not None
        with self._writing:
            answered = _rated_alone(asked.answered, rating)
            review = self.bank.record(answered, rating, asked.review_id)
            # what was answered is in the log: a long session need not hold it
            self.done.append(replace(review, answer="", verdict={}))
            # a leech is set aside: asking it a ninth time is not the cure
            leech = self.bank.card(asked.question.id).flags.leech
            if rating is Rating.AGAIN and not leech and len(self._left) >= _BETWEEN:
                again = QueueItem(asked.question.id, False, asked.question.minutes)
                self._left.insert(min(_AGAIN_AFTER, len(self._left)), again)
                self.total += 1
            self.advance()
        return review

    def new_numbers(self) -> None:
        """Ask the same question with new numbers; what was answered so far is not recorded."""
        asked = self._asked()
        fresh = (asked.seed or 0) + 1
        self.current = replace(asked, seed=fresh, answered=None, review_id=uuid7())

    def reload(self) -> None:
        """Ask the present question as it is in the bank now, after it was edited; the answer so far
        is not recorded.
        """
        asked = self._asked()
        self.current = replace(
            asked, question=self.bank.question(asked.question.id), answered=None, revealed=False
        )

    def skip(self) -> None:
        """Leave the question for today without recording anything."""
        asked = self._asked()
        last = last_deed(self.bank.database)
        # who buries or suspends a question leaves it too: that is one thing done
        left_by = last is not None and last.question == asked.question.id and last.what in _LEAVE
        if not left_by:
            did(self.bank.database, "skip", asked.question.id, asked.seed, self.bank.now())
        self.advance()

    def take_back(self) -> Undone | None:
        """Take back the last thing done, whatever it was, and ask its question again where it was
        left by it. A rating that is taken back returns to the verdict, to be rated anew.
        """
        undone = take_back(self.bank)
        if undone is None:
            return None
        if undone.review is not None:
            self._forget(undone.review)
            self._return_to(undone.question)
            self._show_again(undone.review)
        elif undone.what in ("skip", *_LEAVE):
            self._return_to(undone.question)
        elif undone.what == "edit" and self.question == undone.question:
            self.reload()
        return undone

    def _forget(self, review: Review) -> None:
        place = next((k for k, one in enumerate(self.done) if one.id == review.id), None)
        if place is None:
            self.total += 1
            return
        del self.done[place]
        if review.rating is Rating.AGAIN:
            self._drop_repeat(review.question)

    def _return_to(self, question: str) -> None:
        """Ask `question` now, and the present one after it."""
        if self.current is not None:
            present = self.current.question
            if present.id == question:
                return
            self._left.appendleft(QueueItem(present.id, False, present.minutes))
        self.current = self._ask(question)

    def _show_again(self, review: Review) -> None:
        """The answer as it was typed, with its verdict; it is logged anew when it is rated."""
        asked = self.current = self._ask(review.question)
        asked.seed, asked.hints, asked.revealed = review.seed, review.hints, review.revealed
        asked.attempts = review.attempts
        if review.version == asked.question.version:
            verdict = from_stored(review.verdict, asked.question.kind)
            self._graded(
                asked,
                review.answer,
                verdict,
                lang=review.lang,
                seconds=review.seconds,
                timed=review.timed,
            )
        self.save_draft(review.answer, asked)

    def _drop_repeat(self, question: str) -> None:
        for k, item in enumerate(self._left):
            if item.question == question:
                del self._left[k]
                self.total -= 1
                return

    def save_draft(self, text: str, asked: Asked | None = None) -> None:
        """Keep what is typed for `asked`, else for the present question; it survives a kill. From
        any thread: where that question is over meanwhile, nothing is kept.
        """
        with self._writing:
            asked = asked or self._asked()
            if asked is self.current:
                save_draft(
                    self.bank.database,
                    asked.question.id,
                    seed=asked.seed,
                    text=text,
                    at=self.bank.now(),
                    tries=Tries(asked.attempts, asked.hints, asked.revealed),
                )

    def draft(self) -> str:
        """What was being typed for this question, from this session or one that was killed."""
        kept = load_draft(self.bank.database, self._asked().question.id)
        return kept[1] if kept else ""

    def _asked(self) -> Asked:
        if self.current is None:
            raise LookupError("the session is over")
        return self.current


def _rated_alone(answered: Answered, rating: Rating | None) -> Answered:
    """The answer with the verdict that the learner's own rating gives, where there is no other: a
    card that was turned over.
    """
    alone = kind_of(answered.question.kind).self_rated and not answered.verdict.decided
    if rating is None or not alone:
        return answered
    known = rating is not Rating.AGAIN
    verdict = replace(
        answered.verdict,
        outcome="correct" if known else "wrong",
        score=1.0 if known else 0.0,
    )
    return replace(answered, verdict=verdict)


def variant_seed(question: str, count: int) -> int:
    """The variant for the `count`-th review of a question: new numbers each time, the same after a
    restart.
    """
    return (
        int.from_bytes(hashlib.blake2b(f"{question}/{count}".encode(), digest_size=4).digest()) >> 1
    )


def unfinished(question: Question, error: WorkerError) -> Verdict[Evidence]:
    """The verdict where the grader overran or died: undecided, never wrong."""
    message = said("grader.unfinished", reason=str(error))
    return undecided(kind_of(question.kind).evidence(), [Diagnosis("undecided", message)])
