"""The sentences of code questions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {}
