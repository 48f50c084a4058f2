"""What LaTeX commands mean to the reader: which draw nothing, which are signs, which only change
the letter's style.
"""

from __future__ import annotations

import re

# spacing, sizes and delimiters' sizes
DROPPED = frozenset(
    [
        "left",
        "right",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "Biggl",
        "Biggr",
        "quad",
        "qquad",
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "limits",
        "nolimits",
        "mathstrut",
        "middle",
        "nonumber",
        "enspace",
        "thinspace",
        "negthinspace",
        "hfill",
        "notag",
        "rm",
        "bf",
        "it",
    ]
)
ELLIPSES = frozenset(("dots", "ldots", "cdots", "dotsc", "dotsb", "vdots", "ddots"))
STYLES = frozenset(
    [
        "mathbf",
        "mathrm",
        "boldsymbol",
        "bm",
        "mathit",
        "mathsf",
        "mathtt",
        "mathbb",
        "mathcal",
        "mathscr",
        "mathfrak",
        "text",
        "textrm",
        "textbf",
        "textit",
        "operatorname",
        "vec",
        "pmb",
        "mbox",
        "ensuremath",
        "symbf",
        "mathnormal",
    ]
)
COMMANDS: dict[str, tuple[str, str]] = {
    "cdot": ("op", "·"),
    "times": ("op", "*"),
    "odot": ("op", "*"),
    "circ": ("op", "*"),
    "ast": ("op", "*"),
    "bullet": ("op", "·"),
    "otimes": ("op", "⊗"),
    "div": ("op", "/"),
    "bmod": ("op", "%"),
    "mod": ("op", "%"),
    "le": ("op", "<="),
    "leq": ("op", "<="),
    "leqslant": ("op", "<="),
    "ge": ("op", ">="),
    "geq": ("op", ">="),
    "geqslant": ("op", ">="),
    "ne": ("op", "!="),
    "neq": ("op", "!="),
    "lt": ("op", "<"),
    "gt": ("op", ">"),
    "lVert": ("op", "‖"),
    "rVert": ("op", "‖"),
    "Vert": ("op", "‖"),
    "lvert": ("op", "|"),
    "rvert": ("op", "|"),
    "vert": ("op", "|"),
    "mid": ("op", "|"),
    "lfloor": ("op", "⌊"),
    "rfloor": ("op", "⌋"),
    "lceil": ("op", "⌈"),
    "rceil": ("op", "⌉"),
    "langle": ("op", "⟨"),
    "rangle": ("op", "⟩"),
    "land": ("op", "and"),
    "wedge": ("op", "and"),
    "lor": ("op", "or"),
    "vee": ("op", "or"),
    "lnot": ("op", "not"),
    "neg": ("op", "not"),
    "lbrace": ("op", "{"),
    "rbrace": ("op", "}"),
    "lbrack": ("op", "["),
    "rbrack": ("op", "]"),
    "leftarrow": ("op", "="),
    "gets": ("op", "="),
    "coloneqq": ("op", "="),
    "prime": ("op", "'"),
    "infty": ("op", "∞"),
    "sum": ("word", "∑"),
    "prod": ("word", "∏"),
    "frac": ("word", "\\frac"),
    "dfrac": ("word", "\\frac"),
    "tfrac": ("word", "\\frac"),
    "cfrac": ("word", "\\frac"),
    "sqrt": ("word", "\\sqrt"),
    "top": ("word", "T"),
    "intercal": ("word", "T"),
}
_MATRICES = ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "smallmatrix", "array")
ENVIRONMENTS = {**dict.fromkeys(_MATRICES, "\\matrix"), "cases": "\\cases", "dcases": "\\cases"}
ENVIRONMENT = re.compile(r"\s*\{\s*([A-Za-z]+)\*?\s*\}(?:(?<=\{array\})\s*\{[lcr| ]*\})?")
COMMAND = re.compile(r"\\([A-Za-z]+)\s*|\\(.)", re.DOTALL)

_STYLED = r"\\(?:" + "|".join(sorted(STYLES)) + r")"
_LETTER = (
    rf"(?:{_STYLED}\s*\{{\s*\\?([A-Za-z]+)\s*\}}|{_STYLED}\s+([A-Za-z])|(\\[A-Za-z]+)|([A-Za-z]+))"
)
# what an accent may stand over: letters, a Greek letter, either in a style; with its subscript
# inside the braces or not
ACCENTED = re.compile(rf"\s*\{{\s*{_LETTER}\s*(_\s*(?:\w|\{{[^{{}}]*\}}))?\s*\}}")
ACCENTED_BARE = re.compile(r"\s*(?:(\\[A-Za-z]+)|([A-Za-z]))")
STYLED_GROUP = re.compile(r"\s*\{\s*([^{}\\]*?)[\s.,]*\}")
