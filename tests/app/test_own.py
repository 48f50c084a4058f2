"""The learner's own versions of bundled questions: an upgrade leaves them, they say when theirs has
changed, and they can be given back.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizbank.app import library
from quizbank.app.bank import Answered, Bank
from quizbank.app.own import revert, save, source_of
from quizbank.app.packs import look
from quizbank.app.places import own_pack
from quizbank.authoring.base import based_on
from quizbank.authoring.templates import template
from quizbank.domain.errors import QuizbankError
from quizbank.domain.review import Rating
from tests.verdicts import kept

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
RIGHT = kept(
    {
        "outcome": "correct",
        "score": 1.0,
        "max_marks": 1.0,
        "diagnoses": [],
        "parts": [],
        "evidence": {},
        "elapsed_ms": 1.0,
    }
)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A bundled bank of two topics that a test may change, as an upgrade would."""
    folder = tmp_path / "bank"
    source = library.bundled("questions")
    for name in ("losses", "neurons"):
        shutil.copytree(source / name, folder / name)
    shutil.copy(source / "pack.toml", folder / "pack.toml")
    monkeypatch.setattr(library, "bundled", lambda name: folder)
    library._bundled_files.cache_clear()
    yield folder
    library._bundled_files.cache_clear()


def opened(tmp_path: Path) -> Bank:
    library._bundled_files.cache_clear()
    return Bank.open(tmp_path / "q.db", "en", lambda: NOW)


def edited(bank: Bank, word: str = "mine") -> str:
    text = source_of(bank.database, "mse-formula").text
    return text.replace("## en\n", f"## en\n{word} ", 1)


def test_an_own_version_is_asked_instead_and_keeps_the_history(
    tmp_path: Path, shipped: Path
) -> None:
    bank = opened(tmp_path)
    bank.record(Answered(bank.question("mse-formula"), None, "en", "x", RIGHT), Rating.GOOD)
    before = bank.question("mse-formula")
    saved = save(bank.database, edited(bank))
    assert saved.origin == "own" and saved.prompt["en"].startswith("mine ")
    assert based_on((own_pack(bank.database.path) / "mse-formula.md").read_text()) == before.version
    assert bank.card("mse-formula").memory is not None
    source = source_of(bank.database, "mse-formula")
    assert (source.own, source.bundled, source.changed) == (True, True, False)
    bank.close()
    again = opened(tmp_path)
    assert again.question("mse-formula").prompt["en"].startswith("mine ") and again.faults == []
    again.close()


def test_an_upgrade_of_the_bank_leaves_it_and_it_says_that_the_banks_has_changed(
    tmp_path: Path, shipped: Path
) -> None:
    bank = opened(tmp_path)
    save(bank.database, edited(bank))
    bank.close()
    file = shipped / "losses" / "mse-formula.md"
    file.write_text(file.read_text().replace("## en\n", "## en\nBetter: ", 1))
    upgraded = opened(tmp_path)
    assert upgraded.question("mse-formula").prompt["en"].startswith("mine ")
    assert source_of(upgraded.database, "mse-formula").changed
    save(upgraded.database, edited(upgraded, "still"))
    assert not source_of(upgraded.database, "mse-formula").changed, (
        "whoever saves again has seen it"
    )
    assert revert(upgraded.database, "mse-formula").prompt["en"].startswith("Better: ")
    upgraded.close()


@pytest.mark.parametrize("by_hand", [False, True])
def test_given_back_the_banks_version_is_asked_again(
    tmp_path: Path, shipped: Path, by_hand: bool
) -> None:
    bank = opened(tmp_path)
    before = bank.question("mse-formula")
    count = len(bank.infos())
    save(bank.database, edited(bank))
    assert len(bank.infos()) == count
    file = own_pack(bank.database.path) / "mse-formula.md"
    if by_hand:
        file.unlink()
    else:
        revert(bank.database, "mse-formula")
        assert "mine" in file.with_suffix(".md.old").read_text()
    bank.close()
    again = opened(tmp_path)
    assert again.question("mse-formula").version == before.version and len(again.infos()) == count
    assert again.question("mse-formula").origin == "bundled"
    again.close()


def test_a_question_that_leaves_the_bank_stays_where_the_learner_changed_it(
    tmp_path: Path, shipped: Path
) -> None:
    bank = opened(tmp_path)
    save(bank.database, edited(bank))
    bank.close()
    (shipped / "losses" / "mse-formula.md").unlink()
    again = opened(tmp_path)
    assert again.question("mse-formula").origin == "own" and "mse-formula" in {
        info.id for info in again.infos()
    }
    again.close()


def test_a_new_question_is_asked_at_once_and_saved_again_in_its_place(
    tmp_path: Path, shipped: Path
) -> None:
    bank = opened(tmp_path)
    save(bank.database, template("choice", "losses", "my-choice"))
    assert "my-choice" in {info.id for info in bank.infos()}
    file = own_pack(bank.database.path) / "my-choice.md"
    file.rename(file.with_name("elsewhere.md"))
    bank.close()
    again = opened(tmp_path)
    save(again.database, source_of(again.database, "my-choice").text.replace("26x26", "26x27"))
    assert [path.name for path in own_pack(again.database.path).glob("*.md")] == ["elsewhere.md"]
    assert again.question("my-choice").spec.choices[0].en == "26x27"
    with pytest.raises(QuizbankError, match="no version of your own"):
        revert(again.database, "my-choice")
    again.close()


@pytest.mark.parametrize(
    "text,word",
    [
        ("", "+++"),
        ("+++\nid = 3\n+++\n## en\nx", "Line 2"),
        ("+++\nid='a b'\nkind='choice'\n+++", "id must be"),
    ],
)
def test_what_is_no_question_is_refused_with_its_line_and_nothing_is_written(
    tmp_path: Path, shipped: Path, text: str, word: str
) -> None:
    bank = opened(tmp_path)
    with pytest.raises(QuizbankError) as refused:
        save(bank.database, text)
    assert word in refused.value.message("en") and "第" in refused.value.message("zh")
    assert not list(own_pack(bank.database.path).glob("*"))
    bank.close()


def test_a_pack_may_carry_own_versions_but_no_other_file_may_take_a_bundled_id(
    tmp_path: Path, shipped: Path
) -> None:
    bank = opened(tmp_path)
    save(bank.database, edited(bank))
    text = (own_pack(bank.database.path) / "mse-formula.md").read_text()
    revert(bank.database, "mse-formula")
    (tmp_path / "theirs.md").write_text(text)
    (tmp_path / "taken.md").write_text(template("choice", "losses", "bce-formula"))
    found = look(bank.database, [tmp_path / "theirs.md", tmp_path / "taken.md"])
    assert [q.id for q in found.questions] == ["mse-formula"] and [
        f.code for f in found.faults
    ] == ["id-bundled"]
    bank.close()


def test_a_file_that_only_happens_to_have_a_bundled_id_is_left_out_and_told(
    tmp_path: Path, shipped: Path
) -> None:
    bank = opened(tmp_path)
    folder = own_pack(bank.database.path)
    bank.close()
    folder.mkdir()
    (folder / "x.md").write_text(template("choice", "losses", "mse-formula"))
    again = opened(tmp_path)
    assert again.question("mse-formula").kind == "symbolic" and [f.code for f in again.faults] == [
        "id-bundled"
    ]
    again.close()
