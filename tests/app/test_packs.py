"""Packs on their way in and out: shown before they are added, whole in one file, and silent about
who made them.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from quizbank.app.library import load_own
from quizbank.app.packs import add, look, replaced_folder, share_pack
from quizbank.app.places import own_pack
from quizbank.authoring.templates import template
from quizbank.domain.errors import QuizbankError
from quizbank.store.database import Database
from quizbank.store.questions import all_questions, all_topics, get_question
from tests.durability.program import run

PACK = (
    'name = "Loss drills"\nversion = "1.2"\nlicence = "MIT"\nlanguages = ["en"]\n\n'
    '[[topics]]\nid = "drills"\ntitle = { zh = "练习", en = "Drills" }\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of two questions."""
    made = tmp_path / "pack"
    made.mkdir()
    (made / "pack.toml").write_text(PACK, "utf-8")
    for kind in ("choice", "symbolic"):
        (made / f"{kind}.md").write_text(template(kind, "drills", f"drill-{kind}"), "utf-8")
    return made


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty database."""
    return Database.open(tmp_path / "home" / "q.db")


def test_looking_at_a_pack_changes_nothing_and_tells_all(database: Database, folder: Path) -> None:
    contents = look(database, [folder])
    assert (contents.pack.name, contents.pack.licence, [q.id for q in contents.new]) == (
        "Loss drills",
        "MIT",
        ["drill-choice", "drill-symbolic"],
    )
    assert [topic.title("zh") for topic in contents.topics] == ["练习"]
    assert not own_pack(database.path).exists() and all_questions(database) == []


def test_a_shared_pack_comes_back_whole_with_its_topics(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    shared = share_pack([folder], tmp_path / "drills.quizpack")
    assert set(shared.questions) == {"drill-choice", "drill-symbolic"} and shared.faults == ()
    add(database, look(database, [shared.file]))
    assert {q.id for q in all_questions(database)} == {"drill-choice", "drill-symbolic"}
    assert [(t.id, t.en) for t in all_topics(database)] == [("drills", "Drills")]
    again = look(database, [shared.file])
    assert (len(again.same), again.new, again.changed, again.topics) == (2, [], [], [])


def test_sharing_twice_gives_the_same_bytes_and_tells_nothing_of_its_maker(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "diary.txt").write_text("private")
    files = [share_pack([folder], tmp_path / f"{k}.zip").file for k in range(2)]
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as archive:
        assert sorted(archive.namelist()) == [
            "drills/drill-choice.md",
            "drills/drill-symbolic.md",
            "pack.toml",
        ]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert str(tmp_path).encode() not in files[0].read_bytes()


def test_sharing_overwrites_a_pack_but_nothing_else(folder: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("years of work")
    with pytest.raises(QuizbankError, match="left alone"):
        share_pack([folder], thesis)
    with pytest.raises(QuizbankError, match="left alone"):
        share_pack([folder], tmp_path)
    with pytest.raises(QuizbankError, match="no usable question"):
        share_pack([thesis], tmp_path / "empty.zip")
    (tmp_path / "pack.tar.gz").write_bytes(b"\x1f\x8b")
    with pytest.raises(QuizbankError, match="another kind"):
        look(Database.open(tmp_path / "q.db"), [tmp_path / "pack.tar.gz"])
    assert thesis.read_text() == "years of work" and not (tmp_path / "empty.zip").exists()


def test_a_changed_question_replaces_the_learners_where_it_lies(
    database: Database, folder: Path
) -> None:
    add(database, look(database, [folder]))
    own = own_pack(database.path)
    (own / "mine").mkdir()
    (own / "drill-choice.md").rename(own / "mine" / "renamed.md")
    load_own(database)  # as the next start does
    text = (folder / "choice.md").read_text("utf-8")
    (folder / "choice.md").write_text(text.replace("difficulty = 2", "difficulty = 4"), "utf-8")
    contents = look(database, [folder])
    assert [q.id for q in contents.changed] == ["drill-choice"]
    add(database, contents)
    question = get_question(database, "drill-choice")
    assert question is not None and question.difficulty == 4
    assert sorted(path.name for path in own.rglob("*.md")) == ["drill-symbolic.md", "renamed.md"]
    [kept] = replaced_folder(database.path).iterdir()
    assert kept.read_text("utf-8") == text


def test_a_question_whose_file_was_removed_can_be_added_again(
    database: Database, folder: Path
) -> None:
    add(database, look(database, [folder]))
    (own_pack(database.path) / "drill-choice.md").unlink()
    contents = look(database, [folder])
    assert [q.id for q in contents.new] == ["drill-choice"]
    add(database, contents)
    assert len(all_questions(database)) == 2


def test_a_pack_in_one_file_is_shown_and_waits_for_a_yes(folder: Path, tmp_path: Path) -> None:
    path, packed = (
        tmp_path / "home" / "q.db",
        share_pack([folder], tmp_path / "drills.quizpack").file,
    )
    shown = run(path, "add", str(packed))
    assert (
        shown.returncode == 2
        and "Loss drills 1.2, licence MIT" in shown.stdout
        and "--yes" in shown.stderr
    )
    assert not own_pack(path).exists()
    assert "许可证：MIT" in run(path, "--lang", "zh", "add", str(packed)).stdout
    added = run(path, "add", str(packed), "--yes")
    assert added.returncode == 0 and "Added 2" in added.stdout
    back = tmp_path / "back.quizpack"
    assert run(path, "share", str(back)).returncode == 0
    assert set(zipfile.ZipFile(back).namelist()) == set(zipfile.ZipFile(packed).namelist())


def test_a_pack_in_one_file_is_linted_under_its_own_name(folder: Path, tmp_path: Path) -> None:
    packed = share_pack([folder], tmp_path / "drills.quizpack").file
    assert run(tmp_path / "q.db", "lint", str(packed)).returncode == 0
    broken = folder / "choice.md"
    broken.write_text(broken.read_text("utf-8").replace("- [x]", "- [ ]"), "utf-8")
    share_pack([folder], packed)
    done = run(tmp_path / "q.db", "lint", str(packed))
    assert (
        done.returncode == 1
        and f"{packed}/drills/drill-choice.md:" in done.stderr
        and "no-right-choice" in done.stderr
    )


def test_a_folder_given_by_a_script_is_added_as_it_always_was(folder: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "home" / "q.db", "add", str(folder))
    assert (
        done.returncode == 0
        and "2 questions: 1 choice, 1 symbolic" in done.stdout
        and "Added 2, changed 0" in done.stdout
    )
