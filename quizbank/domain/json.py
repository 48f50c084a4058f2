"""Values of JSON on their way in or out; everywhere else values have types of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = (
    bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None
)
# an object as JSON has it: what a script reads, or a column of the database
Json: TypeAlias = Mapping[str, JsonValue]
