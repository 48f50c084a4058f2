"""Folded text as ideas: terms by what they mean in either language, other words by their stems."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graders.concept.fold import CJK
from graders.concept.lexicon import Lexicon, lexicon
from graders.concept.stems import STOP, stem

_ENGLISH = re.compile(r"[a-z][a-z0-9_]*(?:'[a-z]+)?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:/\d+)?%?")
_CHINESE = re.compile(f"[{CJK}]")
_MOST_WORDS = 6
# characters of Chinese that carry grammar rather than meaning
_GRAMMAR = frozenset(
    "的了是在和与及或就也都还会能可以要把被让使得地着过很更最这那它其个些种为对从到向于而且但则所"
    "以因此即只有没不无非未再又才我你他们它们什么怎样如何时候中里上下来去做用说看想吗呢吧啊等"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``text[start:end]`` of the folded text with what it may mean; `denied` where its
    clause negates it.
    """

    ideas: frozenset[str]
    start: int
    end: int
    denied: bool = False


def tokenise(text: str) -> list[Token]:
    """The words of folded `text` that carry meaning, in order."""
    return _Reader(text, lexicon()).read()


class _Reader:
    """Goes once over a text."""

    def __init__(self, text: str, terms: Lexicon) -> None:
        self.text = text
        self.terms = terms
        self.tokens: list[Token] = []
        # where a run of Chinese began that no term of the lexicon covers
        self.run: int | None = None

    def read(self) -> list[Token]:
        at = 0
        while at < len(self.text):
            at = self._term(at) or self._number(at) or self._english(at) or self._other(at)
        self._end_run(len(self.text))
        return self.tokens

    def _add(self, ideas: frozenset[str], start: int, end: int) -> int:
        self._end_run(start)
        self.tokens.append(Token(ideas, start, end))
        return end

    def _term(self, at: int) -> int:
        text = self.text
        for form, ideas in self.terms.literal.get(text[at], ()):
            if text.startswith(form, at) and self._stands_free(form, at):
                return self._add(ideas, at, at + len(form))
        return 0

    def _stands_free(self, form: str, at: int) -> bool:
        """Whether a form that begins or ends with a Latin letter does so at a word's edge."""
        end = at + len(form)
        head = form[0].isascii() and form[0].isalnum() and at > 0
        tail = form[-1].isascii() and form[-1].isalnum() and end < len(self.text)
        return not (head and _is_latin(self.text[at - 1])) and not (
            tail and _is_latin(self.text[end])
        )

    def _number(self, at: int) -> int:
        match = _NUMBER.match(self.text, at)
        if match is None:
            return 0
        words = self.terms.worded.get((match[0],), frozenset())
        return self._add(words | {f"={_value(match[0])}"}, at, match.end())

    def _english(self, at: int) -> int:
        first = _ENGLISH.match(self.text, at)
        if first is None:
            return 0
        ends, stems = [first.end()], [stem(first[0])]
        place = first.end()
        while len(stems) < _MOST_WORDS and place < len(self.text) and self.text[place] in " \n-":
            following = _ENGLISH.match(self.text, place + 1) or _NUMBER.match(self.text, place + 1)
            if following is None:
                break
            stems.append(stem(following[0]))
            place = following.end()
            ends.append(place)
        for count in range(len(stems), 0, -1):
            ideas = self.terms.worded.get(tuple(stems[:count]))
            if ideas is not None:
                return self._add(ideas, at, ends[count - 1])
        if first[0] in STOP:
            self._end_run(at)
            return first.end()
        return self._add(frozenset({stems[0]}), at, first.end())

    def _other(self, at: int) -> int:
        character = self.text[at]
        if _CHINESE.match(character) and character not in _GRAMMAR:
            if self.run is None:
                self.run = at
        else:
            self._end_run(at)
        return at + 1

    def _end_run(self, end: int) -> None:
        """Chinese outside the lexicon has no known words: each pair of characters is one."""
        start, self.run = self.run, None
        if start is None:
            return
        if end - start == 1:
            self.tokens.append(Token(frozenset({self.text[start]}), start, end))
        for k in range(start, end - 1):
            self.tokens.append(Token(frozenset({self.text[k : k + 2]}), k, k + 2))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _value(number: str) -> str:
    """A number in one writing: ``3/4``, ``0.75`` and ``75%`` are the same."""
    share = number.endswith("%")
    above, _, below = number.rstrip("%").replace(",", "").partition("/")
    try:
        value = float(above) / (float(below) if below else 1) / (100 if share else 1)
    except (ValueError, ZeroDivisionError):
        return number
    return f"{value:.6g}"
