"""Finding accepted phrases in folded text: every place, and whether its clause denies it there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graders.concept.fold import CJK, Folded, fold_phrase
from graders.concept.negation import is_negated
from graders.concept.regex import MAX_MATCHES, Pattern, PatternError, pattern
from graders.said import said
from graders.verdict import SpecError

_CHINESE = re.compile(f"[{CJK}]")
_ENDS_IN_E = re.compile(r"[a-z]{4}e$")
_INFLECTED = "(?:e|ing|ed|able|ation)"
_NEWLINE = r"\n?"
_TOKEN = re.compile(rf"[a-z0-9_]+|[{CJK}]+|[ \n]+|-|[^\s]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at ``text[start:end]`` of the folded text; `denied` where its clause negates
    it.
    """

    phrase: str
    start: int
    end: int
    denied: bool


@lru_cache(maxsize=8192)
def _plain(phrase: str) -> re.Pattern[str]:
    """A phrase as a pattern: spaces and hyphens between words are optional, symbols may stand
    apart.

    A phrase begins where a word begins, so that ``norm`` is not found in enormous, and may end
    within one
    (``clip`` is found in clipping), except an abbreviation in capitals (``GAN``) and a number.
    """
    folded = fold_phrase(phrase)
    if not folded:
        raise PatternError(said("concept.phrase-empty"))
    tokens = _TOKEN.findall(folded)
    body = ""
    for k, token in enumerate(tokens):
        between_words = (
            token == "-"
            and 0 < k < len(tokens) - 1
            and all(t[0].isalpha() for t in (tokens[k - 1], tokens[k + 1]))
        )
        if token.isspace() or between_words:
            body += r"[ \n\-]*"
        else:
            body += (
                _NEWLINE.join(map(re.escape, token)) if _CHINESE.match(token) else re.escape(token)
            )
            body += (
                r"\s?"
                if k + 1 < len(tokens) and not (token[0].isalnum() and tokens[k + 1][0].isalnum())
                else ""
            )
    if _ENDS_IN_E.search(folded):
        # "diverge" is found in diverging as "clip" is in clipping
        body = body[:-1] + _INFLECTED
    head = (
        r"(?<![a-z])"
        if folded[0].isascii() and folded[0].isalpha()
        else r"(?<!\d)(?<!\d[.,])"
        if folded[0].isdecimal()
        else ""
    )
    tail = ""
    if folded[-1].isdecimal():
        tail = r"(?!\d|[.,]\d)"
    elif re.search(r"(?<![A-Za-z])[A-Z]{2,}$", phrase.strip()):
        tail = r"(?!s?[a-rt-z])"
    return re.compile(head + body + tail)


@lru_cache(maxsize=8192)
def expression(phrase: str) -> Pattern:
    """The pattern of a ``re:`` phrase, folded as the text is; raises `PatternError`."""
    source = re.sub(rf"(?<=[{CJK}]) +| +(?=[{CJK}])", "", phrase.removeprefix("re:").strip())
    return pattern(source)


@lru_cache(maxsize=8192)
def _source(phrase: str) -> str:
    """What a phrase says, by which its own negation is known."""
    return phrase.removeprefix("re:") if phrase.startswith("re:") else fold_phrase(phrase)


def check_phrase(phrase: str) -> None:
    """Raise `PatternError` where a phrase is empty, broken, matches anything or could take for
    ever.
    """
    if not phrase.startswith("re:"):
        _plain(phrase)
    elif expression(phrase).matches_nothing():
        raise PatternError(said("concept.pattern-anywhere"))


def find(phrases: Sequence[str], folded: Folded) -> list[Hit]:
    """Every place of every phrase, in the order of the text; raises `SpecError` for a phrase that
    cannot be used.
    """
    hits = []
    for phrase in map(str, phrases):
        try:
            spans = spans_of(phrase, folded.text)
        except PatternError as error:
            raise SpecError(error.why, f"accept '{phrase[:40]}'") from None
        hits += [
            Hit(phrase, start, end, _is_denied(folded.text, start, end, _source(phrase)))
            for start, end in spans
        ]
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _is_denied(text: str, start: int, end: int, source: str) -> bool:
    """Whether a match is denied; one that runs over a Chinese comma is, if its last clause is as
    well.
    """
    if not is_negated(text, start, end, source):
        return False
    pause = max(text.rfind(",", start, end), text.rfind(";", start, end)) + 1
    if not _CHINESE.search(text, pause, end):
        return True
    return not 0 < pause < end - 1 or is_negated(text, pause, end, source)


def spans_of(phrase: str, text: str) -> list[tuple[int, int]]:
    """Where a phrase stands in folded `text`; raises `PatternError`."""
    if phrase.startswith("re:"):
        return expression(phrase).spans(text)
    return [
        m.span() for _, m in zip(range(MAX_MATCHES), _plain(phrase).finditer(text), strict=False)
    ]
