from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizbank.domain.errors import CannotHere, QuizbankError
from quizbank.store import database as module
from quizbank.store import reviews
from quizbank.store.alone import alone
from quizbank.store.database import Database, path_of
from quizbank.words.catalogue import both, sentence
from tests.store.making import review

ROOT = Path(__file__).parents[2]


def refusal(path: Path | str) -> CannotHere:
    with pytest.raises(CannotHere) as refused:
        Database.open(path)
    zh, en = both(refused.value.said)
    assert zh != en and "\n" not in en
    return refused.value


def test_a_new_database_and_its_folder_belong_to_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "x.db"
    old = os.umask(0)
    try:
        with Database.open(path) as database:
            reviews.append_review(database, review())
            assert {file.name for file in path.parent.iterdir()} == {"x.db", "x.db-wal", "x.db-shm"}
            assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in path.parent.iterdir())
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["x.db"]


@pytest.mark.parametrize("name", ["a b.db", "ü?x=%20#.db", "题库.db", "it's.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    Database.open(tmp_path / name).close()
    Database.open(f"sqlite:///{tmp_path / name}").close()
    assert os.listdir(tmp_path) == [name]


def test_writes_are_durable_and_the_log_is_kept_apart(database: Database) -> None:
    with database.read() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "recursive_triggers",
            )
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "recursive_triggers": 1,
    }


@pytest.mark.parametrize("address", ["postgresql://host/db", "", ":memory:", "a\0b", "sqlite:///"])
def test_what_names_no_file_is_refused(address: str) -> None:
    with pytest.raises(QuizbankError) as refused:
        path_of(address)
    assert refused.value.exit_code == 2


def test_each_unusable_file_has_its_own_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    (tmp_path / "thesis.docx").write_bytes(b"PK\3\4" + bytes(3000))
    sqlite3.connect(tmp_path / "other.db").executescript(
        "CREATE TABLE cards (id); PRAGMA user_version = 2"
    )
    Database.open(tmp_path / "torn.db").close()
    content = bytearray((tmp_path / "torn.db").read_bytes())
    content[4096:12288] = os.urandom(8192)
    (tmp_path / "torn.db").write_bytes(content)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    sentences = {name: sentence(refusal(tmp_path / name).said, "en") for name in before} | {
        "folder": sentence(refusal(tmp_path).said, "en"),
        "below a file": sentence(refusal(tmp_path / "empty.db" / "x.db").said, "en"),
    }
    assert "0 bytes" in sentences["empty.db"]
    assert "not a database" in sentences["thesis.docx"]
    assert "not a quizbank database" in sentences["other.db"]
    assert "damaged" in sentences["torn.db"]
    assert "is a folder" in sentences["folder"]
    assert len(set(sentences.values())) == len(sentences)
    for name, content_before in before.items():
        assert (tmp_path / name).read_bytes() == content_before


def test_a_database_held_by_another_program_is_named_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Database.open(path).close()
    monkeypatch.setattr(module, "BUSY_MS", 50)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert "in use by another program" in sentence(refusal(path).said, "en")
    holder.execute("ROLLBACK")
    holder.close()
    Database.open(path).close()


def test_a_lock_that_comes_later_is_a_sentence_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_MS", 50)
    with Database.open(path) as database:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        one = review()
        with pytest.raises(CannotHere, match="in use"):
            reviews.append_review(database, one)
        holder.execute("ROLLBACK")
        holder.close()
        assert reviews.append_review(database, one)


def test_reading_does_not_wait_for_a_writer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_MS", 0)
    with Database.open(path) as database:
        reviews.append_review(database, review())
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        assert len(reviews.all_reviews(database)) == 1
        holder.close()


def test_a_full_disk_is_a_sentence_and_what_was_saved_stays(path: Path) -> None:
    with Database.open(path) as database:
        saved = [review() for _ in range(5)]
        for one in saved:
            reviews.append_review(database, one)
        with database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        large = review(answer="x" * 100_000)
        with pytest.raises(CannotHere, match="disk is full") as refused:
            reviews.append_review(database, large)
        assert "磁盘已满" in sentence(refused.value.said, "zh")
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 100000")
        assert reviews.append_review(database, large)
        assert [r.id for r in reviews.all_reviews(database)] == [r.id for r in [*saved, large]]


def test_a_write_that_fails_in_the_file_system_is_a_sentence(path: Path) -> None:
    # the limit on file sizes makes the kernel itself refuse
    code = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from quizbank.domain.errors import CannotHere
