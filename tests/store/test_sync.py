from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbank.domain.errors import CannotHere
from quizbank.domain.review import Tombstone
from quizbank.store import log
from quizbank.store import reviews as stored
from quizbank.store.backup import backups_folder
from quizbank.store.database import Database
from quizbank.store.records import Entry, to_line
from quizbank.store.sync import sync
from quizbank.store.uuid7 import uuid7
from quizbank.words.catalogue import sentence
from tests.store.making import NOW, card, review
from tests.store.test_records import HOSTILE, entries

unique = st.lists(entries, max_size=12, unique_by=lambda entry: entry.id)


@pytest.fixture(scope="module")
def blank() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        Database.open(Path(folder) / "blank.db").close()
        yield Path(folder) / "blank.db"


@contextmanager
def machines(blank: Path, count: int) -> Iterator[tuple[Path, list[Database]]]:
    """A shared folder and databases of their own."""
    with tempfile.TemporaryDirectory() as folder:
        databases = []
        for k in range(count):
            shutil.copyfile(blank, Path(folder) / f"{k}.db")
            databases.append(Database(Path(folder) / f"{k}.db"))
        yield Path(folder) / "shared", databases
        for database in databases:
            database.close()


def everything(database: Database) -> set[str]:
    return {
        to_line(entry)
        for month in log.months(database)
        for entry in log.entries_of(database, month)
    }


def lines(of: list[Entry]) -> set[str]:
    return {to_line(entry) for entry in of}


@settings(max_examples=30, deadline=None)
@given(first=unique, second=unique)
def test_the_order_of_merging_does_not_matter(
    blank: Path, first: list[Entry], second: list[Entry]
) -> None:
    known = {entry.id for entry in first}
    second = [entry for entry in second if entry.id not in known]
    with machines(blank, 2) as (_, [a, b]):
        log.merge(a, first)
        log.merge(a, second)
        log.merge(b, second)
        log.merge(b, [*first, *second, *reversed(first)])
        assert everything(a) == everything(b) == lines(first) | lines(second)
        assert sum(log.merge(a, [*second, *first]).values()) == 0


@settings(max_examples=15, deadline=None)
@given(
    logs=st.tuples(unique, unique, unique),
    order=st.permutations([0, 1, 2]),
    rounds=st.lists(st.integers(0, 2), max_size=4),
)
def test_machines_end_with_the_union_in_whatever_order_they_meet(
    blank: Path, logs: tuple[list[Entry], ...], order: list[int], rounds: list[int]
) -> None:
    seen: set[str] = set()
    with machines(blank, 3) as (folder, databases):
        for k, entries_of_one in enumerate(logs):
            fresh = [entry for entry in entries_of_one if entry.id not in seen]
            seen |= {entry.id for entry in fresh}
            # texts of edits are checked against their question's id, which random ones do not have
            log.merge(
                databases[k], [replace(e, text=None) if hasattr(e, "text") else e for e in fresh]
            )
        union = set().union(*(everything(database) for database in databases))
        for k in [*rounds, *order, *order]:
            sync(folder, databases[k], f"device-{k}")
        assert [everything(database) for database in databases] == [union] * 3
        for k in order:
            report = sync(folder, databases[k], f"device-{k}")
            assert (report.added, report.entries, report.skipped) == (0, 0, ())


def test_a_third_machine_learns_what_two_others_exchanged_elsewhere(
    blank: Path, tmp_path: Path
) -> None:
    with machines(blank, 3) as (_, [a, b, c]):
        one = review()
        stored.append_review(a, one)
        sync(tmp_path / "home", a, "a")
        sync(tmp_path / "home", b, "b")
        sync(tmp_path / "work", b, "b")
        sync(tmp_path / "work", c, "c")
        assert stored.all_reviews(c) == [one]


def test_a_backup_is_made_before_something_is_taken_in_and_only_then(blank: Path) -> None:
    with machines(blank, 2) as (folder, [a, b]):
        stored.append_review(a, review())
        sync(folder, a, "a")
        assert not backups_folder(a.path).exists()
        sync(folder, b, "b")
        [backup] = backups_folder(b.path).glob("import-*.db")
        sync(folder, b, "b")
        assert [*backups_folder(b.path).glob("import-*.db")] == [backup]
        with Database.open(backup) as before:
            assert stored.all_reviews(before) == []


