"""Hostile archives: what a stranger could send to reach beyond a folder, fill the disk or bring the
reader down.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from functools import cache

from quizbank.authoring.templates import template

GOOD = template("choice", "losses", "good-one").encode()
Entries = list[tuple[str | zipfile.ZipInfo, bytes]]


def zipped(entries: Entries, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these entries, twice the same name allowed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def special(name: str, mode: int) -> zipfile.ZipInfo:
    """An entry that claims to be of a kind: a link, a device, a pipe."""
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (mode | 0o777) << 16
    return entry


def patched(archive: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with bytes exchanged: what no library would write."""
    assert old in archive and len(old) == len(new)
    return archive.replace(old, new)


def _flagged(bit: int) -> bytes:
    """An archive whose entries carry a flag, in both places where it is kept."""
    raw = bytearray(zipped([("a.md", GOOD)]))
    for signature, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = raw.index(signature) + at
        raw[place : place + 2] = struct.pack("<H", bit)
    return bytes(raw)


def _lying_size(size: int) -> bytes:
    raw = bytearray(zipped([("a.md", b"x" * 100_000)]))
    for signature, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        place = raw.index(signature) + at
        raw[place : place + 4] = struct.pack("<I", size)
    return bytes(raw)


def _method(number: int) -> bytes:
    raw = bytearray(zipped([("a.md", GOOD)]))
    for signature, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        place = raw.index(signature) + at
        raw[place : place + 2] = struct.pack("<H", number)
    return bytes(raw)


@cache
def archives() -> dict[str, bytes]:
    """Archives that must be refused whole, with a sentence."""
    return {**_names(), **_kinds(), **_sizes(), **_broken()}


def _names() -> dict[str, bytes]:
    slashed = zipped([("AAAAAAAAAAAAA.md", GOOD)])
    names = (
        "../evil.md",
        "../../../../tmp/evil.md",
        "/etc/evil.md",
        "a/../../evil.md",
        "a/./b.md",
        "C:/evil.md",
        "c:evil.md",
        "a//b.md",
        "a\u202edm.exe.md",
        "a\u200b.md",
        "a\x1b]0;x\x07.md",
        "a\nb.md",
        "a\tb.md",
        "x" * 250 + ".md",
        "/".join("abcdefghij") + ".md",
        "a*.md",
        "a?.md",
        "a|b.md",
        "a<b>.md",
        " a.md",
        "a ./b.md",
        "...",
        ".. /evil.md",
        "a.md\u00ad",
        "~/..//x.md",
        "evil./x.md",
    )
    return {
        **{f"the name {name!r}": zipped([(name, GOOD)]) for name in names},
        "a backslash": patched(slashed, b"AAAAAAAAAAAAA.md", b"..\\..\\..\\evil.md"),
        "a NUL in a name": patched(slashed, b"AAAAAAAAAAAAA.md", b"evil.md\0/../x.md"),
        "a name twice": zipped([("a.md", GOOD), ("a.md", b"other")]),
        "a name in capitals": zipped([("a.md", GOOD), ("A.MD", b"other")]),
        "a name in two forms": zipped([("\u00e9.md", GOOD), ("e\u0301.md", b"other")]),
        "wide letters": zipped([("a.md", GOOD), ("\uff41.md", b"x")]),
        "a file that is a folder": zipped([("a", b"x"), ("a/b.md", GOOD)]),
        "a folder that is a file": zipped([("a/b.md", GOOD), ("a", b"x")]),
    }


def _kinds() -> dict[str, bytes]:
    return {
        "a link": zipped([(special("a.md", stat.S_IFLNK), b"/etc/passwd")]),
        "a link as folder": zipped([(special("d", stat.S_IFLNK), b"/tmp"), ("d/evil.md", GOOD)]),
        "a device": zipped([(special("a.md", stat.S_IFCHR), b"")]),
        "a pipe": zipped([(special("a.md", stat.S_IFIFO), b"")]),
        "a socket": zipped([(special("a.md", stat.S_IFSOCK), b"")]),
        "encrypted": _flagged(1),
        "strongly encrypted": _flagged(0x41),
        "bzip2": zipped([("a.md", GOOD)], zipfile.ZIP_BZIP2),
        "lzma": zipped([("a.md", GOOD)], zipfile.ZIP_LZMA),
        "an unknown method": _method(99),
        "no question": zipped([("pack.toml", b'name = "x"'), ("README.txt", b"x")]),
        "only an archive": zipped([("inner.zip", zipped([("a.md", GOOD)]))]),
    }


def _sizes() -> dict[str, bytes]:
    bytes_256 = bytes(range(256))
    return {
        "a bomb": zipped([("a.md", bytes(30 << 20))]),
        "a bomb beside": zipped([("good.md", GOOD), ("a.bin", bytes(20 << 20))]),
        "many bombs": zipped([(f"{k}.md", bytes(250 << 10)) for k in range(200)]),
        "too many files": zipped([(f"{k}.md", b"") for k in range(5_001)]),
        "too much": zipped([(f"{k}.md", bytes_256 * 1000) for k in range(140)]),
        "a large question": zipped([("a.md", bytes_256 * 1100)]),
        "a large archive": zipped([("a.bin", bytes(9 << 20))], zipfile.ZIP_STORED),
        "a size that is too small": _lying_size(10),
        "a size that is too large": _lying_size(200_000),
        "a size of 4 GB": _lying_size(0xFFFFFFF0),
    }


def _broken() -> dict[str, bytes]:
    good = zipped([("a.md", GOOD)])
    return {
        "cut short": good[:-40],
        "only the end": b"PK\5\6" + bytes(18),
        "only the beginning": b"PK\3\4" + bytes(200),
        "empty": b"",
        "no archive": b"+++\nnot a zip\n+++\n",
        "noise": bytes(range(256)) * 64,
        "a wrong place": good[:-6] + b"\xff\xff\xff\x7f\0\0",
        "a broken sum": patched(
            zipped([("a.md", GOOD)], zipfile.ZIP_STORED), GOOD[40:60], b"x" * 20
        ),
        "a gzip": b"\x1f\x8b\x08" + bytes(100),
        "a tar": bytes(512) + b"ustar" + bytes(600),
    }
