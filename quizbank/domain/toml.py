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


def loads(text: str) -> Table:
    """The table of a TOML text; raises `TomlError`."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise TomlError(1, said("toml.large", kib=MAX_BYTES // 1024))
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:
            raise TomlError(number, said("toml.dots", most=_MOST_DOTS))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(*_read(str(error))) from None
    except (ValueError, RecursionError):
        raise TomlError(1, said("toml.deep")) from None


# what the standard library says, by what it begins with, and the code of our own sentence
_SAID = (
    ("Cannot overwrite a value", "toml.twice"),
    ("Cannot declare", "toml.twice"),
    ("Cannot mutate", "toml.twice"),
    ("Duplicate inline table key", "toml.twice"),
    ("Unterminated string", "toml.quote-open"),
    ("Illegal character", "toml.character"),
    ("Unescaped '\\' in a string", "toml.escape"),
    ("Unclosed array", "toml.list-open"),
    ("Unclosed inline table", "toml.table-open"),
    ("Expected '=' after a key", "toml.no-equals"),
    ("Invalid value", "toml.no-value"),
    ("Invalid initial character for a key part", "toml.no-key"),
    ("Expected newline or end of document", "toml.after-value"),
)


def _read(told: str) -> tuple[int, Said]:
    """The line of what the standard library found, and our own sentence for it."""
    words, _, place = told.partition(" (at line ")
    number = place.split(",")[0]
    line = int(number) if number.isdecimal() else 1
    for beginning, code in _SAID:
        if words.startswith(beginning):
            return line, said(code)
    return line, said("toml.unread", told=words[:200])
