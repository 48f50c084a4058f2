"""The bank in the database: loaded from packs, kept by id, so that editing a question keeps its
history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from quizbank.domain.question import Question, Topic
from quizbank.store.database import Database
from quizbank.store.hot import compiled
from quizbank.store.log import Columns
from quizbank.store.models import QuestionRow, SettingRow, TopicRow, VersionRow, table_of

_COLUMNS = ("id", "kind", "topic", "difficulty", "minutes", "version", "origin", "asked", "mock")
_CONTENT_HOT = compiled(
    select(table_of(QuestionRow).c.content).where(table_of(QuestionRow).c.id == bindparam("id"))
)


def replace_pack(
    database: Database,
    origin: str,
    topics: Sequence[Topic],
    questions: Iterable[Question],
    fingerprint: str,
    over: str | None = None,
) -> tuple[str, ...]:
    """Make the database's share of a pack what the files say; questions that left it are kept but
    not asked.

    Where another pack already has a question, that one stays, unless that pack is `over`: then this
    one's takes its place.
    Returns the ids that were left out.
    """
    with database.write() as session:
        for position, topic in enumerate(topics):
            values = {
                "id": topic.id,
                "zh": topic.zh,
                "en": topic.en,
                "prerequisites": list(topic.prerequisites),
                "position": position,
            }
            session.execute(
                insert(TopicRow)
                .values(**values)
                .on_conflict_do_update(index_elements=["id"], set_=values)
            )
        session.execute(
            update(QuestionRow).where(QuestionRow.origin == origin).values(active=False)
        )
        others = select(QuestionRow.id).where(
            QuestionRow.active.is_(True), QuestionRow.origin.is_distinct_from(over)
        )
        taken = set(session.execute(others).scalars())
        left_out = []
        for question in questions:
            if question.id in taken:
                left_out.append(question.id)
            else:
                _put(session, question)
        setting = {"name": f"pack:{origin}", "value": fingerprint}
        session.execute(
            insert(SettingRow)
            .values(**setting)
            .on_conflict_do_update(index_elements=["name"], set_=setting)
        )
    return tuple(left_out)


def asleep(database: Database, origin: str) -> tuple[str, ...]:
    """The ids of a pack's questions that are kept but not asked any more."""
    with database.read() as connection:
        return tuple(
            connection.execute(
                select(QuestionRow.id).where(
                    QuestionRow.origin == origin, QuestionRow.active.is_(False)
                )
            ).scalars()
        )


def fingerprint_of(database: Database, origin: str) -> str | None:
    """The fingerprint under which a pack was last loaded."""
    with database.read() as connection:
        value = connection.execute(
            select(SettingRow.__table__.c.value).where(SettingRow.name == f"pack:{origin}")
        ).scalar()
    return None if value is None else str(value)


def put_question(database: Database, question: Question) -> bool:
    """Add or update one question; True where it was not there before."""
    with database.write() as session:
        known = session.get(QuestionRow, question.id) is not None
        _put(session, question)
    return not known


def get_question(database: Database, id: str) -> Question | None:
    """The question of that id, asked or not any more."""
    rows = database.hot.rows(_CONTENT_HOT, {"id": id})
    return _question(rows[0][0]) if rows else None


def question_as_of(database: Database, id: str, version: str) -> Question | None:
    """The question as it was in that version: what a review of it was about. None where it was
    never loaded.
    """
    query = select(VersionRow.__table__).where(
        VersionRow.question == id, VersionRow.version == version
    )
    with database.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else _question(row.content)


def all_questions(
    database: Database, topic: str | None = None, kind: str | None = None
) -> list[Question]:
    """The questions that are asked, in the order of topic and id."""
    query = (
        select(QuestionRow.__table__)
        .where(QuestionRow.active.is_(True))
        .order_by(QuestionRow.topic, QuestionRow.id)
    )
    if topic:
        query = query.where(QuestionRow.topic == topic)
    if kind:
        query = query.where(QuestionRow.kind == kind)
    with database.read() as connection:
        return [_question(row.content) for row in connection.execute(query)]


class Outline(NamedTuple):
    """What there is to know of a question without reading its texts."""

    id: str
    kind: str
    topic: str
    difficulty: int
    minutes: float
    tags: tuple[str, ...]
    roles: tuple[str, ...]
    asked: int | None
    mock: bool
    origin: str


_OUTLINE = compiled(
    select(
        *(
            table_of(QuestionRow).c[name]
            for name in ("id", "kind", "topic", "difficulty", "minutes", "tags", "roles")
        ),
        table_of(QuestionRow).c.asked,
        table_of(QuestionRow).c.mock,
        table_of(QuestionRow).c.origin,
    )
    .where(table_of(QuestionRow).c.active == literal_column("1"))
    .order_by(table_of(QuestionRow).c.topic, table_of(QuestionRow).c.id)
)


def asked_columns(database: Database) -> list[Outline]:
    """The outlines of the questions that are asked, by topic and id."""
    return [
        Outline(
            id,
            kind,
            topic,
            difficulty,
            minutes,
            tags=_texts(tags),
            roles=_texts(roles),
            asked=asked,
            mock=bool(mock),
            origin=origin,
        )
        for id, kind, topic, difficulty, minutes, tags, roles, asked, mock, origin in (
            database.hot.rows(_OUTLINE, {})
        )
    ]


def _texts(listed: str) -> tuple[str, ...]:
    # most lists are empty, and ten thousand of them are read at a time
    return tuple(json.loads(listed)) if listed != "[]" else ()


def all_topics(database: Database) -> list[Topic]:
    """The topics in their packs' order."""
    with database.read() as connection:
        return [
            Topic(row.id, row.zh, row.en, tuple(row.prerequisites))
            for row in connection.execute(
                select(TopicRow.__table__).order_by(TopicRow.position, TopicRow.id)
            )
        ]


def _put(session: Session, question: Question) -> None:
    values = _values(question)
    session.execute(
        insert(QuestionRow)
        .values(**values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )
    version = {"question": question.id, "version": question.version, "content": values["content"]}
    session.execute(insert(VersionRow).values(**version).on_conflict_do_nothing())


def _values(question: Question) -> Columns:
    columns: Columns = {name: getattr(question, name) for name in _COLUMNS}
    # a file's path may hold bytes that are no text
    path = question.path.encode("utf-8", "ignore").decode()
    content = msgspec.json.encode(replace(question, path=path)).decode()
    lists = {"tags": list(question.tags), "roles": list(question.roles)}
    return {**columns, **lists, "active": True, "content": content}


def _question(content: str) -> Question:
    return msgspec.json.decode(content, type=Question)
