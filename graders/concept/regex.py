"""Regular expressions from question files that cannot run away: backtracking where it is bounded,
else an automaton.

`re` backtracks; a pattern such as ``(a+)+b`` takes exponential time on a text without b. Here the
number of ways in
which a pattern can be tried is bounded first. Where the bound is too large for the text, a Thompson
automaton reads
it in time proportional to text and pattern (K. Thompson, Regular expression search algorithm, CACM
1968).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from re import _constants as ops  # type: ignore[attr-defined]  # isort: skip
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

MAX_PATTERN = 400
MAX_STATES = 2000
MAX_MATCHES = 50
# tries times characters up to which backtracking is quick
_BACKTRACKING = 2_000_000
_STEPS = 3_000_000
_INFINITE = 10**18
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)


class PatternError(ValueError):
    """A pattern that is not used; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class Pattern:
    """A compiled expression; raises `PatternError` where it is broken, too long, or could take for
    ever.
    """

    def __init__(self, source: str) -> None:
        if len(source) > MAX_PATTERN:
            raise PatternError(
                f"正则表达式超过 {MAX_PATTERN} 个字符。",
                f"The expression is longer than {MAX_PATTERN} characters.",
            )
        try:
            self._tree: Any = parser.parse(source, re.IGNORECASE)
            self._compiled = re.compile(source, re.IGNORECASE)
        except (re.error, RecursionError, OverflowError, ValueError) as error:
            raise PatternError(
                f"正则表达式有误: {error}。", f"The expression is broken: {error}."
            ) from None
        self._automaton: _Automaton | None = None
        if ways(self._tree, 400) * 400 > _BACKTRACKING:
            self._automaton = _Automaton(self._tree)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it matches in folded `text`, not overlapping, `MAX_MATCHES` at most; empty matches
        are left out.

        Raises `PatternError` where the step limit is met.
        """
        if (
            self._automaton is None
            and ways(self._tree, len(text)) * max(1, len(text)) > _BACKTRACKING
        ):
            self._automaton = _Automaton(self._tree)
        if self._automaton is not None:
            return self._automaton.spans(text)
        found = []
        for match in self._compiled.finditer(text):
            if match.end() > match.start():
                found.append(match.span())
            if len(found) == MAX_MATCHES:
                break
        return found

    def matches_nothing(self) -> bool:
        """Whether it matches the empty text, and so would match anywhere."""
        return self._compiled.search("") is not None


@lru_cache(maxsize=2048)
def pattern(source: str) -> Pattern:
    """The compiled expression, kept for the next answer."""
    return Pattern(source)


def ways(tree: Any, length: int) -> int:
    """A bound on how many ways a backtracking matcher can try `tree` from one place of a text of
    `length`.
    """
    total = 1
    for op, argument in tree:
        total = min(_INFINITE, total * _ways_of(op, argument, length))
    return total


def _ways_of(op: Any, argument: Any, length: int) -> int:
    if op is ops.BRANCH:
        return sum(ways(branch, length) for branch in argument[1])
    if op is ops.SUBPATTERN:
        return ways(argument[3], length)
    if op in _REPEATS:
        low, high, body = argument
        high = min(int(high), length)
        inner = ways(body, length)
        if inner == 1 and body.getwidth()[0] > 0:
            return max(1, high - int(low) + 1)
        # each number of turns multiplies the ways of one turn; many turns are as good as infinite
        return int(min(_INFINITE, (high + 1) * max(2, inner) ** min(high, 64)))
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return ways(argument[1], length)
    if op in (ops.GROUPREF, ops.GROUPREF_EXISTS):
        return _INFINITE
    return 1


Test = Callable[[str], bool]


class _Automaton:
    """States in a list: ``("char", test, next)``, ``("split", [next...])``, ``("at", kind, next)``
    or ``("end",)``.
    """

    def __init__(self, tree: Any) -> None:
        self.states: list[tuple[Any, ...]] = [("end",)]
        self.start = self._sequence(tree, 0)

    def _add(self, state: tuple[Any, ...]) -> int:
        if len(self.states) >= MAX_STATES:
            raise PatternError(
                "正则表达式展开后太大。", "The expression is too large when it is written out."
            )
        self.states.append(state)
        return len(self.states) - 1

    def _sequence(self, tree: Any, then: int) -> int:
        for op, argument in reversed(list(tree)):
            then = self._piece(op, argument, then)
        return then

    def _piece(self, op: Any, argument: Any, then: int) -> int:
        if op is ops.SUBPATTERN:
            return self._sequence(argument[3], then)
        if op is ops.BRANCH:
            return self._add(("split", [self._sequence(branch, then) for branch in argument[1]]))
        if op in _REPEATS:
            return self._repeat(int(argument[0]), argument[1], argument[2], then)
        if op is ops.AT:
            return self._add(("at", argument, then))
        if op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN):
            return self._add(("char", _test(op, argument), then))
        raise PatternError(
            "正则表达式里的这种写法（前后查看或反向引用）配合重复可能极慢，请改写。",
            "Lookaround or back-references together with repetition may take for ever: "
            "write it otherwise.",
        )

    def _repeat(self, low: int, high: Any, body: Any, then: int) -> int:
        if high is ops.MAXREPEAT:
            split = self._add(("split", []))
            self.states[split] = ("split", [self._sequence(body, split), then])
            then = split
        else:
            for _ in range(int(high) - low):
                then = self._add(("split", [self._sequence(body, then), then]))
        for _ in range(low):
            then = self._sequence(body, then)
        return then

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The shortest match at the earliest place, and again behind it."""
        found: list[tuple[int, int]] = []
        self.left = _STEPS
        place = 0
        while len(found) < MAX_MATCHES and (span := self._first(text, place)) is not None:
            found.append(span)
            place = span[1]
        return found

    def _first(self, text: str, begin: int) -> tuple[int, int] | None:
        active: dict[int, int] = {}
        for place in range(begin, len(text) + 1):
            self._close(active, self.start, place, place, text)
            ended = active.get(0)
            if ended is not None and ended < place:
                return ended, place
            if place == len(text):
                return None
            moved: dict[int, int] = {}
            for state, since in active.items():
                kind = self.states[state]
                if kind[0] == "char" and kind[1](text[place]):
                    self._close(moved, kind[2], since, place + 1, text)
            self.left -= len(active) + 1
            if self.left < 0:
                raise PatternError(
                    "正则表达式太慢，已停止。", "The expression took too long and was stopped."
                )
            active = moved
        return None

    def _close(self, active: dict[int, int], state: int, since: int, place: int, text: str) -> None:
        pending = [state]
        while pending:
            state = pending.pop()
            if active.get(state, _INFINITE) <= since:
                continue
            active[state] = since
            self.left -= 1
            kind = self.states[state]
            if kind[0] == "split":
                pending.extend(kind[1])
            elif kind[0] == "at" and _holds(kind[1], text, place):
                pending.append(kind[2])


