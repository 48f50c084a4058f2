"""A pack in one file: a ZIP of question files and their pictures, written to be passed on and read
as if a stranger had made it.
"""

from __future__ import annotations

import io
import os
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graders.said import Said, said
from quizbank.authoring.pictures.header import header_of
from quizbank.authoring.pictures.place import MAX_PICTURE
from quizbank.authoring.pictures.place import SUFFIXES as PICTURES
from quizbank.authoring.sections import MAX_BYTES
from quizbank.domain.clean import clean, first_forbidden
from quizbank.domain.errors import QuizbankError

SUFFIXES = (".zip", ".quizpack")
MAX_ARCHIVE = 8 << 20
MAX_ENTRIES = 5_000
MAX_UNPACKED = 32 << 20
# text shrinks to a fifth; a file that unfolds to more than this many times its size was made to
MAX_RATIO = 200
_FREE = 16 << 10
_MAX_NAME, _MAX_FOLDERS = 200, 8
_NOT_IN_NAMES = set('\\:*?"<>|\t\n')
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ALSO_TAKEN = (
    "pack.toml",
    "LICENCE",
    "LICENSE",
    "LICENCE.md",
    "LICENSE.md",
    "LICENCE.txt",
    "LICENSE.txt",
)
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The folder in which an archive's files lie for the moment, and the names that were not taken
    out.
    """

    folder: Path
    left_out: tuple[str, ...]


def is_archive(path: Path) -> bool:
    """Whether a file is to be read as a pack in one file, by its name or its first bytes."""
    if not path.is_file():
        return False
    if path.suffix.lower() in SUFFIXES:
        return True
    with path.open("rb") as file:
        return file.read(4) in (b"PK\3\4", b"PK\5\6")


@contextmanager
def unpacked(path: Path) -> Iterator[Unpacked]:
    """Take a pack's texts and pictures out into a folder of their own, which goes at the end.

    Only question files, what is a picture by its first bytes, ``pack.toml`` and a licence are
    taken. Raises `QuizbankError` for an archive that is damaged, encrypted,
    too large, or has a name, a link or a size that no honest pack has: then nothing of it is
    written.
    """
    with tempfile.TemporaryDirectory(prefix="quizbank-pack-") as name:
        folder = Path(name)
        texts, left_out = _read(path)
        for inside, content in texts.items():
            target = folder.joinpath(*PurePosixPath(inside).parts)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(
                os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
            ) as file:
                file.write(content)
        yield Unpacked(folder, left_out)


def _read(path: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    if path.stat().st_size > MAX_ARCHIVE:
        raise _refused(path, said("archive.larger-than-mib", size=MAX_ARCHIVE >> 20))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_all(path, entries)
            wanted = [entry for entry in entries if not entry.is_dir() and _taken(entry.filename)]
            read = {entry.filename: _content(path, archive, entry) for entry in wanted}
            texts = {
                name: content
                for name, content in read.items()
                if not _is_picture(name) or header_of(content) is not None
            }
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise _refused(path, said("archive.damaged-no-zip")) from error
    if not any(name.endswith(".md") for name in texts):
        raise _refused(path, said("archive.holds-no-question-files"))
    rest = [
        entry.filename for entry in entries if not entry.is_dir() and entry.filename not in texts
    ]
    return texts, tuple(name for name in rest if not _hidden(name))


def _check_all(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _refused(path, said("archive.holds-more-than-files", most=MAX_ENTRIES))
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _refused(path, said("archive.unfolds-more-than-mib", size=MAX_UNPACKED >> 20))
    files: dict[str, bool] = {}
    for entry in entries:
        _check(path, entry)
        name = _folded(entry.filename)
        if name in files:
            raise _refused(path, said("archive.twice", shown=_shown(entry)))
        files[name] = entry.is_dir()
    for name in files:
        for above in PurePosixPath(name).parents:
            if files.get(str(above)) is False:
                raise _refused(path, said("archive.both-file-folder", above=clean(str(above))))


def _check(path: Path, entry: zipfile.ZipInfo) -> None:
    shown = _shown(entry)
    # the name as it stands in the archive: the library ends it at a NUL and turns backslashes on
    # some systems
    if not _sound(entry.filename) or not _sound(entry.orig_filename):
        raise _refused(path, said("archive.name-safe", shown=shown))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(path, said("archive.link-device", shown=shown))
    if entry.flag_bits & 0x41:
        raise _refused(path, said("archive.encrypted-unpack-password-first"))
    if entry.compress_type not in _METHODS:
        raise _refused(path, said("archive.compressed-way-packs-do", shown=shown))
    if entry.file_size > max(_FREE, MAX_RATIO * entry.compress_size):
        raise _refused(path, said("archive.unfolds-suspiciously-much", shown=shown))
    if _taken(entry.filename) and entry.file_size > _most(entry.filename):
        raise _too_large(path, entry)


def _sound(name: str) -> bool:
    """Whether a name stays below its folder on every system and shows as what it is."""
    parts = name.removesuffix("/").split("/")
    return (
        len(name) <= _MAX_NAME
        and len(parts) <= _MAX_FOLDERS
        and first_forbidden(name) is None
        and not _NOT_IN_NAMES & set(name)
        and all(part.strip() == part and not part.endswith(".") and part for part in parts)
    )


def _content(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        # what an entry says about its size may be untrue
        content = file.read(_most(entry.filename) + 1)
    if len(content) > _most(entry.filename):
        raise _too_large(path, entry)
    return content


def _most(name: str) -> int:
    return MAX_PICTURE if _is_picture(name) else MAX_BYTES


def _too_large(path: Path, entry: zipfile.ZipInfo) -> QuizbankError:
    shown, most = _shown(entry), _most(entry.filename) >> 10
    return _refused(path, said("archive.larger-than-kib", shown=shown, most=most))


def _taken(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not _hidden(name) and (
        parts[-1].endswith(".md") or parts[-1] in _ALSO_TAKEN or _is_picture(name)
    )


def _is_picture(name: str) -> bool:
    return name.lower().endswith(PICTURES)


def _hidden(name: str) -> bool:
    # what file managers leave in archives
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name.removesuffix("/")).casefold()


def _shown(entry: zipfile.ZipInfo) -> str:
    return " ".join(clean(entry.orig_filename).split())[:80]


def _refused(path: Path, why: Said) -> QuizbankError:
    return QuizbankError("authoring.archive-unreadable", name=path.name, why=why)


def archive_of(texts: Mapping[str, bytes]) -> bytes:
    """Texts and pictures by their names as one file; the same texts give the same bytes, and
    nothing about this machine or the hour is in them.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(texts):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = _UNIX, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, texts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
