"""What a terminal without pictures shows: the words, in both languages; JSON keeps what was
written.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizbank.app.display import gist
from quizbank.app.drawn import plain
from quizbank.authoring.prose import blocks
from quizbank.tui.rendering import prose
from tests.durability.program import run
from tests.pictures.making import picture, put


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = put(tmp_path / "pack")
    (made.parent / "curve.png").write_bytes(picture())
    return made


@pytest.mark.parametrize(
    ("lang", "ascii_only", "words"),
    [
        ("en", False, "[picture: a curve (curve.png)]"),
        ("en", True, "[picture: a curve (curve.png)]"),
        ("zh", False, "[图：a curve（curve.png）]"),
        ("zh", True, "[图: a curve (curve.png)]"),
    ],
)
def test_a_picture_is_its_words_and_its_file_in_its_place(
    file: Path, lang: str, ascii_only: bool, words: str
) -> None:
    text = "before\n![a curve](curve.png)\nafter"
    assert (
        plain(text, None, ascii_only, lang, str(file))
        == prose(text, None, ascii_only, lang, str(file)).plain
        == f"before\n\n{words}\n\nafter"
    )


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "There is no picture nothing.png"), ("zh", "没有图片 nothing.png")]
)
def test_a_picture_that_is_missing_is_told_in_a_sentence_in_its_place(
    file: Path, lang: str, said: str
) -> None:
    text = "before\n![a curve](nothing.png)\nafter"
    for shown in (
        plain(text, None, False, lang, str(file)),
        prose(text, None, False, lang, str(file)).plain,
    ):
        lines = shown.split("\n\n")
        assert (
            lines[0] == "before"
            and said in lines[1]
            and "a curve" in lines[1]
            and lines[2] == "after"
        )


@pytest.mark.parametrize(
    "line",
    [
        "see ![a](curve.png)",
        "`![a](curve.png)`",
        "![a](curve.png) below",
        "[a](curve.png)",
        "! [a](curve.png)",
        "![a] (curve.png)",
        "    ![a](curve.png)",
        "![a](curve.png",
        "- ![a](curve.png)",
    ],
)
def test_everything_else_stays_as_it_is_written(line: str) -> None:
    assert [block.kind for block in blocks(line)] == ["text"] and prose(line).plain == line


@pytest.mark.parametrize("fence", ["```", "```python", "~~~~", "```text"])
def test_within_a_fence_it_is_code(fence: str) -> None:
    close = fence[:4] if fence.startswith("~") else "```"
    assert [block.kind for block in blocks(f"{fence}\n![a](curve.png)\n{close}")] == ["code"]


def test_words_with_characters_that_act_are_cleaned(file: Path) -> None:
    assert "\x1b" not in plain("![a \x1b[31m curve](curve.png)", None, False, "en", str(file))


def test_show_says_the_words_and_json_keeps_the_line(file: Path, tmp_path: Path) -> None:
    database = tmp_path / "home" / "q.db"
    assert run(database, "add", str(file)).returncode == 0
    shown = run(database, "show", "with-picture", NO_COLOR="1").stdout
    assert "[picture: a curve (curve-" in shown and "![" not in shown and "\x1b" not in shown
    asked = json.loads(run(database, "show", "with-picture", "--json").stdout)
    assert "\n![a curve](pictures/curve-" in "\n" + asked["prompt"]


def test_a_list_names_a_question_by_its_words_and_not_by_a_path(file: Path, tmp_path: Path) -> None:
    assert (
        gist("![a curve](curve.png)\n\nWhat is it?") == "What is it?"
        and gist("![a curve](curve.png)") == "a curve"
        and gist("a\nb") == "a b"
    )
    database = tmp_path / "home" / "q.db"
    run(database, "add", str(file))
    listed = next(
        row
        for row in json.loads(run(database, "list", "--topic", "drawn", "--json").stdout)
        if row["id"] == "with-picture"
    )
    assert listed["title"].startswith("What is overfitting")


def test_add_and_lint_tell_what_is_missing(tmp_path: Path) -> None:
    file = put(tmp_path / "pack")
    told = run(tmp_path / "home" / "q.db", "add", str(file))
    assert (
        told.returncode == 0
        and "There is no picture curve.png" in told.stderr
        and "Added 1" in told.stdout
    )
    linted = run(tmp_path / "home" / "q.db", "lint", str(file))
    assert linted.returncode == 1 and f"{file}:26: There is no picture curve.png" in linted.stderr


def test_doctor_says_how_to_get_pictures(tmp_path: Path) -> None:
    found = json.loads(run(tmp_path / "q.db", "doctor", "--json").stdout)["findings"]
    assert any(finding["name"] == "pictures" and finding["ok"] for finding in found)
