"""How keys are shown: short names, and a line of what can be done now, each item also to be
clicked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textual.content import Content
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character
from textual.screen import Screen
from textual.style import Style

from quizbank.tui.keymap.named import screen_name
from quizbank.words.interface import text
from quizbank.words.screens.keys import label

_SHORT = {
    "escape": "esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "backspace": "⌫",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "del",
}
CLICK = "quizbank-action"
_GAP = Content("   ")
_MOVES = ("enter", "backspace", "delete", "left", "right", "up", "down", "home", "end")
_PLAIN = {"⌫": "bksp", "↑": "up", "↓": "down", "←": "left", "→": "right"}


def key_name(key: str, lang: str, ascii_only: bool = False) -> str:
    """A key as it is shown: F5, esc, ?, ctrl+s."""
    *modifiers, last = key.split("+")
    if last == "space":
        name = text("space_key", lang)
    elif len(last) > 1 and last[0] == "f" and last[1:].isdigit():
        name = last.upper()
    else:
        character = character_of(last)
        name = _SHORT.get(last) or (character if character and character.isprintable() else last)
    return "+".join([*modifiers, _PLAIN.get(name, name) if ascii_only else name])


def character_of(key: str) -> str | None:
    """The character that a key stands for by its name; None for keys that are none."""
    named = next((full for full, short in KEY_NAME_REPLACEMENTS.items() if short == key), key)
    return key_to_character(named)


def types(key: str) -> bool:
    """Whether a key writes or moves in a field, so that it cannot act while one has the focus."""
    character = character_of(key)
    return key in _MOVES or (character is not None and character.isprintable())


def keys_of(node: DOMNode) -> Mapping[str, tuple[tuple[str, ...], str]]:
    """By action name, the keys that a screen or the app gives it now, and the action."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for key, binding in node._bindings:
        if binding.id:
            found[binding.id] = (
                (*found[binding.id][0], key) if binding.id in found else (key,),
                binding.action,
            )
    return found


def best_key(keys: Iterable[str], typing: bool) -> str | None:
    """The key to show: while a field has the focus one that does not type, else one without F; None
    where there is none.
    """
    usable = [key for key in keys if not (typing and types(key))]
    short = [] if typing else [key for key in usable if not (key[0] == "f" and key[1:].isdigit())]
    return next(iter(short or usable), None)


def key_line(
    items: Iterable[tuple[str, str, str]], width: int = 10_000, rows: int = 2, style: str = ""
) -> Content:
    """Items (key, label, action) in lines of at most `width` cells, broken between items; an item
    with an action can be clicked.

    With a `style`, everything has that one. Where the rows do not hold everything, the last item is
    kept, since it leads to all the others.
    """
    drawn = [_item(*item, style) for item in items]
    lines: list[list[Content]] = [[]]
    for item in drawn:
        if lines[-1] and _width([*lines[-1], item]) > width:
            if len(lines) == rows:
                last = drawn[-1]
                while lines[-1] and _width([*lines[-1], last]) > width:
                    lines[-1].pop()
                lines[-1].append(last)
                break
            lines.append([])
        lines[-1].append(item)
    return Content("\n").join([_GAP.join(line) for line in lines])


def _width(line: list[Content]) -> int:
    return sum(item.cell_length for item in line) + _GAP.cell_length * (len(line) - 1)


def _item(key: str, said: str, action: str, style: str) -> Content:
    # not Textual's own @click, which would draw every item as a link
    item = Content.assemble(
        (f"{key} ", style or "$text-accent bold"), (said, style or "$text-muted")
    )
    return item.stylize(Style.from_meta({CLICK: action})) if action else item


def hints(
    screen: Screen[Any],
    names: Iterable[str | tuple[str, str]],
    lang: str,
    typing: bool,
    plain: bool = False,
) -> list[tuple[str, str, str]]:
    """(key, label, action) of a screen's actions by name, `app.` before those of the app; what no
    key reaches now is left out, and an action's second name.
    """
    prefix, here, everywhere = screen_name(type(screen)), keys_of(screen), keys_of(screen.app)
    found: list[tuple[str, str, str]] = []
    for name in names:
        if isinstance(name, tuple):
            found.append((*name, ""))
            continue
        id = name if name.startswith("app.") else f"{prefix}.{name}"
        keys, action = (everywhere if name.startswith("app.") else here).get(id, ((), ""))
        key = best_key(keys, typing)
        home = "app" if name.startswith("app.") or action.startswith("app.") else "screen"
        act = f"{home}.{action.removeprefix('app.')}"
        if key is not None and all(act != other for _, _, other in found):
            found.append((key_name(key, lang, plain), label(id, lang), act))
    return found
