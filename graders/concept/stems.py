"""English words without their endings: enough that shares, shared and sharing are one word."""

from __future__ import annotations

import re
from functools import lru_cache

# words that say nothing about a subject; predicates such as "is" are among them
STOP = frozenset(
    re.findall(
        r"\S+",
        """
    a an the this that these those it its they them their there here he she his her one ones we you
    i me my our us your who whom whose which what when where why how is are was were be been being
    am do does did done doing has have had having will would shall should can could may might must
    and or but nor so if then than as of to in on at by for with from into onto over under about
    between through per via up down out off also just only very much more-or-less really quite even
    still yet too rather such some any each every all both either neither other another same own
    no not nothing none nobody never cannot without isn aren wasn don doesn didn won't hence
    thus therefore because
    since while whereas though although however instead e.g i.e etc vs like let lets get gets got
    make makes made thing things way ways kind sort lot lots bit well now again always often
    usually mostly mainly simply basically actually don't isn't aren't doesn't can't it's that's
    you're they're we're i'd you'd i'm s t d ll re ve use uses used using say says said mean means
        """,
    )
)
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """`word`, folded, without plural, tense and the endings of derived nouns and adverbs."""
    word = word.partition("'")[0]
    if len(word) <= 3:
        return word
    word = word.replace("isation", "ise").replace("ization", "ise").replace("yz", "ys")
    for long, short in (("izing", "ising"), ("ized", "ised"), ("izes", "ises"), ("ize", "ise")):
        if word.endswith(long):
            word = word[: -len(long)] + short
            break
    word = _without_plural(word)
    word = _without_tense(word)
    for ending in ("ation", "ition", "ness", "ment", "ity", "ly", "al", "ive", "ion", "or", "er"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and _VOWELS & set(base):
            doubled = base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word