def _holds(kind: Any, text: str, place: int) -> bool:
    if kind in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING):
        return place == 0
    if kind in (ops.AT_END, ops.AT_END_STRING):
        return place == len(text)
    before = place > 0 and _is_word(text[place - 1])
    after = place < len(text) and _is_word(text[place])
    return (before != after) is (kind is ops.AT_BOUNDARY)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


_CATEGORIES: dict[Any, Test] = {
    ops.CATEGORY_DIGIT: str.isdecimal,
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_WORD: _is_word,
    ops.CATEGORY_NOT_DIGIT: lambda c: not c.isdecimal(),
    ops.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    ops.CATEGORY_NOT_WORD: lambda c: not _is_word(c),
}


def _test(op: Any, argument: Any) -> Test:
    if op is ops.ANY:
        return lambda c: c != "\n"
    if op is ops.IN:
        negated = bool(argument) and argument[0][0] is ops.NEGATE
        tests = [_item(kind, value) for kind, value in argument[negated:]]
        return lambda c: any(test(c) for test in tests) != negated
    same = _item(ops.LITERAL, argument)
    return same if op is ops.LITERAL else lambda c: not same(c)


def _item(kind: Any, value: Any) -> Test:
    if kind is ops.CATEGORY:
        return _CATEGORIES[value]
    low, high = (value, value) if kind is ops.LITERAL else value
    return lambda c: any(low <= ord(form) <= high for form in {c, *c.upper()[:1], *c.lower()[:1]})
