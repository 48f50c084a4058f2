"""A picture stays in its pack's folder, is what it says it is and of a bounded size; each fault has
its line and its cure.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graders.faults import fault_code
from quizbank.authoring.faults import Unusable
from quizbank.authoring.lint import lint_paths
from quizbank.authoring.pictures.header import header_of
from quizbank.authoring.pictures.lines import pictures_in
from quizbank.authoring.pictures.place import MAX_PICTURE, read_picture
from quizbank.authoring.prose import blocks
from quizbank.words.catalogue import both
from tests.authoring.test_files import GOOD
from tests.pictures.making import asking, claiming, lines_of, picture, put


def code_of(file: Path, target: str) -> str:
    try:
        read_picture(file, target)
    except Unusable as fault:
        assert both(fault.said)[0].endswith("。") and both(fault.said)[1].endswith(".")
        return fault_code(fault.said).removeprefix("picture-")
    return ""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A question in a pack, in a folder of its own within it, and a picture beside it and one
    outside.
    """
    pack = tmp_path / "pack"
    (pack / "losses").mkdir(parents=True)
    (pack / "pack.toml").write_text('name = "p"\n')
    (tmp_path / "secret.png").write_bytes(picture())
    (pack / "losses" / "curve.png").write_bytes(picture())
    (pack / "shared.png").write_bytes(picture())
    return pack / "losses" / "q.md"


def test_a_picture_lies_beside_the_question_or_elsewhere_in_its_pack(file: Path) -> None:
    for target in ("curve.png", "./curve.png", "../shared.png", "../losses/curve.png"):
        assert code_of(file, target) == ""


@pytest.mark.parametrize(
    "target",
    [
        "/etc/passwd.png",
        "../../secret.png",
        "../../../../../../etc/a.png",
        "..",
        "",
        ".",
        "~/a.png",
        "https://example.org/a.png",
        "data:image/png;base64,AAAA",
        "C:a.png",
        "C:\\a.png",
        "..\\..\\secret.png",
        "a\tb.png",
        "\\\\host\\a.png",
        "a\u202eb.png",
        "a\0b.png",
        ".git/a.png",
        "x" * 300 + ".png",
        "a?.png",
    ],
)
def test_no_path_leads_out_of_the_pack(file: Path, target: str) -> None:
    assert code_of(file, target) in ("path", "type")


def test_without_a_pack_the_folder_of_the_question_is_the_bound(tmp_path: Path) -> None:
    question = put(tmp_path / "mine")
    (tmp_path / "curve.png").write_bytes(picture())
    assert code_of(question, "../curve.png") == "path"


def test_a_link_that_leads_out_is_not_followed_and_one_within_is(
    file: Path, tmp_path: Path
) -> None:
    (file.parent / "out.png").symlink_to(tmp_path / "secret.png")
    (file.parent / "far").symlink_to(tmp_path)
    (file.parent / "in.png").symlink_to(file.parent / "curve.png")
    (file.parent / "round.png").symlink_to(file.parent / "round.png")
    (file.parent / "gone.png").symlink_to(tmp_path / "pack" / "nothing.png")
    assert [
        code_of(file, name)
        for name in ("out.png", "far/secret.png", "in.png", "round.png", "gone.png")
    ] == ["path", "path", "", "path", "missing"]


def test_the_same_name_in_another_case_is_another_file_and_the_cure_names_it(file: Path) -> None:
    with pytest.raises(Unusable, match=r"curve\.png.*same case"):
        read_picture(file, "Curve.PNG")


