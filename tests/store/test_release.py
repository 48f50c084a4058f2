"""A database of 0.1.0, made by that release, opens, upgrades and means what it meant."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizbank.scheduling.leeches import leech_of
from quizbank.scheduling.memory import MemoryModel, histories_of, replay
from quizbank.store import cards, questions, reviews, sessions, settings
from quizbank.store.database import Database
from quizbank.store.doctor import examine
from quizbank.store.log import entries_of, months
from quizbank.store.records import from_line, to_line
from quizbank.store.schema import HEAD, revision_of

RELEASE = Path(__file__).parent / "fixtures" / "quizbank-0.1.0.db.gz"
KINDS = {"choice", "code", "concept", "numeric", "symbolic"}


@pytest.fixture
def old(path: Path) -> Path:
    path.write_bytes(gzip.decompress(RELEASE.read_bytes()))
    return path


@pytest.fixture
def upgraded(old: Path) -> Iterator[Database]:
    with Database.open(old) as database:
        yield database


def raw(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_the_release_had_the_schema_before_ours_or_ours(old: Path) -> None:
    assert revision_of(old) == "0002"
    Database.open(old).close()
    assert revision_of(old) == HEAD


def test_the_upgrade_leaves_every_row_of_the_log_as_it_was(old: Path) -> None:
    tables = ("reviews", "tombstones", "flag_events", "question_edits", "mock_reports")
    queries = {table: f"SELECT * FROM {table} ORDER BY 1" for table in tables}
    queries["drafts"] = "SELECT question, seed, text, at FROM drafts ORDER BY 1"
    before = {table: raw(old, query) for table, query in queries.items()}
    Database.open(old).close()
    assert {table: raw(old, query) for table, query in queries.items()} == before
    assert len(before["reviews"]) > 300 and len(before["tombstones"]) > 5


def test_the_log_replays_to_the_cards_that_the_release_had(upgraded: Database) -> None:
    kept = settings.load_settings(upgraded)
    log = reviews.reviews_of(upgraded)
    memories = replay(log, MemoryModel(kept.parameters, kept.retention))
    histories = histories_of(log)
    known = cards.all_cards(upgraded)
    assert len(memories) > 30
    assert {q: card.memory for q, card in known.items() if card.memory} == memories
    for question, card in known.items():
        assert card.flags.leech == leech_of(histories.get(question, ()))


def test_reviews_of_every_kind_keep_their_sentences(upgraded: Database) -> None:
    kinds = {question.id: question.kind for question in questions.all_questions(upgraded)}
    log = reviews.all_reviews(upgraded)
    assert {kinds[review.question] for review in log} == KINDS
    slips = [slip for review in log for slip in review.verdict["diagnoses"]]
    assert slips and all(len(slip) == 3 and all(slip) for slip in slips)
    assert {review.outcome for review in log} >= {"correct", "partial", "wrong", "undecided"}


def test_every_line_of_its_log_crosses_to_another_machine(upgraded: Database) -> None:
    entries = [entry for month in months(upgraded) for entry in entries_of(upgraded, month)]
    assert [from_line(to_line(entry)) for entry in entries] == entries


def test_settings_flags_drafts_and_the_mock_report_are_there(upgraded: Database) -> None:
    kept = settings.load_settings(upgraded)
    assert (kept.minutes, kept.zone, kept.retention) == (25, "Asia/Shanghai", 0.88)
    assert kept.interview == dt.date(2026, 12, 20) and kept.topic_weights == {"losses": 2.0}
    flags = [card.flags for card in cards.all_cards(upgraded).values()]
    assert any(f.suspended for f in flags) and any(f.flagged for f in flags)
    assert any(f.buried_until for f in flags)
    drafts = raw(upgraded.path, "SELECT question, seed, text FROM drafts ORDER BY text")
    assert [draft[1:] for draft in drafts] == [(7, "mean((y - "), (None, "草稿")]
    report = settings.last_mock(upgraded)
    assert report is not None and len(json.loads(json.dumps(report))["rows"]) == 6
    assert sessions.open_session(upgraded, "mock") is not None


def test_its_questions_are_read_with_their_data(upgraded: Database) -> None:
    bank = questions.all_questions(upgraded)
    assert len(bank) == 60 and {question.kind for question in bank} == KINDS
    for question in bank:
        assert question.spec and question.prompt_in("zh") and question.prompt_in("en")
        found = questions.question_as_of(upgraded, question.id, question.version)
        assert found == question


def test_the_doctor_finds_nothing_wrong_with_it(upgraded: Database) -> None:
    assert all(finding.ok for finding in examine(upgraded.path))
