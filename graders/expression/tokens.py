"""Text to tokens: Python, ASCII, Unicode and LaTeX spellings of one thing become one token, with its place kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graders.expression.functions import GREEK, MODULE_PREFIXES
from graders.expression.names import ACCENT_WORDS, Spellings

MAX_CHARS = 2_000
MAX_TOKENS = 600
MAX_DEPTH = 40


class ReadError(ValueError):
    """A formula that cannot be read: a stable `code`, a sentence in each language and a 0-based `position`."""

    def __init__(self, code: str, position: int, zh: str, en: str, suggestion: str | None = None) -> None:
        super().__init__(en)
        self.code = code
        self.position = position
        self.zh = zh
        self.en = en
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Token:
    """A token: `kind` is num, word, name (already declared), op or end; `space` tells of white space before it."""

    kind: str
    text: str
    pos: int
    space: bool = False


_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᵏᵐᵖᵗˣʸᶻᴷᴺ", "0123456789+-=()niabcdekmptxyzKN", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True))
_CHARS = {
    "−": "-", "–": "-", "—": "-", "﹣": "-", "×": "*", "÷": "/", "∕": "/", "⁄": "/", "·": "·", "⋅": "·", "∙": "·",
    "•": "·", "⊙": "*", "∘": "*", "∗": "*", "≤": "<=", "≥": ">=", "≠": "!=", "⩽": "<=", "⩾": ">=", "∧": "and", "∨": "or",
    "¬": "not", "‖": "‖", "∥": "‖", "，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "【": "[", "】": "]", "［": "[",
    "］": "]", "｛": "{", "｝": "}", "⟨": "(", "⟩": ")", "′": "'", "∣": "|",
}
_WORD_CHARS = {"∑": "sum", "∏": "prod", "√": "sqrt", "∛": "cbrt", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉", "∞": "inf"}
_OPERATORS = ("**", "//", "<=", ">=", "==", "!=", "||", "&&")
_SINGLE = "+-*/^@%<>=()[]{},;|_·‖!:.'"
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*|\\(.)", re.DOTALL)
_DROPPED = frozenset(
    ["left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "quad", "qquad", "displaystyle", "textstyle", "limits", "nolimits", "mathstrut", "middle", "nonumber"]
)
_STYLES = frozenset(["mathbf", "mathrm", "boldsymbol", "bm", "mathit", "mathsf", "text", "operatorname", "vec", "mathbb", "mathcal", "rm", "bf"])
_COMMANDS = {
    "cdot": ("op", "·"), "times": ("op", "*"), "odot": ("op", "*"), "circ": ("op", "*"), "ast": ("op", "*"),
    "div": ("op", "/"), "le": ("op", "<="), "leq": ("op", "<="), "ge": ("op", ">="), "geq": ("op", ">="),
    "ne": ("op", "!="), "neq": ("op", "!="), "lt": ("op", "<"), "gt": ("op", ">"), "lVert": ("op", "‖"),
    "rVert": ("op", "‖"), "Vert": ("op", "‖"), "lvert": ("op", "|"), "rvert": ("op", "|"), "vert": ("op", "|"),
    "mid": ("op", "|"), "lfloor": ("op", "⌊"), "rfloor": ("op", "⌋"), "lceil": ("op", "⌈"), "rceil": ("op", "⌉"),
    "land": ("op", "and"), "lor": ("op", "or"), "lnot": ("op", "not"), "neg": ("op", "not"), "lbrace": ("op", "{"),
    "rbrace": ("op", "}"), "sum": ("word", "∑"), "prod": ("word", "∏"), "frac": ("word", "\\frac"),
    "dfrac": ("word", "\\frac"), "tfrac": ("word", "\\frac"), "sqrt": ("word", "\\sqrt"), "top": ("word", "T"),
    "intercal": ("word", "T"), "prime": ("op", "'"), "lbrack": ("op", "["), "rbrack": ("op", "]"),
}


def tokenise(text: str, spellings: Spellings) -> list[Token]:
    """The tokens of `text`, ended by one of kind ``end``; raises `ReadError`. Linear in the length."""
    if len(text) > MAX_CHARS:
        raise ReadError("too-long", MAX_CHARS, f"公式太长: 最多 {MAX_CHARS} 个字符, 这里有 {len(text)} 个。",
                        f"The formula is too long: at most {MAX_CHARS} characters, here {len(text)}.")
    if not text.strip():
        raise ReadError("empty", 0, "还没有写答案。", "There is no answer yet.")
    return _Tokeniser(text, spellings).run()


class _Tokeniser:
    def __init__(self, text: str, spellings: Spellings) -> None:
        self.text = text
        self.spellings = spellings
        self.at = 0
        self.space = False
        self.out: list[Token] = []

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            if not (self._space() or self._literal() or self._number() or self._scripts() or self._word()
                    or self._command() or self._operator()):
                char = self.text[self.at]
                shown = char if char.isprintable() else f"U+{ord(char):04X}"
                raise ReadError("unexpected", self.at, f"这里的“{shown}”读不懂。", f"'{shown}' cannot be read here.")
            if len(self.out) > MAX_TOKENS:
                raise ReadError("too-many-tokens", self.at, f"公式太长: 最多 {MAX_TOKENS} 个记号。",
                                f"The formula is too long: at most {MAX_TOKENS} symbols.")
        self.out.append(Token("end", "", len(self.text)))
        return self.out

    def _emit(self, kind: str, text: str, length: int) -> bool:
        self.out.append(Token(kind, text, self.at, self.space))
        self.at += length
        self.space = False
        return True

    def _space(self) -> bool:
        char = self.text[self.at]
        if char.isspace() or char in "&$\u200b\u200c\u200d\u2060\ufeff\u2061\u2062" or unicodedata.category(char) == "Cf":
            self.at += 1
            self.space = True
            return True
        return False

    def _literal(self) -> bool:
        """Spellings that an author declared and that are no plain words, such as ``h_{t-1}``."""
        for spelling, name in self.spellings.literal:
            if self.text.startswith(spelling, self.at):
                following = self.text[self.at + len(spelling):][:1]
                if spelling[-1].isalnum() and (following.isalnum() or following == "_") and spelling.isascii():
                    continue
                return self._emit("name", name, len(spelling))
        return False

    def _number(self) -> bool:
        wide = _narrow(self.text, self.at, "０", "９")
        found = _NUMBER.match(wide)
        if not found:
            return False
        end = found.end()
        # "2e" followed by a name is 2*e, which the pattern already leaves; "1.2.3" is no number
        if wide[end:end + 1] == "." and wide[end + 1:end + 2].isdigit():
            raise ReadError("bad-number", self.at, "这个数写得不对。", "This number is not written correctly.")
        return self._emit("num", found[0], end)

    def _scripts(self) -> bool:
        for table, op in ((_SUPERSCRIPTS, "^"), (_SUBSCRIPTS, "_")):
            if self.text[self.at] in table:
                self._script_run(table, op)
                return True
            # a letter with the transpose sign
            if self.text[self.at] == "ᵀ":
                self._emit("op", "^", 0)
                self._emit("word", "T", 1)
                return True
        return False

    def _script_run(self, table: dict[str, str], op: str) -> None:
        start = self.at
        end = start
        while end < len(self.text) and self.text[end] in table:
            end += 1
        plain = "".join(table[c] for c in self.text[start:end])
        self._emit("op", op, 0)
        self._emit("op", "{", 0)
        while self.at < end:
            char = table[self.text[self.at]]
            run = 1
            if char.isdigit():
                while self.at + run < end and table[self.text[self.at + run]].isdigit():
                    run += 1
                self._emit("num", plain[self.at - start:self.at - start + run], run)
            else:
                self._emit("word" if char.isalpha() else "op", char, 1)
        self._emit("op", "}", 0)

    def _word(self) -> bool:
        for prefix in MODULE_PREFIXES:
            if self.text.startswith(prefix, self.at) and self.text[self.at + len(prefix):][:1].isalpha():
                self.at += len(prefix)
                break
        char = self.text[self.at]
        if char in _WORD_CHARS:
            return self._special(char)
        if char == "Σ" and self.spellings.find("Sigma") is None:
            return self._emit("word", "∑", 1)
        if char == "𝟙":
            return self._emit("word", "indicator", 1)
        if char == "Π" and self.spellings.find("Pi") is None:
            return self._emit("word", "∏", 1)
        if found := _WORD.match(_narrow(self.text, self.at, "Ａ", "ｚ")):
            word, length = found[0], found.end()
            accent, extra = self._accents(self.at + length)
            return self._emit("word", word + accent, length + extra) if accent else self._emit("word", word, length)
        decomposed = unicodedata.normalize("NFD", char)
        base = GREEK.get(decomposed[0]) or (decomposed[0] if decomposed[0].isascii() and decomposed[0].isalpha() else None)
        if base is None:
            return False
        accents = "".join(_ACCENT_MARKS.get(mark, "") for mark in decomposed[1:])
        more, extra = self._accents(self.at + 1)
        return self._emit("word", base + accents + more, 1 + extra)

    def _special(self, char: str) -> bool:
        word = {"∑": "∑", "∏": "∏", "√": "\\sqrt", "∛": "cbrt"}.get(char)
        if word:
            return self._emit("word", word, 1)
        if char == "∞":
            raise ReadError("unexpected", self.at, "公式里不能用无穷大。", "Infinity cannot be used in a formula.")
        return self._emit("op", char, 1)

    def _accents(self, at: int) -> tuple[str, int]:
        end = at
        while end < len(self.text) and self.text[end] in _ACCENT_MARKS:
            end += 1
        return "".join(_ACCENT_MARKS[mark] for mark in self.text[at:end]), end - at

    def _command(self) -> bool:
        found = _COMMAND.match(self.text, self.at)
        if not found:
            return False
        name, length = found[1], found.end() - self.at
        if name is None:
            return self._escaped(found[2], length)
        if name in _DROPPED:
            self.at += length
            self.space = True
            # \left. and \right. draw nothing
            if name in ("left", "right") and self.text[self.at:self.at + 1] == ".":
                self.at += 1
            return True
        if name in ACCENT_WORDS:
            return self._accent(name, length)
        if name in _STYLES:
            return self._style(length)
        if name in _COMMANDS:
            kind, text = _COMMANDS[name]
            return self._emit(kind, text, length)
        if name in ("begin", "end"):
            raise ReadError("unexpected", self.at, "这里请不要用环境, 用 where(条件, a, b) 写分段函数。",
                            "Environments are not read; write a piecewise function as where(condition, a, b).")
        tight = len(name) + 1
        self._emit("word", name.removeprefix("var"), tight)
        return True

    def _escaped(self, char: str, length: int) -> bool:
        if char in ",;:! \\>\n":
            self.at += length
            self.space = True
            return True
        if char in "{}":
            return self._emit("op", char, length)
        if char == "|":
            return self._emit("op", "‖", length)
        raise ReadError("unexpected", self.at, f"“\\{char}”读不懂。", f"'\\{char}' cannot be read.")

    def _accent(self, name: str, length: int) -> bool:
        found = re.compile(r"\s*(?:\{\s*\\?(?:mathbf\{)?([A-Za-z]+)\}?\s*\}|\\?([A-Za-z]))").match(self.text, self.at + length)
        if not found:
            raise ReadError("unexpected", self.at, f"\\{name} 后面要有一个字母。", f"\\{name} needs a letter after it.")
        from graders.expression.names import canonical

        word = canonical(f"\\{name}{{{found[1] or found[2]}}}")
        return self._emit("word", word, found.end() - self.at)

    def _style(self, length: int) -> bool:
        found = re.compile(r"\{\s*([^{}\\]*?)\s*\}").match(self.text, self.at + length)
        if not found:
            self.at += length
            return True
        inner = found[1].replace(" ", "").replace("-", "")
        if not re.fullmatch(r"[A-Za-z0-9_]+", inner):
            self.at = found.end()
            self.space = True
            return True
        return self._emit("num" if inner.isdigit() else "word", inner, found.end() - self.at)

    def _operator(self) -> bool:
        char = self.text[self.at]
        for operator in _OPERATORS:
            if self.text.startswith(operator, self.at):
                text = {"||": "‖", "&&": "and"}.get(operator, operator)
                return self._emit("op", text, 2)
        mapped = _CHARS.get(char) or unicodedata.normalize("NFKC", char)
        if mapped in _SINGLE or mapped in ("<=", ">=", "!=", "and", "or", "not"):
            return self._emit("op", mapped, 1)
        return False


_ACCENT_MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot"}


def _narrow(text: str, at: int, low: str, high: str) -> str:
    """The next characters with full-width ones from `low` to `high` (and points) made ASCII, one for one."""
    chunk = text[at:at + 80]
    if chunk.isascii():
        return chunk
    return "".join(unicodedata.normalize("NFKC", c) if low <= c <= high or c in "．＿" else c for c in chunk)
