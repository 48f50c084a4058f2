"""Which thing a statement speaks of, among the things that a question tells apart.

The things are those that points name in `about` and `unlike`. A statement speaks of the one that it
names; of the former or the latter; of what "it" stands for; or of what the clause before spoke of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graders.concept.clauses import Clauses
from graders.concept.tokens import Token

# what stands behind these is compared with, not spoken of
_ASIDE = re.compile(
    r"(?:\b(?:than|unlike|instead of|rather than|as opposed to|contrary to|compared (?:to|with)|"
    r"in contrast (?:to|with)|versus|replac\w+|from)(?: (?:the|a|an|that of|in))?"
    r"|比|不像|不同于|而不是|而非|相比于?|相较于|区别于|取代|代替|替代|来自|由)[ ]*$"
)
# "with LN it differs" sets LN aside, "BN and LN" does not; "of" does behind another subject
_JOINED = re.compile(r"[跟与和同][ ]*$")
_SET_APART = re.compile(r"[^,。;]{0,4}(?:不同|相比|相反|不一样|无关)")
_OF = re.compile(r"\bof(?: (?:the|a|an))?[ ]*$")
_ALREADY = re.compile(r"\b(?:it|they|which|that)\b")
# these go before the thing that they speak of, wherever it stands in the clause
_FORMER = re.compile(r"前者|\bthe former\b|\bthe first (?:one)?\b")
_LATTER = re.compile(
    r"后者|\bthe latter\b|\bthe second (?:one)?\b|\bthe other(?: one)?\b|另一个|另一者"
)
_BOTH = re.compile(r"两者|二者|都(?![是不]?[要得])|\bboth\b|\beither\b|\bneither\b")
_TURNS = re.compile(
    r"[ ]*(?:but|while|whereas|however|unlike|instead|rather)\b|而(?!且)|但|不过|反之|相反"
)
# behind another thing in the clause, these only tell where something comes from
_FROM = re.compile(r"\b(?:from|during|in|of|by|over|at|as in|used in|seen in)(?: the)?[ ]*$")
_STORED = re.compile(
    r"(?:时|中|期间|阶段|里|过程中?|集上)*(?:就|已经?)?(?:累积|积累|攒|得到|存|保存|统计|记录|估计|算|学到|留下|维护|的)"
)
_CARRIES = re.compile(
    r"[ ]*(?:it|its|they|their|this|that|these|which|there)\b"
    r"|[它其这那该]|此时|此外|同时|另外|并|也|还|又|所以|因此|于是"
)

Finder = Callable[[str], Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the things told apart: its name, the ideas and the finders of the phrases for it."""

    name: str
    ideas: frozenset[str]
    finders: tuple[Finder, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named at ``text[start:end]``; `aside` where it is only compared with."""

    thing: str
    start: int
    end: int
    aside: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """What a place speaks of: names of things, and whether that was said there rather than carried
    over from another sentence.
    """

    things: frozenset[str] = frozenset()
    sure: bool = False


NOBODY = Subject()


class Subjects:
    """The subjects of an answer's clauses."""

    def __init__(self, clauses: Clauses, tokens: Sequence[Token], things: Sequence[Thing]) -> None:
        self._clauses = clauses
        self.mentions = _mentions(clauses, tokens, things)
        self._inside: list[list[Mention]] = [[] for _ in clauses.clauses]
        for mention in self.mentions:
            self._inside[clauses.number_at(mention.start)].append(mention)
        self._subjects = self._walk() if things else []

    def at(self, start: int, end: int) -> Subject:
        """What ``text[start:end]`` speaks of."""
        if not self._subjects:
            return NOBODY
        number = self._clauses.number_at(start)
        inside = [m for m in self._inside[number] if not m.aside]
        within = {m.thing for m in inside if start <= m.start < end}
        if len(within) == 1:
            return Subject(frozenset(within), sure=True)
        if len({m.thing for m in inside}) > 1:
            before = [m for m in inside if m.start < start]
            nearest = before[-1] if before else inside[0]
            return Subject(frozenset({nearest.thing}), sure=bool(before) and not within)
        return self._subjects[number]

    def _walk(self) -> list[Subject]:
        subjects: list[Subject] = []
        pair: tuple[str, ...] = ()
        current = NOBODY
        for number, clause in enumerate(self._clauses.clauses):
            words = self._clauses.words(number)
            named = list(dict.fromkeys(m.thing for m in self._inside[number] if not m.aside))
            opens = number == 0 or self._clauses.clauses[number - 1].sentence != clause.sentence
            current = _subject(words, named, pair, current, opens)
            subjects.append(current)
            for thing in (mention.thing for mention in self._inside[number]):
                pair = (*[one for one in pair if one != thing], thing)[-2:]
        return subjects


def _subject(
    words: str, named: Sequence[str], pair: tuple[str, ...], before: Subject, opens: bool
) -> Subject:
    if named:
        return Subject(frozenset(named), sure=len(named) == 1)
    if len(pair) == 2 and (_FORMER.search(words) or _LATTER.search(words)):
        return Subject(frozenset({pair[0] if _FORMER.search(words) else pair[1]}), sure=True)
    if _BOTH.search(words):
        return Subject(before.things | frozenset(pair))
    if not opens:
        # "whereas there ..." has turned to something else, which it does not name
        return Subject(before.things, before.sure and not _TURNS.match(words))
    carried = before.sure and bool(_CARRIES.match(words))
    return Subject(before.things, sure=carried)


def _mentions(clauses: Clauses, tokens: Sequence[Token], things: Sequence[Thing]) -> list[Mention]:
    spans: dict[tuple[int, int], str] = {}
    for thing in things:
        for finder in thing.finders:
            spans.update(dict.fromkeys(finder(clauses.text), thing.name))
        for token in tokens:
            if token.ideas & thing.ideas:
                spans[token.start, token.end] = thing.name
    mentions: list[Mention] = []
    for (start, end), name in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        # "large model" is named where "model" would be found as well
        if mentions and start < mentions[-1].end:
            continue
        mentions.append(Mention(name, start, end, _is_aside(clauses, mentions, start, end)))
    return mentions


def _is_aside(clauses: Clauses, before: Sequence[Mention], start: int, end: int) -> bool:
    clause = clauses.clauses[clauses.number_at(start)]
    ahead = clauses.text[max(clause.start, start - 24) : start]
    if _JOINED.search(ahead):
        first = not before or before[-1].start < clause.start
        return first and bool(_SET_APART.match(clauses.text, end))
    if _OF.search(ahead):
        earlier = bool(before) and before[-1].start >= clause.start
        return earlier or bool(_ALREADY.search(clauses.text[clause.start : start]))
    second = bool(before) and before[-1].start >= clause.start and not before[-1].aside
    if second and (_FROM.search(ahead) or _STORED.match(clauses.text, end)):
        return True
    return bool(_ASIDE.search(ahead))
