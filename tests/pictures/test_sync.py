"""The pictures of a learner's own questions go with their texts from one machine to the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizbank.app.picture_sync import exchange_pictures
from quizbank.authoring.pictures.lines import pictures_in
from quizbank.authoring.pictures.place import read_picture
from tests.durability.program import run
from tests.pictures.making import picture, put


def test_a_question_comes_to_another_machine_with_its_pictures(tmp_path: Path) -> None:
    one, other, folder = tmp_path / "one" / "q.db", tmp_path / "other" / "q.db", tmp_path / "drive"
    file = put(tmp_path / "pack")
    (file.parent / "curve.png").write_bytes(picture())
    put(one.parent / "my-questions", "![by hand](drawing.png)", "mine.md", "by-hand")
    (one.parent / "my-questions" / "drawing.png").write_bytes(picture(colour="blue"))
    run(one, "add", str(file))
    for database in (one, other):
        assert run(database, "sync", str(folder)).returncode == 0
    for id, colour in (("with-picture", "red"), ("by-hand", "blue")):
        arrived = other.parent / "my-questions" / f"{id}.md"
        shown = [
            read_picture(arrived, found.picture.target).raw
            for found in pictures_in(arrived.read_text("utf-8"))
        ]
        assert shown == [picture(colour=colour)] * 2
        assert json.loads(run(other, "show", id, "--json").stdout)["id"] == id


@pytest.mark.parametrize(
    "target",
    ["../stolen.png", "sub/../../stolen.png", "/tmp/stolen.png", "link.png", "far/stolen.png"],
)
def test_nothing_is_taken_from_or_put_outside_of_the_two_folders(
    tmp_path: Path, target: str
) -> None:
    pack, folder = tmp_path / "home" / "my-questions", tmp_path / "drive"
    put(pack, f"![a curve]({target})")
    shared = folder / "pictures" / "with-picture"
    shared.mkdir(parents=True)
    for place in (tmp_path, folder, folder / "pictures"):
        (place / "stolen.png").write_bytes(picture())
    (shared / "link.png").symlink_to(tmp_path / "stolen.png")
    (pack / "far").symlink_to(tmp_path)
    (shared / "far").mkdir()
    (shared / "far" / "stolen.png").write_bytes(picture(colour="blue"))
    before = sorted(tmp_path.rglob("*"))
    assert exchange_pictures(folder, pack) == 0
    assert (
        sorted(tmp_path.rglob("*")) == before
        and (tmp_path / "stolen.png").read_bytes() == picture()
    )


def test_a_link_in_the_shared_folder_does_not_lead_the_writing_elsewhere(tmp_path: Path) -> None:
    pack, folder = tmp_path / "home" / "my-questions", tmp_path / "drive"
    put(pack)
    (pack / "curve.png").write_bytes(picture())
    (folder / "pictures").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (folder / "pictures" / "with-picture").symlink_to(tmp_path / "elsewhere")
    exchange_pictures(folder, pack)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_is_no_picture_does_not_come_and_what_is_there_is_not_replaced(tmp_path: Path) -> None:
    pack, folder = tmp_path / "home" / "my-questions", tmp_path / "drive"
    put(pack)
    shared = folder / "pictures" / "with-picture" / "curve.png"
    shared.parent.mkdir(parents=True)
    shared.write_bytes(b"no picture")
    assert exchange_pictures(folder, pack) == 0 and not (pack / "curve.png").exists()
    (pack / "curve.png").write_bytes(picture())
    shared.write_bytes(picture(colour="blue"))
    assert exchange_pictures(folder, pack) == 0
    assert (pack / "curve.png").read_bytes() == picture() and shared.read_bytes() == picture(
        colour="blue"
    )
