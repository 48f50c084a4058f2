"""`new` and `add` from the command line: what was written stays, what lint refuses is not asked."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from quizbank.authoring.templates import template
from tests.authoring.test_gate import GOOD, REFUSED
from tests.durability.program import run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "home" / "q.db"


def listed(database: Path) -> set[str]:
    """The ids of the learner's own questions that are asked."""
    done = run(database, "list", "--json")
    return {row["id"] for row in json.loads(done.stdout)} & {"mine", "good-one", "other-one"}


def editor(tmp_path: Path, *lines: str) -> str:
    """An editor that does this to the file in ``$1``."""
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
    script.chmod(stat.S_IRWXU)
    return str(script)


@pytest.mark.parametrize(
    ("chosen", "told"), [("true", "left the template as it was"), ("false", "editor failed")]
)
def test_an_untouched_template_is_not_added_and_that_is_said(
    database: Path, chosen: str, told: str
) -> None:
    done = run(database, "--lang", "en", "new", "numeric", "--id", "mine", EDITOR=chosen)
    assert done.returncode == 2 and told in done.stderr and done.stdout == ""
    assert listed(database) == set() and list(database.parent.rglob("*.md")) == []


def test_what_was_written_is_added_and_its_draft_goes(database: Path, tmp_path: Path) -> None:
    chosen = editor(tmp_path, "sed -i 's/difficulty = 2/difficulty = 3/' \"$1\"")
    done = run(database, "--lang", "en", "new", "choice", "--id", "mine", EDITOR=chosen)
    assert done.returncode == 0 and "Added: mine" in done.stdout
    assert listed(database) == {"mine"}
    assert [file.name for file in database.parent.rglob("*.md")] == ["mine.md"]


def test_what_lint_refuses_is_kept_and_gone_on_with(database: Path, tmp_path: Path) -> None:
    wrong = editor(tmp_path, "sed -i 's/- \\[x\\]/- [ ]/' \"$1\"")
    done = run(database, "--lang", "en", "new", "choice", "--id", "mine", EDITOR=wrong)
    (kept,) = database.parent.rglob("mine.md")
    assert done.returncode == 1 and str(kept) in done.stderr and f"{kept}:" in done.stderr
    assert "no-right-choice" in done.stderr and listed(database) == set()
    right = editor(
        tmp_path,
        "sed -i '0,/- \\[ \\]/s//- [x]/' \"$1\"",
        "sed -i 's/difficulty = 2/difficulty = 3/' \"$1\"",
    )
    done = run(database, "--lang", "en", "new", "choice", "--id", "mine", EDITOR=right)
    assert done.returncode == 0, done.stderr
    assert listed(database) == {"mine"} and not kept.exists()


def test_what_was_written_stays_where_the_editor_fails(database: Path, tmp_path: Path) -> None:
    chosen = editor(tmp_path, 'echo "## hint en" >> "$1"', "exit 3")
    done = run(database, "--lang", "en", "new", "choice", "--id", "mine", EDITOR=chosen)
    (kept,) = database.parent.rglob("mine.md")
    assert done.returncode == 2 and str(kept) in done.stderr
    assert kept.read_text().endswith("## hint en\n") and listed(database) == set()


def test_a_text_does_not_take_the_place_of_another_question(database: Path, tmp_path: Path) -> None:
    chosen = editor(tmp_path, 'sed -i \'s/^id = .*/id = "mse-formula"/\' "$1"')
    done = run(database, "--lang", "en", "new", "choice", "--id", "mine", EDITOR=chosen)
    assert done.returncode == 2 and "mse-formula" in done.stderr
    assert len(list(database.parent.rglob("mine.md"))) == 1
    shown = json.loads(run(database, "show", "mse-formula", "--json").stdout)
    assert shown["kind"] == "symbolic"


def test_a_template_in_one_language_where_it_is_asked_for(database: Path) -> None:
    done = run(database, "new", "choice", "--id", "mine", "--only", "en", EDITOR="", VISUAL="")
    assert done.returncode == 0, done.stderr
    (file,) = database.parent.rglob("mine.md")
    assert "## zh" not in file.read_text("utf-8")


def test_add_leaves_out_what_lint_refuses(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "a.md").write_text(GOOD, encoding="utf-8")
    refused = folder / "b.md"
    refused.write_text(REFUSED.replace("good-one", "other-one"), encoding="utf-8")
    done = run(database, "--lang", "en", "add", str(folder), "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1 and told["added"] == ["good-one"]
    assert [(f["file"], f["line"], f["code"]) for f in told["skipped"]] == [
        (str(refused), 14, "misconception-right")
    ]
    assert listed(database) == {"good-one"}
    again = run(database, "--lang", "en", "add", str(refused))
    assert again.returncode == 1 and "Added 0, changed 0, skipped 1 file." in again.stdout


def test_a_change_that_lint_refuses_leaves_the_question_as_it_was(
    database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.md"
    file.write_text(GOOD, encoding="utf-8")
    assert run(database, "add", str(file)).returncode == 0
    file.write_text(REFUSED, encoding="utf-8")
    assert run(database, "add", str(file)).returncode == 1
    answer = run(database, "grade", "good-one", "--answer", "sum((y - p)^2)", "--json")
    assert json.loads(answer.stdout)["diagnoses"]


def test_cards_of_a_split_file_are_added_each(database: Path, tmp_path: Path) -> None:
    text = template("card", "losses", "parts").replace(
        "minutes = 0.5", "minutes = 0.5\nsplit = true"
    )
    text = text.replace("√d_k？", "{{√d_k}}，{{softmax}}？")
    file = tmp_path / "a.md"
    file.write_text(text.replace("by √d_k?", "by {{√d_k}} and {{softmax}}?"), encoding="utf-8")
    done = run(database, "--lang", "en", "add", str(file), "--json")
    assert json.loads(done.stdout)["added"] == ["parts-1", "parts-2"]
    again = run(database, "--lang", "en", "add", str(file), "--json")
    assert json.loads(again.stdout)["unchanged"] == ["parts-1", "parts-2"]
