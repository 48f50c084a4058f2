"""The tables. Reviews, tombstones and flag events are append-only; cards are a cache that replay
rebuilds.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from quizbank.store.types import UTC, Json, JsonText, Plain


class Base(DeclarativeBase):
    """The metadata that migrations are compared with."""


def table_of(row: type[Base]) -> Table:
    """The table of a class of rows: statements on tables skip the ORM's bookkeeping."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


def _check(name: str, condition: str) -> CheckConstraint:
    return CheckConstraint(condition, name=f"ck_{name}")


class TopicRow(Base):
    """A topic of the bank."""

    __tablename__ = "topics"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    zh: Mapped[str] = mapped_column(Plain)
    en: Mapped[str] = mapped_column(Plain)
    prerequisites: Mapped[list[str]] = mapped_column(Json)
    position: Mapped[int] = mapped_column(default=0)


class QuestionRow(Base):
    """A question as last loaded; one that vanished from its pack is kept, inactive, for its
    history.
    """

    __tablename__ = "questions"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(80), index=True)
    difficulty: Mapped[int]
    minutes: Mapped[float]
    version: Mapped[str] = mapped_column(String(32))
    origin: Mapped[str] = mapped_column(String(80))
    active: Mapped[bool] = mapped_column(default=True)
    # what a day is chosen by stands beside the content, which is not read for it
    asked: Mapped[int | None]
    mock: Mapped[bool] = mapped_column(default=True, server_default="1")
    tags: Mapped[list[str]] = mapped_column(Json, server_default="[]")
    roles: Mapped[list[str]] = mapped_column(Json, server_default="[]")
    content: Mapped[str] = mapped_column(JsonText)


class VersionRow(Base):
    """A question as it once was: what a review of that version was about."""

    __tablename__ = "question_versions"
    question: Mapped[str] = mapped_column(
        String(80), ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[str] = mapped_column(String(32), primary_key=True)
    content: Mapped[str] = mapped_column(JsonText)


class EditRow(Base):
    """One edit of a custom question's file: the text it got (None: removed) and the edits it
    replaced.
    """

    __tablename__ = "question_edits"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), index=True)
    parents: Mapped[list[str]] = mapped_column(Json)
    text: Mapped[str | None] = mapped_column(Plain)
    at: Mapped[dt.datetime] = mapped_column(UTC)


class ReviewRow(Base):
    """One answered question; never changed, never deleted."""

    __tablename__ = "reviews"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    question: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(32))
    seed: Mapped[int | None]
    lang: Mapped[str] = mapped_column(String(2))
    answer: Mapped[str] = mapped_column(Plain)
    verdict: Mapped[object] = mapped_column(Json, nullable=False)
    outcome: Mapped[str] = mapped_column(String(16))
    score: Mapped[float]
    rating: Mapped[int | None]
    suggested: Mapped[int | None]
    at: Mapped[dt.datetime] = mapped_column(UTC)
    utc_offset: Mapped[int]
    day: Mapped[int]
    seconds: Mapped[float]
    timed: Mapped[bool]
    hints: Mapped[int]
    attempts: Mapped[int]
    revealed: Mapped[bool]
    mode: Mapped[str] = mapped_column(String(16))
    rule_version: Mapped[str] = mapped_column(String(16))
    scheduler_version: Mapped[str] = mapped_column(String(32))
    device: Mapped[str] = mapped_column(String(40))
    __table_args__ = (
        Index("ix_reviews_question", "question", "day", "at"),
        Index("ix_reviews_day", "day"),
        # SQLite stores "abc" in an integer column unless it is told not to
        _check(
            "reviews_rating",
            "rating IS NULL OR (typeof(rating) = 'integer' AND rating BETWEEN 1 AND 4)",
        ),
        _check(
            "reviews_suggested",
            "suggested IS NULL OR (typeof(suggested) = 'integer' AND suggested BETWEEN 1 AND 4)",
        ),
        _check("reviews_score", "typeof(score) = 'real' AND score BETWEEN 0 AND 1"),
        _check("reviews_day", "typeof(day) = 'integer' AND day > 0"),
        _check("reviews_seconds", "typeof(seconds) = 'real' AND seconds >= 0"),
        _check("reviews_verdict", "json_valid(verdict)"),
    )


class TombstoneRow(Base):
    """The undoing of a review."""

    __tablename__ = "tombstones"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    review: Mapped[str] = mapped_column(String(36), index=True)
    at: Mapped[dt.datetime] = mapped_column(UTC)


class FlagRow(Base):
    """One decision of the learner about a question: suspended, flagged, buried_until, with its
    value.
    """

    __tablename__ = "flag_events"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), index=True)
    what: Mapped[str] = mapped_column(String(16))
    value: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(UTC)


class CardRow(Base):
    """Derived state of one question; `due_day` is None while it is new."""

    __tablename__ = "cards"
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    last_day: Mapped[int | None]
    due_day: Mapped[int | None]
    reps: Mapped[int] = mapped_column(default=0)
    lapses: Mapped[int] = mapped_column(default=0)
    suspended: Mapped[bool] = mapped_column(default=False)
    flagged: Mapped[bool] = mapped_column(default=False)
    buried_until: Mapped[int | None]
    leech: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        Index("ix_cards_due", "due_day", "question", sqlite_where=text("suspended = 0")),
        _check("cards_due", "due_day IS NULL OR typeof(due_day) = 'integer'"),
        _check("cards_memory", "(stability IS NULL) = (due_day IS NULL)"),
    )


class SettingRow(Base):
    """One setting as a JSON value."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[object] = mapped_column(Json, nullable=False)


class DraftRow(Base):
    """An answer that is being written; survives a kill."""

    __tablename__ = "drafts"
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    seed: Mapped[int | None]
    text: Mapped[str] = mapped_column(Plain)
    at: Mapped[dt.datetime] = mapped_column(UTC)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    hints: Mapped[int] = mapped_column(default=0, server_default="0")
    revealed: Mapped[bool] = mapped_column(default=False, server_default="0")


class DeedRow(Base):
    """One thing that the learner did here and may take back; `before` is what it takes to do so."""

    __tablename__ = "deeds"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UTC)
    what: Mapped[str] = mapped_column(String(16))
    question: Mapped[str] = mapped_column(String(80))
    before: Mapped[object] = mapped_column(Json, nullable=False)
    undone: Mapped[bool] = mapped_column(default=False)


class MockRow(Base):
    """A finished mock interview, apart from the review log so that it does not bend the
    schedule.
    """

    __tablename__ = "mock_reports"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UTC)
    report: Mapped[object] = mapped_column(Json, nullable=False)


class PlanRow(Base):
    """What a started session set out to ask, so that it goes on after a kill."""

    __tablename__ = "session_plans"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[int]
    mode: Mapped[str] = mapped_column(String(16))
    plan: Mapped[object] = mapped_column(Json, nullable=False)
    at: Mapped[dt.datetime] = mapped_column(UTC)
    ended: Mapped[bool] = mapped_column(default=False)


# what is written more than once; cards are left out, as they are rebuilt from the log
CHANGING: tuple[type[Base], ...] = (
    TopicRow,
    QuestionRow,
    VersionRow,
    SettingRow,
    DraftRow,
    MockRow,
    PlanRow,
    DeedRow,
)
