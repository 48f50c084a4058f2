"""Bringing question files into the database: the bundled bank at every start, a learner's own when
they change.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from graders.said import said
from quizbank.app.places import own_pack
from quizbank.authoring.base import based_on
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import Loaded, load_file, load_folder, read_text
from quizbank.authoring.pack import PACK_FILE
from quizbank.authoring.reading import below
from quizbank.store.database import Database
from quizbank.store.locations import bundled
from quizbank.store.questions import asleep, fingerprint_of, put_question, replace_pack

# a change of what is stored for a question makes every bank load again
_FORMAT = "2"


def load_bundled(database: Database) -> list[Fault]:
    """Load the bundled bank where its files changed since the last time; returns the faults of
    files left out.
    """
    return _load(database, bundled("questions"), "bundled")


def load_own(database: Database) -> list[Fault]:
    """Load the learner's own questions where they changed. An own version of a bundled one takes
    its place, and gives it back.
    """
    folder = own_pack(database.path)
    faults = _load(database, folder, "own") if folder.is_dir() else []
    for id in asleep(database, "own"):
        shipped = bundled_file(id)
        question = load_file(shipped).question if shipped is not None else None
        if question is not None:
            put_question(database, question)
    return faults


@cache
def _bundled_files() -> dict[str, Path]:
    return {path.stem: path for path in below(bundled("questions"))}


def bundled_file(id: str) -> Path | None:
    """The file of a bundled question; None where the bank has none of that id. A file is called by
    its question's id.
    """
    return _bundled_files().get(id)


def _load(database: Database, folder: Path, origin: str) -> list[Fault]:
    digest = hashlib.sha256(f"{_FORMAT} {folder}".encode())
    for path in [*below(folder), *folder.glob(PACK_FILE)]:
        stat = path.stat()
        digest.update(
            f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode(
                "utf-8", "surrogateescape"
            )
        )
    fingerprint = digest.hexdigest()
    if fingerprint_of(database, origin) == fingerprint:
        return []
    loaded = load_folder(folder, origin)
    if origin == "own":
        _leave_out(loaded)
    over = "bundled" if origin == "own" else None
    replace_pack(
        database,
        origin,
        loaded.topics,
        [replace(q, origin=origin) for q in loaded.questions],
        fingerprint,
        over,
    )
    return loaded.faults


def _leave_out(loaded: Loaded) -> None:
    """A learner's file takes a bundled question's place only where it was made from it, not by an
    accident of names.
    """
    for question in [q for q in loaded.questions if bundled_file(q.id) is not None]:
        text = read_text(Path(question.path), question.path)
        if isinstance(text, Fault) or based_on(text) is None:
            loaded.questions.remove(question)
            loaded.faults.append(id_bundled(question.path, question.id))


def id_bundled(file: str, id: str) -> Fault:
    """The fault of a file whose id belongs to the bundled bank."""
    return Fault(file, 2, said("app.id-bundled", id=id))
