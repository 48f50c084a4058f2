from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from quizbank.domain.errors import CannotHere
from quizbank.store import questions, reviews, settings
from quizbank.store.backup import backups_folder
from quizbank.store.database import Database
from quizbank.store.locations import bundled
from quizbank.store.migrate import migrate
from quizbank.store.models import Base
from quizbank.store.schema import HEAD, KNOWN, revision_of
from quizbank.words.catalogue import sentence
from tests.store.making import NOW, TODAY, TOPICS, card, question, review

FIXTURES = Path(__file__).parent / "fixtures"


def released(path: Path, revision: str) -> Path:
    """A database as the release with that schema wrote it."""
    connection = sqlite3.connect(path)
    connection.executescript((FIXTURES / f"schema_{revision}.sql").read_text("utf-8"))
    connection.close()
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def structure(path: Path) -> dict[str, object]:
    """Columns, keys, checks, indexes of every table, whatever the order and spelling of the
    statements was.
    """
    connection = sqlite3.connect(path)
    found: dict[str, object] = {}
    tables = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    ).fetchall()
    for name, sql in tables:
        found[name] = (
            {
                (c[1], c[2].replace("DOUBLE", "FLOAT").split("(")[0], c[3], bool(c[5]))
                for c in connection.execute(f"PRAGMA table_info({name})")
            },
            {k[2:] for k in connection.execute(f"PRAGMA foreign_key_list({name})")},
            set(re.findall(r"CONSTRAINT (\w+) CHECK", sql)),
        )
    for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
    ).fetchall():
        found[name] = " ".join(sql.split())
    connection.close()
    return found


def test_the_head_is_the_last_script_of_the_migrations_folder() -> None:
    scripts = sorted(
        path.name[:4] for path in (bundled("migrations") / "versions").glob("[0-9]*.py")
    )
    assert tuple(scripts) == KNOWN and scripts[-1] == HEAD


def test_models_and_migrations_describe_the_same_schema(tmp_path: Path) -> None:
    migrate(tmp_path / "migrated.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'created.db'}")
    Base.metadata.create_all(engine)
    engine.dispose()
    assert structure(tmp_path / "migrated.db") == structure(tmp_path / "created.db")


