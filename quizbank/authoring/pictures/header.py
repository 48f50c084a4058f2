"""What a picture is and how large, from its first bytes: nothing is decoded, whatever they
claim.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

Kind = Literal["png", "jpg", "gif", "webp"]
# the frames of a JPEG that carry its size; DHT, JPG and DAC lie among them
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD8)}


@dataclass(frozen=True, slots=True)
class Header:
    """A picture's kind and size in pixels; `whole` says whether the file goes on to its end."""

    kind: Kind
    width: int
    height: int
    whole: bool


def header_of(raw: bytes) -> Header | None:
    """The header of a picture's bytes; None where they are none of the four kinds."""
    try:
        if raw.startswith(b"\x89PNG\r\n\x1a\n") and raw[12:16] == b"IHDR":
            return _header("png", ">II", raw[16:24], b"IEND\xaeB`\x82" in raw)
        if raw.startswith((b"GIF87a", b"GIF89a")):
            return _header("gif", "<HH", raw[6:10], raw.rstrip(b"\0").endswith(b";"))
        if raw.startswith(b"\xff\xd8\xff"):
            return _jpeg(raw)
        if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP" and len(raw) > 30:
            return _webp(raw)
    except (struct.error, IndexError):
        return None
    return None


def _header(kind: Kind, layout: str, size: bytes, whole: bool) -> Header:
    width, height = struct.unpack(layout, size)
    return Header(kind, width, height, whole)


def _jpeg(raw: bytes) -> Header | None:
    at = 2
    while raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _BARE:
            at += 2
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return Header("jpg", width, height, whole=b"\xff\xd9" in raw[at:])
        else:
            at += 2 + max(2, struct.unpack(">H", raw[at + 2 : at + 4])[0])
    return None


def _webp(raw: bytes) -> Header | None:
    whole = struct.unpack("<I", raw[4:8])[0] + 8 <= len(raw)
    part = raw[12:16]
    if part == b"VP8X":
        return Header(
            "webp",
            1 + int.from_bytes(raw[24:27], "little"),
            1 + int.from_bytes(raw[27:30], "little"),
            whole,
        )
    if part == b"VP8L" and raw[20] == 0x2F:
        bits = int.from_bytes(raw[21:25], "little")
        return Header("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), whole)
    if part == b"VP8 " and raw[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", raw[26:30])
        return Header("webp", width & 0x3FFF, height & 0x3FFF, whole)
    return None
