from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizbank.domain.errors import CannotHere, QuizbankError
from quizbank.store import reviews
from quizbank.store.backup import backups_folder, daily_backup, make_backup, restore
from quizbank.store.database import Database
from quizbank.store.doctor import examine
from quizbank.store.migrate import migrate
from quizbank.store.uuid7 import uuid7
from quizbank.store.whole_files import create_alone, write_whole
from quizbank.words.catalogue import sentence
from tests.store.making import NOW, card, review
from tests.store.test_migrations import released


def count(path: Path) -> int:
    with Database.open(path) as database:
        return len(reviews.all_reviews(database))


def test_a_backup_of_a_live_database_has_every_row(database: Database, tmp_path: Path) -> None:
    for _ in range(50):
        reviews.append_review(database, review())
    target = make_backup(database.path, "manual", tmp_path / "mine.db")
    assert count(target) == 50
    assert target.stat().st_mode & 0o077 == 0
    assert sorted(os.listdir(tmp_path)) == [
        "mine.db",
        "quizbank.db",
        "quizbank.db-shm",
        "quizbank.db-wal",
    ]


def test_the_last_seven_days_and_five_of_each_other_reason_are_kept(database: Database) -> None:
    for _ in range(9):
        make_backup(database.path, "daily")
        make_backup(database.path, "import")
    names = os.listdir(backups_folder(database.path))
    assert sum(name.startswith("daily") for name in names) == 7
    assert sum(name.startswith("import") for name in names) == 5
    assert backups_folder(database.path).stat().st_mode & 0o077 == 0


def test_a_day_has_one_daily_backup(database: Database) -> None:
    assert daily_backup(database.path) is not None
    assert daily_backup(database.path) is None
    assert daily_backup(database.path, dt.date(2020, 1, 1)) is not None


def test_a_backup_to_a_named_file_removes_nothing_beside_it(
    database: Database, tmp_path: Path
) -> None:
    for k in range(9):
        (tmp_path / f"manual-{k}.db").write_text("mine")
    make_backup(database.path, "manual", tmp_path / "manual-x.db")
    assert len(list(tmp_path.glob("manual-*.db"))) == 10


