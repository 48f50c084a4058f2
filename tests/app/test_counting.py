"""One of something is said in the singular, wherever a number meets its noun."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizbank.app.bank import Answered, Bank
from quizbank.app.statistics.fit import adopt
from quizbank.app.statistics.overview import statistics_of
from quizbank.app.statistics.summary import summary_lines
from quizbank.domain.counting import counted
from quizbank.domain.review import Rating
from quizbank.tui.widgets.statistics_pages import PAGES, Page, draw
from quizbank.words.catalogue import sentence
from quizbank.words.interface import STRINGS, text
from tests.verdicts import kept

ONE_OF_MANY = re.compile(
    r"\b1 "
    r"+(days|minutes|seconds|questions|answers|reviews|lapses|marks|points|hints|topics|"
    r"faults|files|lines|cards|times)\b"
)


@pytest.fixture
def once(tmp_path: Path) -> Iterator[Bank]:
    """A bank with one answer of one minute."""
    bank = Bank.open(tmp_path / "q.db", "en")
    verdict = kept(
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
    bank.record(Answered(bank.question("mse-formula"), 1, "en", "x", verdict, 60.0), Rating.GOOD)
    yield bank
    bank.close()


def test_one_is_singular_and_any_other_number_plural() -> None:
    assert [counted(n, "day") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert (
        counted(1, "card differs", "cards differ") == "1 card differs"
        and counted(3, "card differs", "cards differ") == "3 cards differ"
    )


def test_no_template_says_one_of_something_in_the_plural() -> None:
    for key, (_, en) in STRINGS.items():
        places = {int(place) for place in re.findall(r"\{(\d+)", en)}
        # a number in a template is whole, or text that was made of one
        ones = [1] * (max(places, default=-1) + 1)
        assert not ONE_OF_MANY.search(text(key, "en", *ones)), key


def test_one_answer_is_told_in_the_singular(once: Bank) -> None:
    stats = statistics_of(once)
    told = [
        *summary_lines(stats, "en"),
        sentence(adopt(once).said, "en"),
        *(str(draw(page, Page(stats, "en")).text) for page in PAGES),
    ]
    assert not [line for line in told if ONE_OF_MANY.search(line)]
    assert "1 answer to 1 question," in told[0] and "There is 1 review." in sentence(
        adopt(once).said, "en"
    )
