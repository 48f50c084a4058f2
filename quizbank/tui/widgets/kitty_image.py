"""A picture by kitty's graphics protocol; imported only where the terminal speaks it."""

from __future__ import annotations

from itertools import count
from random import randrange

from textual._context import active_app
from textual.app import RenderResult
from textual_image.renderable.tgp import Image as TGPRenderable
from textual_image.widget import TGPImage

_CHUNK = 4096
# what other programs in the terminal chose for theirs is unlikely to be here
_ids = count(randrange(1 << 24, 1 << 31))


class _ThroughDriver(TGPRenderable):
    """Sends what it has to say in turn with what the app paints: two writers would tear each
    other's commands.
    """

    def _send_image_to_terminal(self, width: int, height: int) -> None:
        self.terminal_image_id = next(_ids)
        data = self._image_data.scaled(width, height).to_base64()
        parts = [data[k : k + _CHUNK] for k in range(0, len(data), _CHUNK)]
        for k, part in enumerate(parts, 1):
            _send(f"i={self.terminal_image_id},f=100,q=2,m={int(k < len(parts))}", part)

    def _create_virtual_placement(self, width: int, height: int) -> None:
        _send(f"a=p,U=1,i={self.terminal_image_id},c={width},r={height},q=2")

    def cleanup(self) -> None:
        """Let the terminal forget the picture."""
        if self.terminal_image_id:
            _send(f"a=d,d=I,i={self.terminal_image_id},q=2")
            self.terminal_image_id = None


def _send(control: str, data: str = "") -> None:
    driver = active_app.get()._driver
    if driver is not None:
        driver.write(f"\x1b_G{control}{';' if data else ''}{data}\x1b\\")


class KittyImage(TGPImage, Renderable=_ThroughDriver):
    """Sent once for each size; the terminal forgets the picture when the widget goes."""

    _sent_for: object = None

    def render(self) -> RenderResult:
        """The picture; the one that was sent already, where it is as large as then."""
        wanted = (id(self.image), *self._get_styled_size())
        if self._renderable is None or wanted != self._sent_for:
            self._sent_for = wanted
            return super().render()
        return self._renderable

    def on_unmount(self) -> None:
        """Forget it."""
        if self._renderable is not None:
            self._renderable.cleanup()