def test_a_backup_does_not_overwrite_what_is_no_backup(database: Database, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work" * 100)
    for target in (tmp_path / "thesis.docx", database.path):
        with pytest.raises(QuizbankError):
            make_backup(database.path, "manual", target)
    with pytest.raises(CannotHere, match="is a folder"):
        make_backup(database.path, "manual", tmp_path)
    with pytest.raises(CannotHere, match="cannot be"):
        make_backup(database.path, "manual", tmp_path / "no" / "where.db")
    assert (tmp_path / "thesis.docx").read_text().startswith("years")
    backup = make_backup(database.path, "manual", tmp_path / "mine.db")
    assert make_backup(database.path, "manual", backup) == backup


def test_restoring_brings_the_rows_back_and_keeps_what_was_there(
    database: Database, tmp_path: Path
) -> None:
    reviews.append_review(database, review())
    backup = make_backup(database.path, "manual", tmp_path / "mine.db")
    reviews.append_review(database, review())
    kept = restore(database.path, backup)
    # the program that has the database open sees the restored rows, and what it writes is not lost
    assert len(reviews.all_reviews(database)) == 1
    reviews.append_review(database, review())
    database.close()
    assert count(database.path) == 2
    assert kept is not None and count(kept) == 2


def test_the_oldest_backup_of_its_kind_can_be_restored(database: Database) -> None:
    reviews.append_review(database, review())
    oldest = make_backup(database.path, "restore")
    for _ in range(4):
        make_backup(database.path, "restore")
    restore(database.path, oldest)
    assert oldest.exists() and len(reviews.all_reviews(database)) == 1


def test_a_damaged_database_is_moved_aside_for_the_restored_one(path: Path, tmp_path: Path) -> None:
    with Database.open(path) as database:
        reviews.append_review(database, review())
        backup = make_backup(path, "manual", tmp_path / "mine.db")
    path.write_bytes(b"scribble" * 1000)
    kept = restore(path, backup)
    assert kept is not None and kept.read_bytes() == b"scribble" * 1000
    assert count(path) == 1


def test_a_backup_is_restored_where_there_is_no_database(path: Path, tmp_path: Path) -> None:
    with Database.open(path) as database:
        reviews.append_review(database, review())
    target = tmp_path / "new" / "place.db"
    assert restore(target, path) is None
    assert count(target) == 1 and count(path) == 1


def test_an_old_backup_is_migrated_when_it_is_opened(database: Database, tmp_path: Path) -> None:
    restore(database.path, released(tmp_path / "old.db", "0001"))
    database.close()
    assert count(database.path) == 4


def test_a_backup_that_would_act_is_refused(database: Database, tmp_path: Path) -> None:
    for name, sql in {
        "trap": "CREATE TRIGGER trap AFTER INSERT ON reviews BEGIN DELETE FROM cards; END",
        "reviews_keep": "CREATE VIEW reviews_keep AS SELECT 1",
    }.items():
        strange = make_backup(database.path, "manual", tmp_path / f"{name}.db")
        sqlite3.connect(strange).executescript(sql)
        before = database.path.read_bytes()
        with pytest.raises(CannotHere, match=f"did not write .{name}"):
            restore(database.path, strange)
        assert database.path.read_bytes() == before


def test_what_is_no_sound_backup_is_refused_and_nothing_changes(
    database: Database, tmp_path: Path
) -> None:
    reviews.append_review(database, review())
    (tmp_path / "noise").write_bytes(b"noise" * 999)
    (tmp_path / "empty").touch()
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE t (x)").connection.close()
    torn = make_backup(database.path, "manual", tmp_path / "torn")
    content = bytearray(torn.read_bytes())
    content[4096:20480] = os.urandom(16384)
    torn.write_bytes(content)
    said = set()
    for name in ("noise", "empty", "other", "torn", "missing", ".", "quizbank.db"):
        with pytest.raises(QuizbankError) as refused:
            restore(database.path, tmp_path / name)
        said.add(sentence(refused.value.said, "en"))
    assert len(said) >= 6
    assert len(reviews.all_reviews(database)) == 1
    assert not backups_folder(database.path).exists()


def codes(path: Path, differing: int = 0) -> dict[str, bool]:
    return {finding.code: finding.ok for finding in examine(path, lambda: differing)}


def test_a_sound_database_is_said_to_be_sound(database: Database) -> None:
    reviews.append_review(database, review(), card())
    assert codes(database.path) == {
        "schema": True,
        "pages": True,
        "references": True,
        "log": True,
        "values": True,
        "orphans": True,
        "replay": True,
    }
    assert codes(database.path, 3)["replay"] is False
    assert all(finding.message("zh") != finding.message("en") for finding in examine(database.path))


def test_examining_changes_nothing(path: Path, tmp_path: Path) -> None:
    released(path, "0001")
    before = path.read_bytes()
    assert codes(path) == {
        "schema": True,
        "pages": True,
        "references": True,
        "log": True,
        "values": True,
    }
    assert path.read_bytes() == before
    assert codes(tmp_path / "missing.db") == {"missing": True}
    assert not (tmp_path / "missing.db").exists()


def test_damage_and_strangers_are_findings_not_errors(path: Path) -> None:
    path.write_bytes(b"")
    assert codes(path) == {"unusable": False}
    path.write_bytes(b"noise" * 999)
    [finding] = examine(path)
    assert (
        not finding.ok
        and "restore" in sentence(finding.said, "en")
        and "恢复" in sentence(finding.said, "zh")
    )


def test_rows_without_their_others_are_named(database: Database) -> None:
    from quizbank.domain.review import Tombstone

    reviews.append_tombstone(database, Tombstone(uuid7(), uuid7(), NOW), card())
    said = " ".join(
        sentence(finding.said, "en")
        for finding in examine(database.path)
        if finding.code == "orphans"
    )
    assert "Undoings" in said and "without a review" in said


def test_a_downgraded_database_is_examined_as_it_is(path: Path) -> None:
    Database.open(path).close()
    migrate(path, "0001")
    assert "migrated to" in sentence(examine(path)[0].said, "en")


def test_a_backup_without_what_keeps_the_log_is_refused(path: Path, tmp_path: Path) -> None:
    Database.open(path).close()
    kept = make_backup(path, "hand", tmp_path / "kept.db")
    with closing(sqlite3.connect(kept)) as connection:
        [name] = connection.execute("SELECT min(name) FROM sqlite_master WHERE type = 'trigger'")
        connection.execute(f"DROP TRIGGER {name[0]}")
        connection.commit()
    with pytest.raises(CannotHere, match=name[0]):
        restore(path, kept)


def test_a_link_at_the_name_of_an_unfinished_file_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "profile"
    victim.write_text("mine")
    foreseen = tmp_path / f".log.jsonl.{os.getpid()}.part"
    foreseen.symlink_to(victim)
    write_whole(tmp_path / "log.jsonl", b"theirs")
    assert victim.read_text() == "mine" and (tmp_path / "log.jsonl").read_bytes() == b"theirs"
    with pytest.raises(FileExistsError):
        create_alone(foreseen)
