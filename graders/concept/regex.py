"""Regular expressions of question files, run by RE2: linear time, one meaning at every length.

A backtracking engine takes exponential time for a pattern such as ``(a+)+b``. RE2 (R. Cox, Regular
expression matching in the wild, 2010) reads a text in time proportional to it, and refuses what it
cannot run so: back-references, lookaround, and repetitions that would be written out too large.
``\\b``, ``\\w`` and ``\\d`` speak of ASCII only, so that a Chinese character ends an English word.
"""

from __future__ import annotations

import re
from functools import lru_cache

import re2

from graders.said import Said, said

MAX_PATTERN = 400
MAX_MATCHES = 50
# bytes of one compiled expression: more than any phrase needs, and built within milliseconds
_MEMORY = 4 << 20
# RE2 takes a number that it cannot hold for literal text, where other engines repeat
_COUNT_TOO_LARGE = re.compile(r"(?<!\\)\{\d{5,}|(?<!\\)\{\d*,\d{5,}")


class PatternError(ValueError):
    """A pattern that is not used; `why` says why not."""

    def __init__(self, why: Said) -> None:
        super().__init__(str(why))
        self.why = why


class Pattern:
    """A compiled expression that ignores case; raises `PatternError` where it is broken, too long
    or none that runs in linear time.
    """

    def __init__(self, source: str) -> None:
        if len(source) > MAX_PATTERN:
            raise PatternError(said("concept.pattern-long", most=MAX_PATTERN))
        if _COUNT_TOO_LARGE.search(source):
            raise PatternError(said("concept.pattern-broken", why="{...}"))
        try:
            self._compiled = re2.compile(source, _options())
        except re2.error as error:
            raise PatternError(said("concept.pattern-broken", why=_reason(error))) from None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it matches in folded `text`, not overlapping, `MAX_MATCHES` at most; empty matches
        are left out.
        """
        spans: list[tuple[int, int]] = []
        for match in self._compiled.finditer(text):
            start, end = match.span()
            if end > start:
                spans.append((start, end))
            if len(spans) == MAX_MATCHES:
                break
        return spans

    def matches_nothing(self) -> bool:
        """Whether it matches the empty text, and so would match anywhere."""
        return self._compiled.search("") is not None


@lru_cache(maxsize=8192)
def pattern(source: str) -> Pattern:
    """The compiled expression, kept for the next answer."""
    return Pattern(source)


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


def _reason(error: re2.error) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
