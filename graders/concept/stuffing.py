"""Whether an answer is a bare list of key words rather than sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graders.concept.claims import Finding
from graders.concept.disorder import is_disordered
from graders.concept.fold import CJK, Folded

_SENTENCE_END = re.compile(r"(?<!\d)[.](?!\d)|[!?;。!?\n]|\.(?=\s|$)")
_SEPARATOR = re.compile(r"[.,!?;:。、\n|/]")
# what makes a clause of words; the second kind occurs in noun phrases too, so several are needed
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|will|would|"
    r"should|must|may|might|cannot|\w+n't|"
    r"us(?:e|es|ed|ing)|mak(?:e|es|ing)|made|caus(?:e|es|ed|ing)|lead(?:s|ing)?|led|"
    r"giv(?:e|es|en|ing)|ke(?:ep|eps|pt|eping)|mean(?:s|ing)?|"
    r"need(?:s|ed)?|tak(?:e|es|en|ing)|get(?:s|ting)?|let(?:s|ting)?|help(?:s|ing)?|"
    r"becom(?:e|es)|happen(?:s)?|show(?:s|n)?|learn(?:s|ed|t)?|"
    r"comput(?:e|es|ed|ing)|add(?:s|ed|ing)?|multipl(?:y|ies|ied|ying)|reduc(?:e|es|ed|"
    r"ing)|increas(?:e|es|ed|ing)|shrink(?:s|ing)?|grow(?:s|ing)?|"
    r"depend(?:s|ing)?|call(?:ed|s)?|choos(?:e|es|ing)|compar(?:e|es|ed|ing)|allow(?:s|"
    r"ing)?|work(?:s|ing)?|stay(?:s)?|remain(?:s)?|pass(?:es|ed)?|"
    r"prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|because|so that|which|whereas|when|if)\b|[=<>≤≥≈→]|"
    r"是|会|使|让|把|被|用|有|能|可以|要|导致|因为|所以|由|需|通过|因此|从而|变[成为得大"
    r"小]|趋|得到|随着|时候?|比|如果|只[有要]|就|才|越|不|没|来自|做|取|靠|叫|即"
)
_WEAK = re.compile(
    r"\b(?:the|a|an|of|to|in|on|at|by|for|with|from|and|or|as|it|its|this|that|these|"
    r"they|we|you|i|than|into|over|per|each|more|less|not|no)\b|"
    r"[的了在对和与于从到将以及也都其]"
)
# predicates needed: one, or three of the weak; and one for this many words, so that one verb
# carries no long list
_WEAK_WORTH = 0.34
_WORDS_PER_PREDICATE = 14
# of English prose about a third are such words; of a list of terms hardly any
_FUNCTION = re.compile(
    r"\b(?:the|a|an|is|are|was|were|be|been|of|to|in|on|at|by|for|with|from|and|or|as|it|its|that|"
    r"this|these|those|which|than|so|but|if|when|because|each|has|have|do|does|can|will|would|"
    r"you|we|they|i|your|their|into|over|per|only|just|then|while|not|also|both|all|every|any|"
    r"more|less|one|same|other|there|them|how|what|up|out)\b"
)
_LEAST_FUNCTION = 0.15
_NO_FUNCTION = 0.08
# of the pieces of a list
_MOSTLY = 0.85
_LONG = 8
_MANY_PIECES = 6
_SHORT_PIECE = 6
# words of a term
_TERM = 3


def is_keyword_list(folded: Folded, hits: Sequence[Sequence[Finding]]) -> bool:
    """Whether fewer than half of the points found stand in something like a sentence.

    `hits` are the undenied places of each point that was found. A single key word can be a short
    answer and is let pass.
    """
    if hits and (is_disordered(folded.text) or _is_bare(folded)):
        return True
    if len(hits) < 2:
        return False
    prose = _prose_spans(folded, [hit for point in hits for hit in point])
    told = sum(
        any(any(start <= hit.start < end for start, end in prose) for hit in point)
        for point in hits
    )
    return told * 2 < len(hits)


def _prose_spans(folded: Folded, hits: Sequence[Finding]) -> list[tuple[int, int]]:
    """The sentences that have a predicate beside the key words, and the clauses that say enough
    around them.
    """
    text = folded.text
    rest = list(text)
    for hit in hits:
        if hit.firm and not _tells(hit, text):
            rest[hit.start : hit.end] = "·" * (hit.end - hit.start)
    plain = "".join(rest)
    sentences = _cut(text, [m.end() for m in _SENTENCE_END.finditer(text)])
    clauses = _cut(text, sorted({m.end() for m in _SEPARATOR.finditer(text)} | folded.gaps))
    return [s for s in sentences if _has_predicate(text, plain, *s)] + [
        c for c in clauses if _says_enough(text, plain, *c)
    ]


def _tells(hit: Finding, text: str) -> bool:
    """Whether an expression matched so much that its verb, too, lies within the match: that is no
    key word.
    """
    match = text[hit.start : hit.end]
    size = _words(match) + _chinese(match) / 1.8
    return hit.by_expression and (size >= 4 or (size >= 2.5 and bool(_PREDICATE.search(match))))


def _cut(text: str, ends: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _is_bare(folded: Folded) -> bool:
    """Whether a text is nothing but terms, with commas or mere spaces between them."""
    text = folded.text
    cuts = sorted({m.end() for m in re.finditer(r"[,;、/|\n]", text)} | folded.gaps)
    pieces = [text[a:b] for a, b in _cut(text, cuts) if text[a:b].strip()]
    terms = [
        piece
        for piece in pieces
        if _words(piece) + _chinese(piece) / 1.8 <= _TERM and not _FUNCTION.search(piece)
    ]
    if len(pieces) >= _MANY_PIECES and len(terms) >= len(pieces) * _MOSTLY and "。" not in text:
        return True
    words = _words(text)
    bare = len(_FUNCTION.findall(text)) <= words * _NO_FUNCTION
    stops = re.search(r"[.;:!?](?: |$)", text)
    return words >= _LONG and bare and not stops and _chinese(text) < words


def _is_listing(text: str) -> bool:
    """Whether a stretch of Chinese only counts up terms."""
    pieces = [piece for piece in re.split("[、,/|]", text) if piece.strip()]
    return (
        len(pieces) >= _MANY_PIECES
        and _chinese(text) > _words(text)
        and sorted(map(len, pieces))[len(pieces) * 3 // 4] <= _SHORT_PIECE
    )


def _has_predicate(text: str, plain: str, start: int, end: int) -> bool:
    if _is_listing(text[start:end]):
        return False
    words = _words(text[start:end]) + _chinese(text[start:end]) / 1.8
    found = len(_PREDICATE.findall(plain[start:end])) + _WEAK_WORTH * len(
        _WEAK.findall(plain[start:end])
    )
    return found >= max(1.0, words / _WORDS_PER_PREDICATE) and _has_grammar(text[start:end])


def _has_grammar(sentence: str) -> bool:
    """Whether English words are held together by others that mean nothing by themselves."""
    words = len(re.findall(r"[a-z0-9]+", sentence))
    return words < _LONG or len(_FUNCTION.findall(sentence)) >= words * _LEAST_FUNCTION


def _says_enough(text: str, plain: str, start: int, end: int) -> bool:
    """A clause of some length that is more than its key words: telegraphic, and still a
    statement.
    """
    whole, rest = text[start:end], plain[start:end]
    if _chinese(whole) > _words(whole):
        return _chinese(whole) >= 7 and _chinese(rest) >= 3
    return (
        _words(whole) >= 4
        and _words(rest) >= 2
        and bool(_PREDICATE.search(rest) or _WEAK.search(rest))
        and _has_grammar(whole)
    )


def _words(text: str) -> int:
    return len(re.findall(r"[a-z0-9]+", text))


def _chinese(text: str) -> int:
    return len(re.findall(f"[{CJK}]", text))
