"""Reading TOML that anyone may have written, in bounded time."""

from __future__ import annotations

import datetime as dt
import tomllib

from graders.said import Said, said
from quizbank.domain.unusable import Unusable

# what the standard library's reader gives: dates and times among the values
Value = (
    bool | int | float | str | dt.datetime | dt.date | dt.time | list["Value"] | dict[str, "Value"]
)
Table = dict[str, Value]
MAX_BYTES = 64 * 1024
# a dotted name takes the parser the square of its depth
_MOST_DOTS = 400


def loads(text: str) -> Table:
    """The table of a TOML text; raises `Unusable` with the line at which it ends to be TOML."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise Unusable(said("toml.large", kib=MAX_BYTES // 1024))
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:
            raise Unusable(said("toml.dots", most=_MOST_DOTS), number)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unread(str(error), text) from None
    except (ValueError, RecursionError):
        raise Unusable(said("toml.deep")) from None


# what the standard library says, by what it begins with, and the code of our own sentence
_SAID = (
    ("Cannot overwrite a value", "toml.twice"),
    ("Cannot declare", "toml.twice"),
    ("Cannot mutate", "toml.twice"),
    ("Duplicate inline table key", "toml.twice"),
    ("Unterminated string", "toml.quote-open"),
    ("Illegal character", "toml.character"),
    ("Unescaped '\\' in a string", "toml.escape"),
    ("Escaped character is not a Unicode scalar value", "toml.escape"),
    ("Invalid hex value", "toml.escape"),
    ("Unclosed array", "toml.list-open"),
    ("Unclosed inline table", "toml.table-open"),
    ("Expected '=' after a key", "toml.no-equals"),
    ("Expected ']", "toml.header-open"),
    ("Invalid value", "toml.no-value"),
    ("Invalid date or datetime", "toml.no-value"),
    ("Invalid initial character for a key part", "toml.no-key"),
    ("Expected newline or end of document", "toml.after-value"),
    ("Invalid statement", "toml.no-key"),
)
_AT_END = " (at end of document)"


def _unread(told: str, text: str) -> Unusable:
    """The error of what the standard library found, with our own sentence for it."""
    words, _, place = told.partition(" (at line ")
    number = place.split(",")[0]
    line = int(number) if number.isdecimal() else 1
    if told.endswith(_AT_END):
        words, line = told.removesuffix(_AT_END), text.rstrip().count("\n") + 1
    return Unusable(_sentence(words), line)


def _sentence(words: str) -> Said:
    for beginning, code in _SAID:
        if words.startswith(beginning):
            return said(code)
    return said("toml.unread", told=words[:200])
