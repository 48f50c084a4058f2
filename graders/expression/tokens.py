"""Text to tokens: Python, ASCII, Unicode and LaTeX spellings of one thing become one token, with
its place kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graders.expression.functions import GREEK, MODULE_PREFIXES
from graders.expression.latex import (
    ACCENTED,
    ACCENTED_BARE,
    COMMAND,
    COMMANDS,
    DROPPED,
    ELLIPSES,
    ENVIRONMENT,
    ENVIRONMENTS,
    STYLED_GROUP,
    STYLES,
)
from graders.expression.names import ACCENT_COMMANDS, ACCENT_MARKS, Spellings
from graders.expression.normalise import normalise
from graders.expression.pasted import cleaned
from graders.said import Said, said

MAX_CHARS = 2_000
MAX_TOKENS = 600
MAX_DEPTH = 40
MAX_DIGITS = 60
MAX_EXPONENT = 400


class ReadError(ValueError):
    """A formula that cannot be read: a stable `code`, a message and a 0-based `position`."""

    def __init__(self, code: str, position: int, why: Said, suggestion: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.position = position
        self.said = why
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its place in the text as given, and whether white space stands before it.

    `kind` is num, word, atom (a word that is never split, as a Greek letter), name (already looked
    up), op, bars (``||``)
    or end.
    """

    kind: str
    text: str
    pos: int
    space: bool = False


