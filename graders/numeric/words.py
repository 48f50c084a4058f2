"""The sentences of numeric questions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {}
