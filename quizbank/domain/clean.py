"""Text that may be shown: without control, bidirectional and zero-width characters."""

from __future__ import annotations

import re
import unicodedata

# controls (C0 and C1 but new line and tab), what turns the direction of text, what has no width or
# only looks empty, tags, lone surrogates
_FORBIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-"
    "\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)


def clean(text: str) -> str:
    """`text` without anything that could act on a terminal or hide; new lines and tabs stay."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def first_forbidden(text: str) -> tuple[int, str] | None:
    """The place of the first character that `clean` takes out, and its name; None for clean
    text.
    """
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    return found.start(), unicodedata.name(found[0], f"U+{ord(found[0]):04X}")


def escaped(json: str) -> str:
    """A JSON text with what `clean` takes out written as escapes: nothing of the value is lost, and
    nothing acts.
    """
    return _FORBIDDEN.sub(
        lambda found: "".join(f"\\u{int.from_bytes(pair):04x}" for pair in _pairs(found[0])), json
    )


def _pairs(character: str) -> list[bytes]:
    """The one or two 16-bit units of a character."""
    raw = character.encode("utf-16-be", "surrogatepass")
    return [raw[k : k + 2] for k in range(0, len(raw), 2)]
