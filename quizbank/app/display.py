"""Text on its way to a screen or a terminal."""

from __future__ import annotations

import re

from quizbank.domain.clean import clean, escaped, first_forbidden

__all__ = ["clean", "escaped", "first_forbidden", "gist", "without_pictures"]

# a figure, which may be cut off at its end; the fences around formulas and code; a value that each
# variant fills in
_FIGURE = re.compile(r"```figure\b.*?(?:```|\Z)", re.DOTALL)
_FENCE = re.compile(r"^```\w*", re.MULTILINE)
_PICTURE = re.compile(r"^ {0,3}!\[([^\[\]]*)\]\(.*\)\s*$", re.MULTILINE)
_NAME = re.compile(r"\{(\w+)\}")


def gist(prompt: str) -> str:
    """A question's prompt on one line, its figures and pictures left out: what tells it from others
    in a list.
    """
    return _NAME.sub(
        r"\1", " ".join(_FENCE.sub("", _FIGURE.sub("", without_pictures(clean(prompt)))).split())
    )


def without_pictures(text: str) -> str:
    """A text without its lines that are pictures, or with what they show where it has nothing
    else.
    """
    return _PICTURE.sub("", text).strip() or _PICTURE.sub(r"\1", text)
