"""Examining a database without changing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graders.said import Said, said
from quizbank.domain.errors import CannotHere
from quizbank.store.faults import unusable
from quizbank.store.rotten import rotten_rows
from quizbank.store.schema import HEAD, check, peek, revision_of

# rows that point at what is not here: each query counts some, and the code says which
_ORPHANS = {
    "doctor.orphan-undoings": "SELECT count(*) FROM tombstones "
    "WHERE review NOT IN (SELECT id FROM reviews)",
    "doctor.orphan-cards": "SELECT count(*) FROM cards "
    "WHERE question NOT IN (SELECT id FROM questions)",
    "doctor.cards-unreviewed": "SELECT count(*) FROM cards "
    "WHERE reps > 0 AND question NOT IN (SELECT question FROM reviews)",
    "doctor.orphan-topics": "SELECT count(*) FROM questions "
    "WHERE active AND topic NOT IN (SELECT id FROM topics)",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `code` is stable, `said` tells what was found and, where not `ok`, the
    cure.
    """

    code: str
    ok: bool
    said: Said

    def message(self, lang: str) -> str:
        """The sentence in `lang`."""
        from quizbank.words.catalogue import sentence

        return sentence(self.said, lang)


def examine(path: Path, differing_cards: Callable[[], int] | None = None) -> list[Finding]:
    """What there is to say about a database file. `differing_cards` counts the cards that replaying
    the log would change.

    A finding that makes the next ones meaningless is the last.
    """
    if not path.exists():
        return [Finding("missing", True, said("doctor.missing", path=str(path)))]
    try:
        revision = revision_of(path)
        check(path)
        findings = [_schema(str(revision)), Finding("pages", True, said("doctor.pages"))]
        with peek(path) as connection:
            findings += _contents(connection)
    except CannotHere as refused:
        return [Finding("unusable", False, refused.said)]
    except sqlite3.Error as error:
        return [Finding("unusable", False, unusable(path, error).said)]
    if differing_cards is not None and revision == HEAD:
        findings.append(_replay(differing_cards()))
    return findings


def _schema(revision: str) -> Finding:
    if revision == HEAD:
        return Finding("schema", True, said("doctor.schema", revision=revision))
    return Finding("schema", True, said("doctor.schema-old", revision=revision, head=HEAD))


def _contents(connection: sqlite3.Connection) -> list[Finding]:
    broken = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    references = said("doctor.references-broken", n=broken) if broken else said("doctor.references")
    findings = [
        Finding("references", not broken, references),
        _log(connection),
        _values(rotten_rows(connection)),
    ]
    for code, query in _ORPHANS.items():
        orphans = int(connection.execute(query).fetchone()[0])
        if orphans:
            # they come with a machine that has other questions, and harm nothing
            findings.append(Finding("orphans", True, said(code, n=orphans)))
    return findings


def _log(connection: sqlite3.Connection) -> Finding:
    count, undone = (
        int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("reviews", "tombstones")
    )
    return Finding("log", True, said("doctor.log", n=count, undone=undone))


def _values(rotten: dict[str, int]) -> Finding:
    if not rotten:
        return Finding("values", True, said("doctor.values"))
    where = ", ".join(f"{name} {count}" for name, count in sorted(rotten.items()))
    return Finding("values", False, said("doctor.values-rotten", where=where))


def _replay(differing: int) -> Finding:
    if not differing:
        return Finding("replay", True, said("doctor.replay"))
    code = "doctor.replay-one" if differing == 1 else "doctor.replay-many"
    return Finding("replay", False, said(code, n=differing))
