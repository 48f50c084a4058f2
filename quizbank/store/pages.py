"""Rows straight from the pages of a damaged SQLite file, without its help.

A table's rows lie on leaf pages that can be read one by one even where the header, the schema or
the inner pages of the
tree are gone (file format: https://www.sqlite.org/fileformat2.html, sections 1.6, 2.1 and 4.2).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

Value: TypeAlias = "int | float | str | bytes | None"
_MAGIC = b"SQLite format 3\0"
_LEAF = 0x0D
_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MAX_VALUE = 16_000_000
_SAMPLE = 2_000_000


def raw_rows(path: Path) -> Iterator[list[Value]]:
    """Every row that can still be read, of whichever table, old copies included: the file's first,
    then its log's, oldest first.
    """
    content = path.read_bytes()
    size = _page_size(content)
    pages = _split(content, size)
    log = path.with_name(path.name + "-wal")
    frames = list(_frames(log.read_bytes(), size)) if log.is_file() else []
    every = {**pages, **dict(frames)}
    for number, page in [*pages.items(), *frames]:
        yield from _rows(every, page, size, 100 if number == 1 else 0)


def mend_header(path: Path) -> None:
    """Write a new header, so that SQLite can read what lies behind one that it does not accept."""
    content = path.read_bytes()
    if len(content) < 512:
        return
    size = _page_size(content)
    version = 2 if path.with_name(path.name + "-wal").exists() else 1
    header = struct.pack(
        ">16sH6B12I20x2I",
        _MAGIC,
        size % 65535,
        version,
        version,
        0,
        64,
        32,
        32,
        1,
        len(content) // size,
        0,
        0,
        1,
        4,
        0,
        0,
        1,
        0,
        0,
        0,
        1,
        3_040_000,
    )
    with path.open("r+b") as file:
        file.write(header)


def _frames(log: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """(page number, page) of the frames that belong to the log's present run."""
    for start in range(32, len(log) - size - 23, size + 24):
        if log[start + 8 : start + 16] == log[16:24]:
            yield int.from_bytes(log[start : start + 4]), log[start + 24 : start + 24 + size]


def _page_size(content: bytes) -> int:
    """The size under which the most rows can be read in the file's first part, whatever its header
    says.
    """
    sample = content[:_SAMPLE]
    said = int.from_bytes(content[16:18])

    def rows(size: int) -> tuple[int, bool]:
        pages = _split(sample, size)
        return sum(
            1
            for number, page in pages.items()
            for _ in _rows(pages, page, size, 100 if number == 1 else 0)
        ), size == said

    return max(_SIZES, key=rows)


def _split(content: bytes, size: int) -> dict[int, bytes]:
    """Pages by number. What a truncated page still holds can be read; the rest is zeros, which no
    sound row consists of.
    """
    content += bytes(-len(content) % size)
    return {
        start // size + 1: content[start : start + size] for start in range(0, len(content), size)
    }


def _rows(pages: Mapping[int, bytes], page: bytes, size: int, at: int) -> Iterator[list[Value]]:
    if page[at] != _LEAF:
        return
    count = int.from_bytes(page[at + 3 : at + 5])
    for k in range(min(count, size // 4)):
        pointer = int.from_bytes(page[at + 8 + 2 * k : at + 10 + 2 * k])
        try:
            yield _row(pages, page, size, pointer)
        except (IndexError, ValueError, struct.error):
            continue


def _row(pages: Mapping[int, bytes], page: bytes, size: int, at: int) -> list[Value]:
    """The cell at `at`. Raises `ValueError` or `IndexError` where it is no sound row."""
    if at < 8:
        raise ValueError("a cell inside the page's header")
    length, at = _varint(page, at)
    _, at = _varint(page, at)
    if length > _MAX_VALUE:
        raise ValueError("a row too long to be one")
    return _values(_payload(pages, page=page, size=size, at=at, length=length))


def _payload(pages: Mapping[int, bytes], page: bytes, size: int, at: int, length: int) -> bytes:
    """The bytes of a row, those on overflow pages too."""
    most = size - 35
    if length <= most:
        return page[at : at + length]
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    found = bytearray(page[at : at + here])
    number = int.from_bytes(page[at + here : at + here + 4])
    seen: set[int] = set()
    while len(found) < length:
        if number in seen or number < 2 or number not in pages:
            raise ValueError("its overflow page is gone")
        seen.add(number)
        found += pages[number][4:]
        number = int.from_bytes(pages[number][:4])
    return bytes(found[:length])


def _values(payload: bytes) -> list[Value]:
    end, at = _varint(payload, 0)
    if not at <= end <= len(payload):
        raise ValueError("a row's header longer than the row")
    body = end
    values: list[Value] = []
    while at < end:
        kind, at = _varint(payload, at)
        value, body = _value(payload, kind, body)
        values.append(value)
    if body != len(payload):
        raise ValueError("a row's values do not fill it")
    return values


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _WIDTHS:
        return int.from_bytes(payload[at : at + _WIDTHS[kind]], signed=True), at + _WIDTHS[kind]
    if kind == 7:
        return float(struct.unpack(">d", payload[at : at + 8])[0]), at + 8
    if kind < 12:
        raise ValueError("a kind of value that is reserved")
    length = (kind - 12) // 2
    raw = payload[at : at + length]
    if len(raw) != length:
        raise ValueError("a value cut short")
    return (raw.decode() if kind % 2 else raw), at + length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for k in range(9):
        byte = data[at + k]
        if k == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + k + 1
    raise ValueError("unreachable")
