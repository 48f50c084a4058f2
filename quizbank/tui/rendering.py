"""A question's text as it is painted: running text as it is, formulas and figures drawn, code with
its colours, pictures in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rich.style import Style
from rich.text import Text

from quizbank.app.display import clean
from quizbank.app.drawn import Block, blocks
from quizbank.app.pictures import depict


def prose(
    text: str,
    symbols: Mapping[str, Any] | None = None,
    ascii_only: bool = False,
    lang: str = "en",
    path: str = "",
) -> Text:
    """`text` of the question file at `path`, literally: nothing in it acts as markup. Its drawings
    are indented and not broken anew.

    A picture is a line in words, marked so that a `Prose` widget shows it in that place where the
    terminal can.
    """
    shown = Text()
    for block in blocks(clean(text), symbols, ascii_only):
        if shown:
            shown.append("\n\n")
        shown.append_text(
            _painted(block) if block.picture is None else _depicted(block, ascii_only, lang, path)
        )
    return shown


def _depicted(block: Block, ascii_only: bool, lang: str, path: str) -> Text:
    from quizbank.tui.widgets.picture_box import Marked
    from quizbank.tui.widgets.prose import PICTURE

    assert block.picture is not None
    shown = depict(block.picture, path, lang, ascii_only)
    if shown.fault:
        return Text(f"{shown.words}\n{shown.fault}")
    marked = Marked(path, block.picture.target, shown.words, shown.width, shown.height, lang)
    return Text(shown.words, Style(meta={PICTURE: marked}))


def _painted(block: Block) -> Text:
    if block.kind == "text":
        return Text("\n".join(block.lines))
    if block.kind == "code" and block.language in ("python", "py"):
        return _indented(highlighted("\n".join(block.lines)))
    return _indented(
        Text("\n".join(block.lines), style="bold" if block.language == "formula" else "")
    )


def _indented(text: Text) -> Text:
    return Text("\n").join(
        Text("    ").append_text(line) for line in text.split("\n", allow_blank=True)
    )


@lru_cache(maxsize=64)
def highlighted(code: str) -> Text:
    """Python with its colours, by names that the app's console knows in every theme, see
    `tones.code_styles`.
    """
    from pygments.lexers.python import PythonLexer
    from pygments.token import Token

    named = {
        Token.Keyword: "code.keyword",
        Token.Operator.Word: "code.keyword",
        Token.Literal.String: "code.string",
        Token.Literal.Number: "code.number",
        Token.Comment: "code.comment",
        Token.Name.Function: "code.name",
        Token.Name.Class: "code.name",
        Token.Name.Decorator: "code.name",
        Token.Name.Builtin: "code.builtin",
    }
    text = Text()
    for token, part in PythonLexer(stripnl=False, ensurenl=False).get_tokens(code):
        text.append(part, next((style for kind, style in named.items() if token in kind), ""))
    text.rstrip()
    return text
