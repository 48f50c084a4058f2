"""Whether words stand in an order that nobody speaks: terms learnt by heart, dealt at random."""

from __future__ import annotations

import re

_DETERMINER = re.compile(r"\b(?:the|an?|its|their|your|our|every)\b(?=(?P<behind>[^\n]{0,14}))")
# after an article no other word of grammar stands, nor does a clause end there
_IMPOSSIBLE = re.compile(
    r"[ ]*(?:[.,;:!?)]|$|(?:of|to|in|on|at|by|for|with|from|and|or|is|are|was|were|the|an?|it|its|"
    r"which|that|as|so|but|because|than|has|have|do|does|can|will|they|we|you|be|not|if|when|into)"
    r"\b(?!-))"
)
# nor does a clause end with these, or one of these follow the other
_ADRIFT = re.compile(
    r"\b(?:of|from|into|than|because|between|per)[ ]*(?=[.,;:]|$)|"
    r"\b(?:and|or|the|an?)[ ]*(?=[.,;:]|$)|"
    r"\b(?:of|from|into|with|at) (?=(?:of|and|or|is|are|was|has|have|than|because|from|into)\b)|"
    r"\b(?:and|or) (?=(?:and|or|of|than)\b)|\b(?:is|are|was) (?=(?:is|are|was|has|have|does)\b)"
)
_GRAMMAR = re.compile(
    r"\b(?:the|an?|of|from|into|than|because|and|or|with|at|is|are|was|has|have|does|to|in|on)\b"
)
_LEAST = 2
# of all articles; in speech hardly any stand wrongly
_SHARE = 0.2


def is_disordered(text: str) -> bool:
    """Whether folded `text` is English words without an order. Chinese in disorder needs no test of
    its own: its words fall apart into characters that no phrase is made of.
    """
    articles = list(_DETERMINER.finditer(text))
    wrong = sum(bool(_IMPOSSIBLE.match(match["behind"])) for match in articles)
    if wrong >= _LEAST and wrong >= _SHARE * len(articles):
        return True
    wrong += len(_ADRIFT.findall(text))
    return wrong > _LEAST and wrong >= _SHARE / 2 * len(_GRAMMAR.findall(text))
