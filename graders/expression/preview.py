"""How a formula is read while it is still being typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.expression.ambiguity import notes
from graders.expression.completion import completions
from graders.expression.pretty import pretty
from graders.expression.printing import to_text, to_unicode
from graders.expression.reader import ReadError, read
from graders.expression.symbols import DeclarationError, declare_all

__all__ = ["completions", "preview"]


def preview(text: str, declarations: Mapping[str, Any], ascii_only: bool = False) -> dict[str, Any]:
    """The reading of `text`: ``ok``, ``text`` on one line, ``pretty`` lines, ``notes`` on what is
    ambiguous, and ``error``.

    ``error`` is None or zh, en, position (0-based in `text`), code and suggestion. Never raises:
    half a formula is an ordinary
    state of typing.
    """
    try:
        symbols = declare_all(declarations)
        node = read(text, symbols)
        return {
            "ok": True,
            "text": to_text(node) if ascii_only else to_unicode(node),
            "pretty": pretty(node, ascii_only),
            "notes": notes(text, node, symbols),
            "error": None,
        }
    except ReadError as error:
        return _refused(error.zh, error.en, error.position, error.code, error.suggestion)
    except DeclarationError as error:
        return _refused(error.zh, error.en, 0, "declaration", None)


def _refused(zh: str, en: str, position: int, code: str, suggestion: str | None) -> dict[str, Any]:
    return {
        "ok": False,
        "text": "",
        "pretty": [],
        "notes": [],
        "error": {"zh": zh, "en": en, "position": position, "code": code, "suggestion": suggestion},
    }
