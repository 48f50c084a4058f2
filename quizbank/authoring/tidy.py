"""Values of a TOML table that came from anyone: bounded in depth, plain, and with text that can
neither act nor hide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from graders.document import Plain, Table
from graders.said import said
from graders.toml_lines import Path
from quizbank.authoring.faults import Unusable
from quizbank.domain import toml
from quizbank.domain.clean import clean

# deeper, and larger, than any question or pack needs
MAX_DEPTH = 6
_LARGEST = 2**53
_LONGEST_KEY = 100


def tidy(table: toml.Table) -> Table:
    """`table` with its texts cleaned. Raises `Unusable` with the path of what is nested too deeply
    or not plain.

    Plain are texts, truth values, whole numbers up to 2^53, finite numbers, and lists and tables of
    them.
    """
    return _table(table, ())


def _table(table: toml.Table, path: Path) -> Table:
    return {_key(key, path): _value(value, (*path, key)) for key, value in table.items()}


def _value(value: toml.Value, path: Path) -> Plain:
    if isinstance(value, dict | list) and len(path) >= MAX_DEPTH:
        raise Unusable(said("authoring.front-matter-deep", most=MAX_DEPTH), path=path)
    if isinstance(value, dict):
        return _table(value, path)
    if isinstance(value, list):
        return [_value(inner, (*path, number)) for number, inner in enumerate(value)]
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if not isinstance(value, int):
        raise Unusable(said("authoring.value", key=_words(path)), path=path)
    if abs(value) > _LARGEST:
        raise Unusable(said("authoring.number", key=_words(path)), path=path)
    return value


def _key(key: str, path: Path) -> str:
    if len(key) > _LONGEST_KEY:
        why = said("authoring.name", longest_key=_LONGEST_KEY)
        raise Unusable(why, path=(*path, key))
    return clean(key)


def _words(path: Iterable[str | int]) -> str:
    """The name of the value, as it may be shown."""
    names = [part for part in path if isinstance(part, str)]
    return clean(names[-1] if names else "")
