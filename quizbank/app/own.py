"""The learner's own questions as texts: new ones, and own versions of bundled ones, which an
upgrade of the bank leaves alone.

An own version is a file in the learner's pack under the bundled question's id. Its front matter
says in `based_on` which version
of the bundled question it was made from, so that it can be told when that one has changed since.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from quizbank.app.library import bundled_file, load_own
from quizbank.app.packs import put_pictures
from quizbank.app.places import own_pack
from quizbank.authoring.base import based_on, with_base
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import load_file, parse, read_text
from quizbank.authoring.pictures.carry import carry
from quizbank.domain.clean import clean
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question
from quizbank.store.database import Database
from quizbank.store.deeds import did
from quizbank.store.questions import get_question
from quizbank.store.whole_files import write_whole


@dataclass(frozen=True, slots=True)
class Source:
    """A question's text to be edited.

    `bundled` says that the bank has it too; `own` that the text is the learner's; `changed` that
    the bank's one has changed since.
    """

    text: str
    own: bool
    bundled: bool
    changed: bool = False


def source_of(database: Database, id: str) -> Source:
    """The text of a question as it is asked now; raises `QuizbankError` where its file is gone."""
    known = get_question(database, id)
    place = Path(known.path) if known is not None else None
    shipped = bundled_file(id)
    own = known is not None and known.origin == "own"
    file = place if own else shipped or place
    if file is None or not file.is_file():
        raise QuizbankError("app.file-gone", id=id, file=file)
    text = read_text(file, str(file))
    if isinstance(text, Fault):
        raise QuizbankError(text.said)
    changed = own and shipped is not None and based_on(text) not in (None, _version(shipped))
    return Source(text, own, shipped is not None, changed)


def save(database: Database, text: str) -> Question:
    """Write a question into the learner's pack and have it asked from now on. Raises
    `QuizbankError` with the first fault of its text.

    Under a bundled question's id it is an own version of that one.
    """
    text = clean(text)
    result = parse(text, "", "own")
    if result.question is None:
        fault = result.faults[0]
        raise QuizbankError("app.fault-line", line=fault.line, why=fault.said)
    id = result.question.id
    shipped = bundled_file(id)
    if shipped is not None:
        text = with_base(text, _version(shipped))
    known = get_question(database, id)
    folder = own_pack(database.path)
    path = folder / f"{id}.md"
    if (
        known is not None
        and known.origin == "own"
        and Path(known.path).is_file()
        and Path(known.path).resolve().is_relative_to(folder.resolve())
    ):
        path = Path(known.path)
    if known is not None and known.path and Path(known.path) != path:
        # the pictures of the question that this one was made from
        carried = carry(text, Path(known.path), there=path)
        put_pictures(database, path, carried.pictures)
        text = carried.text
    before = path.read_text("utf-8") if path.is_file() else None
    write_whole(path, text.encode())
    load_own(database)
    did(database, "edit", id, before, utc_now())
    saved = get_question(database, id)
    if saved is None or saved.origin != "own":
        raise QuizbankError("app.not-loaded", path=path, id=id)
    return saved


def revert(database: Database, id: str) -> Question:
    """Go back to the bank's version of a question; the learner's file is kept beside it with the
    ending .old. History stays.
    """
    known = get_question(database, id)
    shipped = bundled_file(id)
    if known is None or known.origin != "own" or shipped is None:
        raise QuizbankError("app.no-own-version", id=id)
    path = Path(known.path)
    before = path.read_text("utf-8") if path.is_file() else None
    if path.is_file():
        path.replace(path.with_suffix(".md.old"))
    load_own(database)
    did(database, "edit", id, before, utc_now())
    back = get_question(database, id)
    assert back is not None
    return back


def put_back(database: Database, id: str, text: str | None) -> None:
    """Make the learner's file of a question say `text` again; None takes it away, and it is kept
    beside its place with the ending .old.
    """
    known = get_question(database, id)
    path = own_pack(database.path) / f"{id}.md"
    if known is not None and known.origin == "own" and known.path:
        path = Path(known.path)
    if text is not None:
        write_whole(path, text.encode())
    elif path.is_file():
        path.replace(path.with_suffix(".md.old"))
    load_own(database)


def utc_now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def _version(shipped: Path) -> str:
    question = load_file(shipped).question
    return "" if question is None else question.version
