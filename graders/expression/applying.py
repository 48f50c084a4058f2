"""Functions and their arguments: ``log p_i``, ``log^2 x``, ``log_2(x)``, ``max_i x_i``,
``np.power(x, 2)``, fractions, roots.
"""

from __future__ import annotations

from dataclasses import replace

from graders.expression.cursor import CLOSERS, Cursor
from graders.expression.functions import FUNCTIONS
from graders.expression.nodes import (
    Binary,
    BinaryOp,
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
_OPERATOR_WORDS: dict[str, BinaryOp] = {
    "power": "**",
    "pow": "**",
    "multiply": "*",
    "matmul": "@",
    "add": "+",
    "subtract": "-",
    "divide": "/",
    "mod": "%",
    "floor_divide": "//",
    "greater": ">",
    "less": "<",
    "equal": "==",
}
# functions of one argument that are written otherwise in the tree
_WRAPPERS = ("square", "array", "constant", "negative", "reciprocal")
MACROS = frozenset(_OPERATOR_WORDS) | frozenset(_WRAPPERS)


class Applying(Cursor):
    """The part of the parser that reads functions with their arguments."""

    def arguments(self) -> list[Node]:
        """The arguments of a function: in brackets, or the one factor that follows."""
        opener = self.peek()
        if not self.op_ahead("(", "{", "["):
            return [self.parse(TIGHT)]
        if opener.text == "[":
            return [self.operand()]
        self.advance()
        args = [self.unbarred()]
        while self.op_ahead(",", ";"):
            self.advance()
            args.append(self.unbarred())
        self.expect(CLOSERS[opener.text], opener)
        return args

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
        if index is None:
            node = self.in_base(name, base, self.arguments(), token)
        else:
            self.words.bound.append((index, False))
            args = self.arguments()
            self.words.bound.pop()
            node = self.call(name, [over_index(arg, index, token) for arg in args], token)
        return node if power is None else Binary("**", node, power, token.pos)

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

    def macro(self, token: Token) -> Node:
        """``square(x)``, ``np.power(x, 2)``, ``np.matmul(a, b)``: other spellings of operators."""
        args = self.arguments()
        operator = _OPERATOR_WORDS.get(token.text)
        self.check_arity(token.text, len(args), 2 if operator else 1, 2 if operator else 1, token)
        if operator:
            return Binary(operator, args[0], args[1], token.pos)
        match token.text:
            case "square":
                return Binary("**", args[0], Num("2"), token.pos)
            case "negative":
                return Binary("-", Num("0"), args[0], token.pos)
            case "reciprocal":
                return Binary("/", Num("1"), args[0], token.pos)
        return args[0]

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
