"""Keep every version of a question, the plan of a started session and edits of custom questions;
hold values to their types.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_CHECKS = {
    "reviews": {
        "ck_reviews_rating": (
            "rating IS NULL OR (typeof(rating) = 'integer' AND rating BETWEEN 1 AND 4)"
        ),
        "ck_reviews_suggested": (
            "suggested IS NULL OR (typeof(suggested) = 'integer' AND suggested BETWEEN 1 AND 4)"
        ),
        "ck_reviews_score": "typeof(score) = 'real' AND score BETWEEN 0 AND 1",
        "ck_reviews_day": "typeof(day) = 'integer' AND day > 0",
        "ck_reviews_seconds": "typeof(seconds) = 'real' AND seconds >= 0",
        "ck_reviews_verdict": "json_valid(verdict)",
    },
    "cards": {
        "ck_cards_due": "due_day IS NULL OR typeof(due_day) = 'integer'",
        "ck_cards_memory": "(stability IS NULL) = (due_day IS NULL)",
    },
}


def upgrade() -> None:
    for table, checks in _CHECKS.items():
        with op.batch_alter_table(table, recreate="always") as batch:
            for name, condition in checks.items():
                batch.create_check_constraint(name, condition)
    _append_only("reviews")
    op.create_table(
        "question_versions",
        sa.Column(
            "question",
            sa.String(80),
            sa.ForeignKey("questions.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("version", sa.String(32), primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.execute(
        "INSERT INTO question_versions (question, version, content) SELECT id, version, "
        "content FROM questions"
    )
    op.create_table(
        "question_edits",
        sa.Column("id", sa.String(36), primary_key=True, nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("parents", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_question_edits_question", "question_edits", ["question"])
    _append_only("question_edits")
    op.create_table(
        "session_plans",
        sa.Column("id", sa.String(36), primary_key=True, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    for table in ("session_plans", "question_edits", "question_versions"):
        op.drop_table(table)
    for table, checks in _CHECKS.items():
        with op.batch_alter_table(table, recreate="always") as batch:
            for name in checks:
                batch.drop_constraint(name, type_="check")
    _append_only("reviews")


def _append_only(table: str) -> None:
    """SQLite drops triggers with the table that a batch rebuild replaces."""
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
