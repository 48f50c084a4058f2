"""A value that a flipped bit spoiled, in a file that SQLite calls sound: a sentence, a finding, and
a repair that keeps the rest.
"""

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
from quizbank.store.settings import load_settings

SPOILT = [
    ("topics", "prerequisites", -1),
    ("questions", "id", b"\xff\xfe"),
    ("questions", "minutes", "garbage"),
    ("questions", "content", b"\xff"),
    ("settings", "name", b"\xff\xfe"),
    ("settings", "value", "garbage"),
    ("reviews", "at", "garbage"),
    ("reviews", "question", b"\xff\xfe"),
    ("reviews", "verdict", "-1"),
    ("drafts", "at", "yesterday"),
    ("cards", "stability", "garbage"),
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

        save_draft(database, "bce-formula", seed=None, text="half", at=NOW)
    return path


@pytest.mark.parametrize(
    ("table", "column", "value"),
    SPOILT,
    ids=[f"{table}.{column} {value!r}" for table, column, value in SPOILT],
)
def test_a_spoilt_value_is_a_sentence_a_finding_and_mended(
    sound: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    table: str,
    column: str,
    value: object,
) -> None:
    path = tmp_path / "q.db"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE rowid IN (SELECT rowid FROM {table} LIMIT 1)",
            (value,),
        )
        connection.commit()
    check(path)
    for words in (
        ["today"],
        ["stats"],
        ["plan"],
        ["grade", "mse-formula", "--answer", "1", "--record"],
    ):
        code = run(["--db", str(path), "--lang", "en", *words])
        said = capsys.readouterr().err
        assert (
            code in (0, 1, 3)
            and len(said.splitlines()) <= 1
            and (code != 3 or "quizbank doctor" in said)
        ), said
    before = {finding.code: finding.ok for finding in examine(path)}
    assert before["values"] is (table == "cards"), "cards are rebuilt from the log"
    repair_database(str(path), "en")
    after = {finding.code: finding.ok for finding in examine(path)}
    assert after["values"] and after["references"]
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT count(*) FROM reviews").fetchone()[0]
    assert kept >= (2 if table == "reviews" else 3)
    assert run(["--db", str(path), "--lang", "en", "today"]) == 0


NOTHING_OF_OURS = [
    ("minutes", '"abc"'),
    ("minutes", "-5"),
    ("minutes", "null"),
    ("minutes", "true"),
    ("retention", '"x"'),
    ("retention", "0"),
    ("rollover_hour", "99"),
    ("zone", "5"),
    ("interview", '"soon"'),
    ("interview", "5"),
    ("topic_weights", '{"losses": "x"}'),
    ("topic_weights", "[]"),
    ("open_topics", "[5]"),
    ("lang", '"fr"'),
    ("ascii_only", '"x"'),
    ("parameters", "[1e308" + ", 1" * 20 + "]"),
    ("parameters", "[0" + ", 0" * 20 + "]"),
    ("parameters", "[NaN" + ", 1" * 20 + "]"),
    ("parameters", '["x"' + ", 1" * 20 + "]"),
    ("parameters", "123"),
]


@pytest.mark.parametrize(
    ("name", "value"),
    NOTHING_OF_OURS,
    ids=[f"{name} {value[:12]}" for name, value in NOTHING_OF_OURS],
)
def test_a_setting_that_cannot_be_one_is_a_sentence_a_finding_and_mended(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    path = tmp_path / "q.db"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE settings SET value = ? WHERE name = ?", (value, f"setting:{name}")
        )
        connection.commit()
    for words in (["today"], ["plan"], ["optimize"], ["stats"]):
        assert (
            run(["--db", str(path), "--lang", "en", *words]) == 3
            and "quizbank doctor" in capsys.readouterr().err
        )
    assert {finding.code: finding.ok for finding in examine(path)}["values"] is False
    repair_database(str(path), "en")
    assert run(["--db", str(path), "--lang", "en", "today"]) == 0
    with Bank.open(path, "en").database as database:
        kept = load_settings(database)
    # the others are kept
    assert (kept.minutes, str(kept.interview)) == (
        20 if name == "minutes" else 30,
        "None" if name == "interview" else "2030-01-01",
    )


def test_what_the_app_noted_for_itself_may_be_anything_and_is_forgotten(
    sound: Path, tmp_path: Path
) -> None:
    path = tmp_path / "q.db"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path)) as connection:
        for name in ("backlog:quiet", "study:list", "study:lifted"):
            for value in ('"x"', "[]", '{"day": 3}', "null"):
                connection.execute(
                    "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value)
                )
                connection.execute(
                    "UPDATE settings SET value = 'null' WHERE name = 'setting:interview'"
                )
                connection.commit()
                assert run(["--db", str(path), "--lang", "en", "today"]) == 0, (name, value)
