from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from quizbank.domain.plan import Settings
from quizbank.domain.review import Flags, Tombstone
from quizbank.store import cards, questions, reviews, settings
from quizbank.store.database import Database
from quizbank.store.glance import glance
from quizbank.store.uuid7 import uuid7
from tests.store.making import NOW, TODAY, TOPICS, card, question, review


def test_the_first_numbers_are_those_of_the_repositories(database: Database) -> None:
    bank = [question(f"q{k}") for k in range(8)]
    questions.replace_pack(
        database, "bundled", topics=TOPICS, questions=[*bank, question("gone")], fingerprint="1"
    )
    questions.replace_pack(database, "bundled", topics=TOPICS, questions=bank, fingerprint="2")
    settings.save_settings(database, Settings(lang="zh", minutes=35))
    cards.replace_all(
        database,
        [
            card("q0", TODAY - 2),
            card("q1", TODAY),
            card("q2", TODAY + 3),
            card("q3", TODAY, flags=Flags(suspended=True)),
            card("q4", TODAY, flags=Flags(buried_until=TODAY + 1)),
            card("q5", TODAY, flags=Flags(leech=True)),
            replace(card("q6", flags=Flags(suspended=True)), memory=None),
            card("gone", TODAY),
        ],
    )
    kept, undone = review("q0"), review("q1", day=TODAY - 5)
    for one in (kept, undone, review("q2", day=TODAY - 1)):
        reviews.append_review(database, one)
    reviews.append_tombstone(database, Tombstone(uuid7(), undone.id, NOW), card("q1", TODAY))
    found = glance(database.path, TODAY)
    assert found is not None
    assert (found.due, found.new, found.questions, found.done_today) == (2, 1, 8, 1)
    assert found.due == cards.count_due(database, TODAY)
    assert found.new == len(cards.new(database, TODAY, 99))
    assert found.forecast == cards.forecast(database, TODAY, 7)
    assert (
        found.review_days
        == tuple(sorted(reviews.days_with_reviews(database), reverse=True))
        == (TODAY, TODAY - 1)
    )
    assert found.settings["minutes"] == 35 and found.settings["lang"] == "zh"


def test_there_is_no_first_glance_where_there_is_no_sound_database(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    (tmp_path / "noise.db").write_bytes(b"noise" * 2000)
    for name in ("missing.db", "empty.db", "noise.db"):
        assert glance(tmp_path / name, TODAY) is None
    assert not (tmp_path / "missing.db").exists()


def test_the_first_glance_imports_neither_the_orm_nor_numpy(path: Path) -> None:
    Database.open(path).close()
    code = f"""
import sys
from pathlib import Path
from quizbank.store.glance import glance
assert glance(Path({str(path)!r}), {TODAY}).due == 0
assert not {{'sqlalchemy', 'alembic', 'numpy'}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
