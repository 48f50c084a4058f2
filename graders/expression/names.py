"""Names in their many spellings: ``ŷ``, ``\\hat{y}``, ``y_hat`` and ``yhat`` are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from graders.expression.functions import GREEK
from graders.expression.symbols import Symbol

_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot"}
_ACCENT_COMMANDS = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde", "dot": "dot",
}
ACCENT_WORDS = frozenset(_ACCENT_COMMANDS)
_ACCENTED = re.compile(r"\\(" + "|".join(_ACCENT_COMMANDS) + r")\s*(?:\{([^{}]*)\}|(\\?[A-Za-z]+))")
_STYLE = re.compile(r"\\(?:mathbf|mathrm|boldsymbol|bm|mathit|mathsf|text|operatorname|vec)\s*\{([^{}]*)\}")
_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-aehijklmnoprstuvx")


def canonical(spelling: str) -> str:
    """The one spelling under which a name is kept: ASCII, accents as suffixes, no braces, no backslashes.

    ``ŷ`` -> ``yhat``; ``\\bar{x}`` -> ``xbar``; ``α`` -> ``alpha``; ``h_{t-1}`` -> ``h_t-1``; ``y_hat`` -> ``yhat``.
    """
    text = _STYLE.sub(r"\1", spelling.strip())
    for _ in range(3):
        text = _ACCENTED.sub(lambda m: (m[2] or m[3]) + _ACCENT_COMMANDS[m[1]], text)
    out: list[str] = []
    in_subscript = False
    for char in unicodedata.normalize("NFD", text):
        plain = char.translate(_SUB)
        if plain != char and not in_subscript:
            out.append("_")
        in_subscript = plain != char
        out.append(_ACCENTS.get(plain) or GREEK.get(plain) or plain)
    text = re.sub(r"[\\{}\s]", "", "".join(out))
    return re.sub(r"_(hat|bar|tilde)(?=$|_)", r"\1", text)


class Spellings:
    """Every spelling that the declared symbols answer to, for looking words up while reading."""

    def __init__(self, symbols: Mapping[str, Symbol]) -> None:
        self.symbols = symbols
        self.by_canonical: dict[str, str] = {}
        literal: list[tuple[str, str]] = []
        for symbol in symbols.values():
            for spelling in (symbol.name, *symbol.aliases):
                self.by_canonical.setdefault(canonical(spelling), symbol.name)
                if not re.fullmatch(r"\w+", spelling) or canonical(spelling) != spelling:
                    literal.append((spelling, symbol.name))
        # longest first, so that h_{t-1} is seen before h
        self.literal = sorted(literal, key=lambda pair: -len(pair[0]))

    def find(self, word: str) -> str | None:
        """The declared name that `word` spells, or None."""
        return self.by_canonical.get(word) or self.by_canonical.get(canonical(word))

    def prefixes(self, word: str) -> Iterable[tuple[str, str]]:
        """Declared names that `word` begins with, longest first, as (name, the rest)."""
        for length in range(len(word), 0, -1):
            name = self.find(word[:length])
            if name is not None:
                yield name, word[length:]
