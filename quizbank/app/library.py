"""Bringing question files into the database: the bundled bank at every start, a learner's own when they change."""

from __future__ import annotations

import hashlib
from pathlib import Path

from quizbank.app.places import own_pack
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import load_folder
from quizbank.authoring.pack import PACK_FILE
from quizbank.authoring.reading import below
from quizbank.store.database import Database
from quizbank.store.locations import bundled
from quizbank.store.questions import fingerprint_of, replace_pack

# a change of what is stored for a question makes every bank load again
_FORMAT = "1"


def load_bundled(database: Database) -> list[Fault]:
    """Load the bundled bank where its files changed since the last time; returns the faults of files left out."""
    return _load(database, bundled("questions"), "bundled")


def load_own(database: Database) -> list[Fault]:
    """Load the learner's own questions where they changed."""
    folder = own_pack(database.path)
    return _load(database, folder, "own") if folder.is_dir() else []


def _load(database: Database, folder: Path, origin: str) -> list[Fault]:
    digest = hashlib.sha256(f"{_FORMAT} {folder}".encode())
    for path in [*below(folder), *folder.glob(PACK_FILE)]:
        stat = path.stat()
        digest.update(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    fingerprint = digest.hexdigest()
    if fingerprint_of(database, origin) == fingerprint:
        return []
    loaded = load_folder(folder, origin)
    from dataclasses import replace

    replace_pack(database, origin, loaded.topics, [replace(q, origin=origin) for q in loaded.questions], fingerprint)
    return loaded.faults
