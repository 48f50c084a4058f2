"""Column types that refuse what SQLite would silently spoil."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator


class UTC(TypeDecorator[dt.datetime]):
    """An aware time kept as UTC text; a naive one is refused."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        """Text in UTC with microseconds, so that text order is time order."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """An aware UTC time."""
        return dt.datetime.fromisoformat(value) if value else None


class Plain(TypeDecorator[str]):
    """Text without NUL and lone surrogates, which SQLite cannot give back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text with what cannot be stored taken out."""
        if value is None:
            return None
        return value.replace("\0", "").encode("utf-8", "ignore").decode()


class JsonText(Plain):
    """JSON that is held as text outside too, so that it is decoded once, into its own type."""

    cache_ok = True


class Json(TypeDecorator[Any]):
    """A JSON value; NaN and infinity are refused because they would break every later query."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Compact JSON text."""
        return (
            json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            .encode("utf-8", "ignore")
            .decode()
        )

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value."""
        return None if value is None else json.loads(value)
