"""The reader of formulas: a Pratt parser from text to the tree of `graders.expression.nodes`.

Nothing of the text is ever executed. Binding, loosest first: ``if else``, or, and, not, comparisons, + and -, products and
spaced neighbours, unary minus, unspaced neighbours (``1/2n`` is 1/(2n)), powers, subscripts.
"""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.names import Spellings
from graders.expression.nodes import Binary, Call, Index, Name, Node, Num, Transpose, Unary
from graders.expression.operands import Operands
from graders.expression.shapes import juxtapose, rank
from graders.expression.symbols import Symbol
from graders.expression.tokens import MAX_DEPTH, ReadError, Token, tokenise

__all__ = ["ReadError", "read"]

OR, AND, NOT, COMPARE, ADD, MUL, NEGATE, TIGHT, POWER = range(1, 10)
_INFIX = {
    "or": OR, "and": AND, "<": COMPARE, "<=": COMPARE, ">": COMPARE, ">=": COMPARE, "==": COMPARE, "!=": COMPARE,
    "+": ADD, "-": ADD, "*": MUL, "/": MUL, "//": MUL, "%": MUL, "@": MUL, "·": MUL,
}
_OPENERS = {"(": ")", "{": "}", "[": "]", "⌊": "⌋", "⌈": "⌉"}


def read(text: str, symbols: Mapping[str, Symbol]) -> Node:
    """The tree of `text` over the declared `symbols`; raises `ReadError` with the place.

    A left side such as ``L =`` is passed over: what follows the last ``=`` outside brackets is read.
    """
    spellings = Spellings(symbols)
    tokens = _right_side(tokenise(text, spellings))
    parser = Parser(tokens, symbols, spellings)
    node = parser.expression()
    parser.expect_end()
    return node


def _right_side(tokens: list[Token]) -> list[Token]:
    depth, start = 0, 0
    for k, token in enumerate(tokens):
        if token.kind != "op":
            continue
        depth += (token.text in _OPENERS) - (token.text in _OPENERS.values())
        if token.text == "=" and depth == 0 and k and not tokens[k - 1].text.startswith(("sum_", "prod_")):
            start = k + 1
    return tokens[start:]


