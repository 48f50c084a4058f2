"""A prompt or an explanation in blocks: running text, pictures, code, and formulas and figures that
are drawn over several lines.

    ```formula
    with y, p: vector[n] real
    L = 1/n sum_i (y_i - p_i)^2
    ```

A ``formula`` fence is in the language of answers. The question's own symbols are known; ``with``
declares others, and a name
that nobody declares is a scalar. A ``figure`` fence is a few lines of TOML, see
`quizbank.authoring.figures`. A line of its own
``![what it shows](picture.png)`` is a picture, see `quizbank.authoring.pictures`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from graders.said import Said, said
from quizbank.authoring.faults import Fault, Unusable
from quizbank.authoring.figures import FigureError, draw
from quizbank.authoring.pictures.lines import FENCE, MAX_IN_TEXT, PictureLine, picture_in

if TYPE_CHECKING:
    from graders.expression.symbols import Declaration

Symbols = Mapping[str, "Declaration"]

_WITH = re.compile(r"with\s+([^:]+):\s*(.+)")
_LEFT = re.compile(r"\s*([^=<>!]+?)\s*=\s*(?!=)(.+)")
_UNKNOWN_NAMES = 40
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Block:
    """`lines` of one kind; `language` is a code fence's own. A drawn block must not be broken anew;
    `fault` says why it was not drawn.

    A picture's line is the one it is written on, and `picture` what that says.
    """

    kind: Literal["text", "code", "drawn", "picture"]
    lines: tuple[str, ...]
    language: str = ""
    fault: Said | None = None
    picture: PictureLine | None = None


class FormulaFault(Unusable):
    """A formula fence that cannot be drawn."""


def blocks(text: str, symbols: Symbols | None = None, ascii_only: bool = False) -> list[Block]:
    """The blocks of `text` in order. Never raises: what cannot be drawn is shown as it was written,
    with its fault.
    """
    found: list[Block] = []
    fence, language, body = "", "", list[str]()
    for line in text.strip("\n").split("\n"):
        opened = FENCE.match(line)
        if opened and not fence:
            found += _text(body, _room(found))
            fence, language, body = opened[1], opened[2], []
        elif opened and not opened[2] and opened[1].startswith(fence):
            found.append(_fenced(language, body, symbols or {}, ascii_only))
            fence, body = "", []
        else:
            body.append(line)
    return found + (
        _text(body, _room(found))
        if not fence
        else [_fenced(language, body, symbols or {}, ascii_only)]
    )


def _room(found: list[Block]) -> int:
    return MAX_IN_TEXT - sum(block.picture is not None for block in found)


def _text(lines: list[str], room: int) -> list[Block]:
    """Running text, and the pictures between its lines, `room` of them at most."""
    found: list[Block] = []
    start = 0
    for k, line in enumerate(lines):
        if _room(found) > MAX_IN_TEXT - room and (picture := picture_in(line)):
            found += [*_running(lines[start:k]), Block("picture", (line,), picture=picture)]
            start = k + 1
    return found + _running(lines[start:])


def _running(lines: list[str]) -> list[Block]:
    kept = "\n".join(lines).strip("\n")
    return [Block("text", tuple(kept.split("\n")))] if kept else []


def _fenced(language: str, body: list[str], symbols: Symbols, ascii_only: bool) -> Block:
    try:
        if language == "formula":
            return Block("drawn", tuple(formula(body, symbols, ascii_only)), language)
        if language == "figure":
            return Block("drawn", tuple(draw("\n".join(body), ascii_only)), language)
    except (FormulaFault, FigureError) as fault:
        return Block("code", tuple(body), language, fault.said)
    return Block("code", tuple(body), language)


def formula(lines: list[str], symbols: Symbols, ascii_only: bool = False) -> list[str]:
    """The lines of a formula fence drawn below each other; raises `FormulaFault`."""
    declared: dict[str, Declaration] = dict(symbols)
    drawn: list[str] = []
    for line in lines:
        if match := _WITH.fullmatch(line.strip()):
            declared |= {name.strip(): match[2].strip() for name in match[1].split(",")}
        elif line.strip():
            drawn += [*([""] if drawn else []), *_drawn(line.strip(), declared, ascii_only)]
    return drawn


def _drawn(line: str, declared: Symbols, ascii_only: bool) -> list[str]:
    from graders.expression.pretty import Box, beside, boxed
    from graders.expression.tokens import ReadError

    if len(line) > _LONGEST:
        raise FormulaFault(said("drawing.long", longest=_LONGEST))
    left = _LEFT.fullmatch(line)
    try:
        box = boxed(_tree(left[2] if left else line, declared), ascii_only)
        if left:
            name = boxed(_tree(left[1], declared), ascii_only)
            box = beside(name, Box((" = ",)), box)
    except ReadError as error:
        raise FormulaFault(said("drawing.unread", line=line[:60], why=error.said)) from error
    return [row.rstrip() for row in box.lines]


def _tree(source: str, declared: Symbols) -> Any:
    from graders.expression.reader import read
    from graders.expression.symbols import DeclarationError, declare_all
    from graders.expression.tokens import ReadError

    known = dict(declared)
    for _ in range(_UNKNOWN_NAMES):
        try:
            return read(source, declare_all(known))
        except DeclarationError as error:
            raise FormulaFault(said("drawing.declaration", why=error.said)) from error
        except ReadError as error:
            name = (
                re.match(r"[^\W\d]\w*", source[error.position :])
                if error.code == "unknown-name"
                else None
            )
            if name is None or name[0] in known:
                raise
            known[name[0]] = "scalar real"
    raise FormulaFault(said("drawing.undeclared"))


def prose_faults(path: str, texts: Mapping[str, str], symbols: Symbols) -> list[Fault]:
    """The formulas and figures of a question's texts (by section) that cannot be drawn."""
    return [
        Fault(path, 1, said("authoring.drawing", section=section, why=block.fault))
        for section, text in texts.items()
        for block in blocks(text, symbols)
        if block.fault is not None
    ]
