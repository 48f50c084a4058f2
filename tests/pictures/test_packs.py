"""A pack's pictures come with its questions, whole and beside each other, and nothing else comes
with them.
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from quizbank.app.library import load_own
from quizbank.app.own import save, source_of
from quizbank.app.packs import add, look, replaced_folder, share_pack
from quizbank.app.places import own_pack
from quizbank.authoring.lint import lint_paths
from quizbank.authoring.pictures.lines import pictures_in
from quizbank.authoring.pictures.place import read_picture
from quizbank.domain.errors import QuizbankError
from quizbank.store.database import Database
from quizbank.store.questions import get_question
from tests.durability.hostile_archives import special, zipped
from tests.pictures.making import asking, claiming, picture, put


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty database."""
    return Database.open(tmp_path / "home" / "q.db")


def shown_by(database: Database, id: str = "with-picture") -> list[bytes]:
    """The bytes of the pictures that a question of the learner's own shows."""
    known = get_question(database, id)
    assert known is not None and known.origin == "own"
    file = Path(known.path)
    return [
        read_picture(file, found.picture.target).raw
        for found in pictures_in(file.read_text("utf-8"))
    ]


def test_a_folder_brings_its_pictures_from_wherever_in_it_they_lie(
    database: Database, tmp_path: Path
) -> None:
    put(tmp_path / "pack" / "losses", "![a curve](../img/curve.png)")
    (tmp_path / "pack" / "img").mkdir()
    (tmp_path / "pack" / "img" / "curve.png").write_bytes(picture())
    (tmp_path / "pack" / "pack.toml").write_text('name = "p"\n')
    contents = look(database, [tmp_path / "pack"])
    assert not own_pack(database.path).exists(), "looking changes nothing"
    add(database, contents)
    assert shown_by(database) == [picture()] * 2
    again = look(database, [tmp_path / "pack"])
    assert (len(again.same), again.changed, again.unseen) == (1, [], [])


def test_one_file_brings_its_pictures_too(database: Database, tmp_path: Path) -> None:
    file = put(tmp_path / "pack")
    (file.parent / "curve.png").write_bytes(picture())
    add(database, look(database, [file]))
    assert shown_by(database) == [picture()] * 2


def test_two_questions_with_different_pictures_of_one_name_keep_each_its_own(
    database: Database, tmp_path: Path
) -> None:
    for name, colour in (("a", "red"), ("b", "blue")):
        file = put(tmp_path / "pack" / name, id=f"question-{name}")
        (file.parent / "curve.png").write_bytes(picture(colour=colour))
    add(database, look(database, [tmp_path / "pack"]))
    assert shown_by(database, "question-a") == [picture(colour="red")] * 2
    assert shown_by(database, "question-b") == [picture(colour="blue")] * 2


def test_a_picture_that_changed_is_an_update_and_the_old_one_is_kept(
    database: Database, tmp_path: Path
) -> None:
    file = put(tmp_path / "pack")
    (file.parent / "curve.png").write_bytes(picture(colour="red"))
    add(database, look(database, [file]))
    before = Path(get_question(database, "with-picture").path).read_text("utf-8")  # type: ignore[union-attr]
    (file.parent / "curve.png").write_bytes(picture(colour="blue"))
    contents = look(database, [file])
    assert [q.id for q in contents.changed] == ["with-picture"]
    add(database, contents)
    assert shown_by(database) == [picture(colour="blue")] * 2
    kept = list(replaced_folder(database.path).glob("with-picture-*.md"))
    assert [one.read_text("utf-8") for one in kept] == [before]
    old = pictures_in(before)[0].picture.target
    assert (own_pack(database.path) / old).read_bytes() == picture(colour="red")


def test_a_picture_that_the_learner_painted_over_is_kept_when_the_packs_own_comes_back(
    database: Database, tmp_path: Path
) -> None:
    file = put(tmp_path / "pack")
    (file.parent / "curve.png").write_bytes(picture())
    add(database, look(database, [file]))
    mine = next((own_pack(database.path) / "pictures").iterdir())
    mine.write_bytes(picture(colour="green"))
    file.write_text(file.read_text("utf-8").replace("a curve", "the curve"), "utf-8")
    add(database, look(database, [file]))
    assert mine.read_bytes() == picture()
    assert [one.read_bytes() for one in replaced_folder(database.path).glob("*.png")] == [
        picture(colour="green")
    ]


