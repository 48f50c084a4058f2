"""A question's text with its formulas and figures drawn; apart from `display`, since drawing brings
the reader of formulas.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizbank.app.display import clean
from quizbank.app.pictures import depict
from quizbank.authoring.prose import Block, blocks

__all__ = ["Block", "blocks", "plain"]


def plain(
    text: str,
    symbols: Mapping[str, Any] | None = None,
    ascii_only: bool = False,
    lang: str = "en",
    path: str = "",
) -> str:
    """`text` of the question file at `path` with its formulas and figures drawn and its pictures in
    words, for a terminal without styles.
    """
    return "\n\n".join(
        "\n".join(_lines(block, ascii_only, lang, path))
        for block in blocks(clean(text), symbols, ascii_only)
    )


def _lines(block: Block, ascii_only: bool, lang: str, path: str) -> list[str]:
    if block.picture is not None:
        shown = depict(block.picture, path, lang, ascii_only)
        return [shown.words, *([shown.fault] if shown.fault else [])]
    return [("    " if block.kind != "text" else "") + line for line in block.lines]
