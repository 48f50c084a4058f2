"""The bank as a whole: opening it, the day's numbers, questions, settings, recording and undoing
reviews.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graders.said import said
from quizbank.app.library import load_bundled, load_own
from quizbank.app.places import default_database, default_language
from quizbank.app.questions import get_question
from quizbank.app.study_list import lifted, listed, listed_first
from quizbank.app.worker import GradingOptions
from quizbank.authoring.faults import Fault
from quizbank.domain.errors import CannotHere, QuizbankError
from quizbank.domain.plan import Settings
from quizbank.domain.question import Question
from quizbank.domain.review import Answer, Card, Flags, Mode, Rating, Review, Tombstone
from quizbank.scheduling.days import StudyClock
from quizbank.scheduling.instants import history_of
from quizbank.scheduling.leeches import leech_of
from quizbank.scheduling.memory import (
    SCHEDULER_VERSION,
    MemoryModel,
    answer_of,
    replay_histories,
)
from quizbank.scheduling.queue import Day, Done, Info, QueueItem, build_day
from quizbank.scheduling.rating import RULE_VERSION, Signals, Suggestion, suggest
from quizbank.scheduling.times import own_minutes
from quizbank.store import cards, questions, reviews
from quizbank.store import settings as stored
from quizbank.store.backup import backups_folder, daily_backup
from quizbank.store.database import Database
from quizbank.store.deeds import last_deed
from quizbank.store.uuid7 import uuid7

if TYPE_CHECKING:
    from graders.verdict import Evidence, Verdict

Now = Callable[[], dt.datetime]
_WHOLE_DAY = 24 * 60
_MADE_BY = "cards:made-by"


def utc_now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer on its way to the log: what was asked, what was said, how it went."""

    question: Question
    seed: int | None
    lang: str
    answer: str
    verdict: Verdict[Evidence]
    seconds: float = 0.0
    timed: bool = True
    hints: int = 0
    attempts: int = 1
    revealed: bool = False
    mode: Mode = "daily"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The questions that are asked and every card by question, at one moment."""

    infos: list[Info]
    cards: dict[str, Card]


class Bank:
    """An open bank. Everything that the command line and the terminal UI do goes through here."""

    def __init__(self, database: Database, lang: str | None = None, now: Now = utc_now) -> None:
        self.database = database
        self.now = now
        self.settings: Settings = stored.load_settings(database)
        self.lang = lang or self.settings.lang or default_language()
        self.faults: list[Fault] = [*load_bundled(database), *load_own(database)]

    @classmethod
    def open(
        cls, location: str | Path | None = None, lang: str | None = None, now: Now = utc_now
    ) -> Bank:
        """Open or create the database, load the bundled bank; raises `CannotHere` with the cure."""
        database = Database.open(location or default_database())
        try:
            bank = cls(database, lang, now)
            bank.faults.extend(_backed_up(database.path))
            bank.renew()
        except BaseException:
            database.close()
            raise
        return bank

    def close(self) -> None:
        """Release the database."""
        self.database.close()

    @property
    def clock(self) -> StudyClock:
        """The learner's study days."""
        return StudyClock(self.settings.zone, self.settings.rollover_hour)

    @property
    def model(self) -> MemoryModel:
        """The memory model with the learner's parameters and desired retention."""
        return MemoryModel(self.settings.parameters, self.settings.retention)

    @property
    def grading_options(self) -> GradingOptions:
        """What the learner decided about running code, as the graders take it."""
        return GradingOptions(self.settings.code_without_sandbox, self.settings.device)

    def today(self) -> int:
        """The present study day."""
        return self.clock.day(self.now())

    def change_settings(self, **changes: Any) -> Settings:
        """Change and store settings."""
        self.settings = replace(self.settings, **changes)
        stored.save_settings(self.database, self.settings)
        return self.settings

    def question(self, id: str) -> Question:
        """The question of that id; raises `QuizbankError` with the nearest ones."""
        question = get_question(self.database, id)
        if question is not None:
            return question
        import difflib

        ids = [known.id for known in questions.all_questions(self.database)]
        near = tuple(difflib.get_close_matches(id, ids, n=3, cutoff=0.4))
        if near:
            raise QuizbankError("app.no-question-near", id=id, near=near)
        raise QuizbankError("app.no-question", id=id)

    def infos(self) -> list[Info]:
        """What the queue needs of every question that is asked, with the learner's own times."""
        rows = questions.asked_columns(self.database)
        expected = {row.id: (row.kind, row.minutes) for row in rows}
        own = own_minutes(expected, reviews.timed_answers(self.database))
        return [
            Info(
                id=row.id,
                kind=row.kind,
                topic=row.topic,
                difficulty=row.difficulty,
                minutes=own[row.id],
                siblings=tuple(tag for tag in row.tags if tag.startswith("sibling:")),
                asked=row.asked,
                roles=row.roles,
                tags=row.tags,
                origin=row.origin,
            )
            for row in rows
        ]

    def snapshot(self) -> Snapshot:
        """Every question and card as they are now, read once for several uses."""
        return Snapshot(self.infos(), cards.all_cards(self.database))

    def queue(self, snapshot: Snapshot | None = None) -> list[QueueItem]:
        """Today's questions in order."""
        return list(self.day(snapshot).items)

    def day(self, snapshot: Snapshot | None = None) -> Day:
        """The day: what today's work has left of the limits, after the study list."""
        seen = snapshot or self.snapshot()
        infos, known, day = seen.infos, seen.cards, self.today()
        done = self.done_today(infos)
        wanted = listed(self.database, day)
        settings = self.settings
        # an interview that was set since orders the backlog by its plan
        if lifted(self.database, day) and not settings.ahead(day):
            settings = replace(
                settings, minutes=_WHOLE_DAY, reviews_per_day=len(infos), new_per_day=0
            )
        built = build_day(
            infos,
            known,
            questions.all_topics(self.database),
            settings=settings,
            model=self.model,
            day=day,
            done=done,
        )
        return replace(built, items=tuple(listed_first(built.items, wanted, infos, known, day)))

    def done_today(self, infos: Sequence[Info]) -> Done:
        """What counts against today's limits; an answer without a time counts its expected
        minutes.
        """
        expected = {info.id: info.minutes for info in infos}
        work = reviews.day_work(self.database, self.today())
        minutes = [
            (new, expected.get(q, 0.0) if seconds is None else seconds / 60)
            for q, new, seconds in work
        ]
        new = {q for q, is_new, _ in work if is_new}
        met = {q for q, _, _ in work}
        return Done(
            len(met - new),
            len(new),
            sum(m for _, m in minutes),
            sum(m for is_new, m in minutes if is_new),
            frozenset(met),
        )

    def signals(self, answered: Answered) -> Signals:
        """The signals that the rating rule reads."""
        question, verdict = answered.question, answered.verdict
        times = reviews.answer_times(self.database, question.kind)
        seen, passes = reviews.history_of(self.database, question.id)
        return Signals(
            outcome=verdict.outcome,
            score=verdict.score,
            passing=verdict.evidence.passing,
            seconds=answered.seconds,
            timed=answered.timed,
            hints=answered.hints,
            attempts=answered.attempts,
            revealed=answered.revealed,
            first_sight=seen == 0,
            median=statistics.median(times) if times else None,
            samples=len(times),
            earlier_passes=passes,
        )

    def suggestion(self, answered: Answered) -> Suggestion:
        """The rating that the evidence suggests; an answer with an unreadable field schedules
        nothing.
        """
        if answered.verdict.evidence.unread and not answered.revealed:
            return Suggestion(None, said("rating.unread"))
        return suggest(self.signals(answered))

    def card(self, question: str) -> Card:
        """The card of a question."""
        return cards.card_of(self.database, question)

    def intervals(self, question: str) -> dict[Rating, int]:
        """Days until the next review under each rating."""
        return self.model.intervals(self.card(question).memory, self.today(), question)

    def record(self, answered: Answered, rating: Rating | None, id: str | None = None) -> Review:
        """Append the review and move the card; a second call with the same `id` changes nothing."""
        from quizbank.app.verdicts import to_stored

        at = self.now()
        day = self.clock.day(at)
        verdict = answered.verdict
        review = Review(
            id=id or uuid7(),
            question=answered.question.id,
            version=answered.question.version,
            seed=answered.seed,
            lang=answered.lang,
            answer=answered.answer,
            verdict=to_stored(verdict),
            outcome=verdict.outcome,
            score=verdict.score,
            rating=rating,
            suggested=self.suggestion(answered).rating,
            at=at,
            utc_offset=self.clock.offset_minutes(at),
            day=day,
            seconds=answered.seconds,
            timed=answered.timed,
            hints=answered.hints,
            attempts=answered.attempts,
            revealed=answered.revealed,
            mode=answered.mode,
            rule_version=RULE_VERSION,
            scheduler_version=SCHEDULER_VERSION,
            device=verdict.evidence.ran_on,
        )

        def moved(before: Card) -> Card:
            given = reviews.answers_of(self.database, review.question).get(review.question, [])
            return self._remembered(before, [*given, answer_of(review)])

        # moved within the transaction, from what another session may have written meanwhile
        reviews.append_review(self.database, review, None if rating is None else moved)
        return review

    def _remembered(self, card: Card, given: Sequence[Answer]) -> Card:
        """The card after these answers: the whole history tells, as the clock may have gone back
        or its owner travelled.
        """
        history = history_of(given)
        memory = replay_histories({card.question: history}, self.model)[card.question]
        leech = leech_of(history)
        return replace(card, memory=memory, flags=replace(card.flags, leech=leech))

    def can_undo(self) -> bool:
        """Whether there is a review to take back."""
        return bool(reviews.last_reviews(self.database, 1))

    def undo(self, id: str | None = None, deed: str | None = None) -> Review | None:
        """Take the review of that `id` back, else the latest, also after a restart; None where
        there is none.
        """
        review = reviews.to_undo(self.database, self.now(), id)
        if review is None:
            return None
        answers = reviews.answers_of(self.database, review.question)
        left = [one for one in answers.get(review.question, []) if one.id != review.id]
        card = self.card(review.question)
        after = replace(card, memory=None, flags=replace(card.flags, leech=False))
        if left:
            after = self._remembered(card, left)
        stone = Tombstone(uuid7(), review.id, self.now())
        reviews.append_tombstone(self.database, stone, after, deed or self._deed_of(review.id))
        return review

    def _deed_of(self, review: str) -> str | None:
        deed = last_deed(self.database)
        return deed.id if deed is not None and deed.before == review else None

    def flag(self, question: str, what: str, value: int) -> Card:
        """Suspend, flag or bury: `what` is suspended, flagged (0 or 1) or buried_until (a study
        day).
        """
        card = self.card(question)
        card = replace(card, flags=flagged(card.flags, what, value))
        reviews.append_flag(self.database, question, what, value, card, at=self.now())
        return card

    def renew(self) -> None:
        """Rebuild the cards where another version of the schedule made them."""
        if stored.load_value(self.database, _MADE_BY) != SCHEDULER_VERSION:
            self.rebuild()
            stored.save_value(self.database, _MADE_BY, SCHEDULER_VERSION)

    def rebuild(self) -> int:
        """Rebuild every card from the log; returns how many differed."""
        answers = reviews.answers_of(self.database)
        histories = {question: history_of(given) for question, given in answers.items()}
        memories = replay_histories(histories, self.model)
        known = cards.all_cards(self.database)
        rebuilt = {}
        for question in {*memories, *known}:
            card = known.get(question, Card(question))
            leech = leech_of(histories.get(question, ()))
            rebuilt[question] = replace(
                card, memory=memories.get(question), flags=replace(card.flags, leech=leech)
            )
        for _, question, what, value, _ in reviews.flag_events(self.database):
            card = rebuilt.get(question, Card(question))
            rebuilt[question] = replace(card, flags=flagged(card.flags, what, value))
        differing = sum(rebuilt[q] != known.get(q, Card(q)) for q in rebuilt)
        cards.replace_all(self.database, rebuilt.values())
        return differing


def _backed_up(path: Path) -> list[Fault]:
    """Make the day's backup. That there is no room for one keeps nobody from learning, but is
    said.
    """
    try:
        daily_backup(path)
    except CannotHere as refused:
        return [
            Fault(
                str(backups_folder(path)),
                1,
                said("app.backup", why=refused.said),
                "warning",
            )
        ]
    return []


def flagged(flags: Flags, what: str, value: int) -> Flags:
    """The flags after a decision: `what` and `value` as `Bank.flag` takes them."""
    change: dict[str, Any] = {what: value if what == "buried_until" else bool(value)}
    return replace(flags, **change)
