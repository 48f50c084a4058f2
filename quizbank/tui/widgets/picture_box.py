"""A picture among a question's text, its words beneath it; in words alone where it cannot be shown
after all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from quizbank.app.pictures import Unusable, read_picture
from quizbank.tui.graphics import Way, cell_size, widget_for
from quizbank.tui.pixels import decoded
from quizbank.words.catalogue import sentence

if TYPE_CHECKING:
    from PIL.Image import Image

# the most characters across, and of the screen's height
_WIDEST, _HIGHEST = 80, 0.5
_LEAST_HIGH = 6


@dataclass(frozen=True, slots=True)
class Marked:
    """A picture in a text: the question's file, the path from it, the words, the size in pixels,
    and the language for what goes wrong.
    """

    path: str
    target: str
    words: str
    width: int
    height: int
    lang: str


class PictureBox(Vertical):
    """Reads and decodes in a thread; the room for the picture is there from the first moment, so
    that nothing jumps.
    """

    DEFAULT_CSS = """
    PictureBox { height: auto; width: 100%; }
    PictureBox .words { height: auto; color: $text-muted; }
    """

    def __init__(self, marked: Marked, way: Way) -> None:
        super().__init__()
        self.marked = marked
        self.way = way
        self._pixels = (marked.width, marked.height)

    def compose(self) -> ComposeResult:
        """Room for the picture, its words."""
        yield Static(classes="room")
        yield Static(Text(self.marked.words), classes="words")

    def on_mount(self) -> None:
        """Make room, and begin."""
        self._fit()
        self._load()

    def on_resize(self) -> None:
        """As large as there is room for now."""
        self._fit()

    def _fit(self) -> None:
        width, height = fitted(
            self._pixels,
            self.way,
            self.container_size.width or self.app.size.width,
            self.app.size.height,
        )
        for widget in self.query(".room"):
            widget.styles.width, widget.styles.height = width, height

    @work(thread=True, group="picture")
    def _load(self) -> None:
        cell = cell_size()
        try:
            image = decoded(
                read_picture(Path(self.marked.path), self.marked.target),
                (_WIDEST * cell[0], _WIDEST * cell[1] // 2),
            )
        except Unusable as fault:
            told = sentence(fault.said, self.marked.lang)
            self.app.call_from_thread(self.call_later, self._say, told)
            return
        self.app.call_from_thread(self.call_later, self._put, image)

    async def _put(self, image: Image) -> None:
        if not self.is_mounted:
            return
        self._pixels = (
            max(self.marked.width, image.width),
            max(self.marked.width, image.width) * image.height // image.width,
        )
        await self.query(".room").remove()
        shown = widget_for(self.way)(image)
        shown.add_class("room")
        await self.mount(shown, before=0)
        self._fit()

    async def _say(self, fault: str) -> None:
        if self.is_mounted:
            await self.query(".room").remove()
            self.query_one(".words", Static).update(Text(f"{self.marked.words}\n{fault}"))


def fitted(pixels: tuple[int, int], way: Way, across: int, rows: int) -> tuple[int, int]:
    """The characters that a picture takes, (across, down): its own size, or what there is room for;
    blocks are large, so with them it may grow.
    """
    cell = cell_size()
    width = min(_WIDEST, max(1, across), pixels[0] if way == "blocks" else -(-pixels[0] // cell[0]))
    most = max(_LEAST_HIGH, int(rows * _HIGHEST))
    height = width * cell[0] * pixels[1] / (pixels[0] * cell[1])
    if height > most:
        width, height = max(1, round(width * most / height)), most
    return width, max(1, round(height))
