"""A question's text with its formulas and figures drawn; apart from `display`, since drawing brings the reader of formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizbank.app.display import clean
from quizbank.authoring.prose import Block, blocks

__all__ = ["Block", "blocks", "plain"]


def plain(text: str, symbols: Mapping[str, Any] | None = None, ascii_only: bool = False) -> str:
    """`text` with its formulas and figures drawn, for a terminal without styles."""
    return "\n\n".join("\n".join(("    " if block.kind != "text" else "") + line for line in block.lines)
                       for block in blocks(clean(text), symbols, ascii_only))