def test_alembic_sees_no_drift(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_every_released_schema_has_a_fixture() -> None:
    assert {path.name for path in FIXTURES.glob("schema_*.sql")} == {
        f"schema_{revision}.sql" for revision in KNOWN
    }


@pytest.mark.parametrize("revision", KNOWN)
def test_a_released_schema_is_upgraded_with_everything_in_it(path: Path, revision: str) -> None:
    released(path, revision)
    before = rows(path, "SELECT * FROM reviews ORDER BY id")
    with Database.open(path) as database:
        assert [r.id[-1] for r in reviews.reviews_of(database)] == ["0", "1", "2"]
        assert len(reviews.all_reviews(database)) == 4
        assert len(reviews.flag_events(database)) == 1
        assert settings.load_settings(database).minutes == 35
        assert settings.load_draft(database, "mse") == (3, "mean(")
        assert questions.question_as_of(database, "mse", "v1") is not None
    assert rows(path, "SELECT * FROM reviews ORDER BY id") == before
    assert revision_of(path) == HEAD
    assert rows(path, "PRAGMA user_version") == [(int(HEAD),)]


def test_a_backup_is_made_before_migrating(path: Path) -> None:
    released(path, "0001")
    Database.open(path).close()
    [backup] = backups_folder(path).glob("migration-*.db")
    assert revision_of(backup) == "0001"
    assert len(rows(backup, "SELECT * FROM reviews")) == 4


def test_back_and_forward_keeps_rows_triggers_and_children(path: Path) -> None:
    with Database.open(path) as database:
        questions.replace_pack(
            database,
            "bundled",
            topics=TOPICS,
            questions=[question(), question("ce")],
            fingerprint="1",
        )
        for one in ("mse", "ce"):
            reviews.append_review(database, review(one), card(one))
    log = rows(path, "SELECT * FROM reviews ORDER BY id")
    shape = structure(path)
    migrate(path, "0001")
    assert revision_of(path) == "0001" and rows(path, "PRAGMA user_version") == [(1,)]
    assert rows(path, "SELECT * FROM reviews ORDER BY id") == log
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        rows(path, "DELETE FROM reviews")
    migrate(path)
    assert structure(path) == shape
    assert rows(path, "SELECT * FROM reviews ORDER BY id") == log
    assert rows(path, "SELECT question, version FROM question_versions ORDER BY 1") == [
        ("ce", "v1"),
        ("mse", "v1"),
    ]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        rows(path, "UPDATE reviews SET score = 0")


def test_all_the_way_back_and_forward_again(path: Path) -> None:
    migrate(path)
    shape = structure(path)
    migrate(path, "base")
    assert structure(path) == {}
    migrate(path)
    assert structure(path) == shape


def with_scripts(folder: Path, body: str) -> Path:
    """The bundled migrations and one more, whose upgrade is `body`."""
    shutil.copytree(bundled("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision = '9999'\n"
        f"down_revision = '{HEAD}'\n\ndef upgrade():\n"
        + "".join(f"    {line}\n" for line in body.splitlines()),
        "utf-8",
    )
    return folder


def test_a_migration_that_fails_halfway_leaves_nothing_behind(path: Path, tmp_path: Path) -> None:
    with Database.open(path) as database:
        reviews.append_review(database, review(), card())
    before = list(sqlite3.connect(path).iterdump())
    scripts = with_scripts(
        tmp_path / "scripts",
        """
op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
op.execute("DROP TABLE cards")
with op.batch_alter_table("questions") as batch:
    batch.add_column(sa.Column("more", sa.Text()))
raise RuntimeError("pulled the plug")""",
    )
    with pytest.raises(RuntimeError, match="pulled the plug"):
        migrate(path, "9999", scripts)
    assert list(sqlite3.connect(path).iterdump()) == before
    assert revision_of(path) == HEAD


def test_rebuilding_a_parent_does_not_take_its_children_along(path: Path, tmp_path: Path) -> None:
    with Database.open(path) as database:
        questions.replace_pack(
            database,
            "bundled",
            topics=TOPICS,
            questions=[question(), question("ce")],
            fingerprint="1",
        )
    scripts = with_scripts(
        tmp_path / "scripts",
        """
with op.batch_alter_table("questions", recreate="always") as batch:
    batch.add_column(sa.Column("more", sa.Text()))""",
    )
    migrate(path, "9999", scripts)
    assert rows(path, "SELECT count(*) FROM question_versions") == [(2,)]


def test_a_migration_that_breaks_a_reference_is_undone(path: Path, tmp_path: Path) -> None:
    with Database.open(path) as database:
        questions.replace_pack(
            database, "bundled", topics=TOPICS, questions=[question()], fingerprint="1"
        )
    scripts = with_scripts(tmp_path / "scripts", 'op.execute("DELETE FROM questions")')
    with pytest.raises(CannotHere, match="question_versions"):
        migrate(path, "9999", scripts)
    assert rows(path, "SELECT count(*) FROM questions") == [(1,)]


def test_a_newer_schema_is_refused_with_every_byte_unchanged(path: Path, tmp_path: Path) -> None:
    with Database.open(path) as database:
        reviews.append_review(database, review(), card())
    migrate(
        path,
        "9999",
        with_scripts(tmp_path / "scripts", 'op.execute("CREATE TABLE later (id INTEGER)")'),
    )
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    with pytest.raises(CannotHere, match=r"newer quizbank \(schema 9999\)") as refused:
        Database.open(path)
    assert "升级" in sentence(refused.value.said, "zh")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


def test_opening_an_up_to_date_database_does_not_import_alembic(path: Path) -> None:
    import subprocess
    import sys

    Database.open(path).close()
    code = f"""
import sys
from quizbank.store.database import Database
Database.open({str(path)!r}).close()
assert 'alembic' not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_two_programs_may_migrate_at_once(path: Path) -> None:
    import subprocess
    import sys

    released(path, "0001")
    code = f"from quizbank.store.database import Database; Database.open({str(path)!r}).close()"
    several = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=Path(__file__).parents[2], stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    assert [one.communicate()[1] for one in several] == [b"", b"", b""]
    assert revision_of(path) == HEAD and len(rows(path, "SELECT * FROM reviews")) == 4


def test_times_in_the_fixture_are_read_as_they_were_written(path: Path) -> None:
    with Database.open(released(path, "0001")) as database:
        [first, *_] = reviews.reviews_of(database)
    assert first.at == NOW and first.day == TODAY and first.answer == "mean((y-ŷ)²)"
