"""How this terminal shows pictures, told from its environment: asking the terminal would take keys
from who types already.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal

Way = Literal["kitty", "sixel", "blocks", ""]

# these show the placeholders of kitty's protocol in their place among text; others that speak the
# protocol do not
_KITTY = ("xterm-kitty", "xterm-ghostty")
_SIXEL = ("foot", "mlterm", "contour", "yaft")
_SIXEL_PROGRAMS = ("WezTerm", "iTerm.app")
# within these no picture reaches the terminal around them
_MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")
_CELL = (10, 20)


def way_of(
    environment: Mapping[str, str], chosen: str, *, truecolour: bool, browser: bool = False
) -> Way:
    """How to show pictures; empty for in words. `chosen` is the setting: auto, kitty, sixel, blocks
    or off.

    A multiplexer and a browser are never sent what they cannot show, whatever was chosen.
    """
    if chosen == "off" or not truecolour:
        return ""
    term = environment.get("TERM", "")
    within = (
        browser
        or any(environment.get(name) for name in _MULTIPLEXERS)
        or term.startswith(("tmux", "screen"))
    )
    if within or chosen == "blocks":
        return "blocks"
    if chosen == "sixel":
        return "sixel"
    if chosen == "kitty" or term in _KITTY:
        return "kitty"
    # a program that was started from one of these terminals may have inherited its name; GNOME's
    # says its own as well
    program = "" if environment.get("VTE_VERSION") else environment.get("TERM_PROGRAM", "")
    return "sixel" if term.startswith(_SIXEL) or program in _SIXEL_PROGRAMS else "blocks"


def cell_size() -> tuple[int, int]:
    """The width and height of a character in pixels, as the terminal says, or as many terminals
    have it.
    """
    try:
        from fcntl import ioctl
        from termios import TIOCGWINSZ

        size = ioctl(sys.__stdout__, TIOCGWINSZ, bytes(8))  # type: ignore[arg-type]
        rows, columns, width, height = struct.unpack("HHHH", size)
    except (ImportError, OSError, ValueError, TypeError):
        return _CELL
    return (
        (width // columns, height // rows)
        if rows and columns and width >= columns and height >= rows
        else _CELL
    )


def widget_for(way: Way) -> Callable[[Any], Any]:
    """The widget class that shows a Pillow image that way."""
    _import_quietly()
    if way == "kitty":
        from quizbank.tui.widgets.kitty_image import KittyImage

        return KittyImage
    if way == "sixel":
        from quizbank.tui.widgets.sixel_image import SixelImage

        return SixelImage
    from textual_image.widget import HalfcellImage

    return HalfcellImage


def _import_quietly() -> None:
    """Import textual-image without its questions to the terminal, whose answers the app's own
    reader would take.

    It asks only where the standard output is a terminal, and takes the size of a character from the
    environment where it is none.
    """
    if "textual_image.widget" in sys.modules:
        return
    names = ("TEXTUAL_CELL_WIDTH", "TEXTUAL_CELL_HEIGHT")
    before, out = {name: os.environ.get(name) for name in names}, sys.__stdout__
    os.environ |= dict(zip(names, map(str, cell_size()), strict=True))
    with open(os.devnull, "w") as nowhere:
        setattr(sys, "__stdout__", nowhere)  # noqa: B010
        try:
            import textual_image.widget  # noqa: F401
        finally:
            setattr(sys, "__stdout__", out)  # noqa: B010
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
