"""Declarations of symbols: what a name stands for, its shape and the domain it is drawn from."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NotRequired, Required, TypeAlias, TypedDict

from graders.said import Said, said

Kind = Literal["real", "integer", "size", "simplex", "onehot"]
# a dimension is a fixed length or the name of a size such as ``n``
Dim: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Symbol:
    """One declared name.

    `shape` is ``()``, ``(dim,)`` or ``(dim, dim)``. `low` and `high` bound the domain (None:
    unbounded), open or
    closed as told. ``binary`` is the integers 0..1; ``positive`` is low 0 open; ``nonnegative`` is
    low 0 closed.
    `aliases` are further spellings as an author typed them.
    """

    name: str
    kind: Kind = "real"
    shape: tuple[Dim, ...] = ()
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the symbol is a whole number, such as an index."""
        return self.kind in ("integer", "size") and not self.shape


class DeclarationError(ValueError):
    """A declaration that cannot be read; `said` is what is wrong with it."""

    def __init__(self, why: Said) -> None:
        super().__init__(why.code)
        self.said = why


# a declaration with other spellings of its name, as a question file writes it
Declared = TypedDict("Declared", {"is": Required[str], "also": NotRequired[str | tuple[str, ...]]})
# what a name stands for, such as ``vector[n] real``
Declaration: TypeAlias = str | Declared


_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_HEAD = re.compile(
    r"(?P<shape>scalar|integer|size|simplex|onehot|one-hot|vector|matrix)\s*"
    r"(?:\[(?P<dims>[^\]]*)\])?\s*(?P<domain>.*)"
)
_INTERVAL = re.compile(
    rf"(?:real\s+)?in\s*([\(\[])\s*({_NUMBER}|-?inf)\s*,\s*({_NUMBER}|inf)\s*([\)\]])"
)
_INTEGERS = re.compile(r"(?:integers?\s*)?(-?\d+)\s*\.\.\s*(-?\d+)")
_RANK = {"scalar": 0, "integer": 0, "size": 0, "simplex": 1, "onehot": 1, "vector": 1, "matrix": 2}
MAX_DIMENSION = 64


def declare(name: str, declaration: Declaration) -> Symbol:
    """The symbol that a declaration of the contract's section 2 describes; raises
    `DeclarationError`.
    """
    aliases: tuple[str, ...] = ()
    if not isinstance(declaration, str):
        also = declaration.get("also", ())
        aliases = (also,) if isinstance(also, str) else tuple(also)
        declaration = declaration["is"]
    head = _HEAD.fullmatch(" ".join(declaration.split()))
    if not head or len(name) > 60:
        raise _bad(name, declaration)
    word = head["shape"].replace("-", "")
    dims = (
        tuple(_dimension(name, d) for d in head["dims"].split(","))
        if head["dims"] is not None
        else ()
    )
    if len(dims) != _RANK[word]:
        raise _bad(name, declaration)
    kind: Kind = word if word in ("size", "simplex", "onehot") else "real"  # type: ignore[assignment]
    base = Symbol(name, kind, dims, aliases=aliases)
    domain = head["domain"].strip()
    if kind != "real":
        if domain:
            raise _bad(name, declaration)
        return replace(base, low=1.0) if kind == "size" else replace(base, low=0.0, high=1.0)
    return _with_domain(
        base,
        f"integer {domain}".strip() if word == "integer" else domain or "real",
        declaration,
    )


def _with_domain(base: Symbol, domain: str, declaration: str) -> Symbol:
    fixed = {
        "real": base,
        "positive": replace(base, low=0.0, low_open=True),
        "nonnegative": replace(base, low=0.0),
        "non-negative": replace(base, low=0.0),
        "negative": replace(base, high=0.0, high_open=True),
        "binary": replace(base, kind="integer", low=0.0, high=1.0),
        "integer": replace(base, kind="integer"),
        "positive integer": replace(base, kind="integer", low=1.0),
    }
    if domain in fixed:
        return fixed[domain]
    if interval := _INTERVAL.fullmatch(domain):
        low, high = float(interval[2]), float(interval[3])
        if low < high:
            return replace(
                base,
                low=None if math.isinf(low) else low,
                high=None if math.isinf(high) else high,
                low_open=interval[1] == "(",
                high_open=interval[4] == ")",
            )
    if (integers := _INTEGERS.fullmatch(domain)) and int(integers[1]) <= int(integers[2]):
        return replace(base, kind="integer", low=float(integers[1]), high=float(integers[2]))
    raise _bad(base.name, declaration)


def declare_all(declarations: Mapping[str, Declaration]) -> dict[str, Symbol]:
    """Every declared symbol by name, and a size for each name that only appears in a shape."""
    symbols = {name: declare(name, declaration) for name, declaration in declarations.items()}
    for symbol in list(symbols.values()):
        for dim in symbol.shape:
            if isinstance(dim, str) and dim not in symbols:
                symbols[dim] = Symbol(dim, "size", low=1.0)
    return symbols


def _dimension(name: str, text: str) -> Dim:
    text = text.strip()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_DIMENSION:
        return int(text)
    if re.fullmatch(r"[A-Za-z_]\w*", text):
        return text
    raise _bad(name, f"[{text}]")


def _bad(name: str, declaration: str) -> DeclarationError:
    shown = declaration[:80]
    return DeclarationError(said("formula.declaration", name=name[:60], shown=shown))
