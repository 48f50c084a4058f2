"""What can stand at an operand's place: numbers, names, groups, functions, big operators, fractions, roots, bars."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from graders.expression.functions import CONSTANTS, FUNCTIONS, canonical_function
from graders.expression.names import Spellings
from graders.expression.nodes import Array, Binary, Call, Index, Name, Node, Num
from graders.expression.shapes import rank
from graders.expression.symbols import Symbol
from graders.expression.tokens import ReadError, Token

_CLOSERS = {"(": ")", "{": "}", "[": "]", "⌊": "⌋", "⌈": "⌉"}
_BIG = {"∑": "sum", "∏": "prod", "sum": "sum", "prod": "prod", "Sum": "sum"}
_INDICATORS = ("I", "indicator", "one", "1")
_INDEX_LETTERS = "ijklmtsrqcabdhpuvnk"


class Operands:
    """The part of the parser that reads operands; `parse` and `expression` come from `reader.Parser`."""

    def __init__(self, tokens: list[Token], symbols: Mapping[str, Symbol], spellings: Spellings) -> None:
        self.tokens = tokens
        self.symbols = symbols
        self.spellings = spellings
        self.at = 0
        self.depth = 0
        # open |...| and norms: inside one, the next bar at an operator's place closes it
        self.bars: list[str] = []
        self.bound: list[tuple[str, bool]] = []
        self.in_subscript = False

    def expression(self) -> Node:
        """A whole expression."""
        raise NotImplementedError

    def parse(self, least: int) -> Node:
        """An expression that binds at least as tightly as `least`."""
        raise NotImplementedError

    def postfix(self, node: Node) -> Node:
        """`node` with what follows it."""
        raise NotImplementedError

    def peek(self, ahead: int = 0) -> Token:
        """The token `ahead` places on, the end token past the end."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def advance(self) -> Token:
        """The next token, taken."""
        token = self.peek()
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def word_ahead(self, word: str) -> bool:
        """Whether the next token is that plain word."""
        return self.peek().kind == "word" and self.peek().text == word

    def error_here(self, code: str, zh: str, en: str) -> ReadError:
        """A `ReadError` at the next token."""
        return ReadError(code, self.peek().pos, zh, en)

    def expect(self, closer: str, opener: Token) -> None:
        """Take `closer`, or say which bracket is left open."""
        if self.peek().text != closer:
            if self.peek().kind == "end":
                raise ReadError("unbalanced", opener.pos, f"这里的“{opener.text}”没有闭合。",
                                f"The '{opener.text}' here is never closed.")
            raise self.error_here("unexpected", f"这里应当是“{closer}”。", f"'{closer}' is expected here.")
        self.advance()

    def starts_operand(self, token: Token) -> bool:
        """Whether `token` can begin an operand right after another one."""
        if token.kind in ("num", "name"):
            return True
        if token.kind == "word":
            return token.text not in ("if", "else", "and", "or", "for")
        if token.text in ("|", "‖"):
            return token.text not in self.bars
        return token.text in ("(", "[", "{", "⌊", "⌈")

    def operand(self) -> Node:
        """One operand without what follows it."""
        token = self.advance()
        if token.kind == "num":
            return Num(token.text, token.pos)
        if token.kind == "name":
            return Name(token.text, token.pos)
        if token.kind == "word":
            return self.word(token)
        if token.text in ("(", "{"):
            node = self.unbarred()
            self.expect(_CLOSERS[token.text], token)
            return node
        if token.text == "[":
            return self.array(token)
        if token.text in ("⌊", "⌈"):
            node = self.unbarred()
            self.expect(_CLOSERS[token.text], token)
            return Call("floor" if token.text == "⌊" else "ceil", (node,), token.pos)
        if token.text in ("|", "‖"):
            return self.barred(token)
        if token.kind == "end":
            raise ReadError("unexpected", token.pos, "公式到这里还没有写完。", "The formula stops before it is complete.")
        raise ReadError("unexpected", token.pos, f"“{token.text}”前面少了一项。", f"Something is missing before '{token.text}'.")

    def unbarred(self) -> Node:
        """An expression inside brackets, where bars open afresh and subscripts' rules end."""
        bars, self.bars = self.bars, []
        node = self.expression()
        self.bars = bars
        return node

    def barred(self, token: Token) -> Node:
        """``|x|`` or ``‖x‖``; of an array, single bars mean the elementwise absolute value."""
        self.bars.append(token.text)
        node = self.parse(1)
        self.bars.pop()
        self.expect(token.text, token)
        return Call("abs" if token.text == "|" else "norm", (node,), token.pos)

    def array(self, opener: Token) -> Node:
        """``[a, b]`` or ``[[a, b], [c, d]]``."""
        items = [self.unbarred()]
        while self.peek().text in (",", ";"):
            self.advance()
            items.append(self.unbarred())
        self.expect("]", opener)
        # one item in square brackets is a person's second kind of parenthesis, or Iverson's indicator
        return items[0] if len(items) == 1 else Array(tuple(items), opener.pos)

    def word(self, token: Token) -> Node:
        """A word: a declared name, a bound index, a function, a constant, or several of them run together."""
        text = token.text
        if any(name == text for name, _ in self.bound):
            return Name(text, token.pos)
        declared = self.spellings.find(text)
        if declared is not None:
            return Name(declared, token.pos)
        if text in ("\\frac", "\\sqrt"):
            return self.fraction(token) if text == "\\frac" else self.root(token)
        if (big := self.big_operator(token)) is not None:
            return big
        if (name := self.function_name(text)) is not None:
            return self.function(name, token)
        if text in CONSTANTS:
            return Name(text, token.pos)
        if text in _INDICATORS and self.peek().text in ("(", "{", "["):
            return self.operand()
        if (subscripted := self.underscored(token)) is not None:
            return subscripted
        if self.in_subscript and len(text) == 1 and text in _INDEX_LETTERS:
            return Name(text, token.pos)
        pieces = self.split(text)
        if pieces is None:
            raise self.unknown(token)
        self.tokens[self.at:self.at] = [
            Token("num" if piece.isdigit() else "word", piece, token.pos + offset) for offset, piece in pieces[1:]
        ]
        return self.word(Token("word", pieces[0][1], token.pos, token.space))

    def function_name(self, text: str) -> str | None:
        """The function that `text` names here; an undeclared sigma is the sigmoid."""
        if text == "sigma" and "sigma" not in self.symbols:
            return "sigmoid"
        return canonical_function(text)

    def function(self, name: str, token: Token) -> Node:
        """A function with its arguments in brackets, or with the one factor that follows: ``log p_i``, ``log^2 x``."""
        power: Node | None = None
        while self.peek().text in ("_", "^", "**") and self.peek().kind == "op":
            if self.advance().text == "_":
                name = self.based(name, token)
            else:
                power = self.operand()
        opener = self.peek()
        if opener.text in ("(", "{") and opener.kind == "op":
            self.advance()
            args = [self.unbarred()]
            while self.peek().text in (",", ";"):
                self.advance()
                args.append(self.unbarred())
            self.expect(_CLOSERS[opener.text], opener)
        else:
            args = [self.parse(8)]
        node = self.call(name, args, token)
        return node if power is None else Binary("**", node, power, token.pos)

    def based(self, name: str, token: Token) -> str:
        """``log_2`` and ``log_{10}``."""
        base = self.operand()
        if name == "log" and isinstance(base, Num) and base.text in ("2", "10"):
            return f"log{base.text}"
        if name == "log" and isinstance(base, Name) and base.id == "e":
            return "log"
        raise ReadError("unexpected", token.pos, "这个函数的下标读不懂。", "The subscript of this function cannot be read.")

    def call(self, name: str, args: list[Node], token: Token) -> Node:
        """A call whose number of arguments is right."""
        function = FUNCTIONS[name]
        if len(args) < function.low or (function.high is not None and len(args) > function.high):
            wanted = str(function.low) if function.high == function.low else f"{function.low}+"
            raise ReadError("arity", token.pos, f"{name} 需要 {wanted} 个参数, 这里有 {len(args)} 个。",
                            f"{name} takes {wanted} argument(s), here {len(args)}.")
        if name == "transpose":
            from graders.expression.nodes import Transpose

            return Transpose(args[0], token.pos)
        return Call(name, tuple(args), token.pos)

    def fraction(self, token: Token) -> Node:
        r"""``\frac{a}{b}``, ``\frac12``."""
        parts: list[Node] = []
        for _ in range(2):
            head = self.peek()
            if head.kind == "num" and len(head.text) > 1 and head.text.isdigit():
                self.tokens[self.at:self.at + 1] = [
                    Token("num", head.text[0], head.pos), Token("num", head.text[1:], head.pos + 1)
                ]
            parts.append(self.operand())
        return Binary("/", parts[0], parts[1], token.pos)

    def root(self, token: Token) -> Node:
        r"""``\sqrt{x}``, ``\sqrt[3]{x}``, ``√x``: the radical covers the next group, name or number."""
        if self.peek().text == "[":
            opener = self.advance()
            order = self.unbarred()
            self.expect("]", opener)
            return Binary("**", self.operand(), Binary("/", Num("1"), order), token.pos)
        node = self.operand()
        while self.peek().text == "_" and rank(node, self.symbols):
            self.advance()
            node = Index(node, tuple(self.subscripts(rank(node, self.symbols))), token.pos)
        return Call("sqrt", (node,), token.pos)

    def underscored(self, token: Token) -> Node | None:
        """``y_i``, ``W_ij``, ``z_1``, ``log_2``, ``x1``: a declared array or a logarithm with its subscript."""
        text = token.text
        for cut in range(len(text) - 1, 0, -1):
            if text[cut] == "_":
                head, tail = text[:cut], text[cut + 1:]
            elif text[cut - 1].isalpha() and text[cut:].isdigit():
                head, tail = text[:cut], text[cut:]
            else:
                continue
            declared = self.spellings.find(head)
            base_rank = len(self.symbols[declared].shape) if declared else 0
            function = self.function_name(head) if declared is None else None
            if not (base_rank or (function == "log" and text[cut] == "_")):
                continue
            self.tokens[self.at:self.at] = [Token("op", "_", token.pos + cut), Token("op", "{", token.pos + cut)] + [
                Token("num" if piece.isdigit() else "word", piece, token.pos + cut + 1)
                for piece in re.findall(r"\d+|[A-Za-z]+", tail)
            ] + [Token("op", "}", token.pos + len(text))]
            if function:
                return self.function(function, token)
            return Name(declared or "", token.pos)
        return None

    def subscripts(self, base_rank: int) -> list[Node]:
        """The subscripts after ``_``: ``i``, ``12`` of a matrix, ``{i, j}``, ``{i+1}``, ``(i)``."""
        outer, self.in_subscript = self.in_subscript, True
        opener = self.peek()
        if opener.text in ("{", "("):
            self.advance()
            items = [self.unbarred()]
            while self.peek().text == "," or self.starts_operand(self.peek()):
                if self.peek().text == ",":
                    self.advance()
                items.append(self.unbarred())
            self.expect(_CLOSERS[opener.text], opener)
        else:
            items = [self.operand()]
        self.in_subscript = outer
        return self.spread(items, base_rank, opener)

    def spread(self, items: list[Node], base_rank: int, opener: Token) -> list[Node]:
        """``ij`` and ``12`` of a matrix are two subscripts; more subscripts than dimensions are refused."""
        if len(items) == 1 and base_rank == 2:
            only = items[0]
            if isinstance(only, Num) and len(only.text) == 2:
                items = [Num(digit, only.pos) for digit in only.text]
            elif isinstance(only, Binary) and only.op == "*":
                items = [only.left, only.right]
        if base_rank and len(items) > base_rank:
            raise ReadError("shape", opener.pos, "下标太多了。", "There are more subscripts than dimensions here.")
        return items

    def split(self, text: str) -> list[tuple[int, str]] | None:
        """A run-together word such as ``wx`` or ``ylog`` as (offset, known word) pieces, or None."""
        if not text:
            return []
        for length in range(len(text), 0, -1):
            piece = text[:length]
            if not self.known(piece) or (rest := self.split(text[length:])) is None:
                continue
            return [(0, piece), *((offset + length, word) for offset, word in rest)]
        return None

    def known(self, piece: str) -> bool:
        """Whether a piece of a word is something by itself."""
        if self.spellings.find(piece) is not None or piece in CONSTANTS or piece.isdigit():
            return True
        if any(name == piece for name, _ in self.bound) or self.function_name(piece) is not None:
            return True
        if self.in_subscript and len(piece) == 1 and piece in _INDEX_LETTERS:
            return True
        head, underscore, tail = piece.rpartition("_")
        declared = self.spellings.find(head) if underscore and tail else None
        return declared is not None and len(self.symbols[declared].shape) > 0

    def unknown(self, token: Token) -> ReadError:
        """The error of an undeclared name, with the nearest declared one."""
        names = [n for s in self.symbols.values() for n in (s.name, *s.aliases)]
        near = difflib.get_close_matches(token.text, names, n=1, cutoff=0.4)
        zh = f"没有声明过“{token.text[:40]}”" + (f", 是不是想写 {near[0]}?" if near else f"。可以用的有: {'、'.join(names[:12])}。")
        en = f"'{token.text[:40]}' is not declared" + (
            f"; did you mean {near[0]}?" if near else f". Declared are: {', '.join(names[:12])}.")
        return ReadError("unknown-name", token.pos, zh, en, near[0] if near else None)

    def counts_from_zero(self, name: str) -> bool:
        """Whether the sum that binds `name` begins at 0, so that a Python bracket with it counts from 0."""
        return next((zero for bound, zero in reversed(self.bound) if bound == name), True)

    def big_operator(self, token: Token) -> Node | None:
        """A sum or product sign: with an index, or over a whole array; None where `token` is neither."""
        from graders.expression.sums import read_big_operator

        head, _, tail = token.text.partition("_")
        if head not in _BIG or (tail and not tail.isalpha()):
            return None
        return read_big_operator(self, _BIG[head], token, tail)

