"""What authoring says: each message that its code makes stands in the catalogue once, with the
values that its sentences name, and nothing stands there that is never said.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import graders
import quizbank
from quizbank.words import authoring, packs
from quizbank.words.catalogue import everything, pair_of

ROOT = Path(quizbank.__file__).parent
OURS = (
    *(ROOT / "authoring").rglob("*.py"),
    ROOT / "domain" / "toml.py",
    ROOT / "cli" / "author_commands.py",
    ROOT / "cli" / "editor.py",
    ROOT / "cli" / "pack_words.py",
    ROOT / "app" / "writing.py",
)
MAKERS = {"said", "fault", "fault_at", "QuizbankError"}
# values that a fault's own code adds
GIVEN = {"name", "near", "known"}


def made(file: Path) -> Iterator[tuple[str, set[str], int]]:
    """(code, names of its values, line) of each message that a file makes."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        maker = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        maker = node.func.id if isinstance(node.func, ast.Name) else maker
        codes = [a.value for a in node.args if isinstance(a, ast.Constant)]
        values = {word.arg for word in node.keywords if word.arg}
        for code in codes if maker in MAKERS else ():
            if isinstance(code, str) and "." in code:
                yield code, values, node.lineno


def constants() -> set[str]:
    """Every text that the program's code holds, its words left out."""
    files = [*ROOT.rglob("*.py"), *Path(graders.__file__).parent.rglob("*.py")]
    nodes = (
        node
        for file in files
        if "words" not in (file.parent.name, file.stem)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
    )
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(ROOT)))
def test_each_message_has_a_sentence_and_its_values(file: Path) -> None:
    for code, values, line in made(file):
        for text in pair_of(code):
            named = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert named <= values, f"{file}:{line}: {code}"


def test_no_code_of_ours_stands_in_the_catalogue_twice() -> None:
    counts = Counter(code for _, code, _ in everything())
    assert [code for code in (*authoring.WORDS, *packs.WORDS) if counts[code] > 1] == []


def test_nothing_of_ours_is_never_said() -> None:
    used = constants()
    ours = {code.removesuffix("-near") for code in (*authoring.WORDS, *packs.WORDS)}
    assert sorted(ours - used) == []


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_sentence_stands_outside_the_catalogue(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            chinese = any("\u4e00" <= character <= "\u9fff" for character in node.value)
            assert not chinese, f"{file}:{node.lineno}"
