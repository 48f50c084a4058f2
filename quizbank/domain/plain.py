"""Plain values: what JSON can say, and what a column of SQLite can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, Union

JsonValue: TypeAlias = Union[
    bool, int, float, str, "Sequence[JsonValue]", "Mapping[str, JsonValue]", None
]
JsonObject: TypeAlias = dict[str, JsonValue]
# a value as it lies in the file, before its column's type has made anything of it
RawValue: TypeAlias = int | float | str | bytes | None
RawRow: TypeAlias = dict[str, RawValue]
