"""Groups of an operand's own making: bars, angles, arrays, matrices, case distinctions."""

from __future__ import annotations

from graders.expression.applying import Applying
from graders.expression.nodes import Array, Call, Node, Num
from graders.expression.tokens import ReadError, Token
from graders.said import said

_OTHERWISE = ("otherwise", "else", "其他", "否则")
_MAX_TRIALS = 8


class Constructs(Applying):
    """The part of the parser that reads what stands between bars and in environments."""

    trials = 0

    def angled(self, opener: Token) -> Node:
        """``⟨u, v⟩``, the scalar product; around one expression, brackets."""
        args = [self.unbarred()]
        while self.op_ahead(",", "|"):
            self.advance()
            args.append(self.unbarred())
        self.expect("⟩", opener)
        return args[0] if len(args) == 1 else self.call("dot", args, opener)

    def barred(self, token: Token) -> Node:
        """``|x|`` or ``‖x‖``; of an array, single bars mean the elementwise absolute value.

        ``||`` opens a norm, or two absolute values where no norm can be read: ``||x| - 1|``.
        """
        if token.kind == "bars" and self.trials < _MAX_TRIALS:
            self.trials += 1
            kept = (
                self.at,
                list(self.tokens),
                list(self.bars),
                self.depth,
                list(self.words.bound),
                self.in_subscript,
            )
            try:
                return self.closed_bars(token)
            except ReadError as error:
                self.at, self.tokens, self.bars, self.depth, self.words.bound, self.in_subscript = (
                    kept
                )
                single = Token("op", "|", token.pos, token.space)
                self.tokens[self.at - 1 : self.at] = [single, Token("op", "|", token.pos + 1)]
                try:
                    return self.closed_bars(single)
                except ReadError:
                    raise error from None
        return self.closed_bars(token)

    def closed_bars(self, token: Token) -> Node:
        """What stands between `token` and the bar that closes it."""
        self.bars.append(token.text)
        node = self.parse(1)
        self.single_bars()
        self.bars.pop()
        self.expect(token.text, token)
        return Call("abs" if token.text == "|" else "norm", (node,), token.pos)

    def single_bars(self) -> None:
        """Inside a single bar, ``||`` ahead is two of them: one closes, and the other closes or
        opens.
        """
        token = self.peek()
        if token.kind == "bars" and self.bars and self.bars[-1] == "|":
            self.tokens[self.at : self.at + 1] = [
                Token("op", "|", token.pos, token.space),
                Token("op", "|", token.pos + 1),
            ]

    def array(self, opener: Token) -> Node:
        """``[a, b]`` or ``[[a, b], [c, d]]``."""
        items = [self.unbarred()]
        while self.op_ahead(",", ";"):
            self.advance()
            items.append(self.unbarred())
        self.expect("]", opener)
        # one item in square brackets is a person's second kind of parenthesis, or Iverson's
        # indicator
        return items[0] if len(items) == 1 else Array(tuple(items), opener.pos)

    def rows(self, token: Token) -> list[list[Node]]:
        """The cells of an environment, by rows, to its end."""
        rows: list[list[Node]] = [[]]
        while not self.op_ahead("\\end"):
            if self.peek().kind == "end":
                raise ReadError("unbalanced", token.pos, said("formula.begin-alone"))
            if self.op_ahead("\\\\", "&", ","):
                if self.advance().text == "\\\\":
                    rows.append([])
                continue
            rows[-1].append(self.condition_or_value())
        self.advance()
        return [row for row in rows if row]

    def condition_or_value(self) -> Node:
        """A cell; ``if`` and ``for`` before a condition are passed over, ``otherwise`` is always
        true.
        """
        bars, self.bars = self.bars, []
        while self.word_ahead("if") or self.word_ahead("for") or self.word_ahead("when"):
            self.advance()
        if self.peek().kind == "word" and self.peek().text in _OTHERWISE:
            node: Node = Num("1", self.advance().pos)
        else:
            node = self.parse(1)
        self.bars = bars
        return node

    def matrix(self, token: Token) -> Node:
        """A matrix; with one row or one column, a vector."""
        rows = self.rows(token)
        if not rows or len({len(row) for row in rows}) != 1:
            raise ReadError("unexpected", token.pos, said("formula.rows-differ"))
        if len(rows) == 1 or len(rows[0]) == 1:
            return Array(tuple(cell for row in rows for cell in row), token.pos)
        return Array(tuple(Array(tuple(row), token.pos) for row in rows), token.pos)

    def cases(self, token: Token) -> Node:
        """``value & condition`` rows; the last one holds where no other does."""
        rows = self.rows(token)
        if len(rows) < 2 or any(len(row) != 2 for row in rows[:-1]) or len(rows[-1]) > 2:
            raise ReadError("unexpected", token.pos, said("formula.cases-rows"))
        node = rows[-1][0]
        for value, condition in reversed(rows[:-1]):
            node = Call("where", (condition, value, node), token.pos)
        return node
