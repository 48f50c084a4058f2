"""The home screen's first numbers by the standard library alone, so that they are painted before
the ORM is imported.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizbank.store.schema import APPLICATION_ID, HEAD


@dataclass(frozen=True, slots=True)
class Glance:
    """Counts of one study day; `review_days` are the days with a review, latest first; `forecast`
    the next seven.
    """

    due: int
    new: int
    questions: int
    review_days: tuple[int, ...] = ()
    done_today: int = 0
    forecast: tuple[int, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)


def glance(path: Path, today: int) -> Glance | None:
    """What the database says about the study day `today`; None where it is not there or not
    ready.
    """
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(path, timeout=1)
        try:
            return _read(connection, today)
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return None


def _read(connection: sqlite3.Connection, today: int) -> Glance | None:
    def one(query: str, *values: Any) -> int:
        return int(connection.execute(query, values).fetchone()[0])

    if one("PRAGMA application_id") != APPLICATION_ID:
        return None
    if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
        return None
    active = (
        "FROM cards JOIN questions ON questions.id = cards.question AND questions.active "
        "WHERE suspended = 0 AND NOT leech"
    )
    due = one(
        f"SELECT count(*) {active} AND due_day <= ? AND coalesce(buried_until, 0) <= ?",
        today,
        today,
    )
    questions = one("SELECT count(*) FROM questions WHERE active")
    kept = one(
        "SELECT count(*) FROM questions JOIN cards ON cards.question = questions.id "
        "WHERE active AND "
        "(due_day IS NOT NULL OR suspended OR leech OR buried_until > ?)",
        today,
    )
    days = tuple(
        row[0]
        for row in connection.execute(
            "SELECT DISTINCT day FROM reviews WHERE id NOT IN (SELECT review FROM "
            "tombstones) ORDER BY day DESC LIMIT 400"
        )
    )
    done = one(
        "SELECT count(*) FROM reviews WHERE day = ? AND id NOT IN (SELECT review FROM tombstones)",
        today,
    )
    ahead = dict(
        connection.execute(
            f"SELECT max(due_day, ?), count(*) {active} AND due_day < ? GROUP BY 1",
            (today, today + 7),
        ).fetchall()
    )
    settings = {
        row[0].removeprefix("setting:"): json.loads(row[1])
        for row in connection.execute(
            "SELECT name, value FROM settings WHERE name LIKE 'setting:%'"
        )
    }
    return Glance(
        due=due,
        new=questions - kept,
        questions=questions,
        review_days=days,
        done_today=done,
        forecast=tuple(ahead.get(today + k, 0) for k in range(7)),
        settings=settings,
    )