def test_only_regular_files_are_read(file: Path) -> None:
    os.mkfifo(file.parent / "pipe.png")
    (file.parent / "folder.png").mkdir()
    (file.parent / "device.png").symlink_to("/dev/zero")
    assert [code_of(file, name) for name in ("pipe.png", "folder.png", "device.png")] == [
        "type",
        "type",
        "path",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "type"),
        (b"GIF", "type"),
        (b"no picture at all", "type"),
        (b"<svg/>", "type"),
        (b"\x89PNG\r\n\x1a\n", "type"),
        (b"\xff\xd8\xff", "type"),
        (b"\xff\xd8" + b"\xff" * 1000, "type"),
        (b"RIFF\0\0\0\0WEBPVP8X", "type"),
        (claiming(100_000, 100_000), "size"),
        (claiming(0, 5), "size"),
        (claiming(4_001, 4_000), "size"),
        (claiming(20_000, 1), "size"),
        (picture()[:-20], "broken"),
        (picture("JPEG")[:-4], "broken"),
        (picture("GIF")[:-3], "broken"),
        (picture("WEBP")[:-9], "broken"),
        (picture() + b"\0" * MAX_PICTURE, "size"),
        (picture("BMP"), "type"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_before_it_is_decoded(
    file: Path, content: bytes, code: str
) -> None:
    (file.parent / "a.png").write_bytes(content)
    assert code_of(file, "a.png") == code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_size_is_read_from_the_first_bytes(kind: str) -> None:
    header = header_of(picture(kind, (321, 123)))
    assert header is not None and (header.width, header.height, header.whole) == (321, 123, True)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("![a curve](curve.png)", None),
        ("![](curve.png)", "picture-words"),
        ("![a curve](nothing.png)", "picture-missing"),
        ("![a curve](../curve.png)", "picture-path"),
        ("![a curve](curve.svg)", "picture-type"),
        ("![a curve](large.png)", "picture-size"),
        ("![a curve](cut.png)", "picture-broken"),
        ("as in ![a curve](curve.png) here", "picture-inline"),
        ("`![a curve](nothing.png)`", None),
        ("```\n![a curve](nothing.png)\n```", None),
        ("    ![a curve](nothing.png)", "picture-inline"),
    ],
)
def test_lint_tells_each_fault_with_its_line(tmp_path: Path, line: str, code: str | None) -> None:
    file = put(tmp_path, line)
    (tmp_path / "curve.png").write_bytes(picture())
    (tmp_path / "large.png").write_bytes(claiming(100_000, 100_000))
    (tmp_path / "cut.png").write_bytes(picture()[:-20])
    faults = lint_paths([file]).faults
    expected = [] if code is None else [(number, code) for number in lines_of(asking(line), line)]
    assert [
        (fault.line, fault.code) for fault in faults if fault.code.startswith("picture")
    ] == expected
    assert [fault for fault in faults if not fault.code.startswith("picture")] == []


def test_no_text_shows_more_pictures_than_a_question_has(tmp_path: Path) -> None:
    file = put(tmp_path, "\n".join(["![a curve](curve.png)"] * 13))
    (tmp_path / "curve.png").write_bytes(picture())
    assert [fault.code for fault in lint_paths([file]).faults] == ["picture-many"]
    shown = blocks(
        "\n".join(
            ["```", "![a](b.png)", "```", *["![a](b.png)"] * 9, "text", *["![a](b.png)"] * 5000]
        )
    )
    assert [block.kind for block in shown].count("picture") == 12 and len(shown) == 15
    assert (
        len(pictures_in(GOOD + "".join(f"\n## hint en\n![a](b{k}.png)\n" for k in range(5000))))
        == 40
    )


def test_a_picture_that_goes_or_changes_is_looked_at_again_whatever_was_clean_before(
    tmp_path: Path,
) -> None:
    file, cache = put(tmp_path / "pack"), tmp_path / "lint.json"
    (file.parent / "curve.png").write_bytes(picture())
    assert lint_paths([file], cache=cache).clean
    (file.parent / "curve.png").write_bytes(picture()[:-20])
    assert [fault.code for fault in lint_paths([file], cache=cache).faults] == [
        "picture-broken"
    ] * 2
    (file.parent / "curve.png").unlink()
    assert not lint_paths([file], cache=cache).clean