from quizbank.store import reviews
from quizbank.store.database import Database
from quizbank.words.catalogue import sentence
from tests.store.making import review
with Database.open({str(path)!r}) as database:
    kept = review(); reviews.append_review(database, kept)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    try:
        reviews.append_review(database, review(answer="x" * 900_000))
    except CannotHere as refused:
        print(sentence(refused.said, "en"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    more = review(); assert reviews.append_review(database, more)
    assert [r.id for r in reviews.all_reviews(database)] == [kept.id, more.id]
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "what was saved" in done.stdout


@pytest.mark.parametrize("part", ["folder", "file"])
def test_a_read_only_place_is_a_sentence(tmp_path: Path, part: str) -> None:
    folder = tmp_path / "place"
    path = folder / "x.db"
    Database.open(path).close()
    (folder if part == "folder" else path).chmod(0o555 if part == "folder" else 0o444)
    # root may write anywhere, so the attempt is made as nobody
    code = f"""
import os, sys
from quizbank.domain.errors import CannotHere
from quizbank.store.database import Database
from quizbank.words.catalogue import sentence
import quizbank.store.migrate, alembic.command
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
for name in {[str(path), str(folder / "new.db")][: 2 if part == "folder" else 1]!r}:
    try:
        Database.open(name).close()
        print("opened")
    except CannotHere as refused:
        print(sentence(refused.said, "en"))
"""
    if part == "file":
        folder.chmod(0o777)
        tmp_path.chmod(0o777)
    for above in tmp_path.parents:
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
        if above.name.startswith("pytest-of"):
            break
    tmp_path.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = done.stdout.splitlines()
    assert len(said) == (2 if part == "folder" else 1)
    assert all("read-only" in sentence for sentence in said)


def test_an_answer_is_refused_where_the_file_was_moved_away_and_not_lost_in_silence(
    path: Path,
) -> None:
    with Database.open(path) as database:
        reviews.append_review(database, review())
        path.rename(path.with_name("moved.db"))
        with pytest.raises(CannotHere, match="moved or replaced"):
            reviews.append_review(database, review())
        Database.open(path).close()
        with pytest.raises(CannotHere, match="moved or replaced"):
            reviews.append_review(database, review())
        path.unlink()
        path.with_name("moved.db").rename(path)
        assert reviews.append_review(database, review())
        assert len(reviews.all_reviews(database)) == 2


def test_a_pipe_is_no_database_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    assert "no regular file" in sentence(refusal(tmp_path / "pipe.db").said, "en")


def test_a_deleted_database_does_not_come_back_through_its_log(path: Path) -> None:
    with Database.open(path) as database:
        reviews.append_review(database, review())
        log = path.with_name("quizbank.db-wal").read_bytes()
    path.unlink()
    path.with_name("quizbank.db-wal").write_bytes(log)
    with Database.open(path) as database:
        assert reviews.all_reviews(database) == []
    [stray] = path.parent.glob("quizbank.db-wal.stray-*")
    assert stray.read_bytes() == log


def test_many_programs_may_create_the_same_database_at_once(path: Path) -> None:
    faults: list[BaseException] = []

    def start() -> None:
        try:
            with Database.open(path) as database:
                reviews.append_review(database, review())
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with Database.open(path) as database:
        assert len(reviews.all_reviews(database)) == 6
    assert os.listdir(path.parent) == ["quizbank.db"]


def test_what_a_killed_creation_left_is_swept_away(path: Path) -> None:
    old, fresh = path.with_name(f".{path.name}.a.new"), path.with_name(f".{path.name}.b.new")
    old.touch()
    fresh.touch()
    os.utime(old, (0, 0))
    Database.open(path).close()
    assert not old.exists() and fresh.exists()


def test_a_process_that_comes_late_leaves_the_log_of_the_database_made_before_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early: list[Database] = []

    @contextmanager
    def late(lock: Path) -> Iterator[None]:
        # between this process's look and its turn another one creates and writes
        monkeypatch.setattr(module, "alone", alone)
        early.append(Database.open(path))
        reviews.append_review(early[0], review())
        with alone(lock):
            yield

    monkeypatch.setattr(module, "alone", late)
    with Database.open(path) as database:
        assert len(reviews.all_reviews(database)) == 1
        reviews.append_review(early[0], review())
        assert len(reviews.all_reviews(database)) == 2
    early[0].close()
    assert os.listdir(path.parent) == ["quizbank.db"]


def test_a_late_creation_loses_no_review_of_the_database_made_before_it(path: Path) -> None:
    with Database.open(path) as early:
        reviews.append_review(early, review())
        module._create(path)
        assert list(path.parent.glob("*.stray-*")) == []
        assert path.with_name("quizbank.db-wal").stat().st_size > 0
    with Database.open(path) as database:
        assert len(reviews.all_reviews(database)) == 1


def test_a_held_lock_is_waited_for_and_told(path: Path) -> None:
    lock = path.with_name("lock")
    with alone(lock), pytest.raises(TimeoutError), alone(lock, seconds=0.05):
        pytest.fail("two hold one lock")
    assert not lock.exists()
