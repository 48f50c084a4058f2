"""Questions out of the database, their data as the dataclass of their kind.

The store keeps a question's data as plain values and knows no kind.
"""

from __future__ import annotations

from dataclasses import replace

from quizbank.domain.question import Question
from quizbank.store import questions as stored
from quizbank.store.database import Database


def typed(question: Question) -> Question:
    """A stored question with its kind's own dataclass for `spec`.

    Raises `ValueError` where what is stored is of a shape that this version does not know.
    """
    from graders.codec import from_plain
    from graders.kinds import kind_of

    shape = kind_of(question.kind).spec
    if isinstance(question.spec, shape):
        return question
    return replace(question, spec=from_plain(question.spec, shape))


def get_question(database: Database, id: str) -> Question | None:
    """The question of that id, asked or not any more."""
    question = stored.get_question(database, id)
    return None if question is None else typed(question)


def question_as_of(database: Database, id: str, version: str) -> Question | None:
    """The question as it was in that version: what a review of it was about. None where it was
    never loaded.
    """
    question = stored.question_as_of(database, id, version)
    return None if question is None else typed(question)
