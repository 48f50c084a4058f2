"""How a formula is read while it is still being typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graders.expression.pretty import pretty
from graders.expression.printing import to_text, to_unicode
from graders.expression.reader import ReadError, read
from graders.expression.symbols import DeclarationError, declare_all


def preview(text: str, declarations: Mapping[str, Any], ascii_only: bool = False) -> dict[str, Any]:
    """The reading of `text`: ``ok``, ``text`` on one line, ``pretty`` lines and ``error`` (zh, en, position) or None.

    Never raises: half a formula is an ordinary state of typing.
    """
    try:
        node = read(text, declare_all(declarations))
        return {"ok": True, "text": to_text(node) if ascii_only else to_unicode(node),
                "pretty": pretty(node, ascii_only), "error": None}
    except (ReadError, DeclarationError) as error:
        position = error.position if isinstance(error, ReadError) else 0
        return {"ok": False, "text": "", "pretty": [],
                "error": {"zh": error.zh, "en": error.en, "position": position}}


@lru_cache(maxsize=256)
def completions(prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Declared names, then functions, that begin with `prefix`."""
    from graders.expression.functions import FUNCTIONS

    return tuple(word for word in (*names, *FUNCTIONS) if prefix and word.startswith(prefix) and word != prefix)
