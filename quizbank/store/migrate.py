"""Running Alembic from inside the app, on an engine whose foreign keys are off and whose BEGIN is
real.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.pool import NullPool

from quizbank.domain.errors import CannotHere
from quizbank.store.locations import bundled
from quizbank.store.schema import APPLICATION_ID, HEAD, KNOWN

# Alembic keeps the migration that runs in module state: one at a time
_one_at_a_time = threading.Lock()


def migrate(path: Path, target: str = HEAD, scripts: Path | None = None) -> None:
    """Bring the file to revision `target`, forward or back (``base``: no table is left); all or
    nothing.

    `scripts` is another folder of migrations (for tests). Raises `CannotHere` where the result
    breaks a foreign key.
    """
    from alembic import command
    from alembic.config import Config

    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option(
        "script_location", str(scripts or bundled("migrations")).replace("%", "%%")
    )
    try:
        with _one_at_a_time, engine.begin() as connection:
            config.attributes["connection"] = connection
            back = target == "base" or (target in KNOWN and (_current(connection) or "") > target)
            (command.downgrade if back else command.upgrade)(config, target)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise CannotHere("store.breaks", path=str(path), table=str(broken[0]))
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {int(_current(connection) or 0)}")
    finally:
        engine.dispose()


def _prepare(connection: sqlite3.Connection, record: object) -> None:
    # the driver's own transactions would commit before DDL and leave half a migration
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 10000")
    connection.execute("PRAGMA synchronous = FULL")
    # a table rebuilt under foreign keys with ON DELETE CASCADE would silently take its children
    # along
    connection.execute("PRAGMA foreign_keys = OFF")


def _current(connection: Connection) -> str | None:
    if (
        connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).first()
        is None
    ):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
