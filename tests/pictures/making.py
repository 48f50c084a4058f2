"""Pictures and questions with pictures, made for tests."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

from quizbank.authoring.templates import template


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 32), colour: str = "red") -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    ihdr = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", ihdr)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


def asking(line: str, id: str = "with-picture", kind: str = "concept") -> str:
    """A question whose prompts have this line; it stands on the lines that `lines_of` says."""
    text = template(kind, "drawn", id)
    for heading in ("## zh\n", "## en\n"):
        text = text.replace(heading, f"{heading}\n{line}\n\n")
    return text


def lines_of(text: str, line: str) -> list[int]:
    """The 1-based lines that read so."""
    return [number for number, row in enumerate(text.split("\n"), 1) if row == line]


def put(
    folder: Path,
    line: str = "![a curve](curve.png)",
    name: str = "q.md",
    id: str = "with-picture",
    kind: str = "concept",
) -> Path:
    """A question file with such a line in its prompts."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(asking(line, id, kind), "utf-8")
    return file
