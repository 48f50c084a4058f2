"""Names in their many spellings: ``ŷ``, ``\\hat{y}``, ``y_hat`` and ``yhat`` are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from graders.expression.functions import GREEK
from graders.expression.normalise import normalise
from graders.expression.symbols import Symbol

ACCENT_MARKS = {
    "\u0302": "hat",
    "\u0304": "bar",
    "\u0305": "bar",
    "\u0303": "tilde",
    "\u0307": "dot",
}
ACCENT_COMMANDS = {
    "hat": "hat",
    "widehat": "hat",
    "bar": "bar",
    "overline": "bar",
    "tilde": "tilde",
    "widetilde": "tilde",
    "dot": "dot",
}
_ACCENTED = re.compile(r"\\(" + "|".join(ACCENT_COMMANDS) + r")\s*(?:\{([^{}]*)\}|(\\?[A-Za-z]+))")
# a declared ``eps`` is also written ε, and a declared ``epsilon`` eps
SHORTENED = (("eps", "epsilon"), ("lam", "lambda"))
_STYLE = re.compile(
    r"\\(?:mathbf|mathrm|boldsymbol|bm|mathit|mathsf|text|operatorname|vec)\s*\{([^{}]*)\}"
)
_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-aehijklmnoprstuvx")
_PLAIN = re.compile(r"[A-Za-z0-9]+")


def canonical(spelling: str) -> str:
    """The one spelling under which a name is kept: ASCII, accents as suffixes of the letter, no
    braces or backslashes.

    ``ŷ`` -> ``yhat``; ``\\bar{x}`` -> ``xbar``; ``α`` -> ``alpha``; ``h_{t-1}`` -> ``h_t-1``;
    ``m_t_hat`` -> ``mhat_t``.
    """
    if _PLAIN.fullmatch(spelling):
        return spelling
    text = _STYLE.sub(r"\1", normalise(spelling.strip())[0])
    for _ in range(3):
        text = _ACCENTED.sub(lambda m: _accented(m[2] or m[3], ACCENT_COMMANDS[m[1]]), text)
    out: list[str] = []
    in_subscript = False
    for char in unicodedata.normalize("NFD", text):
        plain = char.translate(_SUB)
        if plain != char and not in_subscript:
            out.append("_")
        in_subscript = plain != char
        out.append(ACCENT_MARKS.get(plain) or GREEK.get(plain) or plain)
    text = re.sub(r"[\\{}()\s]", "", "".join(out))
    text = re.sub(r"(?<=[A-Za-z0-9])_([A-Za-z0-9]+)_(hat|bar|tilde)$", r"\2_\1", text)
    return re.sub(r"_(hat|bar|tilde)(?=$|_)", r"\1", text)


def _accented(inner: str, accent: str) -> str:
    head, underscore, tail = inner.partition("_")
    return f"{head}{accent}{underscore}{tail}"


class Spellings:
    """Every spelling that the declared symbols answer to, for looking words up while reading."""

    def __init__(self, symbols: Mapping[str, Symbol]) -> None:
        self.symbols = symbols
        self.by_canonical: dict[str, str] = {name: name for name in symbols}
        self._found: dict[str, str | None] = {}
        loose: dict[str, str | None] = {}
        literal: list[tuple[str, str]] = []
        for symbol in symbols.values():
            for spelling in (symbol.name, *symbol.aliases):
                key = canonical(spelling)
                self.by_canonical.setdefault(key, symbol.name)
                bare = key.replace("_", "")
                # two names that differ in an underscore alone have no spelling without it
                loose[bare] = symbol.name if loose.get(bare, symbol.name) == symbol.name else None
                if not re.fullmatch(r"\w+", spelling):
                    literal.append((normalise(spelling)[0], symbol.name))
        for short, long in SHORTENED:
            if (short in self.by_canonical) != (long in self.by_canonical):
                name = self.by_canonical.get(short) or self.by_canonical[long]
                self.by_canonical.update({short: name, long: name})
        self._loose = loose
        # longest first, so that h_{t-1} is seen before h
        self.literal = sorted(
            (pair for pair in literal if pair[0].strip()), key=lambda pair: -len(pair[0])
        )

    def find(self, word: str) -> str | None:
        """The declared name that `word` spells, or None."""
        if word not in self._found:
            self._found[word] = self.by_canonical.get(word) or self.by_canonical.get(
                canonical(word)
            )
        return self._found[word]

    def find_loosely(self, word: str) -> str | None:
        """The one declared name that `word` spells but for underscores: ``\\beta_1`` for ``beta1``,
        ``dk`` for ``d_k``.
        """
        return self._loose.get(canonical(word).replace("_", ""))
