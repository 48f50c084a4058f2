"""Custom questions on several machines: each edit names the edits it replaces; what two machines
changed apart is kept twice.

The truth is a growing set of edits, so that merging is union. What a file should hold follows from
that set alone, the
same on every machine: settling a conflict adds edits whose ids are computed from what they settle.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from quizbank.domain.toml import loads
from quizbank.domain.unusable import Unusable
from quizbank.store.database import Database
from quizbank.store.log import edits, merge
from quizbank.store.records import Edit
from quizbank.store.settings import load_value, save_value
from quizbank.store.uuid7 import uuid7
from quizbank.store.whole_files import sweep, write_whole

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")
_ID_LINE = re.compile(r"""^(\s*id\s*=\s*)(["'])[a-z0-9-]+\2""", re.MULTILINE)
_SPACE = uuid.UUID("6f0f1d7e-6f0b-5f6e-9a55-71b04c1a5a10")
_SETTLED = "sync:settled"
_MAX_BYTES = 1_000_000


def notice_edits(database: Database, pack: Path, at: dt.datetime) -> None:
    """Log what the learner changed in the files of `pack` since they were last settled."""
    files = read_files(pack)
    settled: dict[str, str] = load_value(database, _SETTLED) or {}
    known = edits(database)
    by_id = {edit.id: edit for edit in known}
    texts = {(edit.question, edit.text) for edit in known}
    noticed = []
    for question, text in files.items():
        base = by_id.get(settled.get(question, ""))
        if (base is None or base.text != text) and (
            base is not None or (question, text) not in texts
        ):
            parents = (base.id,) if base else ()
            noticed.append(Edit(id=uuid7(), question=question, parents=parents, text=text, at=at))
    # a folder without any of the settled files was lost or not copied along; that is not the
    # learner's deleting
    if any(question in files for question in settled):
        for question, id in settled.items():
            if question not in files and by_id.get(id) is not None and by_id[id].text is not None:
                noticed.append(Edit(id=uuid7(), question=question, parents=(id,), text=None, at=at))
    if noticed:
        merge(database, noticed)


def settle(database: Database, pack: Path) -> tuple[str, ...]:
    """Settle what was edited apart and make the files say so; returns the ids under which other
    versions are kept.
    """
    known = edits(database)
    added: list[Edit] = []
    while fresh := _settlements([*known, *added]):
        added += fresh
    if added:
        merge(database, added)
    current = {question: found[0] for question, found in _heads([*known, *added]).items()}
    _write_files(pack, current)
    save_value(database, _SETTLED, {question: edit.id for question, edit in current.items()})
    return tuple(sorted({edit.question for edit in added if not edit.parents}))


def read_files(pack: Path) -> dict[str, str]:
    """The text of each question file below `pack` by the id in its front matter; files that cannot
    be read are left out.
    """
    found: dict[str, str] = {}
    for path in sorted(pack.rglob("*.md")) if pack.is_dir() else ():
        if path.is_file() and path.stat().st_size <= _MAX_BYTES:
            text = path.read_bytes().decode("utf-8", "replace")
            id = id_in(text)
            if id is not None and "\ufffd" not in text:
                found.setdefault(id, text)
    return found


def id_in(text: str) -> str | None:
    """The id that a question file's front matter names; None where there is no sound one."""
    parts = text.lstrip("\ufeff").split("+++", 2)
    if len(parts) < 3:
        return None
    try:
        id = loads(parts[1].replace("\r\n", "\n")).get("id")
    except Unusable:
        return None
    return id if isinstance(id, str) and _ID.fullmatch(id) else None


def _heads(known: Iterable[Edit]) -> dict[str, list[Edit]]:
    """By question, the edits that no other replaced, the winner first; of equal texts one."""
    by_question: dict[str, list[Edit]] = defaultdict(list)
    for edit in known:
        by_question[edit.question].append(edit)
    heads = {}
    for question, found in by_question.items():
        replaced = {parent for edit in found for parent in edit.parents}
        # edits that replace each other in a ring come from nowhere sound; then all of them are
        # heads
        left = [edit for edit in found if edit.id not in replaced] or found
        # an edit wins over a removal, then the later over the earlier
        left.sort(key=lambda edit: (edit.text is not None, edit.at, edit.id), reverse=True)
        first: dict[str | None, Edit] = {}
        for edit in left:
            first.setdefault(edit.text, edit)
        heads[question] = list(first.values())
    return heads


def _settlements(known: list[Edit]) -> list[Edit]:
    """The edits that settle what is open in `known`: one that joins the heads, and a copy of each
    text that lost.
    """
    there = {edit.id for edit in known}
    made = []
    for question, heads in _heads(known).items():
        if len(heads) == 1:
            continue
        winner, at = heads[0], max(head.at for head in heads)
        joined = tuple(sorted(head.id for head in heads))
        made.append(
            Edit(
                id=_derived("join", *joined),
                question=question,
                parents=joined,
                text=winner.text,
                at=at,
            )
        )
        made += [_copy_of(loser, at) for loser in heads[1:] if loser.text is not None]
    return [edit for edit in made if edit.id not in there]


def _copy_of(loser: Edit, at: dt.datetime) -> Edit:
    """What keeps a text that lost: a question of its own, whose id follows from the text."""
    text = loser.text or ""
    copy = f"{loser.question[:70]}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"
    renamed = _ID_LINE.sub(rf'\g<1>"{copy}"', text, count=1)
    return Edit(id=_derived("copy", loser.id), question=copy, parents=(), text=renamed, at=at)


def _derived(*words: str) -> str:
    return str(uuid.uuid5(_SPACE, " ".join(words)))


def _write_files(pack: Path, current: dict[str, Edit]) -> None:
    sweep(pack, ".*.md.*.part")
    where = (
        {
            id: path
            for path in sorted(pack.rglob("*.md"), reverse=True)
            if path.is_file() and (id := id_in(path.read_bytes().decode("utf-8", "replace")))
        }
        if pack.is_dir()
        else {}
    )
    for question, edit in current.items():
        path = where.get(question, pack / f"{question}.md")
        if edit.text is None:
            # another machine said so, or a stranger in the shared folder: the text is kept
            with suppress(FileNotFoundError):
                path.replace(path.with_name(f"{path.name}.removed"))
        elif not path.is_file() or path.read_bytes() != edit.text.encode():
            write_whole(path, edit.text.encode())
