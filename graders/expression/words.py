"""Splitting words by what is declared: ``wx``, ``ylog``, ``w_ix_i``, ``C_{out}``, ``A_ij``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from graders.expression.functions import CONSTANTS, GREEK, canonical_function
from graders.expression.names import Spellings
from graders.expression.symbols import Symbol
from graders.expression.tokens import ReadError, Token
from graders.said import said

INDEX_LETTERS = "ijklmtsrqcabdhpuvnk"
_MAX_WORD = 60
_MAX_PIECE = 24
_GREEK_WORDS = frozenset(GREEK.values())
_INDEXED_FUNCTIONS = ("log", "max", "min", "mean", "softmax", "norm")


class Words:
    """The words that one reading knows: declared names, bound indices, functions, constants,
    subscripted arrays.
    """

    def __init__(self, symbols: Mapping[str, Symbol], spellings: Spellings) -> None:
        self.symbols = symbols
        self.spellings = spellings
        # names bound by sums around here, and whether each counts from 0
        self.bound: list[tuple[str, bool]] = []

    def is_bound(self, word: str) -> bool:
        """Whether `word` is the index of a sum around here."""
        return any(name == word for name, _ in self.bound)

    def counts_from_zero(self, name: str) -> bool:
        """Whether the sum that binds `name` begins at 0, so that a Python bracket with it counts
        from 0.
        """
        return next((zero for bound, zero in reversed(self.bound) if bound == name), True)

    def function(self, word: str) -> str | None:
        """The function that `word` names here; an undeclared sigma is the sigmoid."""
        if word == "sigma" and self.spellings.find("sigma") is None:
            return "sigmoid"
        found = canonical_function(word)
        return found if found is not None or len(word) < 3 else canonical_function(word.lower())

    def is_free(self, name: str) -> bool:
        """Whether `name`, seen in a subscript, is an index that nothing declares or binds."""
        return name not in self.symbols and not self.is_bound(name) and name not in CONSTANTS

    def subscripted(self, word: str) -> tuple[str, str, str] | None:
        """``y_i``, ``W_ij``, ``x1``, ``log_2``, ``max_i`` as (declared name, function, subscript),
        one of the first two empty.
        """
        for cut in range(len(word) - 1, 0, -1):
            underscore = word[cut] == "_"
            head, tail = word[:cut], word[cut + underscore :]
            if not underscore and not (word[cut - 1].isalpha() and tail.isdigit()):
                continue
            declared = self.spellings.find(head)
            rank = len(self.symbols[declared].shape) if declared else 0
            if declared and rank and self._is_subscript(tail):
                return declared, "", tail
            if declared and underscore and tail == "t" and not self.is_bound("t"):
                return declared, "", tail
            function = self.function(head) if declared is None and underscore else None
            if function in _INDEXED_FUNCTIONS and tail:
                return "", function, tail
        return None

    def _is_subscript(self, tail: str) -> bool:
        """Digits, one or two letters (each an index), a bound or a declared name, or a letter and
        digits.
        """
        if tail.isdigit() or self.is_bound(tail) or self.spellings.find(tail) is not None:
            return True
        return len(tail) <= 2 and all(char.isdigit() or char in INDEX_LETTERS for char in tail)

    def known(self, piece: str, rest: str = "") -> bool:
        """Whether a piece of a word is something by itself, before the `rest` of the word."""
        if self.spellings.find(piece) is not None or piece in CONSTANTS or self.is_bound(piece):
            return True
        if self.function(piece) is not None:
            return True
        found = self.subscripted(piece)
        # inside a word digits end by themselves, and one letter before something that is plainly
        # another factor
        return (
            found is not None
            and bool(found[0])
            and (
                not rest
                or found[2].isdigit()
                or (len(found[2]) == 1 and ("_" in rest or canonical_function(rest) is not None))
            )
        )

    def split(self, word: str, in_subscript: bool = False) -> list[tuple[int, str]] | None:
        """A run-together word as the fewest known pieces, each with its offset; None where there is
        no such reading.

        Words that are the name of a Greek letter are never taken for products of Latin ones.
        """
        length = len(word)
        if length > _MAX_WORD or word in _GREEK_WORDS:
            return None
        fewest: list[tuple[int, int] | None] = [None] * length + [(0, length)]
        for start in range(length - 1, -1, -1):
            for end in range(min(length, start + _MAX_PIECE), start, -1):
                following = fewest[end]
                if following is None:
                    continue
                piece = word[start:end]
                letter = (
                    in_subscript
                    and end == start + 1
                    and (piece in INDEX_LETTERS or piece.isdigit())
                )
                best = fewest[start]
                if (best is None or following[0] + 1 < best[0]) and (
                    letter or self.known(piece, word[end:])
                ):
                    fewest[start] = (following[0] + 1, end)
        if fewest[0] is None:
            return None
        pieces, at = [], 0
        while at < length:
            step = fewest[at]
            assert step is not None
            pieces.append((at, word[at : step[1]]))
            at = step[1]
        return pieces

    def with_subscript(self, word: str, subscript: str) -> tuple[int, str] | None:
        """The declared name that `word` or its end spells together with `subscript`, and where in
        the word it begins.

        ``h`` and ``t-1`` may be the declared ``h_{t-1}``; ``U_h`` before it is then a factor of its
        own.
        """
        for find in (self.spellings.find, self._loosely_scalar):
            for cut in range(min(len(word), _MAX_WORD)):
                name = find(f"{word[cut:]}_{subscript}")
                if name is not None and (cut == 0 or self.split(word[:cut]) is not None):
                    return cut, name
        return None

    def _loosely_scalar(self, spelling: str) -> str | None:
        head = spelling.partition("_")[0]
        declared = self.spellings.find(head)
        # an array takes the subscript itself
        if declared is not None and self.symbols[declared].shape:
            return None
        return self.spellings.find_loosely(spelling)

    def unknown(self, token: Token) -> ReadError:
        """The error of an undeclared name, with the nearest declared one."""
        shown = token.text.removeprefix("\\")[:40]
        names = [n for s in self.symbols.values() for n in (s.name, *s.aliases)]
        near = difflib.get_close_matches(shown, names, n=1, cutoff=0.4)
        if near:
            why = said("formula.unknown-near", name=shown, near=near[0])
            return ReadError("unknown-name", token.pos, why, near[0])
        if not names:
            why = said("formula.nothing-declared", name=shown)
        else:
            why = said("formula.unknown-name", name=shown, declared=tuple(names[:12]))
        return ReadError("unknown-name", token.pos, why)


def subscript_tokens(tail: str, pos: int) -> list[Token]:
    """The tokens of a subscript that was written into its word: ``_ { i j }``."""
    pieces = [
        Token("num" if piece.isdigit() else "word", piece, pos)
        for piece in re.findall(r"\d+|[A-Za-z]+|_", tail)
    ]
    return [Token("op", "_", pos), Token("op", "{", pos), *pieces, Token("op", "}", pos)]
