"""The Pratt parser: precedence climbing over tokens; see `graders.expression.reader`."""

from __future__ import annotations

from decimal import Decimal

from graders.expression.macros import macro
from graders.expression.nodes import (
    Binary,
    Call,
    Index,
    Name,
    Node,
    Num,
    Transpose,
    Unary,
)
from graders.expression.operands import COMPARISONS, Operands, is_condition, merged_index
from graders.expression.sums import BIG, walk
from graders.expression.symbols import Symbol
from graders.expression.tokens import ReadError, Token
from graders.said import said

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

# methods that change how a number is kept and not which it is
_PASSED_OVER = (
    "item",
    "float",
    "double",
    "detach",
    "cpu",
    "numpy",
    "copy",
    "clone",
    "squeeze",
)


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
        if text == "%" and isinstance(left, Num) and self.is_percent(token):
            self.advance()
            return Num(format(Decimal(left.text) / 100, "f"), left.pos)
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
        if tight and least > MUL and self.after_a_fraction():
            return None
        if (TIGHT if tight else MUL) < least:
            return None
        right = self.parse(TIGHT + 1 if tight else MUL + 1)
        if isinstance(left, Num) and left.text == "1" and is_condition(right):
            return right
        return self.shapes.juxtapose(left, right, token.pos)

    def is_percent(self, sign: Token) -> bool:
        """Whether ``%`` after a number is a percent sign: nothing that it could divide by follows,
        or a space stands after it and none before.
        """
        ahead = self.peek(1)
        return not self.starts_operand(ahead) or (ahead.space and not sign.space)

    def after_a_fraction(self) -> bool:
        """Whether the factor ahead multiplies the fraction before it and not its denominator:
        ``1/2(a+b)``, ``2/3x^2``.
        """
        before = self.tokens[max(0, self.at - 4) : self.at]
        of_numbers = (
            len(before) >= 3
            and [t.kind for t in before[-3:]] == ["num", "op", "num"]
            and before[-2].text == "/"
            and (len(before) == 3 or before[0].text not in ("/", "^", "**"))
        )
        if not of_numbers:
            return False
        ahead = self.peek()
        factor = ahead.text in ("(", "[") or self.peek(1).text in ("^", "**")
        return factor != self.other_way("fraction")

    def combine(self, op: str, left: Node, right: Node, pos: int) -> Node:
        """The node of an infix operator; the centred dot means what the shapes make of it."""
        match op:
            case "·":
                if self.shapes.plain_vectors(left, right) and self.other_way("dot"):
                    return Binary("*", left, right, pos)
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
            if token.text in ("_", "^") and (taken := self.time_ahead(node)):
                self.at += taken
                continue
            if token.text == "^" and (entry := self.entry_ahead(node)) is not None:
                node = entry
                continue
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
            elif token.text == "'" and array:
                self.advance()
                node = Transpose(node, token.pos)
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
        braced = self.op_ahead("{", "(")
        raised = self.exponent()
        ahead = self.peek()
        signed = isinstance(raised, Unary) or (isinstance(node, Name) and node.id == "e")
        goes_on = signed and not braced and not ahead.space and self.starts_operand(ahead)
        # e^-kt: (e^-k) t, or e^(-kt)
        if goes_on and ahead.text != "(" and self.other_way("exponent"):
            raised = Binary("*", raised, self.parse(TIGHT), token.pos)
        return Binary("**", node, raised, token.pos)

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
        spread = self.axes_ahead(node, token)
        if spread is not None:
            return spread
        items = [self.bracket_item(node, 0)]
        while self.op_ahead(","):
            self.advance()
            items.append(self.bracket_item(node, len(items)))
        self.expect("]", token)
        if len(items) > self.shapes.rank(node):
            raise ReadError("shape", token.pos, said("formula.subscripts-many"))
        return merged_index(node, items, token.pos)

    def axes_ahead(self, node: Node, opener: Token) -> Node | None:
        """``r[:, None]``, ``r[None, :]``, ``X[i, :]``, ``X[:, j]``, ``x[:]``; None for other
        brackets.
        """
        ahead = self.tokens[self.at : self.at + 4]
        texts = ["None" if token.text == "newaxis" else token.text for token in ahead]
        vector = self.shapes.rank(node) == 1
        for pattern, fn in ((":", ",", "None", "]"), "column"), (("None", ",", ":", "]"), "row"):
            if vector and tuple(texts) == pattern:
                self.at += 4
                return Call(fn, (node,), opener.pos)
        if texts == [":", ",", ":", "]"]:
            self.at += 4
            return node
        if texts[:2] == [":", "]"]:
            self.at += 2
            return node
        if texts[:2] == [":", ","] and not vector:
            self.at += 2
            item = self.bracket_item(node, 1)
            self.expect("]", opener)
            return Index(Transpose(node), (item,), opener.pos)
        if not vector and texts[1:] == [",", ":", "]"]:
            item = self.bracket_item(node, 0)
            self.at += 2
            self.expect("]", opener)
            return Index(node, (item,), opener.pos)
        return None

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
        if word.text == "t" and self.peek().text == "(" and self.peek(1).text == ")":
            self.at += 2
            return Transpose(node, word.pos)
        if word.text in ("shape", "size") and isinstance(node, Name) and node.id in self.symbols:
            return self.dimension(self.symbols[node.id], word)
        meant = macro(word.text)
        name = self.words.function(word.text)
        if self.op_ahead("(") and self.peek(1).text == ")" and word.text in _PASSED_OVER:
            self.at += 2
            return node
        if name is None and meant is not None and self.op_ahead("("):
            if self.peek(1).text == ")":
                self.at += 2
                self.keywords = {}
                return self.expanded(meant, [node], word)
            return self.macro(meant, word, node)
        if name is None or not self.op_ahead("("):
            raise ReadError(
                "unexpected", word.pos, said("formula.attribute-unread", text=word.text)
            )
        if self.peek(1).text == ")":
            self.at += 2
            self.keywords = {}
            return self.call(name, [node], word)
        args = self.arguments()
        return self.call(name, [node, *args], word)

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
        if token.text == "..":
            raise ReadError("unexpected", token.pos, said("formula.ellipsis"))
        if token.text in _OPENERS.values():
            raise ReadError(
                "unbalanced", token.pos, said("formula.bracket-too-many", text=token.text)
            )
        raise ReadError("unexpected", token.pos, said("formula.token-unread", text=token.text))
