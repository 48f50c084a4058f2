"""A place among the tokens of one reading, and what every part of the parser needs there."""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.names import Spellings
from graders.expression.nodes import Node
from graders.expression.shapes import Shapes
from graders.expression.symbols import Symbol
from graders.expression.tokens import MAX_DEPTH, MAX_TOKENS, ReadError, Token
from graders.expression.words import Words
from graders.said import Said, said

# ambiguities to be read in their less usual way
Choices = frozenset[str]
CLOSERS = {"(": ")", "{": "}", "[": "]", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}


class Cursor:
    """Tokens with a place among them; `expression`, `parse` and `postfix` come from
    `reader.Parser`.
    """

    def __init__(
        self,
        tokens: list[Token],
        symbols: Mapping[str, Symbol],
        spellings: Spellings,
        choices: Choices = frozenset(),
    ) -> None:
        self.tokens = tokens
        self.symbols = symbols
        self.spellings = spellings
        self.shapes = Shapes(symbols)
        self.words = Words(symbols, spellings)
        self.at = 0
        self.depth = 0
        # open |...| and norms: inside one, the next bar at an operator's place closes it
        self.bars: list[str] = []
        self.in_subscript = False
        # what a generator expression's names stand for
        self.elements: dict[str, Node] = {}
        # the arguments by name of the call that was read last
        self.keywords: dict[str, Node | bool | None] = {}
        # where notation has two readings: those met, and those to be read the other way
        self.met: set[str] = set()
        self.choices = choices

    def other_way(self, ambiguity: str) -> bool:
        """Note that two readings part here; whether the less usual one is wanted."""
        self.met.add(ambiguity)
        return ambiguity in self.choices

    def expression(self) -> Node:
        """A whole expression."""
        raise NotImplementedError

    def parse(self, least: int) -> Node:
        """An expression whose operators bind at least as tightly as `least`."""
        raise NotImplementedError

    def postfix(self, node: Node) -> Node:
        """`node` with what follows it."""
        raise NotImplementedError

    def powered(self, node: Node) -> Node:
        """`node` with the power that follows it."""
        raise NotImplementedError

    def arguments(self) -> list[Node]:
        """The arguments of a function; those by name are kept in `keywords`."""
        raise NotImplementedError

    def generator(self, name: str, token: Token) -> Node | None:
        """A function over the generator in the brackets ahead, or None."""
        raise NotImplementedError

    def call(self, name: str, args: list[Node], token: Token) -> Node:
        """A call whose number of arguments is right."""
        raise NotImplementedError

    def operand(self) -> Node:
        """One operand without what follows it."""
        raise NotImplementedError

    def peek(self, ahead: int = 0) -> Token:
        """The token `ahead` places on, the end token past the end."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def advance(self) -> Token:
        """The next token, taken."""
        token = self.peek()
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def insert(self, tokens: list[Token]) -> None:
        """Put `tokens` before the next one; raises `ReadError` where there are too many."""
        self.tokens[self.at : self.at] = tokens
        if len(self.tokens) > MAX_TOKENS + 1:
            raise self.error_here(
                "too-many-tokens", said("formula.too-many-tokens", most=MAX_TOKENS)
            )

    def op_ahead(self, *texts: str) -> bool:
        """Whether the next token is one of those signs."""
        return self.peek().kind == "op" and self.peek().text in texts

    def word_ahead(self, word: str) -> bool:
        """Whether the next token is that plain word."""
        return self.peek().kind == "word" and self.peek().text == word

    def error_here(self, code: str, why: Said) -> ReadError:
        """A `ReadError` at the next token."""
        return ReadError(code, self.peek().pos, why)

    def deeper(self) -> None:
        """Count one level more; raises `ReadError` at the limit."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error_here("too-deep", said("formula.too-deep", most=MAX_DEPTH))

    def expect(self, closer: str, opener: Token) -> None:
        """Take `closer`, or say which bracket is left open."""
        if self.peek().text != closer or self.peek().kind not in ("op", "bars"):
            if self.peek().kind == "end":
                raise ReadError(
                    "unbalanced", opener.pos, said("formula.bracket-open", text=opener.text)
                )
            raise self.error_here("unexpected", said("formula.closer-expected", closer=closer))
        self.advance()

    def unbarred(self) -> Node:
        """An expression inside brackets, where bars open afresh."""
        bars, self.bars = self.bars, []
        node = self.expression()
        self.bars = bars
        return node

    def starts_operand(self, token: Token) -> bool:
        """Whether `token` can begin an operand right after another one."""
        if token.kind in ("num", "name", "atom"):
            return True
        if token.kind == "word":
            return token.text not in ("if", "else", "and", "or", "for", "mod", "otherwise")
        if token.text in ("|", "‖"):
            return token.text not in self.bars
        return token.kind == "op" and token.text in ("(", "[", "{", "⌊", "⌈", "⟨")

    def group_ahead(self, ahead: int = 0) -> list[Token] | None:
        """The tokens of the braces, brackets or single token `ahead`, or None where there is no
        closed group.
        """
        first = self.peek(ahead)
        if first.kind in ("num", "word", "atom", "name"):
            return [first]
        if first.kind != "op" or first.text not in ("{", "("):
            return [first] if first.kind == "op" and first.text == "∞" else None
        level = 0
        for k in range(self.at + ahead, len(self.tokens)):
            token = self.tokens[k]
            if token.kind == "op":
                level += (token.text in CLOSERS) - (token.text in CLOSERS.values())
            if level == 0:
                return self.tokens[self.at + ahead : k + 1]
        return None
