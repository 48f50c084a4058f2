"""The memory model: FSRS-6 by the fsrs-rs library, fed with study days that we count ourselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from quizbank.domain.review import Answer, Memory, Rating, Review
from quizbank.scheduling.instants import history_of

SCHEDULER_VERSION = "fsrs6-rs0.9.3-2"
_STABILITY = (0.001, 36_500.0)
_LONGEST = 36_500
_FUZZ_FROM = 3


class MemoryModel:
    """FSRS-6 with one set of parameters (empty: the defaults) and one desired retention in (0,
    1).
    """

    def __init__(self, parameters: Sequence[float] = (), retention: float = 0.9) -> None:
        self.retention = min(0.99, max(0.5, retention))
        self.parameters = tuple(parameters)
        self._fsrs = _fsrs(self.parameters)
        # the 21 numbers in use, fitted or default
        self.weights = tuple(float(w) for w in _parameters(self.parameters))
        self.decay = -self.weights[20]
        self.factor = 0.9 ** (1 / self.decay) - 1

    def review(self, memory: Memory | None, rating: Rating, day: int, question: str) -> Memory:
        """The memory after a review on study day `day`; a day before the last review counts as the
        same day.
        """
        state = self._after(memory, rating, day)
        reps = (memory.reps if memory else 0) + 1
        lapses = (memory.lapses if memory else 0) + (memory is not None and rating is Rating.AGAIN)
        return self.settled(
            state,
            rating,
            at=day if memory is None else max(day, memory.last_day),
            question=question,
            reps=reps,
            lapses=lapses,
        )

    def settled(
        self, state: Any, rating: Rating, at: int, question: str, reps: int, lapses: int
    ) -> Memory:
        """The memory of a state reached on study day `at` by a review with that rating."""
        interval = 0 if rating is Rating.AGAIN else self._interval(state.stability, question, reps)
        return Memory(
            stability=state.stability,
            difficulty=state.difficulty,
            last_day=at,
            due_day=at + interval,
            reps=reps,
            lapses=lapses,
        )

    def batch(self, items: Sequence[Any]) -> list[Any]:
        """The states (stability in days, difficulty) at the ends of `fsrs_rs_python.FSRSItem`
        histories.
        """
        return list(self._fsrs.memory_state_batch(items)) if items else []

    def intervals(self, memory: Memory | None, day: int, question: str) -> dict[Rating, int]:
        """Days until the next review for each rating key; 0 means today again."""
        return {
            rating: (after := self.review(memory, rating, day, question)).due_day - after.last_day
            for rating in Rating
        }

    def retrievability(self, memory: Memory, day: int) -> float:
        """Chance of recall on study day `day`, in 0..1 (the FSRS-6 forgetting curve)."""
        return self.recall(memory.stability, max(0, day - memory.last_day))

    def recall(self, stability: Any, elapsed: Any) -> Any:
        """(1 + factor * elapsed / stability) ^ decay; numbers or NumPy arrays, in days."""
        return (1 + self.factor * elapsed / stability) ** self.decay

    def _after(self, memory: Memory | None, rating: Rating, day: int) -> Any:
        from fsrs_rs_python import MemoryState

        before = None if memory is None else MemoryState(memory.stability, memory.difficulty)
        elapsed = 0 if memory is None else min(_LONGEST, max(0, day - memory.last_day))
        states = self._fsrs.next_states(before, self.retention, elapsed)
        chosen = {
            Rating.AGAIN: states.again,
            Rating.HARD: states.hard,
            Rating.GOOD: states.good,
            Rating.EASY: states.easy,
        }
        state = chosen[rating].memory
        return MemoryState(
            min(_STABILITY[1], max(_STABILITY[0], state.stability)), state.difficulty
        )

    def _interval(self, stability: float, question: str, reps: int) -> int:
        exact = stability / self.factor * (self.retention ** (1 / self.decay) - 1)
        days = min(_LONGEST, max(1, round(exact)))
        if days < _FUZZ_FROM:
            return days
        # the same question and review number always give the same fuzz, so that replay equals what
        # was shown
        spread = max(1, round(days * 0.05))
        digest = hashlib.blake2b(f"{question}:{reps}".encode(), digest_size=4).digest()
        return max(_FUZZ_FROM - 1, days + int.from_bytes(digest) % (2 * spread + 1) - spread)


def replay(reviews: Iterable[Review], model: MemoryModel) -> dict[str, Memory]:
    """The memories that a log gives, whatever order it comes in; reviews without a rating teach
    nothing.

    Bit for bit what `MemoryModel.review` gives one after the other, with all questions' states
    computed in one call.
    """
    return replay_histories(histories_of(reviews), model)


def histories_of(reviews: Iterable[Review]) -> dict[str, list[tuple[int, int]]]:
    """(rating 1..4, study day) of the rated reviews by question in the order of time, whatever
    order they come in; see `scheduling.instants` for the days.
    """
    answers: dict[str, list[Answer]] = {}
    for review in reviews:
        if review.rating is not None:
            answers.setdefault(review.question, []).append(answer_of(review))
    return {question: history_of(given) for question, given in answers.items()}


def answer_of(review: Review) -> Answer:
    """What replaying reads of a review that has a rating."""
    assert review.rating is not None
    return Answer(
        id=review.id,
        rating=int(review.rating),
        at=review.at,
        utc_offset=review.utc_offset,
        day=review.day,
    )


def replay_histories(
    histories: Mapping[str, Sequence[tuple[int, int]]], model: MemoryModel
) -> dict[str, Memory]:
    """The memories after (rating 1..4, study day) histories by question, each in the order of the
    log.
    """
    from fsrs_rs_python import FSRSItem, FSRSReview

    items, ends = [], []
    for history in histories.values():
        rows, last, lapses = [], history[0][1], -(history[0][0] == 1)
        for rating, day in history:
            # a day before the last review counts as the same day
            rows.append(FSRSReview(rating, min(_LONGEST, day - last) if day > last else 0))
            last = max(last, day)
            lapses += rating == 1
        items.append(FSRSItem(rows))
        ends.append((last, lapses))
    states = model.batch(items)
    return {
        question: model.settled(
            state,
            Rating(history[-1][0]),
            at=last,
            question=question,
            reps=len(history),
            lapses=lapses,
        )
        for (question, history), state, (last, lapses) in zip(
            histories.items(), states, ends, strict=True
        )
    }


def _parameters(parameters: tuple[float, ...]) -> Sequence[float]:
    from fsrs_rs_python import DEFAULT_PARAMETERS

    return parameters if len(parameters) == 21 else list(DEFAULT_PARAMETERS)


@lru_cache(maxsize=8)
def _fsrs(parameters: tuple[float, ...]) -> Any:
    from fsrs_rs_python import FSRS

    return FSRS(list(_parameters(parameters)))
