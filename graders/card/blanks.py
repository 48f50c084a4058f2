"""Blanks in a text: ``{{answer}}`` or ``{{answer::hint}}``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_BLANK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Blank:
    """What belongs into a blank, and the hint that is shown in its place."""

    answer: str
    hint: str = ""


class Broken(ValueError):
    """Blanks that cannot be read: a code, and on which line of the text, counted from 0."""

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code)
        self.code, self.line = code, line


def read_blanks(text: str) -> tuple[Blank, ...]:
    """The blanks of a text in order. Raises `Broken` for an empty one and for brackets that do not
    close.
    """
    blanks = []
    for match in _BLANK.finditer(text):
        answer, _, hint = match[1].partition("::")
        if not answer.strip():
            raise Broken("blank-empty", text.count("\n", 0, match.start()))
        blanks.append(Blank(answer.strip(), hint.strip()))
    rest = _BLANK.sub("", text)
    if "{{" in rest:
        raise Broken("blank-open", text.count("\n", 0, text.rfind("{{")))
    return tuple(blanks)


def with_blanks(text: str, only: int | None) -> str:
    """The text with its blanks as a learner sees them: ``[...]`` or ``[hint]``; with `only`, every
    other blank is filled.
    """
    return _replaced(text, only, lambda blank: f"[{blank.hint or '...'}]")


def filled(text: str) -> str:
    """The text with every blank filled."""
    return _replaced(text, -1, lambda blank: blank.answer)


def _replaced(text: str, only: int | None, hide: Callable[[Blank], str]) -> str:
    number = -1

    def shown(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        answer, _, hint = match[1].partition("::")
        if only is None or only == number:
            return hide(Blank(answer.strip(), hint.strip()))
        return answer.strip()

    return _BLANK.sub(shown, text)
