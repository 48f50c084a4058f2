"""docs/extending.md is true: what it names is there, and what is there is as it says."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from graders.kind import Kind
from graders.kinds import KINDS, kind_of
from graders.numeric.generators import RECIPES
from quizbank.store.schema import KNOWN
from quizbank.tui.forms import form_of
from quizbank.tui.keymap.table import _CLASSES
from quizbank.tui.screens.settings import _ORDER
from quizbank.words.catalogue import SECTIONS, pair_of
from quizbank.words.screens.keys import KEYS
from quizbank.words.screens.mock_speech import SPEECH
from quizbank.words.screens.settings import SETTINGS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
SECTION = PAGE.split("## A kind of question")[1].split("\n## ")[0]


def test_every_path_that_the_page_names_is_there() -> None:
    named = [
        path
        for path in re.findall(r"`([\w./-]+)`", PAGE)
        if "/" in path and "NAME" not in path and "NUMBER" not in path
    ]
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_the_folder_that_the_page_describes(kind: str) -> None:
    files = re.findall(r"^   - `([\w.]+)`", SECTION, flags=re.MULTILINE)
    assert len(files) == 7
    assert [name for name in files if not (ROOT / "graders" / kind / name).exists()] == []
    assert isinstance(kind_of(kind), Kind) and form_of(kind).make is not None
    assert f"graders.{kind}.words" in SECTIONS
    for code in (f"kind.{kind}", f"kind.{kind}.many", f"kind.{kind}.about"):
        assert all(pair_of(code)), code
    assert {f"how_{kind}_0", f"how_{kind}_1"} <= SPEECH.keys()
    assert all(KEYS[f"author_start.{kind}"])
    assert (ROOT / "tests" / kind / "__init__.py").exists()
    authoring = (ROOT / "docs" / "authoring.md").read_text("utf-8")
    assert re.search(rf"^\| `?{kind}`? \|", authoring, flags=re.MULTILINE)


def test_no_folder_of_a_kind_is_left_out_of_the_registry() -> None:
    folders = {path.parent.name for path in (ROOT / "graders").glob("*/kind.py")}
    assert folders == set(KINDS)
    forms = {path.stem for path in (ROOT / "quizbank" / "tui" / "forms").glob("*.py")}
    assert set(KINDS) <= forms


@pytest.mark.parametrize("network", RECIPES)
def test_a_generator_is_documented(network: str) -> None:
    assert f'`"{network}"`' in (ROOT / "docs" / "authoring.md").read_text("utf-8")


def test_every_screen_with_keys_is_in_the_table() -> None:
    listed = {name.partition(":")[2] for name in _CLASSES}
    without = set()
    for path in (ROOT / "quizbank" / "tui" / "screens").glob("*.py"):
        module = import_module(f"quizbank.tui.screens.{path.stem}")
        for name, cls in vars(module).items():
            own = isinstance(cls, type) and cls.__module__ == module.__name__
            if own and name.endswith("Screen") and name != "BaseScreen" and cls.BINDINGS:
                without.add(name)
    assert without - listed == set() and len(listed) >= 19


@pytest.mark.parametrize("name", _ORDER)
def test_a_setting_says_what_it_is(name: str) -> None:
    assert all(SETTINGS[f"set_{name}"])


@pytest.mark.parametrize("revision", KNOWN)
def test_a_migration_has_its_script_and_its_schema(revision: str) -> None:
    assert len(list((ROOT / "migrations" / "versions").glob(f"{revision}_*.py"))) == 1
    assert (ROOT / "tests" / "store" / "fixtures" / f"schema_{revision}.sql").exists()


def test_the_table_of_rooms_has_every_room() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Rooms")[1]
    rows = set(re.findall(r"^\| `([\w/]+)/` \|", table.split("\n## ")[0], flags=re.MULTILINE))
    packages = {
        f"quizbank/{path.parent.name}" for path in (ROOT / "quizbank").glob("*/__init__.py")
    }
    assert rows == packages | {"questions", "graders", "migrations"}
    named = set(re.findall(r"`(\w+)/`", table.split("\n## ")[0]))
    inside = {path.parent.name for path in (ROOT / "graders").glob("*/__init__.py")}
    assert inside <= named, "a room of graders/ is not named"
