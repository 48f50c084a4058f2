"""The reader of formulas: a Pratt parser from text to the tree of `graders.expression.nodes`.

Nothing of the text is ever executed. Binding, loosest first: ``if else``, or, and, not,
comparisons, + and -, products and
spaced neighbours, unary minus, unspaced neighbours (``1/2n`` is 1/(2n)), powers, subscripts.

Where notation is ambiguous: a sum reaches over the product that follows, up to + or -; a function
without brackets takes the
unspaced factor that follows (``log 2x`` is log(2x), ``log x y`` is log(x) y); ``e^2x`` is (e^2)x;
two plain vectors side by side
multiply elementwise and with a centred dot as a scalar product; a power of a matrix is elementwise;
``x^2_i`` is (x_i)^2.
An index that no sum binds is left in the tree as a name: the grader compares such an answer
component by component.
"""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.names import Spellings
from graders.expression.nodes import Binary, Call, Index, Name, Node, Num, Transpose, Unary
from graders.expression.operands import COMPARISONS, Operands, is_condition, merged_index
from graders.expression.sums import BIG, children, walk
from graders.expression.symbols import Symbol
from graders.expression.tokens import ReadError, Token, tokenise
from graders.said import said

__all__ = ["ReadError", "read"]

OR, AND, NOT, COMPARE, ADD, MUL, NEGATE, TIGHT, POWER = range(1, 10)
_INFIX = {
    "or": OR,
    "and": AND,
    "<": COMPARE,
    "<=": COMPARE,
    ">": COMPARE,
    ">=": COMPARE,
    "==": COMPARE,
    "!=": COMPARE,
    "+": ADD,
    "-": ADD,
    "*": MUL,
    "/": MUL,
    "//": MUL,
    "%": MUL,
    "@": MUL,
    "·": MUL,
    "⊗": MUL,
    "mod": MUL,
}
_OPENERS = {"(": ")", "{": "}", "[": "]", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}
# a chain of operators makes a tall tree; taller than this it is not a formula that a person typed
MAX_HEIGHT = 150


def read(text: str, symbols: Mapping[str, Symbol]) -> Node:
    """The tree of `text` over the declared `symbols`; raises `ReadError` with the place.

    A left side such as ``L =`` or ``dL/dz =`` is passed over unread: what follows the last ``=``
    outside brackets is the formula.
    """
    spellings = Spellings(symbols)
    tokens = _right_side(tokenise(text, spellings))
    parser = Parser(tokens, symbols, spellings)
    node = parser.expression()
    parser.expect_end()
    _check_height(node)
    return node


def _right_side(tokens: list[Token]) -> list[Token]:
    depth, start = 0, 0
    for k, token in enumerate(tokens):
        if token.kind != "op":
            continue
        depth += (token.text in _OPENERS) - (token.text in _OPENERS.values())
        if token.text == "=" and depth == 0 and k and not _bounds_a_sum(tokens, k):
            start = k + 1
    return tokens[start:]


def _bounds_a_sum(tokens: list[Token], k: int) -> bool:
    """Whether the ``=`` at `k` is that of ``sum_i=1`` or ``∑_i=1``."""
    head, _, tail = tokens[k - 1].text.partition("_")
    return (head in BIG and bool(tail)) or (
        k >= 3 and tokens[k - 2].text == "_" and tokens[k - 3].text in BIG
    )


def _check_height(root: Node) -> None:
    """Without recursion, since a tall tree is what it looks for."""
    level = [root]
    for _ in range(MAX_HEIGHT):
        level = [child for node in level for child in children(node)]
        if not level:
            return
    raise ReadError("too-deep", max(0, level[0].pos), said("formula.chain-long", most=MAX_HEIGHT))


