"""Frames between the grading parent and the processes that run code: magic, lengths, a JSON header,
raw bytes.

No pickle and no archive format: reading a frame allocates what was received and nothing more, and
every number in it
is checked. A frame from a process that ran a submission is a *claim* about values; nobody acts on
it but the comparison.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence

MAGIC = b"QBF1"
PREFIX = struct.Struct("<4sIQ")
HEADER_LIMIT = 16 * 2**20
# what JSON holds
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Header = dict[str, Json]
Frame = tuple[Header, list[memoryview]]


class WireError(ValueError):
    """Bytes that are no frame: wrong magic, impossible lengths, a header that is not a JSON
    object.
    """


def pack(header: Header, buffers: Sequence[bytes | memoryview] = ()) -> list[bytes | memoryview]:
    """The pieces of one frame, in the order they are written; `buffers` are sent as they are, after
    the header.
    """
    views = [
        memoryview(buffer).cast("B") if memoryview(buffer).nbytes else memoryview(b"")
        for buffer in buffers
    ]
    text = json.dumps(
        {**header, "sizes": [view.nbytes for view in views]}, ensure_ascii=True
    ).encode()
    if len(text) > HEADER_LIMIT:
        raise WireError("the header is too long")
    return [PREFIX.pack(MAGIC, len(text), sum(view.nbytes for view in views)) + text, *views]


class FrameReader:
    """Collects bytes and gives whole frames; `limit` is the most bytes it will take in all, headers
    included.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.received = 0
        self._data = bytearray()

    @property
    def pending(self) -> int:
        """Bytes that do not make a whole frame yet."""
        return len(self._data)

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """Takes `chunk` and yields the frames it completes; raises `WireError` on the first byte
        out of place.

        Raises `OverflowError` when a frame announces, or all frames together bring, more than
        `limit` bytes.
        """
        self.received += len(chunk)
        if self.received > self.limit:
            raise OverflowError("more bytes than this run may return")
        self._data += chunk
        while len(self._data) >= PREFIX.size:
            magic, header_size, body_size = PREFIX.unpack_from(self._data)
            if magic != MAGIC or header_size > HEADER_LIMIT:
                raise WireError("these bytes are no frame")
            if body_size > self.limit:
                raise OverflowError("a frame announces more bytes than this run may return")
            total = PREFIX.size + header_size + body_size
            if len(self._data) < total:
                return
            header = _header(bytes(self._data[PREFIX.size : PREFIX.size + header_size]))
            body = memoryview(bytes(memoryview(self._data)[PREFIX.size + header_size : total]))
            del self._data[:total]
            yield header, _split(header, body)


def _header(text: bytes) -> Header:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError("the header is not JSON") from error
    if not isinstance(header, dict):
        raise WireError("the header is not an object")
    return header


def _split(header: Header, body: memoryview) -> list[memoryview]:
    given = header.get("sizes")
    if not isinstance(given, list):
        raise WireError("the sizes are no list")
    sizes = [size for size in given if type(size) is int and size >= 0]
    if len(sizes) != len(given):
        raise WireError("the sizes are not counts")
    if sum(sizes) != len(body):
        raise WireError("the sizes do not add up")
    parts, start = [], 0
    for size in sizes:
        parts.append(body[start : start + size])
        start += size
    return parts