_SUPERSCRIPTS = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴷᴺᵝᵞ",
        "0123456789+-=()niabcdeghjklmoprstuvwxyzKNβγ",
        strict=True,
    )
)
_SUBSCRIPTS = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True)
)
_SIGNS = {"∑": "∑", "∏": "∏", "√": "\\sqrt", "∛": "cbrt"}
_OPERATORS = ("**", "//", "<=", ">=", "==", "!=", "&&")
_SINGLE = frozenset("+-*/^@%<>=()[]{},;|_·‖!:.'⌊⌋⌈⌉⟨⟩⊗∞")
# MATLAB's elementwise signs
_POINTWISE = (".*", "./", ".^")
_DOTS = re.compile(r"\.{2,}|…|⋯")
# what may follow the full stop of a sentence, or of a row
_AFTER_STOP = re.compile(r"[\s$]*(?:$|\\end|\\\\)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_AFTER_GREEK = re.compile(r"(?:_?[A-Za-z0-9]+)+")


def tokenise(text: str, spellings: Spellings) -> list[Token]:
    """The tokens of `text`, ended by one of kind ``end``; raises `ReadError`. Linear in the
    length.
    """
    if len(text) > MAX_CHARS:
        raise ReadError(
            "too-long", MAX_CHARS, said("formula.too-long", most=MAX_CHARS, count=len(text))
        )
    plain, places = normalise(text)
    plain = cleaned(plain)
    if not plain.strip():
        raise ReadError("empty", 0, said("formula.empty"))
    return _Tokeniser(plain, places, spellings).run()


class _Tokeniser:
    def __init__(self, text: str, places: list[int], spellings: Spellings) -> None:
        self.text = text
        self.places = places
        self.spellings = spellings
        self.at = 0
        self.space = False
        self.environments: list[str] = []
        self.out: list[Token] = []

    def run(self) -> list[Token]:
        """All tokens up to the end; raises `ReadError` at what none of the readers takes."""
        text = self.text
        while self.at < len(text):
            if not (
                self.blank()
                or self.literal()
                or self.number()
                or self.script()
                or self.word()
                or self.command()
                or self.operator()
            ):
                char = text[self.at]
                shown = char if char.isprintable() else f"U+{ord(char):04X}"
                raise self.error(said("formula.sign-unread", shown=shown))
            if len(self.out) > MAX_TOKENS:
                raise self.error(
                    said("formula.too-many-tokens", most=MAX_TOKENS), code="too-many-tokens"
                )
        self.out.append(Token("end", "", self.places[-1]))
        return self.out

    def error(self, why: Said, code: str = "unexpected") -> ReadError:
        """A `ReadError` at the present place."""
        return ReadError(code, self.places[self.at], why)

    def emit(self, kind: str, text: str, length: int) -> bool:
        """Add a token made of the next `length` characters, and go on after them."""
        self.out.append(Token(kind, text, self.places[self.at], self.space))
        self.at += length
        self.space = False
        return True

    def blank(self, length: int = 0) -> bool:
        """White space, and what LaTeX draws as none; `length` of it where it is known to be
        blank.
        """
        char = self.text[self.at]
        separator = char == "&" and not self.text.startswith("&&", self.at)
        if separator and self.environments:
            return self.emit("op", "&", 1)
        # the full stop of the sentence
        stop = char == "." and bool(self.out) and _AFTER_STOP.match(self.text, self.at + 1)
        if not (length or char in " \t\n\r\f\v$" or separator or stop):
            return False
        self.at += length or 1
        self.space = True
        return True

    def literal(self) -> bool:
        """Spellings that an author declared and that are no plain words, such as ``h_{t-1}``."""
        for spelling, name in self.spellings.literal:
            if self.text.startswith(spelling, self.at):
                following = self.text[self.at + len(spelling) :][:1]
                if (
                    spelling[-1].isalnum()
                    and (following.isalnum() or following == "_")
                    and spelling.isascii()
                ):
                    continue
                return self.emit("name", name, len(spelling))
        return False

    def number(self) -> bool:
        """Whether a number was read here."""
        found = _NUMBER.match(self.text, self.at)
        if not found:
            return False
        spelled = found[0]
        if spelled.endswith(".") and self.text[found.end() : found.end() + 1] == ".":
            # 1..n: a range, and no decimal point
            return self.emit("num", spelled[:-1], len(spelled) - 1)
        if spelled.endswith(".") and self.text[found.end() : found.end() + 1] in tuple("*/^"):
            return self.emit("num", spelled[:-1], len(spelled) - 1)
        mantissa, _, exponent = spelled.lower().partition("e")
        end = found.end()
        double = self.text[end : end + 1] == "." and self.text[end + 1 : end + 2].isdigit()
        # 0x10 is no product
        double = double or (
            found[0] == "0"
            and self.text[end : end + 1] in tuple("xXbBoO")
            and self.text[end + 1 : end + 2].isdigit()
        )
        # longer numbers would make exact arithmetic slow, and nobody means them
        if (
            double
            or len(mantissa) > MAX_DIGITS
            or len(exponent) > 5
            or abs(int(exponent or 0)) > MAX_EXPONENT
        ):
            raise self.error(said("formula.bad-number"), code="bad-number")
        return self.emit("num", found[0], end - self.at)

    def script(self) -> bool:
        """Whether a raised or lowered sign was read here."""
        char = self.text[self.at]
        if char == "ᵀ" or (char == "⊤" and (not self.out or self.out[-1].text != "^")):
            self.emit("op", "^", 0)
            return self.emit("word", "T", 1)
        if char == "⊤":
            return self.emit("word", "T", 1)
        for table, op in ((_SUPERSCRIPTS, "^"), (_SUBSCRIPTS, "_")):
            if char in table:
                self.script_run(table, op)
                return True
        return False

    def script_run(self, table: dict[str, str], op: str) -> None:
        """Read a run of raised or lowered characters as one exponent or subscript."""
        end = self.at
        while end < len(self.text) and self.text[end] in table:
            end += 1
        self.emit("op", op, 0)
        self.emit("op", "{", 0)
        while self.at < end:
            char = table[self.text[self.at]]
            run = 1
            while (
                char.isdigit() and self.at + run < end and table[self.text[self.at + run]].isdigit()
            ):
                char += table[self.text[self.at + run]]
                run += 1
            kind = "num" if char.isdigit() else "word" if char.isalpha() else "op"
            self.emit(kind, GREEK.get(char, char), run)
        self.emit("op", "}", 0)

    def word(self) -> bool:
        """Whether a name or a sign that stands for a word was read here."""
        char = self.text[self.at]
        if char in _SIGNS or (char in "ΣΠ" and self.spellings.find(GREEK[char]) is None):
            return self.emit("word", _SIGNS.get(char) or {"Σ": "∑", "Π": "∏"}[char], 1)
        for prefix in MODULE_PREFIXES:
            if (
                self.text.startswith(prefix, self.at)
                and self.text[self.at + len(prefix) :][:1].isalpha()
            ):
                self.at += len(prefix)
                break
        if found := _WORD.match(self.text, self.at):
            accent, extra = self.accents(found.end())
            if accent and len(found[0]) > 1:
                # the mark stands over the last letter alone
                self.emit("word", found[0][:-1], len(found[0]) - 1)
                return self.emit("atom", found[0][-1] + accent, 1 + extra)
            return self.emit("atom" if accent else "word", found[0] + accent, len(found[0]) + extra)
        decomposed = unicodedata.normalize("NFD", self.text[self.at])
        base = GREEK.get(decomposed[0]) or (
            decomposed[0] if decomposed[0].isascii() and decomposed[0].isalpha() else None
        )
        if base is None:
            return False
        marks = "".join(ACCENT_MARKS.get(mark, "") for mark in decomposed[1:])
        more, extra = self.accents(self.at + 1)
        return self.greek(base + marks + more, 1 + extra)

    def greek(self, word: str, length: int) -> bool:
        """A letter that is a word by itself, or the beginning of a declared name such as ``β1`` or
        ``σ_B``.
        """
        if following := _AFTER_GREEK.match(self.text, self.at + length):
            for end in range(following.end(), following.start(), -1):
                tail = self.text[following.start() : end]
                if (
                    self.spellings.find(word + tail) is not None
                    and not self.text[end : end + 1].isdigit()
                ):
                    return self.emit("atom", word + tail, length + len(tail))
        return self.emit("atom", word, length)

    def accents(self, at: int) -> tuple[str, int]:
        """(the name's accent, the place after it) for combining marks at `at`."""
        end = at
        while end < len(self.text) and self.text[end] in ACCENT_MARKS:
            end += 1
        return "".join(ACCENT_MARKS[mark] for mark in self.text[at:end]), end - at

    def command(self) -> bool:
        """Whether a LaTeX command was read here."""
        found = COMMAND.match(self.text, self.at)
        if not found:
            return False
        name, length = found[1], found.end() - self.at
        if name is None:
            return self.escaped(found[2], length)
        if name in DROPPED:
            # \left. and \right. draw nothing
            invisible = (
                name in ("left", "right")
                and self.text[self.at + length : self.at + length + 1] == "."
            )
            return self.blank(length + invisible)
        if name in ACCENT_COMMANDS:
            return self.accent(name, length)
        if name in STYLES:
            return self.style(length)
        if name in ELLIPSES:
            return self.emit("op", "..", length)
        if name in COMMANDS:
            return self.emit(*COMMANDS[name], length)
        if name in ("begin", "end"):
            return self.environment(name, length)
        # white space after a command ends the command and is no space between factors
        return self.greek(name.removeprefix("var"), length)

    def escaped(self, char: str, length: int) -> bool:
        """Whether a backslash before a sign was read here."""
        if char == "\\" and self.environments:
            return self.emit("op", "\\\\", length)
        if char in ",;:! \\>\n[]()":
            return self.blank(length)
        if char in "{}%":
            return self.emit("op", char, length)
        if char == "|":
            return self.emit("op", "‖", length)
        if char == "_":
            return self.emit("op", "_", length)
        raise self.error(said("formula.escape-unread", char=char))

    def environment(self, name: str, length: int) -> bool:
        """Whether the beginning or end of a LaTeX environment was read here."""
        found = ENVIRONMENT.match(self.text, self.at + length)
        if not found:
            raise self.error(said("formula.environment-name", name=name))
        length += found.end() - found.start()
        kind = ENVIRONMENTS.get(found[1])
        if kind is None:
            return self.blank(length)
        if name == "begin":
            self.environments.append(kind)
            return self.emit("word", kind, length)
        if not self.environments:
            raise self.error(said("formula.end-alone"), code="unbalanced")
        self.environments.pop()
        return self.emit("op", "\\end", length)

    def accent(self, name: str, length: int) -> bool:
        """Whether a LaTeX accent over a name was read here."""
        found = ACCENTED.match(self.text, self.at + length)
        subscript = found[5] if found else None
        found = found or ACCENTED_BARE.match(self.text, self.at + length)
        if not found:
            raise self.error(said("formula.letter-missing", name=name))
        letter = (
            next(group for group in found.groups() if group).removeprefix("\\").removeprefix("var")
        )
        if not subscript:
            return self.emit("atom", letter + ACCENT_COMMANDS[name], found.end() - self.at)
        place = found.start(5)
        self.emit("atom", letter + ACCENT_COMMANDS[name], place - self.at)
        inner = _Tokeniser(
            subscript, self.places[place : place + len(subscript) + 1], self.spellings
        ).run()
        self.out.extend(inner[:-1])
        self.at = found.end()
        return True

    def style(self, length: int) -> bool:
        """Whether a LaTeX change of typeface, which means nothing, was read here."""
        found = STYLED_GROUP.match(self.text, self.at + length)
        if not found:
            self.at += length
            return True
        inner = found[1].replace(" ", "").replace("-", "")
        if not re.fullmatch(r"[A-Za-z0-9_]+", inner):
            return self.blank(found.end() - self.at) if not inner.strip(".,") else self.shed(length)
        kind = "num" if inner.isdigit() else "word"
        return self.emit(kind, inner, found.end() - self.at)

    def shed(self, length: int) -> bool:
        """Passes over a style command alone: what its braces hold is read as it stands."""
        self.at += length
        return True

    def operator(self) -> bool:
        """Whether an operator or a bracket was read here."""
        char = self.text[self.at]
        if (dots := _DOTS.match(self.text, self.at)) is not None:
            return self.emit("op", "..", len(dots[0]))
        if self.text[self.at : self.at + 2] in _POINTWISE:
            return self.emit("op", self.text[self.at + 1], 2)
        if self.text.startswith("||", self.at):
            return self.emit("bars", "‖", 2)
        for operator in _OPERATORS:
            if self.text.startswith(operator, self.at):
                return self.emit("op", "and" if operator == "&&" else operator, 2)
        return self.emit("op", char, 1) if char in _SINGLE else False
