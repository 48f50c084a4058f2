"""A question written in the learner's own editor: from the template to the bank, through the gate.

Until it is added its text lies in a folder of its own, so that a half-finished one is neither asked
nor lost.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from quizbank.app.library import bundled_file
from quizbank.app.own import save
from quizbank.app.places import drafts_folder, lint_cache, own_pack
from quizbank.authoring.gate import Gated, gate
from quizbank.authoring.templates import template
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Lang, Question
from quizbank.store.database import Database
from quizbank.store.questions import get_question


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that is being written: its file, the place it will have among the learner's own
    questions, and the template that it began with.
    """

    file: Path
    place: Path
    template: str

    @property
    def untouched(self) -> bool:
        """Whether the text is the template still, or gone."""
        return not self.file.is_file() or self._text() == self.template

    def _text(self) -> str:
        return self.file.read_text("utf-8", "replace")


def begin(
    database: Database, kind: str, topic: str, id: str | None, only: Lang | None = None
) -> Writing:
    """The template of a new question as a file, or the text that was begun under that id. Raises
    `QuizbankError` where the id is taken.
    """
    name = id or f"{kind}-{dt.datetime.now():%Y%m%d-%H%M%S}"
    place = own_pack(database.path) / f"{name}.md"
    if place.exists() or bundled_file(name) is not None:
        raise QuizbankError("cli.id-taken", name=name)
    folder = drafts_folder(database.path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    writing = Writing(folder / place.name, place, template(kind, topic, name, only))
    if not writing.file.exists():
        writing.file.write_text(writing.template, encoding="utf-8")
    return writing


def add_written(database: Database, writing: Writing) -> Gated:
    """Add a text that was written where the gate lets it through, else leave it where it is.
    Raises `QuizbankError` where its id is another question's.
    """
    text = writing.file.read_text("utf-8", "replace")
    gated = gate(text, place=writing.place, cache=lint_cache())
    faults = tuple(replace(fault, file=str(writing.file)) for fault in gated.faults)
    if gated.question is None:
        return Gated((), faults)
    if _taken(database, gated.question):
        raise QuizbankError("cli.id-taken-written", name=gated.question.id, path=writing.file)
    saved = save(database, text)
    writing.file.unlink()
    return Gated((saved,), faults)


def _taken(database: Database, question: Question) -> bool:
    known = get_question(database, question.id)
    there = known is not None and Path(known.path).is_file()
    return there or bundled_file(question.id) is not None
