"""Bringing question files into the database: the bundled bank at every start, a learner's own when they change."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from quizbank.app.places import own_pack
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import find_files, load_file, load_folder
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question
from quizbank.store.database import Database
from quizbank.store.locations import bundled
from quizbank.store.questions import fingerprint_of, get_question, put_question, replace_pack

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
    for path in sorted([*folder.rglob("*.md"), *folder.glob("pack.toml")]):
        stat = path.stat()
        digest.update(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    fingerprint = digest.hexdigest()
    if fingerprint_of(database, origin) == fingerprint:
        return []
    loaded = load_folder(folder, origin)
    from dataclasses import replace

    replace_pack(database, origin, loaded.topics, [replace(q, origin=origin) for q in loaded.questions], fingerprint)
    return loaded.faults


def add_files(database: Database, paths: Sequence[Path]) -> tuple[list[Question], list[Question], list[Fault]]:
    """Copy question files into the learner's own pack and load them: (added, changed, faults of what was skipped).

    Raises `QuizbankError` where a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise QuizbankError(f"There is no file {path}.", f"没有 {path} 这个文件。")
    added: list[Question] = []
    changed: list[Question] = []
    faults: list[Fault] = []
    folder = own_pack(database.path)
    for path in find_files(paths):
        result = load_file(path, "own")
        faults.extend(result.faults)
        question = result.question
        if question is None:
            continue
        known = get_question(database, question.id)
        if known is not None and known.origin == "bundled":
            faults.append(Fault(str(path), 2, "id-bundled", f"id {question.id} 是自带题库里的题，请换一个 id。",
                                f"The id {question.id} belongs to the bundled bank: choose another."))
            continue
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / f"{question.id}.md"
        if path.resolve() != target.resolve():
            shutil.copyfile(path, target)
        (added if put_question(database, question) else changed).append(question)
    return added, changed, faults
