"""Choices: right minus wrong, letters as shown, shuffled by the seed."""

from typing import Any

import pytest

from graders.choice import grade as grading
from graders.choice.present import lettered
from graders.choice.spec import ChoiceEvidence, ChoiceSpec
from graders.codec import from_plain
from graders.kind import Attempt
from graders.verdict import Verdict
from quizbank.words.catalogue import sentence

ONE: dict[str, Any] = {
    "multiple": False,
    "choices": [
        {"right": True, "zh": "甲", "en": "A", "diagnosis": None},
        {"right": False, "zh": "乙", "en": "B", "diagnosis": {"zh": "差一", "en": "off by one"}},
        {"right": False, "zh": "丙", "en": "C", "diagnosis": None},
    ],
}
MANY: dict[str, Any] = {
    "multiple": True,
    "choices": [{**c, "right": k < 2} for k, c in enumerate(ONE["choices"] + ONE["choices"][:1])],
}


def spec_of(plain: dict[str, Any]) -> ChoiceSpec:
    return from_plain(plain, ChoiceSpec)


def grade(plain: dict[str, Any], answer: str, seed: int | None = None) -> Verdict[ChoiceEvidence]:
    return grading.grade(spec_of(plain), Attempt(answer, seed))


def test_the_right_letter_is_right_in_any_case_and_width() -> None:
    for answer in ("a", "A", " a ", "Ａ", "a.", "(a)", "选 A", "答案：Ａ", "option a", "a, a"):
        assert grade(ONE, answer).outcome == "correct"


def test_a_wrong_choice_brings_its_diagnosis() -> None:
    verdict = grade(ONE, "b")
    assert (verdict.outcome, sentence(verdict.diagnoses[0].said, "en")) == ("wrong", "off by one")


@pytest.mark.parametrize(
    ("answer", "outcome", "score"),
    [
        ("a,b", "correct", 1),
        ("ba", "correct", 1),
        ("a", "partial", 0.5),
        ("a,c", "wrong", 0),
        ("a,b,c", "partial", 0.5),
        ("c,d", "wrong", 0),
        ("a、b", "correct", 1),
        ("Ａ，Ｂ", "correct", 1),
        ("A and B", "correct", 1),
        ("a + b", "correct", 1),
        ("AB", "correct", 1),
        ("a;b\n", "correct", 1),
        ("a,b,c,d", "wrong", 0),
    ],
)
def test_several_right_ones_score_right_minus_wrong(
    answer: str, outcome: str, score: float
) -> None:
    verdict = grade(MANY, answer)
    assert (verdict.outcome, verdict.score) == (outcome, score)


@pytest.mark.parametrize(
    "answer", ["", "  ", "z", "a,b", "?", "1", "\x00", "none", "a" * 50 + "z", "Ω", "，、"]
)
def test_letters_that_are_not_there_are_invalid(answer: str) -> None:
    assert grade(ONE, answer).outcome == "invalid"


def test_a_seed_shuffles_the_same_way_every_time_and_grading_follows() -> None:
    orders = {tuple(c.en for c in lettered(spec_of(ONE), seed).values()) for seed in range(30)}
    assert len(orders) == 6
    for seed in range(30):
        right = next(
            letter for letter, choice in lettered(spec_of(ONE), seed).items() if choice.right
        )
        assert grade(ONE, right, seed).outcome == "correct"
    assert [c.en for c in lettered(spec_of(ONE), None).values()] == ["A", "B", "C"]


def test_an_unreadable_answer_is_pointed_at() -> None:
    assert grade(ONE, "  z").evidence.position == 2
    assert grade(MANY, "a, Ｚ").evidence.position == 3
    assert grade(ONE, "a b").diagnoses[0].code == "one-only"