class Parser(Operands):
    """Precedence climbing over tokens; what stands at an operand's place is read by `Operands`."""

    def expression(self) -> Node:
        """A whole expression, with Python's ``a if c else b``."""
        node = self.parse(OR)
        if self.word_ahead("if"):
            token = self.advance()
            condition = self.parse(OR)
            if not self.word_ahead("else"):
                raise self.error_here("unexpected", "if 后面少了 else。", "'if' needs an 'else' after it.")
            self.advance()
            return Call("where", (condition, node, self.expression()), token.pos)
        return node

    def parse(self, least: int) -> Node:
        """An expression whose operators bind at least as tightly as `least`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error_here("too-deep", f"嵌套太深: 最多 {MAX_DEPTH} 层。", f"Nested too deeply: at most {MAX_DEPTH} levels.")
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
        token = self.peek()
        text = token.text if token.kind == "op" or token.text in ("and", "or") else ""
        power = _INFIX.get(text)
        if power is not None:
            if power < least:
                return None
            self.advance()
            return self.combine(text, left, self.parse(power + 1), token.pos)
        if not self.starts_operand(token):
            return None
        # a big operator reaches over what follows it, so it never hides inside a tight product
        tight = not token.space and token.text not in ("∑", "∏") and not token.text.startswith(("sum_", "prod_"))
        if (TIGHT if tight else MUL) < least:
            return None
        right = self.parse(TIGHT + 1 if tight else MUL + 1)
        return juxtapose(left, right, self.symbols, token.pos)

    def combine(self, op: str, left: Node, right: Node, pos: int) -> Node:
        """The node of an infix operator; the centred dot means what the shapes make of it."""
        if op == "·":
            return juxtapose(left, right, self.symbols, pos, dotted=True)
        if op in ("<", "<=", ">", ">=", "==", "!=") and isinstance(left, Binary) and left.op in ("<", "<=", ">", ">="):
            return Binary("and", left, Binary(op, left.right, right, pos), pos)  # type: ignore[arg-type]
        return Binary(op, left, right, pos)  # type: ignore[arg-type]

    def postfix(self, node: Node) -> Node:
        """`node` with the subscripts, brackets, methods and powers that follow it."""
        while True:
            token = self.peek()
            if token.kind != "op":
                return node
            if token.text == "_" and (rank(node, self.symbols) or (isinstance(node, Call) and node.fn == "norm")):
                self.advance()
                node = self.subscripted(node, token)
            elif token.text == "[" and not token.space and rank(node, self.symbols):
                node = self.bracketed(node)
            elif token.text == "." and self.peek(1).kind == "word":
                node = self.method(node)
            elif token.text in ("^", "**"):
                node = self.powered(node)
            else:
                return node

    def powered(self, node: Node) -> Node:
        """``x^2``, ``x**-1``, ``x^{n+1}``, ``x^T``; powers group from the right."""
        token = self.advance()
        array = rank(node, self.symbols) > 0
        if self.word_ahead("T") and (array or "T" not in self.symbols):
            self.advance()
            return Transpose(node, token.pos)
        if array and self.peek().text == "{" and self.peek(1).text == "T" and self.peek(2).text == "}":
            for _ in range(3):
                self.advance()
            return Transpose(node, token.pos)
        return Binary("**", node, self.exponent(), token.pos)

    def exponent(self) -> Node:
        """What stands after a power sign: a group, or one operand with its own subscripts and powers."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error_here("too-deep", f"嵌套太深: 最多 {MAX_DEPTH} 层。", f"Nested too deeply: at most {MAX_DEPTH} levels.")
        token = self.peek()
        if token.kind == "op" and token.text in ("-", "+"):
            self.advance()
            inner = self.exponent()
            node: Node = Unary("-", inner, token.pos) if token.text == "-" else inner
        else:
            node = self.postfix(self.operand())
        self.depth -= 1
        return node

    def subscripted(self, node: Node, token: Token) -> Node:
        """`node` with a subscript; a norm's subscript is its order."""
        subscripts = self.subscripts(rank(node, self.symbols))
        if isinstance(node, Call) and node.fn == "norm":
            return Call("norm", (node.args[0], subscripts[0]), node.pos)
        return Index(node, tuple(subscripts), token.pos)

    def bracketed(self, node: Node) -> Node:
        """A Python bracket, which counts from 0, shifted to the tree's count from 1."""
        token = self.advance()
        items = [self.bracket_item()]
        while self.peek().text == ",":
            self.advance()
            items.append(self.bracket_item())
        self.expect("]", token)
        if len(items) > rank(node, self.symbols):
            raise ReadError("shape", token.pos, "下标太多了。", "There are more subscripts than dimensions here.")
        return Index(node, tuple(items), token.pos)

    def bracket_item(self) -> Node:
        """One index of a Python bracket; the index of a sum that counts from 1 is meant as it stands."""
        node = self.expression()
        if isinstance(node, Num) and node.text.isdigit():
            return Num(str(int(node.text) + 1), node.pos)
        if isinstance(node, Name) and not self.counts_from_zero(node.id):
            return node
        return Binary("+", node, Num("1", -1), -1)

    def method(self, node: Node) -> Node:
        """``x.T``, ``x.sum()``, ``x.mean()`` and their like."""
        self.advance()
        word = self.advance()
        if word.text == "T":
            return Transpose(node, word.pos)
        name = self.function_name(word.text)
        if name is None or self.peek().text != "(":
            raise ReadError("unexpected", word.pos, f"“.{word.text}”读不懂。", f"'.{word.text}' cannot be read.")
        opener = self.advance()
        self.expect(")", opener)
        return self.call(name, [node], word)

    def expect_end(self) -> None:
        """Nothing may be left over."""
        token = self.peek()
        if token.kind == "end":
            return
        if token.text in _OPENERS.values():
            raise ReadError("unbalanced", token.pos, f"多了一个“{token.text}”。", f"There is a '{token.text}' too many.")
        raise ReadError("unexpected", token.pos, f"“{token.text}”在这里读不懂。", f"'{token.text}' cannot be read here.")

