"""Keep beside a question what the day's choice reads of it, what was last done so that it can be
taken back, and the tries of an answer that is being written.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("questions") as batch:
        batch.add_column(sa.Column("asked", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("mock", sa.Boolean(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("tags", sa.Text(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("roles", sa.Text(), nullable=False, server_default="[]"))
    op.execute(
        "UPDATE questions SET tags = coalesce(json_extract(content, '$.tags'), '[]'), "
        "roles = coalesce(json_extract(content, '$.roles'), '[]') WHERE json_valid(content)"
    )
    with op.batch_alter_table("drafts") as batch:
        for name in ("attempts", "hints"):
            batch.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("revealed", sa.Boolean(), nullable=False, server_default="0"))
    op.create_table(
        "deeds",
        sa.Column("id", sa.String(36), primary_key=True, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("deeds")
    with op.batch_alter_table("drafts") as batch:
        for name in ("attempts", "hints", "revealed"):
            batch.drop_column(name)
    with op.batch_alter_table("questions") as batch:
        for name in ("asked", "mock", "tags", "roles"):
            batch.drop_column(name)
