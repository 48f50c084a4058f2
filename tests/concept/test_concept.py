"""Free answers: accepted phrases in either language, negation, stuffing, contradictions, the
learner's own ticks.
"""

import pytest

from graders.concept.spec import ConceptSpec
from tests.concept.bank import graded as grade
from tests.concept.bank import spec_of


@pytest.fixture(scope="module")
def spec() -> ConceptSpec:
    return spec_of("why-gradients-vanish-rnn")


@pytest.mark.parametrize(
    "answer",
    [
        "The gradient through time is a product of Jacobians, one for each step. With "
        "singular values below one it decays exponentially. "
        "An LSTM has an additive cell update led by the forget gate. Explosion still "
        "needs gradient clipping.",
        "沿时间反传时，梯度是每一步雅可比矩阵的连乘，奇异值小于 1 就指数衰减。LSTM "
        "的细胞状态用加法更新，导数主要由遗忘门决定。爆炸还要靠梯度裁剪。",
    ],
)
def test_a_full_answer_is_right_in_either_language(spec: ConceptSpec, answer: str) -> None:
    verdict = grade(spec, answer)
    assert verdict.outcome == "correct" and verdict.score == 1.0


@pytest.mark.parametrize(
    "answer",
    [
        "The gradient is a product of Jacobians that decays exponentially over many steps.",
        "梯度是雅可比的连乘，步数一多就会指数衰减，所以学不到长程依赖。",
    ],
)
def test_half_an_answer_is_partial(spec: ConceptSpec, answer: str) -> None:
    assert 0.25 < grade(spec, answer).score < 0.75


@pytest.mark.parametrize(
    "answer",
    [
        "Jacobian, exponential, forget gate, clip",
        "雅可比 指数 遗忘门 裁剪",
        "The gradient is not a product of Jacobians. It has no additive path and never "
        "needs clipping.",
        "梯度不是连乘，也没有加法更新。",
        "I am not sure about this one, it depends on many things.",
    ],
)
def test_stuffed_negated_and_empty_answers_fail(spec: ConceptSpec, answer: str) -> None:
    assert grade(spec, answer).outcome == "wrong"


def test_nothing_written_is_invalid(spec: ConceptSpec) -> None:
    assert grade(spec, "  \n").outcome == "invalid"


def test_a_contradiction_costs(spec: ConceptSpec) -> None:
    text = (
        "The gradient is a product of Jacobians and decays exponentially; the LSTM is "
        "additive through its forget gate; we clip the norm."
    )
    assert (
        grade(spec, text + " Vanishing comes from a small learning rate.").score
        < grade(spec, text).score
    )


def test_the_learners_ticks_decide(spec: ConceptSpec) -> None:
    verdict = grade(spec, "in my own words", ticks=("product", "gate"))
    assert verdict.evidence.ticks == ("gate", "product") and verdict.score == pytest.approx(6 / 9)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("梯度不仅是连乘，还会衰减", True),
        ("并非连乘", False),
        ("it is not only a product of jacobians", True),
        ("it isn't a product of jacobians", False),
        ("连乘不是原因", False),
    ],
)
def test_negation_is_read_in_its_clause(spec: ConceptSpec, text: str, counts: bool) -> None:
    assert ("product" in (grade(spec, text).evidence.ticks or ())) == counts
