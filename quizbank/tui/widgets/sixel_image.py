"""A picture as sixels; imported only where the terminal draws them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual_image.widget import SixelImage as Given
from textual_image.widget.sixel import _ImageSixelImpl

_HEAD = re.compile(r'\x1bP[\d;]*q(?:"[\d;]*)?')
_COLOUR = re.compile(r"(#\d+);2;\d+;\d+;\d+")


class _ColoursFirst(_ImageSixelImpl):
    """Says every colour before the first pixel: xterm shows pixels in another's colour that is said
    after them.
    """

    def _image_to_sixels(self, *given: Any, **named: Any) -> str:
        return colours_first(super()._image_to_sixels(*given, **named))

    def _get_sixel_segments(self, sixel_data: str) -> Iterable[Segment]:
        """As given, but for the place where painting goes on: right of the picture's last row, not
        of the row below it.
        """
        shown = self.screen.find_widget(self).visible_region
        *given, _ = super()._get_sixel_segments(sixel_data)
        return [
            *given,
            Segment(Control.move_to(shown.right, shown.bottom - 1).segment.text, Style()),
        ]


def colours_first(sixels: str) -> str:
    """The same picture, its colours said at the beginning."""
    head = _HEAD.match(sixels)
    assert head is not None
    body = sixels[head.end() :]
    return (
        head[0] + "".join(found[0] for found in _COLOUR.finditer(body)) + _COLOUR.sub(r"\1", body)
    )


class SixelImage(Given, Renderable=Given._Renderable):
    """textual-image's, with colours that every terminal gets right."""

    def compose(self) -> ComposeResult:
        """The picture."""
        yield _ColoursFirst(self.image, self._sixel_options)
