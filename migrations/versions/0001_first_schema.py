"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = ("reviews", "tombstones", "flag_events")


def _text(name: str, size: int = 0, primary: bool = False, null: bool = False) -> sa.Column:
    return sa.Column(
        name, sa.String(size) if size else sa.Text(), primary_key=primary, nullable=null
    )


def upgrade() -> None:
    op.create_table(
        "topics",
        _text("id", 80, True),
        _text("zh"),
        _text("en"),
        _text("prerequisites"),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_table(
        "questions",
        _text("id", 80, True),
        _text("kind", 16),
        _text("topic", 80),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Double(), nullable=False),
        _text("version", 32),
        _text("origin", 80),
        sa.Column("active", sa.Boolean(), nullable=False),
        _text("content"),
    )
    op.create_index("ix_questions_topic", "questions", ["topic"])
    _reviews()
    op.create_table("tombstones", _text("id", 36, True), _text("review", 36), _text("at", 32))
    op.create_index("ix_tombstones_review", "tombstones", ["review"])
    op.create_table(
        "flag_events",
        _text("id", 36, True),
        _text("question", 80),
        _text("what", 16),
        sa.Column("value", sa.Integer(), nullable=False),
        _text("at", 32),
    )
    op.create_index("ix_flag_events_question", "flag_events", ["question"])
    _cards()
    op.create_table("settings", _text("name", 40, True), _text("value"))
    op.create_table(
        "drafts",
        _text("question", 80, True),
        sa.Column("seed", sa.Integer(), nullable=True),
        _text("text"),
        _text("at", 32),
    )
    op.create_table("mock_reports", _text("id", 36, True), _text("at", 32), _text("report"))
    for table in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _reviews() -> None:
    def number(
        name: str, kind: type[sa.types.TypeEngine] = sa.Integer, null: bool = False
    ) -> sa.Column:
        return sa.Column(name, kind(), nullable=null)

    op.create_table(
        "reviews",
        _text("id", 36, True),
        _text("question", 80),
        _text("version", 32),
        number("seed", null=True),
        _text("lang", 2),
        _text("answer"),
        _text("verdict"),
        _text("outcome", 16),
        number("score", sa.Double),
        number("rating", null=True),
        number("suggested", null=True),
        _text("at", 32),
        number("utc_offset"),
        number("day"),
        number("seconds", sa.Double),
        number("timed", sa.Boolean),
        number("hints"),
        number("attempts"),
        number("revealed", sa.Boolean),
        _text("mode", 16),
        _text("rule_version", 16),
        _text("scheduler_version", 32),
        _text("device", 40),
    )
    op.create_index("ix_reviews_question", "reviews", ["question", "day", "at"])
    op.create_index("ix_reviews_day", "reviews", ["day"])


def _cards() -> None:
    op.create_table(
        "cards",
        _text("question", 80, True),
        sa.Column("stability", sa.Double()),
        sa.Column("difficulty", sa.Double()),
        sa.Column("last_day", sa.Integer()),
        sa.Column("due_day", sa.Integer()),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("buried_until", sa.Integer()),
        sa.Column("leech", sa.Boolean(), nullable=False),
    )
    op.create_index(
        "ix_cards_due", "cards", ["due_day", "question"], sqlite_where=sa.text("suspended = 0")
    )


def downgrade() -> None:
    for table in (
        "mock_reports",
        "drafts",
        "settings",
        "cards",
        "flag_events",
        "tombstones",
        "reviews",
        "questions",
        "topics",
    ):
        op.drop_table(table)
