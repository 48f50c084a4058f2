"""A value that a flipped bit spoiled, in a file that SQLite calls sound: a sentence, a finding, and a repair that keeps the rest."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizbank.app.bank import Bank
from quizbank.app.doctor import repair_database
from quizbank.cli.main import run
from quizbank.store.doctor import examine
from quizbank.store.schema import check

SPOILT = [
    ("topics", "prerequisites", -1), ("questions", "id", b"\xff\xfe"), ("questions", "minutes", "garbage"), ("questions", "content", b"\xff"),
    ("settings", "name", b"\xff\xfe"), ("settings", "value", "garbage"), ("reviews", "at", "garbage"), ("reviews", "question", b"\xff\xfe"),
    ("reviews", "verdict", "-1"), ("drafts", "at", "yesterday"), ("cards", "stability", "garbage"),
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three reviews, settings and a draft."""
    path = tmp_path_factory.mktemp("sound") / "q.db"
    common = ["--db", str(path), "--lang", "en"]
    for answer in ("mean((y-p)^2)", "1", "y"):
        assert run([*common, "grade", "mse-formula", "--answer", answer, "--record"]) in (0, 1)
    assert run([*common, "plan", "--interview", "2030-01-01", "--minutes", "30"]) == 0
    with Bank.open(path, "en").database as database:
        from quizbank.store.settings import save_draft
        from tests.store.making import NOW

        save_draft(database, "bce-formula", None, "half", NOW)
    return path


@pytest.mark.parametrize(("table", "column", "value"), SPOILT, ids=[f"{table}.{column} {value!r}" for table, column, value in SPOILT])
def test_a_spoilt_value_is_a_sentence_a_finding_and_mended(
        sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, column: str, value: object) -> None:
    path = tmp_path / "q.db"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid IN (SELECT rowid FROM {table} LIMIT 1)", (value,))
        connection.commit()
    check(path)
    for words in (["today"], ["stats"], ["plan"], ["grade", "mse-formula", "--answer", "1", "--record"]):
        code = run(["--db", str(path), "--lang", "en", *words])
        said = capsys.readouterr().err
        assert code in (0, 1, 3) and len(said.splitlines()) <= 1 and (code != 3 or "quizbank doctor" in said), said
    before = {finding.code: finding.ok for finding in examine(path)}
    assert before["values"] is (table == "cards"), "cards are rebuilt from the log"
    repair_database(str(path), "en")
    after = {finding.code: finding.ok for finding in examine(path)}
    assert after["values"] and after["references"]
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT count(*) FROM reviews").fetchone()[0]
    assert kept >= (2 if table == "reviews" else 3)
    assert run(["--db", str(path), "--lang", "en", "today"]) == 0
