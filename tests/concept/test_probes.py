"""Questions asked back: marked by computing, worth three quarters, and naming what was mistaken."""

import pytest

from graders.concept.probes import is_right, to_ask
from tests.concept.bank import graded
from tests.concept.rubrics import FLAT

BARE = "Temperature is a number that divides the logits."


@pytest.mark.parametrize("answer", ["b", "B.", "(b)", "2", "flatter", "更平"])
def test_a_choice_is_right_by_letter_number_or_words(answer: str) -> None:
    probe = FLAT.rubric[0].probe
    assert probe is not None and is_right(probe, answer)


@pytest.mark.parametrize("answer", ["a", "1", "sharper", "c", "0", "", "flat or sharp"])
def test_any_other_choice_is_wrong(answer: str) -> None:
    probe = FLAT.rubric[0].probe
    assert probe is not None and not is_right(probe, answer)


@pytest.mark.parametrize(
    ("answer", "right"), [("1/4", True), ("0.25", True), ("25%", True), ("1/2", False), ("", False)]
)
def test_a_number_is_right_in_any_writing(answer: str, right: bool) -> None:
    probe = FLAT.rubric[1].probe
    assert probe is not None and is_right(probe, answer) is right


def test_a_right_answer_counts_three_quarters_and_says_so() -> None:
    verdict = graded(FLAT, BARE, probes={"flat": "b"})
    part = verdict.parts[0]
    assert (part.outcome, part.marks) == ("partial", 1.5)
    assert part.diagnosis is not None and part.diagnosis.code == "after-question"
    assert verdict.score == 0.5 and "missing:flat" not in [d.code for d in verdict.diagnoses]


def test_a_wrong_answer_names_the_misconception() -> None:
    verdict = graded(FLAT, BARE, probes={"flat": "a"})
    said = {d.code: d.said for d in verdict.diagnoses}
    assert said["probe:flat"]["en"] == "the direction is the other way round"
    assert verdict.score == 0


def test_what_was_made_is_not_asked_and_what_was_half_said_comes_first() -> None:
    verdict = graded(FLAT, "A larger temperature makes the distribution flatter.")
    assert verdict.evidence.ask == ("share",)
    assert verdict.evidence.points is not None
    assert to_ask(FLAT, verdict.evidence.points) == ("share",)
    turned = graded(FLAT, "A larger temperature makes the distribution sharper.")
    assert turned.evidence.ask == ("flat", "share")


def test_an_answer_to_a_point_that_was_made_changes_nothing() -> None:
    answer = "A larger temperature makes the distribution flatter."
    assert graded(FLAT, answer, probes={"flat": "a"}).score == graded(FLAT, answer).score
