"""The interface, every message and the bundled questions use the words of docs/glossary.md."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizbank.words.catalogue import everything
from quizbank.words.interface import STRINGS
from quizbank.words.screens.keys import KEYS, SCREENS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Term:
    en: str
    zh: tuple[str, ...]
    not_en: tuple[str, ...]
    not_zh: tuple[str, ...]


def words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


def glossary(title: str) -> list[Term]:
    part = (
        (ROOT / "docs" / "glossary.md").read_text("utf-8").split(f"## {title}")[1].split("\n## ")[0]
    )
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in part.splitlines()
        if line.startswith("| ")
    ][1:]
    return [
        Term(re.sub(r" \(.*\)", "", en), words(zh), words(not_en), words(not_zh))
        for en, zh, not_en, not_zh in rows
    ]


APP, FIELD = glossary("The app"), glossary("The field")
SAID = {
    **STRINGS,
    **KEYS,
    **{f"screen {name}": value for name, value in SCREENS.items()},
    **{f"message {code}": value for _, code, value in everything()},
}


def has(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}(s|es)?\b", text, re.IGNORECASE) is not None


def test_the_interface_says_each_thing_by_its_one_name() -> None:
    for key, (zh, en) in SAID.items():
        for term in [*APP, *FIELD]:
            assert not any(word in zh for word in term.not_zh), (key, zh, term)
            assert not any(has(word, en) for word in term.not_en), (key, en, term)


# said otherwise on purpose, where the English word has another sense or Chinese leaves it out
_FREE = {
    "question",
    "answer",
    "review",
    "due",
    "role",
    "weight",
    "topic",
    "recall",
    "accuracy",
    "precision",
    "loss",
    "schedule",
    "settings",
    "flag",
}


@pytest.mark.parametrize("term", [t for t in APP if t.en not in _FREE], ids=lambda term: term.en)
def test_a_term_in_english_is_its_term_in_chinese(term: Term) -> None:
    for key, (zh, en) in SAID.items():
        # in what is to be written in a file, names are names
        if has(term.en, re.sub(r"\w+ = \S+", "", en)) and re.search("[\u4e00-\u9fff]", zh):
            assert any(word in zh for word in term.zh), (key, zh, en)


def test_every_bundled_question_uses_the_words_of_the_field() -> None:
    found = []
    for path in sorted((ROOT / "questions").rglob("*.md")):
        # the front matter has what learners may answer, code has the names of libraries
        prose = path.read_text("utf-8").split("+++", 2)[2]
        prose = re.sub(r"```.*?```|`[^`]*`", " ", prose, flags=re.DOTALL)
        for term in FIELD:
            found += [(path.name, word) for word in term.not_zh if word in prose]
            found += [(path.name, word) for word in term.not_en if has(word, prose)]
    assert found == []


def test_the_glossary_contradicts_itself_nowhere() -> None:
    terms = [*APP, *FIELD]
    assert len({term.en for term in terms}) == len(terms) and all(term.zh for term in terms)
    used = {word for term in terms for word in term.zh}
    assert not used & {word for term in terms for word in term.not_zh}
