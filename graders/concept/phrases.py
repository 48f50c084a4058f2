"""Finding accepted phrases in free text: case, width and spaces folded, negated clauses left out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_CHARS = 20_000
_CLAUSE_END = re.compile(r"[.!?;:,。！？；：，、\n]|\bbut\b|\bhowever\b|\bwhile\b|但|而是|却")
# words that begin like a negation and are none
_INNOCENT = re.compile(
    r"not only|no longer than|not just|not necessarily wrong|non-?linear\w*|unsupervised|no matter|not until|nothing but|"
    r"不仅|不但|不只|不断|不同|不妨|不管|不论|不光|不等|无论|无监督|非线性|未来|无偏|非常|不变|不小心|不稳定|不确定|无穷|未知|没准|"
    r"不再?消失|不易|不均衡|不平衡"
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|neither|nor|cannot|without|isn't|aren't|don't|doesn't|didn't|won't|can't|wasn't|rather than|"
    r"instead of|hardly|lacks?|fails? to|false that|wrong that|incorrect)\b|n't\b|"
    r"不|没有|没|未|并非|无法|不是|从不|决不|无需|无关|错误的|避免了?不"
)
_DOUBLE = re.compile(
    r"\b(?:not (?:un\w+|without|impossible)|cannot be (?:denied|avoided)|no doubt)\b|不得不|不能不|并非不|不是不|无不|不可不|毫无疑问"
)


def fold(text: str) -> str:
    """`text` with case, width and runs of white space evened out."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text[:MAX_CHARS]).casefold()).strip()


@lru_cache(maxsize=8192)
def pattern_of(phrase: str) -> re.Pattern[str]:
    """The pattern of an `accept` entry: a phrase with flexible spaces, or after ``re:`` a regular expression."""
    if phrase.startswith("re:"):
        return re.compile(fold_pattern(phrase[3:]), re.IGNORECASE)
    words = [re.escape(word) for word in re.split(r"[\s\-]+", fold(phrase)) if word]
    body = r"[\s\-]*".join(words)
    # an English phrase begins at a word's beginning, so that "norm" is not found in "enormous"; endings are free
    return re.compile((r"(?<![a-z])" if phrase[:1].isascii() and phrase[:1].isalpha() else "") + body)


def fold_pattern(pattern: str) -> str:
    """A regular expression with its width evened out; case is ignored when it is used."""
    return unicodedata.normalize("NFKC", pattern)


def find(phrases: tuple[str, ...], folded: str) -> tuple[str, int] | None:
    """The first accepted phrase that stands unnegated in `folded`, with its place there; None where none does."""
    for phrase in phrases:
        for match in pattern_of(phrase).finditer(folded):
            if not negated(folded, match.start(), match.end(), phrase):
                return phrase, match.start()
    return None


def negated(folded: str, start: int, end: int, phrase: str = "") -> bool:
    """Whether the clause around ``folded[start:end]`` denies it; a phrase with a negation of its own is no denial."""
    clause_start = max((m.end() for m in _CLAUSE_END.finditer(folded, max(0, start - 200), start)), default=max(0, start - 200))
    before = folded[clause_start:start]
    before = _DOUBLE.sub(" ", _INNOCENT.sub(" ", before))
    if len(_NEGATION.findall(before)) % 2:
        return True
    after = re.match(r"[^.!?;:,。！？；：，\n]{0,12}", folded[end:])
    tail = after[0] if after else ""
    return bool(re.match(r"\s*(?:is|are|was|does|do)\s+(?:not\b|n't)|\s*(?:isn't|doesn't|aren't)|\s*(?:并不|不会|不是|没有|并没有|是错|不成立)", tail))
