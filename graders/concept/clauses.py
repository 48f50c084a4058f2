"""Folded text in clauses and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

# of one answer: a spoken explanation has a few dozen
MAX_CLAUSES = 400
_SENTENCE_END = r"[!?;。\n]|\.(?=[ \n]|$)"
_TURN = (
    r"\b(?:but|while|whereas|however|although|though|and then|and so|unlike|instead of|rather than)"
    r"\b|而(?![且言])|但是?|不过|然而|反之|相反"
)
_BREAK = re.compile(rf"(?P<end>{_SENTENCE_END})|[,:](?!\d)|(?P<turn>{_TURN})")
# a clause that only sets a condition or a degree is one statement with the next
_OPENS = re.compile(
    r"[ ]*(?:if|when|whenever|as|with|for|once|since|because|the \w+er|while|after|in|at|on|during"
    r")\b|(?:如果|若|当|随着|要是|因为|由于|对|在)|越|.{0,12}[越]|.{1,14}(?:时|时候|的话|之后|以后|上|里|中)$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` of the folded text, in the sentence of that number."""

    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Clauses:
    """All clauses of a text, in order."""

    text: str
    clauses: tuple[Clause, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.start for clause in self.clauses]

    def number_at(self, place: int) -> int:
        """The number of the clause in which `place` lies."""
        return max(0, bisect_right(self._starts, place) - 1)

    def words(self, number: int) -> str:
        """The text of one clause."""
        clause = self.clauses[number]
        return self.text[clause.start : clause.end]

    def statement(self, first: int, last: int) -> tuple[int, int]:
        """The clauses that make one statement with those from `first` to `last`: a condition or
        degree before them, and what it leads to.
        """
        sentence = self.clauses[first].sentence
        while first > 0 and self._joined(first - 1, sentence):
            first -= 1
        while last + 1 < len(self.clauses) and self._joined(last, sentence):
            last += 1
        return first, last

    def _joined(self, number: int, sentence: int) -> bool:
        """Whether a clause is only the beginning of the next one."""
        same = self.clauses[number].sentence == self.clauses[number + 1].sentence == sentence
        return same and bool(_OPENS.match(self.words(number)))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From where to where the clauses `first` to `last` reach."""
        return self.clauses[first].start, self.clauses[last].end

    def sentence_span(self, number: int) -> tuple[int, int]:
        """From where to where the sentence of a clause reaches."""
        sentence = self.clauses[number].sentence
        first = last = number
        while first > 0 and self.clauses[first - 1].sentence == sentence:
            first -= 1
        while last + 1 < len(self.clauses) and self.clauses[last + 1].sentence == sentence:
            last += 1
        return self.span(first, last)


def split(text: str) -> Clauses:
    """The clauses of folded `text`, `MAX_CLAUSES` at most; a turning word begins its clause."""
    clauses: list[Clause] = []
    start = sentence = 0
    for match in _BREAK.finditer(text):
        cut = match.start() if match["turn"] else match.end()
        if text[start:cut].strip(" ,:"):
            clauses.append(Clause(start, cut, sentence))
            start = cut
        if match["end"]:
            sentence += 1
            start = match.end()
        if len(clauses) >= MAX_CLAUSES:
            break
    if len(clauses) < MAX_CLAUSES and text[start:].strip():
        clauses.append(Clause(start, len(text), sentence))
    return Clauses(text, tuple(clauses) or (Clause(0, len(text), 0),))
