"""Cards: blanks are compared, a card without blanks is the learner's own to rate."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.card.blanks import Blank
from graders.card.grade import grade
from graders.card.present import present, solution
from graders.card.spec import Blanks, CardSpec, split
from graders.kind import Attempt
from graders.verdict import Texts
from quizbank.app.bank import Bank
from quizbank.app.packs import add_files
from quizbank.app.session import Session
from quizbank.app.worker import GradingWorker
from quizbank.domain.review import Rating
from quizbank.scheduling.queue import QueueItem
from quizbank.store import reviews

PLAIN = CardSpec(Texts(zh="背面", en="the back"))
BLANKS = CardSpec(
    Texts(),
    Blanks(
        zh=(Blank("重置门", ""), Blank("更新门", "z")),
        en=(Blank("reset", ""), Blank("update", "z")),
    ),
    ("update gate",),
)
PROMPT = "The GRU has a {{reset}} and an {{update::z}} gate."

CARD = """+++
id = "{id}"
kind = "card"
topic = "my-notes"
{more}
+++

## zh
{zh}

## en
{en}

## back zh
背面

## back en
The back
"""


def test_a_card_without_blanks_is_left_to_the_learner() -> None:
    verdict = grade(PLAIN, Attempt("anything"))
    assert verdict.outcome == "undecided" and solution(PLAIN, None, "zh") == ["背面"]


@pytest.mark.parametrize(
    ("answer", "filled"),
    [
        ("reset\nupdate", (True, True)),
        ("RESET ; Update Gate", (True, True)),
        ("重置门；更新门", (True, True)),
        ("update\nreset", (False, False)),
        ("reset", (True, False)),
        ("reset\nupd ate", (True, True)),
        ("reset\nupdates", (True, False)),
    ],
)
def test_blanks_are_compared_in_either_language(answer: str, filled: tuple[bool, ...]) -> None:
    verdict = grade(BLANKS, Attempt(answer))
    assert verdict.evidence.filled == filled
    assert verdict.score == sum(filled) / 2
    assert (verdict.outcome == "correct") == all(filled)


def test_nothing_typed_is_told_and_not_marked() -> None:
    assert grade(BLANKS, Attempt(" ; ")).outcome == "invalid"


def test_the_front_shows_no_answer() -> None:
    shown = present(BLANKS, PROMPT, None, "en")
    assert "reset" not in shown.prompt and "update" not in shown.prompt
    assert shown.hints == ("", "z")


def test_a_blank_may_be_a_card_of_its_own() -> None:
    apart = CardSpec(BLANKS.back, BLANKS.blanks, split=True)
    cards = list(split(apart))
    assert [card.only for card in cards] == [0, 1]
    assert [grade(card, Attempt("update")).outcome for card in cards] == ["wrong", "correct"]
    assert list(split(PLAIN)) == [PLAIN]


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    path = tmp_path / "my-card.md"
    path.write_text(CARD.format(id="my-card", more="", zh="正面？", en="Front?"), "utf-8")
    bank = Bank.open(tmp_path / "q.db", "en")
    assert not add_files(bank.database, [path])[1]
    yield bank
    bank.close()


@pytest.mark.parametrize(
    ("rating", "outcome"),
    [(Rating.AGAIN, "wrong"), (Rating.HARD, "correct"), (Rating.EASY, "correct")],
)
def test_the_learners_rating_is_the_verdict_of_a_turned_card(
    bank: Bank, rating: Rating, outcome: str
) -> None:
    worker = GradingWorker()
    session = Session(bank, worker, [QueueItem("my-card", True, 1.0)])
    graded = session.submit("", "en", 2.0)
    assert graded.verdict.outcome == "undecided" and graded.suggestion.rating is None
    session.rate(rating)
    worker.close()
    stored = reviews.reviews_of(bank.database)[0]
    assert (stored.outcome, stored.rating) == (outcome, rating)
    assert bank.card("my-card").memory is not None
