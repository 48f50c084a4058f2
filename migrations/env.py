"""Alembic's entry: always run by the app (`quizbank.store.migrate`), over the connection that it
hands in.
"""

from alembic import context

from quizbank.store.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
