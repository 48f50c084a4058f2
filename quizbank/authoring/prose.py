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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from graders.said import Said, said
from quizbank.authoring.faults import Fault, Unusable
from quizbank.authoring.figures import draw
from quizbank.authoring.pictures.lines import FENCE, MAX_IN_TEXT, PictureLine, picture_in

if TYPE_CHECKING:
    from graders.expression.nodes import Node
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

    A picture's line is the one it is written on, and `picture` what that says. Of a fence, `at` is
    the line of the text on which it opens, from 0, and `within` the line in it that is at fault,
    from 1.
    """

    kind: Literal["text", "code", "drawn", "picture"]
    lines: tuple[str, ...]
    language: str = ""
    fault: Said | None = None
    picture: PictureLine | None = None
    at: int = 0
    within: int = 1


def blocks(text: str, symbols: Symbols | None = None, ascii_only: bool = False) -> list[Block]:
    """The blocks of `text` in order. Never raises: what cannot be drawn is shown as it was written,
    with its fault.
    """
    found: list[Block] = []
    fence, language, body, start = "", "", list[str](), 0
    for number, line in enumerate(text.strip("\n").split("\n")):
        opened = FENCE.match(line)
        if opened and not fence:
            found += _text(body, _room(found))
            fence, language, body, start = opened[1], opened[2], [], number
        elif opened and not opened[2] and opened[1].startswith(fence):
            found.append(replace(_fenced(language, body, symbols or {}, ascii_only), at=start))
            fence, body = "", []
        else:
            body.append(line)
    if not fence:
        return found + _text(body, _room(found))
    return [*found, replace(_fenced(language, body, symbols or {}, ascii_only), at=start)]


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
    except Unusable as fault:
        return Block("code", tuple(body), language, fault.said, within=fault.line)
    return Block("code", tuple(body), language)


def formula(lines: list[str], symbols: Symbols, ascii_only: bool = False) -> list[str]:
    """The lines of a formula fence drawn below each other; raises `Unusable` with the
    line of the fence that is at fault.
    """
    declared: dict[str, Declaration] = dict(symbols)
    drawn: list[str] = []
    for number, line in enumerate(lines, 1):
        if match := _WITH.fullmatch(line.strip()):
            declared |= {name.strip(): match[2].strip() for name in match[1].split(",")}
        elif line.strip():
            try:
                rows = _drawn(line.strip(), declared, ascii_only)
            except Unusable as fault:
                raise Unusable(fault.said, number) from fault
            drawn += [*([""] if drawn else []), *rows]
    return drawn


def _drawn(line: str, declared: Symbols, ascii_only: bool) -> list[str]:
    from graders.expression.pretty import Box, beside, boxed
    from graders.expression.tokens import ReadError

    if len(line) > _LONGEST:
        raise Unusable(said("drawing.long", longest=_LONGEST))
    left = _LEFT.fullmatch(line)
    try:
        box = boxed(_tree(left[2] if left else line, declared), ascii_only)
        if left:
            name = boxed(_tree(left[1], declared), ascii_only)
            box = beside(name, Box((" = ",)), box)
    except ReadError as error:
        raise Unusable(said("drawing.unread", line=line[:60], why=error.said)) from error
    return [row.rstrip() for row in box.lines]


def _tree(source: str, declared: Symbols) -> Node:
    from graders.expression.reader import read
    from graders.expression.symbols import DeclarationError, declare_all
    from graders.expression.tokens import ReadError

    known = dict(declared)
    for _ in range(_UNKNOWN_NAMES):
        try:
            return read(source, declare_all(known))
        except DeclarationError as error:
            raise Unusable(said("drawing.declaration", why=error.said)) from error
        except ReadError as error:
            name = (
                re.match(r"[^\W\d]\w*", source[error.position :])
                if error.code == "unknown-name"
                else None
            )
            if name is None or name[0] in known:
                raise
            known[name[0]] = "scalar real"
    raise Unusable(said("drawing.undeclared"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a question under its heading: as it is written from line `first` of its file, and
    as it is shown, where names in it are replaced.
    """

    heading: str
    written: str
    first: int
    shown: str


def prose_faults(path: str, passages: Iterable[Passage], symbols: Symbols) -> Iterator[Fault]:
    """The formulas and figures of a question's texts that cannot be drawn."""
    for passage in passages:
        fences = [block for block in blocks(passage.shown, symbols) if block.language]
        if all(block.fault is None for block in fences):
            continue
        # what replaces a name may take more lines than the name did
        starts = [block.at for block in blocks(passage.written, symbols) if block.language]
        for place, block in enumerate(fences):
            if block.fault is not None:
                start = starts[place] if len(starts) == len(fences) else block.at
                line = passage.first + start + block.within
                why = said("authoring.drawing", section=passage.heading, why=block.fault)
                yield Fault(path, line, why)
