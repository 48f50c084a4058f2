from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from quizbank.domain.errors import CannotHere, QuizbankError
from quizbank.domain.plan import Settings
from quizbank.domain.review import Review, Tombstone
from quizbank.store import questions, reviews, settings
from quizbank.store.backup import backups_folder
from quizbank.store.database import Database
from quizbank.store.salvage import repair, salvage
from quizbank.store.uuid7 import uuid7
from tests.store.making import NOW, TOPICS, card, question, review, verdict

PAGE = 4096


@dataclass
class Written:
    """What a database held before it was damaged; each answer is unlike any other and lies in no
    index.
    """

    path: Path
    log: list[Review] = field(repr=False)

    def readable(self) -> set[str]:
        """The reviews whose first and last column are still in the file or its log: those that can
        be read.
        """
        content = b"".join(
            file.read_bytes() for file in (self.path, Path(f"{self.path}-wal")) if file.exists()
        )
        return {
            r.id
            for r in self.log
            if f"begin {r.id} ".encode() in content
            and f" {r.id} end".encode() in content
            and f"{r.device}".encode() in content
        }


@pytest.fixture
def written(path: Path) -> Written:
    log = []
    with Database.open(path) as database:
        questions.replace_pack(
            database,
            "bundled",
            topics=TOPICS,
            questions=[question(), question("ce")],
            fingerprint="1",
        )
        settings.save_settings(database, Settings(minutes=47))
        settings.save_draft(database, "ce", seed=None, text="half an answer", at=NOW)
        for k in range(200):
            id = uuid7()
            # every tenth answer is too long for a page
            filler = "中文" * (2000 if k % 10 == 0 else 20)
            one = review(
                id=id,
                answer=f"begin {id} {filler} {id} end",
                device=f"device of {id}",
                verdict=verdict(diagnoses=[["bias", "少了偏置", "bias left out"]]),
            )
            reviews.append_review(database, one, card())
            log.append(one)
        reviews.append_tombstone(database, Tombstone(uuid7(), log[0].id, NOW), card())
    return Written(path, log)


def _overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def _leaves(path: Path) -> list[int]:
    content = path.read_bytes()
    return [
        at
        for at in range(PAGE, len(content), PAGE)
        if content[at] == 0x0D and b"begin" in content[at : at + PAGE]
    ]


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3 + 1000)


def _zeroed_page(path: Path) -> None:
    _overwrite(path, _leaves(path)[3], bytes(PAGE))


def _scribbled_header(path: Path) -> None:
    _overwrite(path, 0, random.Random(1).randbytes(100))


def _scribbled_pages(path: Path) -> None:
    for at in _leaves(path)[2:6]:
        _overwrite(path, at, random.Random(at).randbytes(PAGE))


def _lost_inner_pages(path: Path) -> None:
    content = path.read_bytes()
    for at in range(PAGE, len(content), PAGE):
        if content[at] == 0x05:
            _overwrite(path, at, bytes(PAGE))


def _zero_bytes(path: Path) -> None:
    os.truncate(path, 0)


def _wrong_application(path: Path) -> None:
    _overwrite(path, 68, b"\0\0\0\1")


def _random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(2).randbytes(path.stat().st_size))


