"""How a formula is read while it is still being typed."""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.ambiguity import notes
from graders.expression.completion import completions
from graders.expression.pretty import pretty
from graders.expression.printing import to_text, to_unicode
from graders.expression.reader import ReadError, parsed
from graders.expression.symbols import Declaration, DeclarationError, declare_all
from graders.preview import Reading

__all__ = ["completions", "preview"]


def preview(
    text: str, declarations: Mapping[str, Declaration], ascii_only: bool = False
) -> Reading:
    """The reading of `text`. Never raises: half a formula is an ordinary state of typing."""
    try:
        symbols = declare_all(declarations)
        reading = parsed(text, symbols)
    except ReadError as error:
        return Reading(
            error=error.said,
            code=error.code,
            position=error.position,
            suggestion=error.suggestion,
        )
    except DeclarationError as error:
        return Reading(error=error.said, code="declaration")
    node = reading.node
    return Reading(
        ok=True,
        text=to_text(node) if ascii_only else to_unicode(node),
        lines=tuple(pretty(node, ascii_only)),
        notes=tuple(notes(text, node, symbols, reading.met)),
    )
