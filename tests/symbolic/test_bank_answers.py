"""Each formula question of the bank takes twenty right answers in the styles of a chat's LaTeX, of
NumPy, of Unicode and of plain typing.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.symbolic.check import check
from quizbank.store.locations import bundled

WRAPS = (
    "```python\n{}\n```",
    "答案：{}",
    "return {}",
    "$${}$$",
    "{}.",
    "**{}**",
    "\\boxed{{{}}}",
    "= {},",
    "  {}   # done",
)


def questions() -> Iterator[dict[str, Any]]:
    """The front matter of every formula question of the bank."""
    for path in sorted(Path(bundled("questions")).glob("*/*.md")):
        text = path.read_text("utf-8")
        if '\nkind = "symbolic"' in text:
            yield tomllib.loads(text.split("+++")[1])


def written() -> dict[str, list[str]]:
    """The answers by question, each also in the wrapping of one more pasted text."""
    table = {}
    text = (Path(__file__).parent / "bank" / "answers.txt").read_text("utf-8")
    for block in text.removeprefix("## ").split("\n## "):
        id, *answers = block.strip().splitlines()
        wrapped = [wrap.format(answers[k % len(answers)]) for k, wrap in enumerate(WRAPS)]
        table[id] = [*answers, *wrapped]
    return table


ANSWERS = written()
QUESTIONS = {question["id"]: question for question in questions()}


def test_every_question_has_twenty_answers() -> None:
    assert ANSWERS.keys() == QUESTIONS.keys()
    assert min(len(answers) for answers in ANSWERS.values()) >= 20


@pytest.mark.parametrize("id", sorted(QUESTIONS))
def test_a_right_answer_is_taken_in_every_style(id: str) -> None:
    question = QUESTIONS[id]
    epsilon = question.get("epsilon", "refused")
    refused = [
        (answer, result)
        for answer in ANSWERS[id]
        if (
            result := check(question["answer"], answer, question["symbols"], epsilon=epsilon)
        ).outcome
        != "equal"
    ]
    assert not refused
