"""Functions and their arguments: ``log p_i``, ``log^2 x``, ``log_2(x)``, ``max_i x_i``,
``np.power(x, 2)``, fractions, roots.
"""

from __future__ import annotations

from dataclasses import replace

from graders.expression.cursor import CLOSERS, Cursor
from graders.expression.functions import FUNCTIONS
from graders.expression.generators import generated
from graders.expression.keywords import AXIS_SECOND, Keyword, applied, clip_with, whole_number
from graders.expression.macros import Macro, clipped
from graders.expression.nodes import (
    Binary,
    Call,
    Index,
    Name,
    Node,
    Num,
    Reduce,
    Transpose,
    Unary,
)
from graders.expression.sums import children, rebuilt, walk
from graders.expression.tokens import ReadError, Token
from graders.expression.words import Words
from graders.said import said

TIGHT = 8
_PYTHON_WORDS = {"True": True, "False": False, "None": None}


class Applying(Cursor):
    """The part of the parser that reads functions with their arguments."""

    def arguments(self) -> list[Node]:
        """The arguments of a function: in brackets, or the one factor that follows. Those that are
        given by name are kept in `keywords`.
        """
        self.keywords = {}
        opener = self.peek()
        if not self.op_ahead("(", "{", "["):
            return [self.parse(TIGHT)]
        if opener.text == "[":
            return [self.operand()]
        self.advance()
        args: list[Node] = []
        keywords: dict[str, Keyword] = {}
        while True:
            if self.peek().kind == "word" and self.peek(1).text == "=":
                word = self.advance().text
                self.advance()
                keywords[word] = self.keyword_value()
            else:
                args.append(self.unbarred())
            if not self.op_ahead(",", ";"):
                break
            self.advance()
        self.expect(CLOSERS[opener.text], opener)
        self.keywords = keywords
        return args

    def keyword_value(self) -> Keyword:
        """What stands after ``axis=``: an expression, or True, False or None."""
        if self.peek().text in _PYTHON_WORDS and self.peek().kind == "word":
            return _PYTHON_WORDS[self.advance().text]
        return self.unbarred()

    def function(self, name: str, token: Token) -> Node:
        """A function with its subscript, its power and its arguments."""
        power: Node | None = None
        index: str | None = None
        base: Node | None = None
        while self.op_ahead("_", "^", "**"):
            if self.advance().text != "_":
                power = self.function_power(name)
            elif name in ("max", "min", "mean"):
                index = self.index_letter()
            else:
                base = self.based(name, token)
        self.keywords = {}
        if index is None and base is None and (over := self.generator(name, token)) is not None:
            node = over
        elif index is None:
            node = self.in_base(name, base, self.arguments(), token)
        else:
            self.words.bound.append((index, False))
            args = self.arguments()
            self.words.bound.pop()
            node = self.call(name, [over_index(arg, index, token) for arg in args], token)
        return node if power is None else Binary("**", node, power, token.pos)

    def generator(self, name: str, token: Token) -> Node | None:
        """``mean(f(i) for i in range(n))``; None where the brackets hold no generator."""
        opener = self.peek()
        if not self.op_ahead("("):
            return None
        self.advance()
        node = generated(self, name, token)
        if node is None:
            self.at -= 1
            return None
        self.expect(")", opener)
        return node

    def index_letter(self) -> str:
        """The one index below ``max``, ``min`` or ``mean``."""
        group = self.group_ahead() or []
        letters = [t for t in group if t.kind in ("word", "atom")]
        if len(letters) != 1 or len(group) not in (1, 3):
            raise self.error_here("unexpected", said("formula.index-expected"))
        self.at += len(group)
        return letters[0].text

    def function_power(self, name: str) -> Node:
        """``log^2``; ``tanh^{-1}`` is refused, since it may mean the inverse function or one over
        the value.
        """
        token = self.peek()
        power = self.operand()
        if isinstance(power, Unary):
            raise ReadError("unexpected", token.pos, said("formula.negative-power", name=name))
        return power

    def based(self, name: str, token: Token) -> Node:
        """The base of ``log_2``, ``log_{10}``, ``log_e``, ``log_a``."""
        base = self.operand()
        if name != "log":
            raise ReadError("unexpected", token.pos, said("formula.function-subscript"))
        return base

    def in_base(self, name: str, base: Node | None, args: list[Node], token: Token) -> Node:
        """A call, a logarithm in its base."""
        if base is None or (isinstance(base, Name) and base.id == "e" and "e" not in self.symbols):
            return self.call(name, args, token)
        if isinstance(base, Num) and base.text in ("2", "10"):
            return self.call(f"log{base.text}", args, token)
        return Binary("/", self.call(name, args, token), Call("log", (base,), base.pos), token.pos)

    def macro(self, meant: Macro, token: Token, receiver: Node | None = None) -> Node:
        """``square(x)``, ``np.power(x, 2)``, ``silu(x)``: what is written out in the tree."""
        args = self.arguments()
        if receiver is not None:
            args.insert(0, receiver)
        return self.expanded(meant, args, token)

    def expanded(self, meant: Macro, args: list[Node], token: Token) -> Node:
        """What a macro stands for, with its arguments and those by name."""
        if meant.expand is clipped and args:
            bounded = clip_with(args, self.keywords, token)
            if bounded is not None:
                return bounded
        self.check_arity(token.text, len(args), meant.low, meant.high, token)
        return replace(meant.expand(*args), pos=token.pos)

    @staticmethod
    def check_arity(name: str, count: int, low: int, high: int | None, token: Token) -> None:
        """Raises `ReadError` where a function has too few or too many arguments."""
        if count < low or (high is not None and count > high):
            wanted = str(low) if high == low else f"{low}+" if high is None else f"{low}-{high}"
            raise ReadError(
                "arity", token.pos, said("formula.arity", name=name, wanted=wanted, count=count)
            )

    def call(self, name: str, args: list[Node], token: Token) -> Node:
        """A call whose number of arguments is right."""
        keywords, self.keywords = self.keywords, {}
        if keywords or (name in AXIS_SECOND and len(args) == 2):
            with_keywords = applied(name, args, keywords, shapes=self.shapes, token=token)
            if with_keywords is not None:
                return with_keywords
        if name == "log" and len(args) == 2:
            # Python's log(x, base)
            return self.in_base(name, args[1], args[:1], token)
        if name == "transpose" and all(whole_number(arg) is not None for arg in args[1:]):
            # transpose(-2, -1) and transpose(1, 0) of a matrix
            args = args[:1]
        function = FUNCTIONS[name]
        self.check_arity(name, len(args), function.low, function.high, token)
        if name == "transpose":
            return Transpose(args[0], token.pos)
        if name == "dot":
            ranks = {self.shapes.rank(arg) for arg in args}
            # numpy.dot of a matrix is the matrix product, and of a number a scaling
            if 2 in ranks or 0 in ranks:
                return Binary("*" if 0 in ranks else "@", args[0], args[1], token.pos)
        if name in ("mean", "max", "min") and len(args) == 1 and self.shapes.rank(args[0]) == 0:
            # mean((y_i - p_i)^2) goes over the index that nothing else binds
            for index in free_indices(args[0], self.words):
                args = [over_index(args[0], index, token)]
        return Call(name, tuple(args), token.pos)

    def fraction(self, token: Token) -> Node:
        r"""``\frac{a}{b}``, ``\frac12``."""
        self.deeper()
        parts: list[Node] = []
        for _ in range(2):
            head = self.peek()
            if head.kind == "num" and len(head.text) > 1 and head.text.isdigit():
                self.tokens[self.at : self.at + 1] = [
                    Token("num", head.text[0], head.pos),
                    Token("num", head.text[1:], head.pos + 1),
                ]
            elif (
                head.kind == "word"
                and len(head.text) > 1
                and head.text.isalnum()
                and self.spellings.find(head.text) is None
            ):
                rest = "num" if head.text[1:].isdigit() else "word"
                self.tokens[self.at : self.at + 1] = [
                    Token("word", head.text[0], head.pos),
                    Token(rest, head.text[1:], head.pos + 1),
                ]
            parts.append(self.operand())
        self.depth -= 1
        return Binary("/", parts[0], parts[1], token.pos)

    def root(self, token: Token) -> Node:
        r"""``\sqrt{x}``, ``\sqrt[3]{x}``, ``√x``: the radical covers the next group, name or
        number.
        """
        self.deeper()
        order: Node | None = None
        if token.text == "\\sqrt" and self.op_ahead("["):
            opener = self.advance()
            order = self.unbarred()
            self.expect("]", opener)
        node = self.operand()
        while self.op_ahead("_") and self.shapes.rank(node):
            self.advance()
            node = Index(node, tuple(self.subscripts(self.shapes.rank(node))), token.pos)
        self.depth -= 1
        return (
            Call("sqrt", (node,), token.pos)
            if order is None
            else Binary("**", node, Binary("/", Num("1"), order), token.pos)
        )

    def subscripts(self, base_rank: int) -> list[Node]:
        """The subscripts after ``_``."""
        raise NotImplementedError


