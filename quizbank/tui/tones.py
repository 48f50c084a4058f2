"""The colours of outcomes, from the theme in use: never the only sign of anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text
from rich.theme import Theme
from textual.app import App
from textual.color import Color

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from quizbank.words.lines import Span

_VARIABLES = {
    "correct": "text-success",
    "carried": "text-warning",
    "partial": "text-warning",
    "wrong": "text-error",
    "invalid": "text-error",
}

_CODE = {
    "keyword": "bold $text-accent",
    "string": "$text-success",
    "number": "$text-warning",
    "comment": "italic",
    "name": "bold",
    "builtin": "$text-primary",
}

# the same for what tree-sitter finds in an editor, of Markdown too
_TREE = {
    "keyword": "keyword keyword.function keyword.return keyword.operator conditional repeat "
    "exception include heading",
    "string": "string string.documentation inline_code",
    "number": "number float boolean constant.builtin",
    "comment": "comment",
    "name": "function class type.class method",
    "builtin": "function.builtin type.builtin",
}

_TEXTS = ("text-primary", "text-accent", "text-success", "text-warning", "text-error")
# WCAG 2.2, level AA
_CONTRAST = 4.5

Tone = Callable[[str], str]


def painted(lines: Iterable[Sequence[Span]], app: App[Any]) -> Text:
    """Lines of the one renderer in the colours of the app's theme, each ended."""
    tone = tones(app)
    shown = Text()
    for line in lines:
        for span in line:
            shown.append(span.text, _style(span.tone, tone))
        shown.append("\n")
    return shown


def _style(named: str, tone: Tone) -> str:
    """The style of a span's tone: an outcome, ``bold`` or ``dim``, or two of them."""
    return " ".join(
        word if word in ("bold", "dim") else tone(word) for word in named.split()
    ).strip()


def tones(app: App[Any]) -> Tone:
    """The style of an outcome's name in the app's theme; dim for what is neither right nor
    wrong.
    """
    variables: Mapping[str, str] = app.theme_variables

    def tone(outcome: str) -> str:
        name = _VARIABLES.get(outcome)
        colour = variables.get(name, "") if name else ""
        return colour if colour.startswith("#") else "dim" if name is None else ""

    return tone


def code_styles(app: App[Any]) -> Theme:
    """Named styles for Python in the app's theme; its `text-` colours can be read on its
    background.
    """
    variables = app.get_css_variables()
    styles = {}
    for name, style in _CODE.items():
        *rest, last = style.split()
        colour = variables.get(last[1:], "") if last.startswith("$") else last
        styles[f"code.{name}"] = " ".join(
            [*rest, colour] if not colour.startswith("auto") else rest
        )
    return Theme(styles, inherit=False)


def in_editor(area: TextArea) -> None:
    """Give an editor the colours of the app's theme: its own would stay dark on a light one."""
    from textual.widgets.text_area import TextAreaTheme

    styles = code_styles(area.app).styles
    area.register_theme(
        TextAreaTheme(
            "quizbank",
            syntax_styles={
                part: styles[f"code.{name}"]
                for name, parts in _TREE.items()
                for part in parts.split()
            },
        )
    )
    area.theme = "quizbank"


def legible(variables: Mapping[str, str]) -> dict[str, str]:
    """The theme's colours of text, moved towards the foreground until each has a contrast of 4.5 to
    1 on background, surface and panel.
    """
    grounds = [Color.parse(variables[name]) for name in ("background", "surface", "panel")]
    foreground = Color.parse(variables["foreground"])
    found = {}
    for name in _TEXTS:
        colour = Color.parse(variables[name])
        steps = (colour.blend(foreground, step / 10) for step in range(11))
        found[name] = next(
            (one for one in steps if min(contrast(one, ground) for ground in grounds) >= _CONTRAST),
            foreground,
        ).hex
    return found


def contrast(one: Color, other: Color) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
