"""An answer in letters, as people write it."""

from __future__ import annotations

import re
import unicodedata

# read no further: more than any answer in letters has
_MOST = 200
_BETWEEN = re.compile(
    r"\b(?:and|answer|option|choice)s?\b|答案|选项?|[是和与及]|[\s,;:、。.()\[\]+&/\"'<>→-]+"
)


def letters_of(answer: str) -> list[str]:
    """Letters in order; run together, or parted by commas, spaces, brackets and small words."""
    folded = unicodedata.normalize("NFKC", answer[:_MOST]).casefold()
    return list(_BETWEEN.sub("", folded))


def position_of(answer: str, letter: str) -> int:
    """Where the letter stands in the answer as it was typed."""
    for place, character in enumerate(answer):
        if letter in unicodedata.normalize("NFKC", character).casefold():
            return place
    return 0
