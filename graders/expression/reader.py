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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graders.expression.cursor import Choices
from graders.expression.names import Spellings
from graders.expression.nodes import (
    Name,
    Node,
    Reduce,
)
from graders.expression.parser import Parser
from graders.expression.sums import BIG, children, walk
from graders.expression.symbols import Symbol
from graders.expression.tokens import ReadError, Token, tokenise
from graders.said import said

__all__ = ["ReadError", "parsed", "read", "readings"]

# notation that has two readings, and what a reading is only remarked on for
AMBIGUITIES = frozenset(("dot", "sum-power", "fraction", "exponent", "sum-reach", "component"))
REMARKS = frozenset(("time", "bar"))
MAX_READINGS = 6

# brackets outside which a left side ends
_OPENERS = {"(": ")", "{": "}", "[": "]", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩"}
# a chain of operators makes a tall tree; taller than this it is not a formula that a person typed
MAX_HEIGHT = 150


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading: its tree, and the ambiguities that it met."""

    node: Node
    met: frozenset[str] = frozenset()


def read(text: str, symbols: Mapping[str, Symbol]) -> Node:
    """The tree of `text` over the declared `symbols`; raises `ReadError` with the place.

    A left side such as ``L =`` or ``dL/dz =`` is passed over unread: what follows the last ``=``
    outside brackets is the formula.
    """
    return parsed(text, symbols).node


def parsed(text: str, symbols: Mapping[str, Symbol], choices: Choices = frozenset()) -> Parsed:
    """The reading of `text` in which the ambiguities of `choices` are read in their less usual way;
    raises `ReadError`.
    """
    spellings = Spellings(symbols)
    tokens = _right_side(tokenise(text, spellings))
    parser = Parser(tokens, symbols, spellings, choices)
    try:
        node = parser.expression()
        parser.expect_end()
    except ReadError as error:
        raise _as_typed(error, text) from None
    _check_height(node)
    if "sum-reach" not in choices and _leaves_an_index(node):
        parser.met.add("sum-reach")
    return Parsed(node, frozenset(parser.met & AMBIGUITIES | (parser.met & REMARKS)))


def readings(text: str, symbols: Mapping[str, Symbol]) -> Iterator[Node]:
    """The usual reading of `text`, then the others that its notation allows; raises `ReadError`
    where there is none.
    """
    usual = parsed(text, symbols)
    yield usual.node
    met = sorted(usual.met & AMBIGUITIES)
    sets = [frozenset({one}) for one in met]
    if len(met) > 1:
        sets.append(frozenset(met))
    for choices in sets[:MAX_READINGS]:
        try:
            yield parsed(text, symbols, choices).node
        except ReadError:
            continue


def _as_typed(error: ReadError, text: str) -> ReadError:
    """An error that names a brace which only stands for a raised or lowered sign names that sign
    instead.
    """
    place = min(error.position, len(text) - 1)
    typed = text[place]
    named = [value for name, value in error.said.values if name in ("text", "closer")]
    if not named or named[0] not in ("{", "}") or typed in ("{", "}"):
        return error
    return ReadError(error.code, place, said("formula.sign-unread", shown=typed))


def _leaves_an_index(root: Node) -> bool:
    """Whether an index that one sum binds stands free elsewhere, as when a sum was meant to reach
    over + and -.
    """
    bound = {part.index for part in walk(root) if isinstance(part, Reduce)}

    def free(node: Node, inner: frozenset[str]) -> bool:
        if isinstance(node, Name):
            return node.id in bound and node.id not in inner
        if isinstance(node, Reduce):
            inner = inner | {node.index}
        return any(free(child, inner) for child in children(node))

    return bool(bound) and free(root, frozenset())


def _right_side(tokens: list[Token]) -> list[Token]:
    tokens = _updated(tokens)
    depth, start = 0, 0
    for k, token in enumerate(tokens):
        if token.kind != "op":
            continue
        depth += (token.text in _OPENERS) - (token.text in _OPENERS.values())
        if token.text == "=" and depth == 0 and k and not _bounds_a_sum(tokens, k):
            start = k + 1
    return tokens[start:]


def _updated(tokens: list[Token]) -> list[Token]:
    """``w -= a*g`` as ``w - (a*g)``; anything else as it stands."""
    for k, (sign, equals) in enumerate(pairwise(tokens)):
        if sign.text in _OPENERS:
            break
        updates = sign.kind == "op" and sign.text in ("+", "-", "*", "/")
        if k and updates and equals.text == "=" and not equals.space:
            opener = Token("op", "(", equals.pos)
            closer = Token("op", ")", tokens[-1].pos)
            return [*tokens[: k + 1], opener, *tokens[k + 2 : -1], closer, tokens[-1]]
    return tokens


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
