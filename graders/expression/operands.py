"""What can stand at an operand's place: numbers, names, groups, bars, arrays, environments,
words.
"""

from __future__ import annotations

from graders.expression.constructs import Constructs
from graders.expression.cursor import CLOSERS
from graders.expression.functions import CONSTANTS
from graders.expression.macros import macro
from graders.expression.nodes import Binary, Call, Index, Name, Node, Num
from graders.expression.sums import BIG, read_big_operator
from graders.expression.tokens import ReadError, Token
from graders.expression.words import INDEX_LETTERS, subscript_tokens
from graders.said import said

_INDICATORS = ("I", "indicator", "Indicator")
# subscripts that say when, and superscripts in brackets that say in which layer
_TIMES = frozenset(("t", "t-1", "t+1"))
_LAYERS = frozenset(("l", "l-1", "l+1"))
_RAISED_BRACKETS = (("(", ")"), ("[", "]"), ("<", ">"), ("⟨", "⟩"))
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


class Operands(Constructs):
    """The part of the parser that reads operands."""

    def operand(self) -> Node:
        """One operand without what follows it."""
        token = self.advance()
        if token.kind == "num":
            return Num(token.text, token.pos)
        if token.kind in ("word", "atom"):
            return self.word(token)
        if token.kind == "name":
            return Name(token.text, token.pos)
        if token.kind == "bars" or token.text in ("|", "‖"):
            return self.barred(token)
        if token.kind == "op" and token.text in ("(", "{"):
            node = self.unbarred()
            self.expect(CLOSERS[token.text], token)
            return node
        if token.text == "[":
            return self.array(token)
        if token.text in ("⌊", "⌈"):
            node = self.unbarred()
            self.expect(CLOSERS[token.text], token)
            return Call("floor" if token.text == "⌊" else "ceil", (node,), token.pos)
        if token.text == "⟨":
            return self.angled(token)
        if token.kind == "end":
            raise ReadError("unexpected", token.pos, said("formula.stops"))
        if token.text == "..":
            raise ReadError("unexpected", token.pos, said("formula.ellipsis"))
        if token.text == "∞":
            raise ReadError("unexpected", token.pos, said("formula.infinity"))
        if token.text in CLOSERS.values():
            raise self.out_of_place(token)
        raise ReadError("unexpected", token.pos, said("formula.missing-before", text=token.text))

    def out_of_place(self, token: Token) -> ReadError:
        """A closing bracket where an operand should be: the bracket is one too many, or its inside
        is empty.
        """
        opened = sum(
            (t.text in CLOSERS) - (t.text in CLOSERS.values())
            for t in self.tokens[: self.at]
            if t.kind == "op"
        )
        if opened < 0:
            return ReadError(
                "unbalanced", token.pos, said("formula.bracket-too-many", text=token.text)
            )
        return ReadError("unexpected", token.pos, said("formula.missing-before", text=token.text))

    def word(self, token: Token) -> Node:
        """A word: a declared name, a bound index, a function, a constant, or several of them run
        together.
        """
        text = token.text
        if text in self.elements:
            return self.elements[text]
        if self.words.is_bound(text):
            return self.shapes.bind(Name(text, token.pos))
        if self.op_ahead("_", "^") and (named := self.named_with_subscript(token)) is not None:
            return self.component(named) if isinstance(named, Name) else named
        declared = self.spellings.find(text)
        if declared is not None:
            return self.component(Name(declared, token.pos))
        if text.startswith("\\"):
            return self.construct(token)
        if (big := self.big_operator(token)) is not None:
            return big
        if (name := self.words.function(text)) is not None:
            return self.function(name, token)
        if text in CONSTANTS:
            return Name(text, token.pos)
        if text in _INDICATORS and self.op_ahead("(", "{", "["):
            return self.operand()
        if text == "E" and self.op_ahead("(", "{", "["):
            return self.function("mean", token)
        if self.op_ahead("(", "{", "[") and (meant := macro(text)) is not None:
            return self.macro(meant, token)
        if (mean := self.mean_by_bar(token)) is not None:
            return mean
        numbered = token.kind == "word" and text[-1].isdigit()
        if numbered and (alias := self.spellings.find_loosely(text)) is not None:
            # x0 is a declared x_0 before it is an entry of x
            return Name(alias, token.pos)
        if (found := self.words.subscripted(text)) is not None:
            self.insert(subscript_tokens(found[2], token.pos))
            return Name(found[0], token.pos) if found[0] else self.function(found[1], token)
        return self.run_together(token)

    def component(self, array: Name) -> Node:
        """``p(i)``, and ``p(x_i)`` with x undeclared: an entry of the declared array p."""
        group = self.group_ahead() if self.op_ahead("(") and not self.peek().space else None
        if group is None or len(group) != 3:
            return array
        inside = group[1]
        if not self.shapes.rank(array):
            if self.is_mere_argument(inside):
                self.at += 3
            return array
        head, _, tail = inside.text.partition("_")
        letter = tail or head
        if inside.kind not in ("word", "atom") or not letter.isalpha() or len(letter) != 1:
            return array
        declared = self.spellings.find(head) is not None or self.words.function(head) is not None
        bound = self.words.is_bound(letter)
        if not bound and (declared or not self.words.is_free(letter)):
            return array
        if tail and declared and not self.other_way("component"):
            return array
        self.at += 3
        index = Name(letter, inside.pos)
        return Index(array, (self.shapes.bind(index) if bound else index,), array.pos)

    def is_mere_argument(self, inside: Token) -> bool:
        """Whether ``(x)`` after a declared scalar only says what it is a function of, as in
        ``p(x)``: nothing else has that name.
        """
        text = inside.text
        unknown = self.words.is_free(text) and self.spellings.find(text) is None
        return inside.kind in ("word", "atom") and len(text) == 1 and text.isalpha() and unknown

    def mean_by_bar(self, token: Token) -> Node | None:
        """``x̄`` of a declared array x is its mean, where no name is spelled so."""
        head = token.text.removesuffix("bar").removesuffix("_")
        if head == token.text or token.kind != "atom":
            return None
        pieces = [piece for _, piece in self.words.split(head) or ()] or [head]
        names = [self.spellings.find(piece) for piece in pieces]
        arrays = [Name(name, token.pos) for name in names if name and self.symbols[name].shape]
        if not arrays or len(arrays) < len(pieces):
            return None
        self.met.add("bar")
        product: Node = arrays[0]
        for factor in arrays[1:]:
            product = Binary("*", product, factor, token.pos)
        return Call("mean", (product,), token.pos)

    def time_ahead(self, node: Node) -> int:
        """How many tokens a time takes that belongs to the whole symbol, ``_{t-1}`` or ``^{(t)}``;
        0 where there is none.
        """
        if not isinstance(node, Name) or node.id not in self.symbols or self.words.is_bound("t"):
            return 0
        group = self.group_ahead(1)
        if group is None:
            return 0
        raised = self.op_ahead("^")
        inside = _inside(group, raised)
        if inside not in (_TIMES | _LAYERS if raised else _TIMES):
            return 0
        # a declared t may be an exponent, or the index of an array where it counts
        letter = self.symbols.get(inside[0])
        if letter is not None and (raised or (self.symbols[node.id].shape and letter.counts)):
            return 0
        self.met.add("time")
        return 1 + len(group)

    def entry_ahead(self, node: Node) -> Node | None:
        """``x^{(i)}``, the i-th entry; None where another power stands ahead."""
        group = self.group_ahead(1)
        if group is None or not self.shapes.rank(node):
            return None
        inside = _inside(group, True)
        if len(group) < 3 or not inside:
            return None
        letter = len(inside) == 1 and (self.words.is_bound(inside) or self.words.is_free(inside))
        number = inside.isdigit() and len(group) == 5
        if not (letter and inside.isalpha()) and not number:
            return None
        place = group[len(group) // 2].pos
        self.at += 1 + len(group)
        if number:
            return Index(node, (Num(inside, place),), node.pos)
        index = Name(inside, place)
        bound = self.words.is_bound(inside)
        return Index(node, (self.shapes.bind(index) if bound else index,), node.pos)

    def construct(self, token: Token) -> Node:
        """A fraction, a root, a matrix or a case distinction."""
        match token.text:
            case "\\frac":
                return self.fraction(token)
            case "\\sqrt":
                return self.root(token)
            case "\\matrix":
                return self.matrix(token)
        return self.cases(token)

    def run_together(self, token: Token) -> Node:
        """Several known words written as one, or one whose underscores were left out."""
        text = token.text
        if (
            len(text) == 1
            and text in INDEX_LETTERS
            and (self.in_subscript or self.compares_an_index())
        ):
            return Name(text, token.pos)
        pieces = self.words.split(text, self.in_subscript) if token.kind == "word" else None
        if pieces is None or len(pieces) == 1:
            loose = self.spellings.find_loosely(text)
            if loose is None:
                raise self.words.unknown(token)
            return Name(loose, token.pos)
        self.insert(
            [
                Token("num" if piece.isdigit() else "word", piece, token.pos + offset)
                for offset, piece in pieces[1:]
            ]
        )
        return self.word(Token("word", pieces[0][1], token.pos, token.space))

    def compares_an_index(self) -> bool:
        """Inside a sum, beside a comparison: the free index of ``where(j != i, x_j, 0)``, which is
        what ``sum_{j != i}`` prints as.
        """
        beside = {self.tokens[self.at - 2].text if self.at > 1 else "", self.peek().text}
        return bool(self.words.bound) and not beside.isdisjoint(COMPARISONS)

    def named_with_subscript(self, token: Token) -> Node | None:
        """A declared name that the word spells together with its subscript: ``C_{out}``, ``σ_B``,
        ``β₁``, ``h_{t-1}``.
        """
        if self.op_ahead("^"):
            after = self.subscript_after_power()
            if after is None or self.words.with_subscript(token.text, _joined(after[1])) is None:
                return None
            self.swap_scripts()
        group = self.group_ahead(1)
        if group is None:
            return None
        subscript = _joined(group)
        found = self.words.with_subscript(token.text, subscript)
        taken = 1 + len(group)
        if found is None and len(group) == 1 and group[0].kind == "word" and len(subscript) > 1:
            # LaTeX's bare subscript is one character: \sigma_Bx
            found = self.words.with_subscript(token.text, subscript[0])
            if found is not None:
                self.tokens[self.at + 1 : self.at + 2] = [
                    Token("word", subscript[0], group[0].pos),
                    Token("word", subscript[1:], group[0].pos + 1),
                ]
        if found is None or (token.kind == "atom" and found[0]):
            return None
        cut, name = found
        del self.tokens[self.at : self.at + taken]
        if cut == 0:
            return Name(name, token.pos)
        self.insert([Token("name", name, token.pos + cut)])
        return self.word(Token("word", token.text[:cut], token.pos, token.space))

    def subscript_after_power(self) -> tuple[int, list[Token]] | None:
        """Where a subscript stands after the power ahead, and its group; None after ``^T`` or the
        power of an array.
        """
        power = self.group_ahead(1) if self.op_ahead("^") else None
        if power is None or any(t.text == "T" for t in power):
            return None
        if (len(power) == 1 or power[0].text == "(") and any(self.names_an_array(t) for t in power):
            return None
        after = 1 + len(power)
        low = (
            self.group_ahead(after + 1)
            if self.peek(after).kind == "op" and self.peek(after).text == "_"
            else None
        )
        return None if low is None else (self.at + after, low)

    def names_an_array(self, token: Token) -> bool:
        """Whether `token` is a declared vector or matrix, so that a subscript after it belongs to
        it.
        """
        name = self.spellings.find(token.text) if token.kind in ("word", "name") else None
        return name is not None and bool(self.symbols[name].shape)

    def swap_scripts(self) -> None:
        """``x^2_i`` is ``x_i^2``: a subscript that stands after the power is moved before it."""
        found = self.subscript_after_power()
        if found is not None:
            after, low = found
            end = after + 1 + len(low)
            self.tokens[self.at : end] = self.tokens[after:end] + self.tokens[self.at : after]

    def subscripts(self, base_rank: int) -> list[Node]:
        """The subscripts after ``_``: ``i``, ``12`` of a matrix, ``{i, j}``, ``{i+1}``, ``(i)``."""
        outer, self.in_subscript = self.in_subscript, True
        opener = self.peek()
        if self.op_ahead("{", "("):
            self.advance()
            items = [self.unbarred()]
            while self.op_ahead(",") or self.starts_operand(self.peek()):
                if self.op_ahead(","):
                    self.advance()
                items.append(self.unbarred())
            self.expect(CLOSERS[opener.text], opener)
        else:
            items = [self.operand()]
        self.in_subscript = outer
        return self.spread(items, base_rank, opener)

    def spread(self, items: list[Node], base_rank: int, opener: Token) -> list[Node]:
        """``ij`` and ``12`` of a matrix are two subscripts; more subscripts than dimensions are
        refused.
        """
        if len(items) == 1 and base_rank == 2:
            only = items[0]
            if isinstance(only, Num) and len(only.text) == 2:
                items = [Num(digit, only.pos) for digit in only.text]
            elif isinstance(only, Binary) and only.op == "*":
                items = [only.left, only.right]
        if base_rank and len(items) > base_rank:
            raise ReadError("shape", opener.pos, said("formula.subscripts-many"))
        return items

    def big_operator(self, token: Token) -> Node | None:
        """A sum or product sign: with an index, or over a whole array; None where `token` is
        neither.
        """
        head, _, tail = token.text.partition("_")
        if head not in BIG or (tail and not tail.isalpha()):
            return None
        return read_big_operator(self, BIG[head], token, tail)


def _inside(group: list[Token], raised: bool) -> str:
    """What the brackets of a subscript hold; of a raised group, what its inner ones hold, since a
    plain exponent is a power.
    """
    texts = [token.text for token in group]
    if len(texts) > 2 and texts[0] == "{":
        texts = texts[1:-1]
    if not raised:
        return "".join(texts)
    if len(texts) > 2 and (texts[0], texts[-1]) in _RAISED_BRACKETS:
        return "".join(texts[1:-1])
    return ""


def _joined(group: list[Token]) -> str:
    inner = group[1:-1] if len(group) > 1 else group
    return "".join(t.text for t in inner)[:40]


def is_condition(node: Node) -> bool:
    """Whether `node` is 0 or 1 by its form: a comparison, or several joined."""
    return isinstance(node, Binary) and node.op in (*COMPARISONS, "and", "or")


def merged_index(node: Node, items: list[Node], pos: int) -> Index:
    """``A[0][1]`` as one index of two subscripts, and any other as it stands."""
    if isinstance(node, Index) and isinstance(node.base, Name):
        return Index(node.base, (*node.subscripts, *items), node.pos)
    return Index(node, tuple(items), pos)