def _lost_schema(path: Path) -> None:
    _overwrite(path, 0, bytes(PAGE))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "truncated": _truncated,
    "a zeroed page": _zeroed_page,
    "a scribbled header": _scribbled_header,
    "scribbled pages": _scribbled_pages,
    "inner pages lost": _lost_inner_pages,
    "zero bytes": _zero_bytes,
    "another application's id": _wrong_application,
    "random bytes": _random_bytes,
    "the schema lost": _lost_schema,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_every_readable_review_of_a_damaged_file_is_kept(
    written: Written, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    damage(written.path)
    before = written.path.read_bytes()
    with pytest.raises(CannotHere):
        Database.open(written.path)
    readable = written.readable()
    report = salvage(written.path, tmp_path / "new.db")
    assert written.path.read_bytes() == before
    with Database.open(tmp_path / "new.db") as database:
        saved = reviews.all_reviews(database)
    assert {r.id for r in saved} >= readable
    # nothing is made up: what is there is what was written
    by_id = {r.id: r for r in written.log}
    assert all(by_id[r.id] == r for r in saved)
    assert report.saved["reviews"] == len(saved)
    assert str(len(saved)) in report.message("en") and str(len(saved)) in report.message("zh")
    for id in report.lost:
        assert id not in {r.id for r in saved} and id in by_id


def test_the_damages_leave_something_to_save(written: Written) -> None:
    _zeroed_page(written.path)
    assert 150 < len(written.readable()) < 200


def test_a_lost_page_is_reported_by_the_ids_that_were_on_it(
    written: Written, tmp_path: Path
) -> None:
    _zeroed_page(written.path)
    report = salvage(written.path, tmp_path / "new.db")
    assert set(report.lost) == {r.id for r in written.log} - written.readable()
    assert report.lost and f"{len(report.lost)} could not be read" in report.message("en")


@pytest.mark.parametrize(
    "damage",
    [_scribbled_pages, _scribbled_header, _wrong_application],
    ids=["pages", "header", "application"],
)
def test_settings_drafts_and_undoings_are_saved_too(
    written: Written, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(written.path)
    salvage(written.path, tmp_path / "new.db")
    with Database.open(tmp_path / "new.db") as database:
        assert settings.load_settings(database).minutes == 47
        assert settings.load_draft(database, "ce") == (None, "half an answer")
        assert len(reviews.tombstones(database)) == 1
        assert questions.get_question(database, "mse") == question()


def test_what_is_only_in_the_log_of_a_killed_program_is_saved(
    written: Written, tmp_path: Path
) -> None:
    killed = tmp_path / "killed.db"
    with Database.open(written.path) as database:
        late = review(answer="only in the log")
        reviews.append_review(database, late)
        killed.write_bytes(written.path.read_bytes())
        Path(f"{killed}-wal").write_bytes(Path(f"{written.path}-wal").read_bytes())
    _scribbled_header(killed)
    salvage(killed, tmp_path / "new.db")
    with Database.open(tmp_path / "new.db") as database:
        assert late in reviews.all_reviews(database)
        assert len(reviews.all_reviews(database)) == 201


def test_a_lost_log_loses_only_what_was_in_it(written: Written, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Database.open(written.path) as database:
        reviews.append_review(database, review())
        copy.write_bytes(written.path.read_bytes())
    with Database.open(copy) as database:
        assert reviews.all_reviews(database) == written.log


def test_repair_puts_the_saved_in_place_and_keeps_the_damaged_file(written: Written) -> None:
    _zeroed_page(written.path)
    damaged = written.path.read_bytes()
    report, kept = repair(written.path)
    assert kept.parent == backups_folder(written.path) and kept.read_bytes() == damaged
    assert report.into == written.path and written.path.stat().st_mode & 0o077 == 0
    with Database.open(written.path) as database:
        assert len(reviews.all_reviews(database)) == report.saved["reviews"] >= 150
    assert sorted(os.listdir(written.path.parent)) == ["quizbank-backups", "quizbank.db"]


def test_a_salvaged_machine_reads_the_shared_folder_anew(written: Written, tmp_path: Path) -> None:
    from quizbank.store.sync import sync

    with Database.open(written.path) as database, Database.open(tmp_path / "b.db") as other:
        sync(tmp_path / "shared", database, "a")
        sync(tmp_path / "shared", other, "b")
        sync(tmp_path / "shared", database, "a")
    _scribbled_pages(written.path)
    salvage(written.path, tmp_path / "new.db")
    with Database.open(tmp_path / "new.db") as database:
        sync(tmp_path / "shared", database, "a")
        assert reviews.all_reviews(database) == written.log


def test_salvage_does_not_overwrite(written: Written, tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    with pytest.raises(QuizbankError, match="exists already"):
        salvage(written.path, tmp_path / "there")
    with pytest.raises(CannotHere):
        salvage(tmp_path / "nowhere.db", tmp_path / "new.db")


def test_a_sound_database_is_salvaged_whole(written: Written, tmp_path: Path) -> None:
    report = salvage(written.path, tmp_path / "new.db")
    assert (report.lost, report.unreadable_tables) == ((), ())
    with sqlite3.connect(tmp_path / "new.db") as connection:
        assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (200,)


@hypothesis_settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    places=st.lists(
        st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=64)), min_size=1, max_size=4
    ),
    kept=st.floats(0.5, 1),
)
def test_scribbles_anywhere_cost_at_most_the_pages_that_they_hit(
    written: Written, places: list[tuple[float, bytes]], kept: float
) -> None:
    whole = written.path.read_bytes()
    damaged, into = (
        written.path.with_name("damaged.db"),
        written.path.with_name(f"into-{uuid7()}.db"),
    )
    content = bytearray(whole[: int(len(whole) * kept)])
    for where, scribble in places:
        at = int(where * (len(content) - len(scribble)))
        content[at : at + len(scribble)] = scribble
    damaged.write_bytes(content)
    unhurt = {
        at for at in _leaves(written.path) if content[at : at + PAGE] == whole[at : at + PAGE]
    }
    # the short reviews of pages that were not hit; a long one may have lost an overflow page
    safe = {
        r.id
        for r in written.log
        if len(r.answer) < 1000
        and any(f"begin {r.id} ".encode() in whole[at : at + PAGE] for at in unhurt)
    }
    report = salvage(damaged, into)
    with Database.open(into) as database:
        assert {r.id for r in reviews.all_reviews(database)} >= safe
    assert report.message("en") and report.message("zh")
    into.unlink()
