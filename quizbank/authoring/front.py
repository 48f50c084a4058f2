"""What the front matter of a question says whatever its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from graders.document import Document
from graders.kinds import KINDS, kind_of
from graders.reading import Between, Reader, keys_of
from graders.said import Said, said
from quizbank.authoring.pack import ID, TOPIC_ID
from quizbank.domain.question import ROLES

# headings that every kind has; hints may repeat
_SECTIONS = ("zh", "en", "hint zh", "hint en", "explanation zh", "explanation en")
_REPEAT = ("hint zh", "hint en", "model zh", "model en")


@dataclass(frozen=True, slots=True)
class Matches:
    """A text of a form; `code` says which."""

    form: re.Pattern[str]
    code: str

    def refuse(self, value: object) -> Said | None:
        """A text of another form."""
        return None if self.form.fullmatch(str(value)) else said(self.code)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text out of a list."""

    words: tuple[str, ...]
    code: str

    def refuse(self, value: object) -> Said | None:
        """A text that is not in the list."""
        if value in self.words:
            return None
        return said(self.code, name=str(value)[:60], names=self.words)


@dataclass(frozen=True, slots=True)
class CommonFront:
    """The keys of every kind."""

    id: Annotated[str, Matches(ID, "authoring.id")]
    kind: Annotated[str, OneOf(KINDS, "authoring.kind")]
    topic: Annotated[str, Matches(TOPIC_ID, "authoring.topic:letters")]
    difficulty: Annotated[int, Between(1, 5)] = 2
    minutes: Annotated[float, Between(0, 120, over=True)] = 2.0
    guide: tuple[str | int, ...] = ()
    errata: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Annotated[str, OneOf(ROLES, "authoring.roles")], ...] = ()
    asked: Annotated[int, Between(0, 5)] | None = None
    mock: bool = True
    based_on: str = ""


def read_front(document: Document) -> CommonFront | None:
    """The common keys; None where one of them does not fit. Keys and sections that nobody reads are
    faults, with the nearest name that is read.
    """
    front = document.read(CommonFront)
    kind = document.front.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        hooks = kind_of(kind)
        known = {*keys_of(CommonFront).values(), *keys_of(hooks.front).values()}
        Reader(document).unknown_keys(frozenset(known))
        _sections(document, (*_SECTIONS, *hooks.sections))
    return front


def _sections(document: Document, known: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for section in document.sections:
        if section.heading not in known:
            document.fault_near(section.line, section.heading, known, "authoring.section-unknown")
        elif section.heading in seen and section.heading not in _REPEAT:
            document.fault(section.line, "authoring.section-twice", heading=section.heading)
        seen.add(section.heading)
