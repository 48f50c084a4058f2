"""The held connection: sees what was committed, from any thread, and says in a sentence what it
cannot read.
"""

import threading
from pathlib import Path

import pytest

from quizbank.domain.errors import CannotHere
from quizbank.domain.review import Flags
from quizbank.store import cards, questions
from quizbank.store.database import Database
from quizbank.store.hot import HotReader, HotStatement
from tests.store.making import TODAY, TOPICS, card, question


@pytest.fixture
def database(tmp_path: Path) -> Database:
    opened = Database.open(tmp_path / "q.db")
    questions.replace_pack(
        opened,
        "bundled",
        topics=TOPICS,
        questions=[question("mse"), question("ce")],
        fingerprint="1",
    )
    return opened


def test_each_read_sees_what_was_committed_last(database: Database) -> None:
    assert cards.due(database, TODAY, 9) == []
    with database.write() as session:
        cards.put_cards(session, [card("mse", TODAY), card("ce", TODAY, flags=Flags(flagged=True))])
        assert cards.due(database, TODAY, 9) == []
    assert cards.due(database, TODAY, 9) == [
        card("ce", TODAY, flags=Flags(flagged=True)),
        card("mse", TODAY),
    ]
    questions.put_question(database, question("mse", version="v2"))
    found = questions.get_question(database, "mse")
    assert (
        found == question("mse", version="v2") and questions.get_question(database, "nope") is None
    )
    database.close()


def test_the_fast_way_and_the_narrowed_way_agree(database: Database) -> None:
    with database.write() as session:
        cards.put_cards(
            session, [card("mse", TODAY), card("ce", TODAY - 1, flags=Flags(buried_until=TODAY))]
        )
    assert cards.due(database, TODAY, 9) == cards.due(database, TODAY, 9, kinds=["symbolic"]) != []
    assert cards.due(database, TODAY, 1) == cards.due(database, TODAY, 1, kinds=["symbolic"])
    database.close()


def test_threads_may_share_it_and_closing_is_not_the_end(database: Database) -> None:
    found: list[object] = []
    threads = [
        threading.Thread(
            target=lambda: found.extend(questions.get_question(database, "mse") for _ in range(50))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [question("mse")] * 200
    database.hot.close()
    assert questions.get_question(database, "mse") == question("mse")
    database.close()


def test_it_writes_nothing_and_what_cannot_be_read_is_a_sentence(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(CannotHere):
        database.hot.rows(HotStatement("DELETE FROM questions", {}), {})
    assert questions.get_question(database, "mse") is not None
    (tmp_path / "not.db").write_bytes(b"not a database" * 99)
    with pytest.raises(CannotHere, match=r"not\.db"):
        HotReader(tmp_path / "not.db").rows(HotStatement("SELECT 1 FROM questions", {}), {})
    database.close()
