"""Characters to plain characters: one spelling of each sign, with the place that every one came
from.

Full-width forms, mathematical alphabets, the many dashes and dots, and invisible characters are
dealt with here, so that the
tokeniser sees ASCII, Greek, sub- and superscripts and a handful of signs.
"""

from __future__ import annotations

import unicodedata

_SIGNS = {
    **dict.fromkeys("−–—﹣‒―", "-"),
    **dict.fromkeys("×∗", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("·⋅∙•・‧", "·"),
    **dict.fromkeys("⊙∘", "*"),
    **dict.fromkeys("≤⩽≦", "<="),
    **dict.fromkeys("≥⩾≧", ">="),
    "≠": "!=",
    "∥": "‖",
    "∣": "|",
    "～": "~",
    **dict.fromkeys("，、", ","),
    "；": ";",
    "：": ":",
    "【": "[",
    "】": "]",
    "〔": "(",
    "〕": ")",
    "〈": "⟨",
    "〉": "⟩",
    "′": "'",
    "’": "'",
    **dict.fromkeys("←≔⟵", "="),
    "㏑": "ln ",
    "㏒": "log ",
    "∧": " and ",
    "∨": " or ",
    "¬": " not ",
    "∈": " in ",
    "µ": "μ",
}
# what draws nothing: bidirectional controls, joiners, variation selectors, the byte-order mark
_SELECTORS = frozenset(chr(c) for c in range(0xFE00, 0xFE10))


def normalise(text: str) -> tuple[str, list[int]]:
    """The plain text and, for each of its characters, the 0-based place in `text` that it came from
    (and the end's).
    """
    if text.isascii():
        return text, list(range(len(text) + 1))
    plain: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        piece = char if char.isascii() else _piece(text, at, char)
        plain.extend(piece)
        places.extend([at] * len(piece))
    places.append(len(text))
    return "".join(plain), places


def _piece(text: str, at: int, char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    if char.isspace():
        return " "
    if char in _SELECTORS or unicodedata.category(char) == "Cf":
        return ""
    if char == "。":
        # a full stop ends the sentence, or it is the point of a Chinese keyboard between digits
        return "." if text[at + 1 : at + 2].strip() else " "
    if "\U0001d400" <= char <= "\U0001d7ff":
        return unicodedata.normalize("NFKC", char)
    if char in "½⅓⅔¼¾⅕⅛" and not text[at - 1 : at].isdigit():
        return "(" + unicodedata.normalize("NFKC", char).replace("⁄", "/") + ")"
    return char
