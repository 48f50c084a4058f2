"""A point is a claim: who it is said of, which way round, asserted or not, in everyday words."""

import pytest

from tests.concept.bank import graded, spec_of
from tests.concept.rubrics import FLAT, NORMS


def state(spec: object, answer: str, id: str) -> str:
    """What became of one point."""
    points = graded(spec, answer).evidence.points  # type: ignore[arg-type]
    assert points is not None
    return points[id].state


@pytest.mark.parametrize(
    ("answer", "bn"),
    [
        ("BatchNorm normalises over the batch.", "made"),
        ("LayerNorm normalises over the batch.", "reversed"),
        ("LN 在批上求均值。", "reversed"),
        ("BN 在批上求均值。", "made"),
        ("With BatchNorm things differ from LayerNorm. It is computed over the batch.", "made"),
        ("There is LayerNorm. It is computed over the batch.", "reversed"),
        ("BatchNorm and LayerNorm differ: the former works over the batch.", "made"),
        ("BatchNorm and LayerNorm differ: the latter works over the batch.", "reversed"),
        ("BN 和 LN 不同，前者在批上算。", "made"),
        ("BN 和 LN 不同，后者在批上算。", "reversed"),
        ("Unlike LayerNorm, BatchNorm works over the batch.", "made"),
        ("不像 LN，BN 是在批上算的。", "made"),
        ("BatchNorm does not work over the batch.", "denied"),
        ("It is not true that BatchNorm works over the batch.", "denied"),
        ("BN 的 mean 和 variance 是 over the batch 算的。", "made"),
        ("Some people think BatchNorm works over the batch, but that is wrong.", "denied"),
        ("Does BatchNorm work over the batch?", "absent"),
        ("I like normalisation.", "absent"),
    ],
)
def test_a_point_counts_where_it_is_said_of_its_subject(answer: str, bn: str) -> None:
    assert state(NORMS, answer, "bn") == bn


def test_two_things_exchanged_fail_and_cost() -> None:
    right = "BatchNorm works over the batch, LayerNorm over the features."
    wrong = "LayerNorm works over the batch, BatchNorm over the features."
    assert graded(NORMS, right).score == 1.0
    verdict = graded(NORMS, wrong)
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0)
    assert verdict.evidence.points is not None
    assert {point.state for point in verdict.evidence.points.values()} == {"reversed"}


@pytest.mark.parametrize(
    ("answer", "flat"),
    [
        ("A larger temperature makes the distribution flatter.", "made"),
        ("A larger temperature makes the distribution sharper.", "reversed"),
        ("T 越大分布越尖，更尖了。", "reversed"),
        ("With a larger temperature the distribution gets flater.", "made"),
        ("The distribution isn't sharper but flatter for a large T.", "made"),
        ("The distributions become more and more uniform as temperature grows.", "made"),
    ],
)
def test_a_claim_turned_round_is_not_made(answer: str, flat: str) -> None:
    assert state(FLAT, answer, "flat") == flat


@pytest.mark.parametrize(
    "answer",
    [
        "A larger model would only help if it were underfitting.",
        "如果欠拟合才需要更大的模型。",
        "Some say one needs a larger model, but it does not help.",
        "有人说要用更大的模型，其实不对。",
        "We avoid a larger model.",
        "A larger model would make it worse.",
        "不要用更大的模型。",
    ],
)
def test_nobody_is_accused_of_what_they_do_not_say(answer: str) -> None:
    assert graded(FLAT, answer).evidence.said == {}


def test_what_is_asserted_wrongly_is_said() -> None:
    assert graded(FLAT, "One should use a larger model.").evidence.said == {"1": ((17, 29),)}


def test_the_words_that_decide_are_told_as_they_were_typed() -> None:
    verdict = graded(NORMS, "Ｂａｔｃｈnorm works  over the\tbatch.")
    assert verdict.evidence.points is not None
    point = verdict.evidence.points["bn"]
    assert "over the\tbatch" in point.words


def test_a_list_of_words_has_no_ticks() -> None:
    words = "input gate, forget gate, output gate, update gate, reset gate, cell state, compute"
    verdict = graded(spec_of("lstm-versus-gru"), words)
    assert verdict.evidence.ticks == () and verdict.score == 0
    assert verdict.diagnoses[0].code == "keyword-list"