def test_undo_on_one_machine_and_a_review_on_the_other_both_count(blank: Path) -> None:
    with machines(blank, 2) as (folder, [a, b]):
        first, second = review(), review()
        stored.append_review(a, first)
        sync(folder, a, "a")
        sync(folder, b, "b")
        stored.append_tombstone(a, Tombstone(uuid7(), first.id, NOW), card())
        stored.append_review(b, second)
        for database, name in ((a, "a"), (b, "b"), (a, "a")):
            sync(folder, database, name)
        assert stored.reviews_of(a) == stored.reviews_of(b) == [second]


def test_two_copies_of_one_database_share_a_name_and_lose_nothing(blank: Path) -> None:
    with machines(blank, 2) as (folder, [a, b]):
        first, second = review(), review()
        stored.append_review(a, first)
        stored.append_review(b, second)
        for database in (a, b, a):
            sync(folder, database, "same")
        assert (
            {r.id for r in stored.all_reviews(a)}
            == {r.id for r in stored.all_reviews(b)}
            == {first.id, second.id}
        )


def test_hostile_lines_are_skipped_with_reasons_and_the_sound_ones_taken(
    database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    sound = review(answer="line\u2028separator\x85and\ttab")
    content = [*HOSTILE.values(), to_line(sound), "\x00\xff", "x" * 5_000_000]
    (folder / "quizbank-evil-2026-11.jsonl").write_text("\n".join(content), "utf-8")
    os.mkfifo(folder / "quizbank-pipe.jsonl")
    (folder / "quizbank-dir.jsonl").mkdir()
    report = sync(folder, database, "me")
    assert report.added == 1
    assert stored.all_reviews(database) == [sound]
    assert len(report.skipped) == len(HOSTILE) + 2 + 2
    assert all(reason.startswith("quizbank-") and ": " in reason for reason in report.skipped)
    # faults are told again, the sound line is not taken twice
    again = sync(folder, database, "me")
    assert (again.added, len(again.skipped)) == (0, len(report.skipped))


def test_a_question_text_with_another_id_is_skipped(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    line = {
        "what": "edit",
        "id": uuid7(),
        "question": "harmless",
        "parents": [],
        "text": '+++\nid = "../../x"\n+++\n',
        "at": NOW.isoformat(),
    }
    (folder / "quizbank-evil.jsonl").write_text(json.dumps(line))
    assert "another id" in sync(folder, database, "me", tmp_path / "my-questions").skipped[0]
    assert not (tmp_path / "my-questions").exists()


def test_only_months_that_changed_are_written_again(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    stored.append_review(database, review(at=NOW.replace(month=1)))
    stored.append_review(database, review())
    assert sync(folder, database, "me").written == 2
    assert sorted(os.listdir(folder)) == ["quizbank-me-2026-01.jsonl", "quizbank-me-2026-11.jsonl"]
    before = {file.name: file.stat().st_ino for file in folder.iterdir()}
    stored.append_review(database, review())
    sync(folder, database, "me")
    after = {file.name: file.stat().st_ino for file in folder.iterdir()}
    assert after["quizbank-me-2026-01.jsonl"] == before["quizbank-me-2026-01.jsonl"]
    assert after["quizbank-me-2026-11.jsonl"] != before["quizbank-me-2026-11.jsonl"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


def test_a_file_that_arrives_in_pieces_is_taken_when_it_is_whole(blank: Path) -> None:
    with machines(blank, 2) as (folder, [a, b]):
        for _ in range(3):
            stored.append_review(a, review())
        sync(folder, a, "a")
        [file] = folder.iterdir()
        whole = file.read_bytes()
        file.write_bytes(whole[:-100])
        assert sync(folder, b, "b").added == 2
        file.write_bytes(whole)
        assert sync(folder, b, "b").added == 1


def test_a_folder_that_cannot_be_used_is_a_sentence(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotHere, match="cannot be used") as refused:
        sync(tmp_path / "file", database, "me")
    assert "用不了" in sentence(refused.value.said, "zh")
