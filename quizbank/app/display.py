"""Text on its way to a screen or a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizbank.authoring.clean import clean, escaped, first_forbidden
from quizbank.authoring.prose import Block, blocks

__all__ = ["Block", "blocks", "clean", "escaped", "first_forbidden", "plain"]


def plain(text: str, symbols: Mapping[str, Any] | None = None, ascii_only: bool = False) -> str:
    """`text` with its formulas and figures drawn, for a terminal without styles."""
    return "\n\n".join("\n".join(("    " if block.kind != "text" else "") + line for line in block.lines)
                       for block in blocks(clean(text), symbols, ascii_only))
