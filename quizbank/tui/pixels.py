"""A picture's bytes decoded within bounds; imports Pillow, in a thread of its own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from quizbank.app.pictures import Picture, broken

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}


def decoded(picture: Picture, most: tuple[int, int]) -> Image:
    """The picture in plain colours, no larger than `most`, what is transparent in it white as
    paper. Raises `Unusable`.
    """
    from PIL import Image, ImageOps

    try:
        opened = Image.open(io.BytesIO(picture.raw), formats=[_FORMATS[picture.kind]])
        # opening decodes nothing; what follows does, and only as much as the first bytes said
        if opened.size != (picture.width, picture.height):
            raise broken(picture.file.name)
        opened.draft("RGB", most)
        return _plain(ImageOps.exif_transpose(opened), most)
    except Exception as error:  # whatever a decoder makes of bytes that a stranger wrote
        raise broken(picture.file.name) from error


def _plain(image: Image, most: tuple[int, int]) -> Image:
    from PIL import Image

    clear = "A" in image.getbands() or "transparency" in image.info
    # before it is made smaller: colours of a palette have no colours between them
    coloured = image.convert("RGBA" if clear else "RGB")
    coloured.thumbnail(most)
    if not clear:
        return coloured
    paper = Image.new("RGBA", coloured.size, "white")
    paper.alpha_composite(coloured)
    return paper.convert("RGB")
