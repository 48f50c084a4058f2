"""Exchange of logs through a shared folder: each device writes files of its own and reads
everybody's.

The union of logs by id is commutative, associative and idempotent, so there are no conflicts, and
it does not matter
which devices meet in which folder. What a file says is checked line by line; the folder may be
anyone's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quizbank.domain.errors import CannotHere
from quizbank.domain.review import Review
from quizbank.store import log
from quizbank.store.backup import make_backup
from quizbank.store.database import Database
from quizbank.store.own_questions import id_in, notice_edits, settle
from quizbank.store.records import Edit, Entry, from_line, to_line
from quizbank.store.settings import load_value, save_value
from quizbank.store.whole_files import sweep, write_whole

_MAX_LINE = 4_000_000
_MAX_FILE = 1 << 30
_MAX_REASON = 200
_READ = "sync:read"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How many reviews were written and added, and each line that was skipped with its reason.

    `entries` counts everything added (undoings, flags, edits of questions too); `questions` are the
    ids under which a
    custom question that two machines changed apart is kept a second time.
    """

    written: int
    added: int
    skipped: tuple[str, ...]
    entries: int = 0
    questions: tuple[str, ...] = ()


def sync(
    folder: Path,
    database: Database,
    device: str,
    pack: Path | None = None,
    now: dt.datetime | None = None,
) -> SyncReport:
    """Add what is in `folder` to this log, then write this log into it; `pack` is the learner's own
    questions' folder.

    Raises `CannotHere` where the folder cannot be used. A kill at any moment leaves whole files,
    and the next run goes on.
    """
    if not re.fullmatch(r"[\w-]{1,64}", device):
        raise ValueError("a device's name is made of letters, digits and hyphens")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if pack is not None:
            notice_edits(database, pack, now or dt.datetime.now(dt.UTC))
        added, skipped = _take_in(folder, database)
        copies = settle(database, pack) if pack is not None else ()
        written = _write_out(folder, database, device)
    except OSError as error:
        raise CannotHere(
            "store.folder", folder=str(folder), why=error.strerror or str(error)
        ) from None
    return SyncReport(
        written=written,
        added=added[Review],
        skipped=tuple(skipped),
        entries=sum(added.values()),
        questions=copies,
    )


def _take_in(folder: Path, database: Database) -> tuple[Counter[type[Entry]], list[str]]:
    """Add the entries of every file whose content is new to this database."""
    known: dict[str, str] = load_value(database, _READ) or {}
    added: Counter[type[Entry]] = Counter()
    skipped: list[str] = []
    backed_up = False
    for path in sorted(folder.glob("quizbank-*.jsonl")):
        try:
            about = path.stat()
        except OSError:  # a link to nowhere, or gone in the meantime
            continue
        if not stat.S_ISREG(about.st_mode) or about.st_size > _MAX_FILE:
            skipped.append(f"{path.name}: not a log file")
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            if known.get(path.name) == digest:
                continue
            file.seek(0)
            entries, reasons = _read(file, path.name)
        if not backed_up and not log.holds_all(database, entries):
            make_backup(database.path, "import")
            backed_up = True
        added += log.merge(database, entries)
        skipped += reasons
        # a file with faults is read again next time, so that they are told again
        if not reasons:
            known[path.name] = digest
    save_value(
        database,
        _READ,
        {name: digest for name, digest in known.items() if (folder / name).exists()},
    )
    return added, skipped


def _read(file: BinaryIO, name: str) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    reasons: list[str] = []
    for number, line in enumerate(_lines(file), 1):
        try:
            if line is None:
                raise ValueError("the line is too long")
            entry = from_line(line)
            if (
                isinstance(entry, Edit)
                and entry.text is not None
                and id_in(entry.text) != entry.question
            ):
                raise ValueError("the question's text has another id")
            entries.append(entry)
        except ValueError as error:
            reasons.append(f"{name}:{number}: {str(error)[:_MAX_REASON]}")
    return entries, reasons


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines that end with a newline byte and nothing else; None for one that is too long."""
    while line := file.readline(_MAX_LINE):
        if len(line) == _MAX_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(_MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        elif line.strip():
            yield line


def _write_out(folder: Path, database: Database, device: str) -> int:
    """Write the log, a file a month: what is long past is written once. Returns the number of
    reviews.
    """
    count = 0
    sweep(folder, ".quizbank-*.part")
    for month in log.months(database):
        entries = log.entries_of(database, month)
        count += sum(isinstance(entry, Review) for entry in entries)
        text = "".join(to_line(entry) + "\n" for entry in entries).encode()
        path = folder / f"quizbank-{device}-{month}.jsonl"
        if path.is_file() and path.stat().st_size == len(text) and path.read_bytes() == text:
            continue
        write_whole(path, text)
    return count
