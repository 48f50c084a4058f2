"""What a half-typed word may become: declared names first, then functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graders.expression.functions import FUNCTIONS
from graders.expression.names import canonical

MAX_OPTIONS = 12
_WORD_BEFORE = re.compile(r"\\?[^\W\d]\w*$")


@lru_cache(maxsize=256)
def completions(prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Declared names, then functions, that begin with `prefix` in any of its spellings (``\\al``
    and ``al``: alpha).
    """
    typed = canonical(prefix)
    if not typed:
        return ()
    declared = [
        name
        for name in names
        if canonical(name).startswith(typed) or canonical(name).replace("_", "").startswith(typed)
    ]
    functions = [name for name in FUNCTIONS if name.startswith(typed) and name not in declared]
    return tuple(word for word in (*declared, *functions) if word != prefix)[:MAX_OPTIONS]


def complete(text: str, cursor: int, names: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    """Where the word before the `cursor` begins in `text`, and what it may become; nothing inside
    or after no word.
    """
    found = _WORD_BEFORE.search(text[: max(0, cursor)][-80:])
    if found is None or re.match(r"\w", text[cursor : cursor + 1]):
        return max(0, min(cursor, len(text))), ()
    return min(cursor, len(text)) - len(found[0]), completions(found[0], tuple(names))