def free_indices(node: Node, words: Words) -> list[str]:
    """The subscripts of `node` that nothing declares or binds, in order of appearance."""
    found: dict[str, None] = {}

    def visit(part: Node, inner: frozenset[str]) -> None:
        if isinstance(part, Index):
            for subscript in part.subscripts:
                if (
                    isinstance(subscript, Name)
                    and subscript.id not in inner
                    and words.is_free(subscript.id)
                ):
                    found[subscript.id] = None
        if isinstance(part, Reduce):
            inner = inner | {part.index}
        for child in children(part):
            visit(child, inner)

    visit(node, frozenset())
    return list(found)


def over_index(node: Node, index: str, token: Token) -> Node:
    """`node` as the array over `index` that it gives an element of: ``|x_i|`` -> ``|x|``; raises
    `ReadError`.
    """
    whole = _without(node, index)
    if _mentions(whole, index):
        raise ReadError("unexpected", token.pos, said("formula.index-below", index=index))
    return whole


def _without(node: Node, index: str) -> Node:
    if isinstance(node, Index):
        last = node.subscripts[-1]
        if isinstance(last, Name) and last.id == index:
            return (
                node.base
                if len(node.subscripts) == 1
                else replace(node, subscripts=node.subscripts[:-1])
            )
        return node
    return rebuilt(node, lambda part: _without(part, index))


def _mentions(node: Node, index: str) -> bool:
    return any(isinstance(part, Name) and part.id == index for part in walk(node))