class Parser(Operands):
    """Precedence climbing over tokens; what stands at an operand's place is read by `Operands`."""

    def expression(self) -> Node:
        """A whole expression, with Python's ``a if c else b``."""
        node = self.parse(OR)
        if self.word_ahead("if"):
            token = self.advance()
            condition = self.parse(OR)
            if not self.word_ahead("else"):
                raise self.error_here("unexpected", said("formula.else-missing"))
            self.advance()
            return Call("where", (condition, node, self.expression()), token.pos)
        return node

    def parse(self, least: int) -> Node:
        """An expression whose operators bind at least as tightly as `least`."""
        self.deeper()
        left = self.prefix()
        while (step := self.infix(left, least)) is not None:
            left = step
        self.depth -= 1
        return left

    def prefix(self) -> Node:
        """A sign or ``not`` before an operand, or the operand itself."""
        token = self.peek()
        if token.text == "-" and token.kind == "op":
            self.advance()
            return Unary("-", self.parse(NEGATE), token.pos)
        if token.text == "+" and token.kind == "op":
            self.advance()
            return self.parse(NEGATE)
        if token.text in ("not", "!") and token.kind in ("op", "word"):
            self.advance()
            return Unary("not", self.parse(NOT), token.pos)
        return self.postfix(self.operand())

    def infix(self, left: Node, least: int) -> Node | None:
        """`left` with the next operator applied, or None where none binds tightly enough."""
        self.single_bars()
        token = self.peek()
        text = token.text if token.kind == "op" or token.text in ("and", "or", "mod") else ""
        power = _INFIX.get(text)
        if power is not None:
            if power < least:
                return None
            self.advance()
            right = self.parse(power + 1)
            return (
                self.chain(text, left, right, token)
                if power == COMPARE
                else self.combine(text, left, right, token.pos)
            )
        if not self.starts_operand(token):
            return None
        if token.kind == "num" and self.tokens[self.at - 1].kind == "num" and not self.in_subscript:
            raise self.error_here("unexpected", said("formula.operator-missing"))
        # a big operator reaches over what follows it, so it never hides inside a tight product
        head, _, tail = token.text.partition("_")
        big = head in ("∑", "∏") or (head in BIG and bool(tail))
        tight = not token.space and not big
        if (TIGHT if tight else MUL) < least:
            return None
        right = self.parse(TIGHT + 1 if tight else MUL + 1)
        if isinstance(left, Num) and left.text == "1" and is_condition(right):
            return right
        return self.shapes.juxtapose(left, right, token.pos)

    def combine(self, op: str, left: Node, right: Node, pos: int) -> Node:
        """The node of an infix operator; the centred dot means what the shapes make of it."""
        match op:
            case "·":
                return self.shapes.juxtapose(left, right, pos, dotted=True)
            case "⊗":
                return Call("outer", (left, right), pos)
            case "mod":
                return Binary("%", left, right, pos)
        return Binary(op, left, right, pos)  # type: ignore[arg-type]

    def chain(self, op: str, left: Node, right: Node, token: Token) -> Node:
        """A comparison, or several of them: ``0 < x <= 1`` is ``0 < x and x <= 1``."""
        node: Node = Binary(op, left, right, token.pos)  # type: ignore[arg-type]
        while self.op_ahead(*COMPARISONS):
            token = self.advance()
            following = self.parse(COMPARE + 1)
            node = Binary("and", node, Binary(token.text, right, following, token.pos), token.pos)  # type: ignore[arg-type]
            right = following
        return node

    def postfix(self, node: Node) -> Node:
        """`node` with the subscripts, brackets, methods and powers that follow it."""
        while True:
            token = self.peek()
            if token.kind != "op":
                return node
            array = self.shapes.rank(node) > 0
            norm = isinstance(node, Call) and node.fn == "norm" and len(node.args) == 1
            if token.text == "^" and (array or norm):
                self.swap_scripts()
                token = self.peek()
            if token.text == "_" and (part := self.positive_part(node)) is not None:
                node = part
            elif token.text == "_" and norm:
                node = self.normed(node)
            elif token.text == "_" and array:
                self.advance()
                node = Index(node, tuple(self.subscripts(self.shapes.rank(node))), token.pos)
            elif token.text == "_":
                node = self.subscripted_scalar(node)
            elif token.text == "[" and not token.space and array:
                node = self.bracketed(node)
            elif token.text == "." and self.peek(1).kind == "word":
                node = self.method(node)
            elif token.text in ("^", "**"):
                node = self.powered(node)
            else:
                return node

    def positive_part(self, node: Node) -> Node | None:
        """``[x]_+`` and ``(x)_{+}``, which is relu(x); None where another subscript stands
        ahead.
        """
        braced = self.peek(1).text == "{" and self.peek(2).text == "+" and self.peek(3).text == "}"
        if not braced and self.peek(1).text != "+":
            return None
        self.at += 4 if braced else 2
        return Call("relu", (node,), node.pos)

    def subscripted_scalar(self, node: Node) -> Node:
        """``1_{x>0}``, the indicator; nothing else that is no array takes a subscript."""
        token = self.advance()
        if isinstance(node, Num) and node.text == "1" and self.op_ahead("{", "(", "["):
            return self.operand()
        if isinstance(node, Name):
            raise ReadError("shape", token.pos, said("formula.no-array", id=node.id))
        raise ReadError("unexpected", token.pos, said("formula.subscript-misplaced"))

    def normed(self, node: Node) -> Node:
        """A norm with its order: ``‖x‖_1``, ``‖x‖_∞``, ``‖W‖_F``."""
        assert isinstance(node, Call)
        token = self.advance()
        group = self.group_ahead() or []
        order = "".join(t.text for t in group if t.text not in "{}()")
        if order in ("∞", "inf", "max"):
            self.at += len(group)
            return Call("max", (Call("abs", node.args, node.pos),), node.pos)
        if order in ("F", "Fro", "fro") and "F" not in self.symbols:
            self.at += len(group)
            return node
        return Call("norm", (node.args[0], self.subscripts(1)[0]), token.pos)

    def powered(self, node: Node) -> Node:
        """``x^2``, ``x**-1``, ``x^{n+1}``, ``x^T``; powers group from the right."""
        token = self.advance()
        array = self.shapes.rank(node) > 0
        head = self.peek()
        if (
            array
            and head.kind == "word"
            and head.text[0] == "T"
            and len(head.text) > 1
            and self.spellings.find(head.text) is None
        ):
            # w^Tx: the T is an exponent by itself
            self.tokens[self.at : self.at + 1] = [
                Token("word", "T", head.pos),
                Token("word", head.text[1:], head.pos + 1),
            ]
        if self.word_ahead("T") and (array or "T" not in self.symbols):
            self.advance()
            return Transpose(node, token.pos)
        if (
            array
            and self.peek().text == "{"
            and self.peek(1).text == "T"
            and self.peek(2).text == "}"
        ):
            for _ in range(3):
                self.advance()
            return Transpose(node, token.pos)
        return Binary("**", node, self.exponent(), token.pos)

    def exponent(self) -> Node:
        """What stands after a power sign: a group, or one operand with its own subscripts and
        powers.
        """
        self.deeper()
        token = self.peek()
        if token.kind == "op" and token.text in ("-", "+"):
            self.advance()
            inner = self.exponent()
            node: Node = Unary("-", inner, token.pos) if token.text == "-" else inner
        else:
            node = self.postfix(self.operand())
        self.depth -= 1
        return node

    def bracketed(self, node: Node) -> Node:
        """A Python bracket, which counts from 0, shifted to the tree's count from 1."""
        token = self.advance()
        items = [self.bracket_item(node, 0)]
        while self.op_ahead(","):
            self.advance()
            items.append(self.bracket_item(node, len(items)))
        self.expect("]", token)
        if len(items) > self.shapes.rank(node):
            raise ReadError("shape", token.pos, said("formula.subscripts-many"))
        return merged_index(node, items, token.pos)

    def bracket_item(self, base: Node, place: int) -> Node:
        """One index of a Python bracket, counted from 1: an index that no zero-based sum binds is
        meant as it stands.
        """
        outer, self.in_subscript = self.in_subscript, True
        node = self.expression()
        self.in_subscript = outer
        if isinstance(node, Num) and node.text.isdigit():
            return Num(str(int(node.text) + 1), node.pos)
        if isinstance(node, Unary) and isinstance(node.arg, Num) and node.arg.text.isdigit():
            return self.from_the_end(base, place, int(node.arg.text), node)
        names = [part.id for part in walk(node) if isinstance(part, Name)]
        if any(
            self.words.is_free(name)
            or (self.words.is_bound(name) and not self.words.counts_from_zero(name))
            for name in names
        ):
            return node
        if (
            isinstance(node, Binary)
            and node.op == "-"
            and isinstance(node.right, Num)
            and node.right.text == "1"
        ):
            return node.left
        return Binary("+", node, Num("1", -1), -1)

    def from_the_end(self, base: Node, place: int, back: int, node: Unary) -> Node:
        """``x[-1]``: the last of a declared length."""
        shape = (
            self.symbols[base.id].shape
            if isinstance(base, Name) and base.id in self.symbols
            else ()
        )
        if place >= len(shape) or back < 1:
            raise ReadError("unexpected", node.pos, said("formula.negative-index"))
        size = shape[place]
        last: Node = Num(str(size), node.pos) if isinstance(size, int) else Name(size, node.pos)
        return last if back == 1 else Binary("-", last, Num(str(back - 1), node.pos), node.pos)

    def method(self, node: Node) -> Node:
        """``x.T``, ``x.sum()``, ``w.dot(x)``, ``x.shape[0]`` and their like."""
        self.advance()
        word = self.advance()
        if word.text == "T":
            return Transpose(node, word.pos)
        if word.text in ("shape", "size") and isinstance(node, Name) and node.id in self.symbols:
            return self.dimension(self.symbols[node.id], word)
        name = self.words.function(word.text)
        if name is None or not self.op_ahead("("):
            raise ReadError(
                "unexpected", word.pos, said("formula.attribute-unread", text=word.text)
            )
        if self.peek(1).text == ")":
            self.at += 2
            return self.call(name, [node], word)
        return self.call(name, [node, *self.arguments()], word)

    def dimension(self, symbol: Symbol, word: Token) -> Node:
        """``x.shape[0]`` and, of a vector, ``x.size``, as the declared size."""
        place = 0
        if word.text == "shape":
            if not (
                self.op_ahead("[") and self.peek(1).text in ("0", "1") and self.peek(2).text == "]"
            ):
                raise ReadError("unexpected", word.pos, said("formula.shape-needs-index"))
            place = int(self.peek(1).text)
            self.at += 3
        if place >= len(symbol.shape) or (word.text == "size" and len(symbol.shape) != 1):
            raise ReadError("shape", word.pos, said("formula.no-dimension"))
        size = symbol.shape[place]
        return Num(str(size), word.pos) if isinstance(size, int) else Name(size, word.pos)

    def expect_end(self) -> None:
        """Nothing may be left over."""
        token = self.peek()
        if token.kind == "end":
            return
        if token.text in _OPENERS.values():
            raise ReadError(
                "unbalanced", token.pos, said("formula.bracket-too-many", text=token.text)
            )
        raise ReadError("unexpected", token.pos, said("formula.token-unread", text=token.text))