def test_a_shared_pack_comes_back_with_its_pictures_and_is_then_the_same(
    database: Database, tmp_path: Path
) -> None:
    for name, kind in (("a", "PNG"), ("b", "JPEG")):
        file = put(
            tmp_path / "mine" / name, f"![a curve](curve.{kind.lower()})", id=f"question-{name}"
        )
        (file.parent / f"curve.{kind.lower()}").write_bytes(picture(kind))
        (file.parent / "diary.png").write_bytes(picture(colour="black"))
    shared = share_pack([tmp_path / "mine"], tmp_path / "p.zip")
    assert shared.faults == () and len(shared.questions) == 2
    with zipfile.ZipFile(shared.file) as archive:
        names = archive.namelist()
    assert len([name for name in names if name.startswith("pictures/")]) == 2, (
        "only what is used goes along"
    )
    assert lint_paths([tmp_path / "mine"]).clean
    contents = look(database, [shared.file])
    assert (len(contents.new), contents.unseen, contents.faults, contents.left_out) == (
        2,
        [],
        [],
        [],
    )
    add(database, contents)
    assert shown_by(database, "question-a") == [picture()] * 2
    # and on from there: what a second learner shares is what the first one shared
    second = share_pack(
        [own_pack(database.path)], tmp_path / "second.zip", shared_name(shared.file)
    )
    assert second.file.read_bytes() == shared.file.read_bytes()
    assert len(look(database, [second.file]).same) == 2


def shared_name(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read("pack.toml").decode().split('"')[1]


def test_more_pictures_than_a_pack_holds_are_not_shared_by_half(tmp_path: Path) -> None:
    import os

    for number in range(10):
        file = put(tmp_path / "mine" / str(number), id=f"question-{number}")
        (file.parent / "curve.png").write_bytes(
            picture()[:-12] + os.urandom(1_000_000) + picture()[-12:]
        )
    with pytest.raises(QuizbankError, match="8 MiB"):
        share_pack([tmp_path / "mine"], tmp_path / "p.zip")
    assert not (tmp_path / "p.zip").exists()


@pytest.mark.parametrize("content", [b"no picture", claiming(100_000, 100_000), picture()[:-20]])
def test_a_question_comes_without_a_picture_that_is_none_and_that_is_said(
    database: Database, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "p.zip").write_bytes(
        zipped(
            [
                ("a/q.md", asking("![a curve](curve.png)").encode()),
                ("a/curve.png", content),
                ("b/other.png", picture()),
            ]
        )
    )
    contents = look(database, [tmp_path / "p.zip"])
    assert (
        len(contents.new) == 1 and len(contents.unseen) == 2 and "b/other.png" in contents.left_out
    )
    add(database, contents)
    assert (
        get_question(database, "with-picture") is not None
        and not (own_pack(database.path) / "pictures").exists()
    )


def test_no_picture_is_taken_from_outside_a_pack(database: Database, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "link.png").symlink_to(tmp_path / "secret.png")
    for name, target in (
        ("a", "../secret.png"),
        ("b", str(tmp_path / "secret.png")),
        ("c", "link.png"),
    ):
        put(tmp_path / "pack", f"![a curve]({target})", f"{name}.md", f"question-{name}")
    contents = look(database, [tmp_path / "pack"])
    assert (
        len(contents.new) == 3
        and not any(contents.pictures.values())
        and {fault.code for fault in contents.unseen} == {"picture-path"}
    )


@pytest.mark.parametrize(
    "entries",
    [
        [("../curve.png", picture())],
        [("/curve.png", picture())],
        [("a\\curve.png", picture())],
        [(special("curve.png", stat.S_IFLNK), b"/etc/passwd")],
        [(special("curve.png", stat.S_IFIFO), b"")],
        [("curve.png", picture()), ("Curve.PNG", picture())],
        [("curve.png", b"\0" * (1 << 20))],
        [
            (
                "curve.png",
                picture()
                + b"".join(bytes([k % 251, k // 251 % 251, k // 63001]) for k in range(400_000)),
            )
        ],
        [("q.md/curve.png", picture())],
    ],
)
def test_what_archives_are_held_to_holds_for_pictures(
    database: Database, tmp_path: Path, entries: list[tuple[str | zipfile.ZipInfo, bytes]]
) -> None:
    (tmp_path / "p.zip").write_bytes(
        zipped([("q.md", asking("![a curve](curve.png)").encode()), *entries])
    )
    with pytest.raises(QuizbankError):
        look(database, [tmp_path / "p.zip"])


def test_an_own_version_of_another_packs_question_keeps_its_pictures(
    database: Database, tmp_path: Path
) -> None:
    pack = own_pack(database.path) / "from-a-friend"
    file = put(pack)
    (pack / "curve.png").write_bytes(picture())
    load_own(database)
    text = source_of(database, "with-picture").text
    save(database, text.replace("a curve", "the curve"))
    assert shown_by(database) == [picture()] * 2 and file.is_file()


def test_a_question_whose_text_moves_to_the_learners_folder_takes_its_pictures_along(
    database: Database, tmp_path: Path
) -> None:
    from dataclasses import replace

    from quizbank.authoring.files import load_file
    from quizbank.store.questions import put_question

    file = put(tmp_path / "bank")
    (file.parent / "curve.png").write_bytes(picture())
    question = load_file(file).question
    assert question is not None
    put_question(database, replace(question, origin="bundled"))
    save(database, file.read_text("utf-8"))
    assert shown_by(database) == [picture()] * 2
