"""Reading TOML that anyone may have written, in bounded time."""

from __future__ import annotations

import tomllib
from typing import Any

MAX_BYTES = 64 * 1024
# a dotted name takes the parser the square of its depth
_MOST_DOTS = 400


class TomlError(ValueError):
    """TOML that is not read: the reason in both languages, and its 1-based line."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.line, self.zh, self.en = line, zh, en


def loads(text: str) -> dict[str, Any]:
    """The table of a TOML text; raises `TomlError`."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise TomlError(1, "TOML 部分太大：最多 64 KiB", "the TOML is too large: at most 64 KiB")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:
            raise TomlError(
                number,
                f"这一行有超过 {_MOST_DOTS} 个点，请分行写",
                f"this line has more than {_MOST_DOTS} dots: break it up",
            )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place, said = _place(str(error))
        raise TomlError(
            place, f"TOML 读不懂（{said}）", f"the TOML cannot be read ({said})"
        ) from None
    except (ValueError, RecursionError):
        raise TomlError(
            1,
            "TOML 里有太大的数或嵌套太深",
            "the TOML holds too large a number or is nested too deeply",
        ) from None


def _place(said: str) -> tuple[int, str]:
    words, _, place = said.partition(" (at line ")
    number = place.split(",")[0]
    return int(number) if number.isdecimal() else 1, words[:200]
