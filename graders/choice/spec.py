"""A question with choices: its data, and how a file becomes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graders.document import Document, Section
from graders.verdict import Evidence, Shown, Texts

LANGS = ("zh", "en")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CHOICE = re.compile(r"-\s*\[([ xX])\]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; `diagnosis` says what a learner who picks it wrongly has mistaken."""

    right: bool
    zh: str = ""
    en: str = ""
    diagnosis: Texts | None = None

    def in_language(self, lang: str) -> str:
        """The choice's text."""
        return Texts(self.zh, self.en).in_language(lang)


@dataclass(frozen=True, slots=True)
class ChoiceFront:
    """The keys that this kind adds to the front matter."""

    multiple: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """The choices in file order; with `multiple` several may be right."""

    multiple: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A choice as a learner sees it."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShown(Shown):
    """The choices in the order shown."""

    choices: tuple[ShownChoice, ...]
    multiple: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceEvidence(Evidence):
    """The parts say all."""


@dataclass(slots=True)
class _Written:
    """A choice as it stands in one language's list."""

    right: bool
    text: str
    line: int
    told: str = ""


def parse(document: Document) -> ChoiceSpec | None:
    """Choices from ``## choices``, or from both ``## choices zh`` and ``## choices en``; None where
    something is wrong, which is then among the document's faults.
    """
    faults = len(document.faults)
    front = document.read(ChoiceFront)
    lists = _lists(document)
    if not lists:
        document.fault(document.front_line, "choice.no-choices")
    if front is None or len(document.faults) > faults:
        return None
    columns = list(lists.values())
    sides = {tuple(written.right for written in column) for column in columns}
    if len(sides) != 1:
        document.fault(columns[-1][0].line if columns[-1] else 1, "choice.choices-differ")
        return None
    if len(columns[0]) > len(LETTERS):
        document.fault(columns[0][len(LETTERS)].line, "choice.choices-many", most=len(LETTERS))
        return None
    choices = [_choice(lists, number) for number in range(len(columns[0]))]
    return ChoiceSpec(front.multiple, tuple(choices))


def _lists(document: Document) -> Mapping[str, list[_Written]]:
    """The written choices by language; one list may serve both."""
    shared = document.find("choices")
    if shared is not None:
        return dict.fromkeys(LANGS, _read(document, shared))
    sections = {lang: document.find(f"choices {lang}") for lang in LANGS}
    return {lang: _read(document, section) for lang, section in sections.items() if section}


def _read(document: Document, section: Section) -> list[_Written]:
    choices: list[_Written] = []
    for number, line in enumerate(section.text.splitlines()):
        indented = line.startswith((" ", "\t"))
        match = None if indented else _CHOICE.fullmatch(line.strip())
        place = section.first + number
        if match:
            choices.append(_Written(match[1] != " ", match[2], place))
        elif line.strip() and choices and indented:
            choices[-1].told = f"{choices[-1].told} {line.strip()}".strip()
        elif line.strip():
            document.fault(place, "choice.choice-line")
    return choices


def _choice(lists: Mapping[str, list[_Written]], number: int) -> Choice:
    written = {lang: column[number] for lang, column in lists.items()}
    told = {lang: one.told for lang, one in written.items() if one.told}
    texts = {lang: one.text for lang, one in written.items()}
    right = next(iter(written.values())).right
    return Choice(right, **texts, diagnosis=Texts(**told) if told else None)
