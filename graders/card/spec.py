"""A card: front and back, or a text with blanks; its data, and how a file becomes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graders.card.blanks import Blank, Broken, read_blanks
from graders.document import Document
from graders.verdict import Evidence, Shown, Texts

LANGS = ("zh", "en")


@dataclass(frozen=True, slots=True)
class CardFront:
    """The keys that this kind adds to the front matter: other wordings of the blanks, and whether
    each blank is a card of its own.
    """

    accept: tuple[str, ...] = ()
    split: bool = False


@dataclass(frozen=True, slots=True)
class Blanks:
    """The blanks of a card by language; both languages have as many."""

    zh: tuple[Blank, ...] = ()
    en: tuple[Blank, ...] = ()

    def in_language(self, lang: str) -> tuple[Blank, ...]:
        """The blanks in `lang`, or in the other language where that has none."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


@dataclass(frozen=True, slots=True)
class CardSpec:
    """The back, the blanks with their answers, and what else is accepted in a blank.

    `only` is the number from 0 of the one blank that is asked, where each is a card of its own.
    """

    back: Texts = field(default_factory=Texts)
    blanks: Blanks = field(default_factory=Blanks)
    accept: tuple[str, ...] = ()
    split: bool = False
    only: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown(Shown):
    """The front. `hints` has one entry a blank to fill, empty where it has no hint."""

    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEvidence(Evidence):
    """Which blanks were filled rightly, from the first; none for a card without blanks."""

    filled: tuple[bool, ...] | None = None


def parse(document: Document) -> CardSpec | None:
    """The card of a file; None where something is wrong, which is then among its faults."""
    faults = len(document.faults)
    front = document.read(CardFront)
    backs: dict[str, str] = {}
    blanks: dict[str, tuple[Blank, ...]] = {}
    for lang in LANGS:
        back = document.find(f"back {lang}")
        if back is not None:
            backs[lang] = back.text.strip()
        blanks[lang] = _blanks(document, lang)
    _check(document, backs, blanks)
    if front is None or len(document.faults) > faults:
        return None
    return CardSpec(Texts(**backs), Blanks(**blanks), front.accept, front.split)


def _blanks(document: Document, lang: str) -> tuple[Blank, ...]:
    section = document.find(lang)
    if section is None:
        return ()
    try:
        return read_blanks(section.text)
    except Broken as broken:
        document.fault(section.first + broken.line, f"card.{broken.code}")
        return ()


def _check(document: Document, backs: dict[str, str], blanks: dict[str, tuple[Blank, ...]]) -> None:
    written = {lang: found for lang, found in blanks.items() if document.find(lang) is not None}
    counts = {len(found) for found in written.values()}
    if len(counts) > 1:
        section = document.find("en")
        document.fault(section.line if section else 1, "card.blanks-differ")
    if not any(backs.values()) and not any(blanks.values()):
        document.fault(document.front_line, "card.no-back")


def split(spec: CardSpec) -> Iterator[CardSpec]:
    """One card a blank where the file says so, else the card itself."""
    count = len(spec.blanks.zh or spec.blanks.en)
    if not spec.split or count < 2:
        yield spec
        return
    for number in range(count):
        yield replace(spec, only=number)
