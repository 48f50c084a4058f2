"""What follows an array in Python: brackets that count from 0, and methods."""

from __future__ import annotations

from graders.expression.macros import macro
from graders.expression.nodes import Binary, Call, Index, Name, Node, Num, Transpose, Unary
from graders.expression.operands import Operands, merged_index
from graders.expression.sums import walk
from graders.expression.symbols import Symbol
from graders.expression.tokens import ReadError, Token
from graders.said import said

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


class Brackets(Operands):
    """The part of the parser that reads brackets and methods behind an operand."""

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
