"""Running Alembic from inside the app, on an engine whose foreign keys are off and whose BEGIN is real."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from quizbank.domain.errors import CannotHere
from quizbank.store.locations import bundled
from quizbank.store.schema import APPLICATION_ID, HEAD


def migrate(path: Path, target: str = HEAD) -> None:
    """Bring the file to `target`; all or nothing. Raises `CannotHere` where the result breaks a foreign key."""
    from alembic import command
    from alembic.config import Config

    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, record: object) -> None:
        # the driver's own transactions would commit before DDL and leave half a migration
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA foreign_keys = OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            current = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")).first()
            down = current is not None and target != HEAD
            (command.downgrade if down else command.upgrade)(config, target)
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            if broken is not None:
                raise CannotHere(f"Migrating {path} would break a reference in table {broken[0]}; nothing was changed.",
                                 f"迁移 {path} 会破坏表 {broken[0]} 的引用，已撤销，文件没有改动。")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.dispose()
