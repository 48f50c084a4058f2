"""A symbol's declaration, told to a learner: the pack's own notation in English, in words in
Chinese.
"""

from __future__ import annotations

from graders.expression.symbols import DeclarationError, Symbol, declare

_ARRAYS = {"simplex": "概率向量", "onehot": "独热向量"}
_SHAPES = ("", "向量", "矩阵")
# by what the grader draws from: (kind, low, high, whether low is left out), as a noun and before
# another
_DOMAINS = {
    ("real", None, None, False): ("实数", "实"),
    ("real", 0.0, None, True): ("正数", "正"),
    ("real", 0.0, None, False): ("非负数", "非负"),
    ("integer", 0.0, 1.0, False): ("0 或 1", "0-1 "),
    ("integer", None, None, False): ("整数", "整数"),
}


def declared(declaration: str, lang: str) -> str:
    """`vector[n] in (0,1)` as it is, or in Chinese 向量[n]，取自 (0,1); what cannot be read stays
    as it is.
    """
    if lang != "zh":
        return declaration
    try:
        symbol = declare("x", declaration)
    except DeclarationError:
        return declaration
    if symbol.kind == "size":
        return "长度"
    size = f"[{','.join(map(str, symbol.shape))}]" if symbol.shape else ""
    if symbol.kind in _ARRAYS:
        return f"{_ARRAYS[symbol.kind]}{size}"
    name = f"{_SHAPES[len(symbol.shape)]}{size}"
    named = _DOMAINS.get((symbol.kind, symbol.low, symbol.high, symbol.low_open))
    if named is not None:
        return f"{named[1]}{name}" if name else named[0]
    return "，".join(part for part in (name, _bounds(symbol)) if part)


def _bounds(symbol: Symbol) -> str:
    low, high = (
        ("-inf" if symbol.low is None else f"{symbol.low:g}"),
        ("inf" if symbol.high is None else f"{symbol.high:g}"),
    )
    if symbol.kind == "integer":
        return f"整数 {low}..{high}"
    return (
        "取自 "
        f"{'(' if symbol.low_open or symbol.low is None else '['}{low},"
        f"{high}{')' if symbol.high_open or symbol.high is None else ']'}"
    )
