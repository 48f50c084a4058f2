"""Reading TOML that anyone may have written, in bounded time."""

from __future__ import annotations

import tomllib
from typing import Any

from graders.said import Said, said

# what the standard library's reader gives: dates and times among the values
Table = dict[str, Any]
MAX_BYTES = 64 * 1024
# a dotted name takes the parser the square of its depth
_MOST_DOTS = 400


class TomlError(ValueError):
    """TOML that is not read: why, and its 1-based line."""

    def __init__(self, line: int, why: Said) -> None:
        super().__init__(why.code)
        self.line, self.said = line, why

    @property
    def zh(self) -> str:
        """Why, in Chinese."""
        from quizbank.words.catalogue import sentence

        return sentence(self.said, "zh")

    @property
    def en(self) -> str:
        """Why, in English."""
        from quizbank.words.catalogue import sentence

        return sentence(self.said, "en")


def loads(text: str) -> Table:
    """The table of a TOML text; raises `TomlError`."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise TomlError(1, said("toml.large", most=MAX_BYTES // 1024))
    for number, words in enumerate(text.split("\n"), 1):
        if words.count(".") > _MOST_DOTS:
            raise TomlError(number, said("toml.dots", most=_MOST_DOTS))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, why = _place(str(error))
        raise TomlError(line, said("toml.unreadable", why=why)) from None
    except (ValueError, RecursionError):
        raise TomlError(1, said("toml.deep")) from None


def _place(told: str) -> tuple[int, str]:
    words, _, place = told.partition(" (at line ")
    number = place.split(",")[0]
    return int(number) if number.isdecimal() else 1, words[:200]
