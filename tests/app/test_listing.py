"""The bank looked through: what a search finds, by words and by state."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizbank.app.bank import Answered, Bank
from quizbank.app.listing import find, history, topics_of
from quizbank.domain.review import Rating
from tests.verdicts import kept

NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
RIGHT = kept(
    {
        "outcome": "correct",
        "score": 1.0,
        "max_marks": 1.0,
        "diagnoses": [],
        "parts": [],
        "evidence": {},
        "elapsed_ms": 1.0,
    }
)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    bank = Bank.open(tmp_path / "q.db", "en", lambda: NOW)
    yield bank
    bank.close()


def ids(found: list) -> set[str]:
    return {listed.id for listed in found}


def answer(bank: Bank, id: str, rating: Rating) -> None:
    bank.record(Answered(bank.question(id), None, "en", "x", RIGHT), rating)


def test_every_word_must_be_there_in_either_language_or_the_topics_title(bank: Bank) -> None:
    assert "mse-formula" in ids(find(bank, "mse formula"))
    assert ids(find(bank, "梯度 消失")) and all(
        "梯度" in q.zh + q.topic or "消失" in q.zh for q in find(bank, "梯度 消失")
    )
    assert find(bank, "MSE") == find(bank, "mse")
    title = next(t for t in topics_of(bank) if t.id == "losses")
    assert {q.topic for q in find(bank, title.zh, limit=2000)} >= {"losses"}


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"', "[", "] OR 1=1 --", "mse%formula"])
def test_signs_are_looked_for_as_they_are(bank: Bank, words: str) -> None:
    found = find(bank, words, limit=2000)
    assert all(
        all(
            w
            in (
                f"{q.id} {q.kind} {q.topic} " + " ".join(bank.question(q.id).prompt.values())
            ).casefold()
            for w in words.casefold().split()
        )
        for q in found
    )


def test_each_state_is_found_and_they_share_nothing(bank: Bank) -> None:
    some = [q.id for q in find(bank, limit=7)]
    for id in some[:6]:
        answer(bank, id, Rating.GOOD)
    bank.flag(some[1], "suspended", 1)
    bank.flag(some[2], "buried_until", bank.today() + 1)
    bank.flag(some[3], "flagged", 1)
    for _ in range(8):
        answer(bank, some[4], Rating.AGAIN)
    every = find(bank, limit=100_000)
    by_state = {
        state: ids(find(bank, state=state, limit=100_000))
        for state in ("new", "due", "learning", "suspended", "buried", "leech")
    }
    assert sum(map(len, by_state.values())) == len(every) and set.union(*by_state.values()) == ids(
        every
    )
    assert by_state["suspended"] == {some[1]} and by_state["buried"] == {some[2]}
    assert some[0] in by_state["learning"] and some[6] in by_state["new"]
    assert all(
        q.state == state for state in by_state for q in find(bank, state=state, limit=100_000)
    )  # type: ignore[arg-type]
    assert ids(find(bank, mark="flagged")) == {some[3]} and find(bank, mark="own") == []


def test_filters_narrow_together(bank: Bank) -> None:
    found = find(bank, topic="losses", kind="symbolic")
    assert found and all((q.topic, q.kind) == ("losses", "symbolic") for q in found)
    assert len(find(bank, limit=3)) == 3


def test_the_history_has_the_latest_review_first(bank: Bank) -> None:
    answer(bank, "mse-formula", Rating.AGAIN)
    answer(bank, "mse-formula", Rating.GOOD)
    assert [r.rating for r in history(bank, "mse-formula")] == [Rating.GOOD, Rating.AGAIN]
