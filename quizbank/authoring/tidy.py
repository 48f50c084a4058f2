"""Values of a TOML table that came from anyone: bounded in depth, plain, and with text that can
neither act nor hide.
"""

from __future__ import annotations

import math
from typing import Any

from quizbank.domain.clean import clean

# deeper, and larger, than any question or pack needs
MAX_DEPTH = 6
_LARGEST = 2**53
_LONGEST_KEY = 100


class Unfit(ValueError):
    """A value that is refused: what is wrong with it in both languages, and the top-level key under
    which it stands.
    """

    def __init__(self, key: str, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.key, self.code, self.zh, self.en = key, code, zh, en


def tidy(table: dict[str, Any]) -> dict[str, Any]:
    """`table` with its texts cleaned. Raises `Unfit` for what is nested too deeply and for values
    that are not plain.

    Plain are texts, truth values, whole numbers up to 2^53, finite numbers, and lists and tables of
    them.
    """
    if too_deep(table):
        raise Unfit(
            "",
            "front-matter-deep",
            f"TOML 嵌套太深：最多 {MAX_DEPTH} 层。",
            f"The TOML is nested too deeply: at most {MAX_DEPTH} levels.",
        )
    return {_key(key): _value(value, key) for key, value in table.items()}


def too_deep(value: Any) -> bool:
    """Whether lists and tables stand in each other more than `MAX_DEPTH` deep; looks no further
    than that.
    """
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return bool(level)


def _value(value: Any, key: str) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {_key(name): _value(inner, key) for name, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner, key) for inner in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise Unfit(
                key,
                "number",
                f"{clean(key)}：整数太大，最多 2^53。",
                f"{clean(key)}: the whole number is too large, at most 2^53.",
            )
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise Unfit(
        key,
        "value",
        f"{clean(key)}：这里不能用 inf、nan、日期或时间。",
        f"{clean(key)}: inf, nan, dates and times have no meaning here.",
    )


def _key(key: str) -> str:
    if len(key) > _LONGEST_KEY:
        raise Unfit(
            key,
            "name",
            f"名字太长：最多 {_LONGEST_KEY} 个字符。",
            f"A name is too long: at most {_LONGEST_KEY} characters.",
        )
    return clean(key)
