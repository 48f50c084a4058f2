"""A question's text, its pictures in their places."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    from quizbank.tui.graphics import Way
    from quizbank.tui.widgets.picture_box import Marked

# under this name a text carries what its pictures are
PICTURE = "picture"


class Prose(Static):
    """A Static that shows the pictures of a text which `quizbank.tui.rendering.prose` marked, where
    the terminal can; a text without any is painted as ever.
    """

    DEFAULT_CSS = """
    Prose { height: auto; }
    Prose > Static { height: auto; width: 100%; }
    """

    def __init__(self, content: VisualType = "", *, id: str | None = None) -> None:
        super().__init__(content, id=id)
        # what is shown in children, in order; empty while there are none
        self._pieces: list[Text | Marked] = []
        self._shown: list[Widget] = []

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show a text, with its pictures."""
        parts = parts_of(content) if isinstance(content, Text) else []
        way = (
            self._way()
            if len(parts) > 1 or any(not isinstance(part, Text) for part in parts)
            else ""
        )
        if not way and not self._nodes:
            super().update(content, layout=layout)
            return
        if not way:
            parts = [content if isinstance(content, Text) else Text(str(content))]
        before, self._pieces = self._pieces, parts
        if _alike(before, parts):
            for old, new, widget in zip(before, parts, self._shown, strict=True):
                if isinstance(new, Text) and new != old and isinstance(widget, Static):
                    widget.update(new)
            return
        super().update("")
        self._shown = [self._widget(part, way) for part in parts]
        with self.app.batch_update():
            self.remove_children()
            self.mount(*self._shown)

    def _widget(self, part: Text | Marked, way: Way) -> Widget:
        if isinstance(part, Text):
            return Static(part)
        from quizbank.tui.widgets.picture_box import PictureBox

        return PictureBox(part, way)

    def _way(self) -> Way:
        """How pictures are shown here; empty for in words."""
        from quizbank.app.pictures import installed
        from quizbank.tui.graphics import way_of
        from quizbank.tui.screens.base import BaseScreen

        screen = self.screen
        if (
            not isinstance(screen, BaseScreen)
            or screen.plain
            or self.app.no_color
            or not installed()
        ):
            return ""
        return way_of(
            os.environ,
            screen.bank.settings.pictures,
            truecolour=self.app.console.color_system == "truecolor",
            browser=self.app.is_web,
        )


def _alike(before: list[Text | Marked], after: list[Text | Marked]) -> bool:
    """Whether the same pictures stand between texts, so that they need not be read again."""
    return [None if isinstance(one, Text) else one for one in before] == [
        None if isinstance(one, Text) else one for one in after
    ]


def parts_of(text: Text) -> list[Text | Marked]:
    """The text and the marked pictures in it, in order; the text alone where it has none."""
    found = [
        (span.start, span.end, span.style.meta[PICTURE])
        for span in text.spans
        if isinstance(span.style, Style) and PICTURE in span.style.meta
    ]
    if not found:
        return [text]
    parts: list[Text | Marked] = []
    at = 0
    for start, end, marked in sorted(found, key=lambda one: one[0]):
        parts += [*_trimmed(text[at:start]), marked]
        at = end
    return parts + _trimmed(text[at:])


def _trimmed(text: Text) -> list[Text]:
    """The text without the line ends next to a picture; nothing where only they are there. Empty
    lines stay.
    """
    plain = text.plain
    start, end = int(plain.startswith("\n")), len(plain) - int(plain.endswith("\n"))
    return [text[start:end]] if plain.strip() or end > start else []
