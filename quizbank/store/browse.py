"""The bank to be looked through: questions by words, topic, kind and state, without reading more of
them than is shown.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, String, and_, func, not_, or_, outerjoin, select

from quizbank.store.database import Database
from quizbank.store.models import CardRow, QuestionRow, table_of

State = Literal["new", "due", "learning", "suspended", "buried", "leech"]
Mark = Literal["flagged", "own"]
_Q = table_of(QuestionRow)
_C = table_of(CardRow)
_ESCAPE = "\\"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: every one of `words` in the id, the prompt or the topic; the others narrow
    it where they are set.

    `topics` are, for each word, the ids of the topics whose title has it.
    """

    words: tuple[str, ...] = ()
    topics: tuple[frozenset[str], ...] = ()
    topic: str | None = None
    kind: str | None = None
    state: State | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One question of a list: `zh` and `en` begin its prompt, `state` is as of the day asked for,
    `due_day` None while it is new.
    """

    id: str
    kind: str
    topic: str
    difficulty: int
    origin: str
    zh: str
    en: str
    state: State
    due_day: int | None
    flagged: bool


def find_questions(database: Database, wanted: Wanted, day: int, limit: int) -> list[Listed]:
    """At most `limit` questions that are asked and fit, by topic and id, with their state on study
    day `day`.
    """
    prompts = [
        func.substr(func.json_extract(_Q.c.content, f"$.prompt.{lang}", type_=String), 1, 200)
        for lang in ("zh", "en")
    ]
    # which ones first: else every question's text would be read to be sorted
    ids = (
        select(_Q.c.id)
        .select_from(outerjoin(_Q, _C, _Q.c.id == _C.c.question))
        .where(_Q.c.active.is_(True), *_conditions(wanted, day))
        .order_by(_Q.c.topic, _Q.c.id)
        .limit(limit)
        .subquery()
    )
    query = (
        select(
            _Q.c.id,
            _Q.c.kind,
            _Q.c.topic,
            _Q.c.difficulty,
            _Q.c.origin,
            *prompts,
            _C.c.due_day,
            _C.c.suspended,
            _C.c.flagged,
            _C.c.buried_until,
            _C.c.leech,
        )
        .select_from(outerjoin(ids.join(_Q, ids.c.id == _Q.c.id), _C, _Q.c.id == _C.c.question))
        .order_by(_Q.c.topic, _Q.c.id)
    )
    with database.read() as connection:
        return [_listed(row, day) for row in connection.execute(query)]


def _listed(row: Any, day: int) -> Listed:
    id, kind, topic, difficulty, origin, zh, en, due_day, suspended, flagged, buried, leech = row
    state = _state(
        suspended=bool(suspended), leech=bool(leech), buried=buried, due_day=due_day, day=day
    )
    return Listed(
        id=id,
        kind=kind,
        topic=topic,
        difficulty=difficulty,
        origin=origin,
        zh=zh or "",
        en=en or "",
        state=state,
        due_day=due_day,
        flagged=bool(flagged),
    )


def _state(
    suspended: bool, leech: bool, buried: int | None, due_day: int | None, day: int
) -> State:
    if suspended:
        return "suspended"
    if leech:
        return "leech"
    if buried is not None and buried > day:
        return "buried"
    if due_day is None:
        return "new"
    return "due" if due_day <= day else "learning"


def _conditions(wanted: Wanted, day: int) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for place, word in enumerate(wanted.words):
        topics: Collection[str] = wanted.topics[place] if place < len(wanted.topics) else ()
        found.append(_has(word, topics))
    if wanted.topic is not None:
        found.append(_Q.c.topic == wanted.topic)
    if wanted.kind is not None:
        found.append(_Q.c.kind == wanted.kind)
    if wanted.state is not None:
        found.append(_in_state(wanted.state, day))
    if wanted.mark is not None:
        found.append(_C.c.flagged.is_(True) if wanted.mark == "flagged" else _Q.c.origin == "own")
    return found


def _has(word: str, topics: Collection[str]) -> ColumnElement[bool]:
    signs = (
        word.replace(_ESCAPE, _ESCAPE * 2).replace("%", _ESCAPE + "%").replace("_", _ESCAPE + "_")
    )
    like = f"%{signs}%"
    prompt = (
        func.json_extract(_Q.c.content, "$.prompt.zh", type_=String),
        func.json_extract(_Q.c.content, "$.prompt.en", type_=String),
    )
    return or_(
        _Q.c.topic.in_(topics),
        *(
            column.like(like, escape=_ESCAPE)
            for column in (_Q.c.id, _Q.c.kind, _Q.c.topic, *prompt)
        ),
    )


def _in_state(state: State, day: int) -> ColumnElement[bool]:
    none = _C.c.question.is_(None)
    suspended, leech = _C.c.suspended.is_(True), _C.c.leech.is_(True)
    buried = _C.c.buried_until > day
    if state == "suspended":
        return suspended
    if state == "leech":
        return and_(leech, not_(suspended))
    if state == "buried":
        return and_(buried, not_(suspended), not_(leech))
    free = or_(
        none,
        and_(
            not_(suspended), not_(leech), or_(_C.c.buried_until.is_(None), _C.c.buried_until <= day)
        ),
    )
    if state == "new":
        return and_(free, _C.c.due_day.is_(None))
    return and_(free, _C.c.due_day <= day if state == "due" else _C.c.due_day > day)
