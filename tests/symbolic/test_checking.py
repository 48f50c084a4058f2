"""Deciding: no wrong formula passes, no right one is refused, and slips are named."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.expression.reader import read
from graders.expression.symbols import declare_all
from graders.symbolic.check import check
from graders.symbolic.prove import prove
from graders.symbolic.spec import Misconception
from graders.verdict import SpecError
from quizbank.words.catalogue import both

BCE = "-mean(y*log(p) + (1-y)*log(1-p))"
LABELS = {"y": "vector[n] in (0,1)", "p": "vector[n] in (0,1)"}


@pytest.mark.parametrize(
    ("reference", "answer", "symbols", "outcome"),
    [
        ("sqrt(x^2)", "x", {"x": "scalar positive"}, "equal"),
        ("sqrt(x^2)", "x", {"x": "scalar real"}, "different"),
        ("b^2", "b", {"b": "scalar binary"}, "equal"),
        ("b^2", "b", {"b": "scalar in [0,1]"}, "different"),
        ("sum(q)", "1", {"q": "simplex[K]"}, "equal"),
        ("sum(t)", "1", {"t": "onehot[K]"}, "equal"),
        ("sum(t*log(q))", "log(sum(t*q))", {"t": "onehot[K]", "q": "simplex[K]"}, "equal"),
        ("sum(t*log(q))", "log(sum(t*q))", {"t": "simplex[K]", "q": "simplex[K]"}, "different"),
        ("log(1+exp(z))", "max(0,z) + log(1+exp(-|z|))", {"z": "scalar real"}, "equal"),
        ("softmax(z)", "exp(z - max(z))/sum(exp(z - max(z)))", {"z": "vector[n] real"}, "equal"),
        (
            "z/sqrt(v + eps)",
            "z/sqrt(v)",
            {"z": "scalar real", "v": "scalar positive", "eps": "scalar positive"},
            "different",
        ),
        ("z", "z + 1e-10", {"z": "scalar real"}, "different"),
        ("floor((n-1)/2)", "(n-1)//2", {"n": "integer 1..7"}, "equal"),
        ("floor(n/2)", "n/2", {"n": "integer 1..7"}, "different"),
        ("2*(p - y)", "2*(p_i - y_i)", {"y": "vector[n] real", "p": "vector[n] real"}, "equal"),
        ("mean(x)", "x", {"x": "vector[n] real"}, "different"),
        ("z", "z +", {"z": "scalar real"}, "invalid"),
    ],
)
def test_equality_holds_on_exactly_the_declared_domain(
    reference: str, answer: str, symbols: dict[str, str], outcome: str
) -> None:
    assert check(reference, answer, symbols).outcome == outcome


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("-mean(y*log(p))", "term-lost"),
        ("-sum(y*log(p) + (1-y)*log(1-p))", "normalisation-lost"),
        ("mean(y*log(p) + (1-y)*log(1-p))", "sign-reversed"),
        ("-mean(p*log(y) + (1-p)*log(1-y))", "symbols-swapped"),
        ("-mean(y*log2(p) + (1-y)*log2(1-p))", "log-base"),
        ("-mean(y*log(p) + (1-y)*log(p))", "complement"),
        ("-2*mean(y*log(p) + (1-y)*log(1-p))", "factor-2-extra"),
        ("-(y_i log p_i + (1-y_i) log(1-p_i))", "free-index"),
    ],
)
def test_a_single_slip_is_named(answer: str, code: str) -> None:
    result = check(BCE, answer, LABELS)
    assert result.outcome == "different"
    assert code in [d.code for d in result.diagnoses]
    assert all(all(both(d.said)) for d in result.diagnoses)


def test_the_authors_misconception_comes_first() -> None:
    listed = [Misconception("-mean(y*log(p))", zh="负例漏了", en="negatives left out")]
    first = check(BCE, "-mean(y log p)", LABELS, listed).diagnoses[0]
    assert both(first.said)[1] == "negatives left out"


def test_a_shape_that_does_not_fit_is_different_and_named() -> None:
    symbols = {"W": "matrix[2,3] real", "x": "vector[3] real", "b": "vector[2] real"}
    for answer in ("x W + b", "sum(W x + b)", "W*b + x"):
        result = check("W x + b", answer, symbols)
        assert (result.outcome, result.diagnoses[0].code) == ("different", "shape")


def test_a_counterexample_really_tells_the_formulas_apart() -> None:
    found = check("1/(1+exp(-z))", "1/(1+exp(z))", {"z": "scalar real"}).counterexample
    assert found is not None
    z = found.at["z"]
    assert found.expected == pytest.approx(1 / (1 + np.exp(-z)), rel=1e-4)
    assert found.got == pytest.approx(1 / (1 + np.exp(z)), rel=1e-4)


def test_equality_is_proved_by_expanding_at_small_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    # the usual deadline is half a second, which a machine that is busy with other tests may miss
    monkeypatch.setattr("graders.symbolic.prove.prove", partial(prove, deadline=60.0))
    result = check(
        "mean((y-p)^2)",
        "(sum(y^2) - 2 sum_i y_i p_i + sum(p^2))/n",
        {"y": "vector[n] real", "p": "vector[n] real"},
        prove=True,
    )
    assert result.proved and result.method == "proved"


@pytest.mark.parametrize(
    "answer",
    [
        "9**9**9**9",
        "z**z**z**z**z**z",
        "exp(exp(exp(exp(z))))",
        "sum_{i=1}^{999999} z",
        "prod_{i=1}^{100000} z",
        "sum_{i=1}^{1900} sum_{j=1}^{1900} z",
    ],
)
def test_a_runaway_formula_is_answered_and_never_equal(answer: str) -> None:
    assert check("z", answer, {"z": "scalar real"}).outcome in ("different", "undecided", "invalid")


def test_a_broken_reference_is_the_questions_fault() -> None:
    with pytest.raises(SpecError):
        check("z +", "z", {"z": "scalar real"})
    with pytest.raises(SpecError):
        check("z", "z", {"z": "tensor[3]"})


@settings(max_examples=60, deadline=None)
@given(st.integers(-4, 4), st.integers(-4, 4), st.integers(-4, 4), st.integers(-4, 4))
def test_linear_forms_are_equal_only_when_their_coefficients_are(
    a: int, b: int, c: int, d: int
) -> None:
    outcome = check(
        f"({a})*z + ({b})*w", f"({d})*w + ({c})*z", {"z": "scalar real", "w": "scalar real"}
    ).outcome
    assert (outcome == "equal") == ((a, b) == (c, d))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("u_i x_j", "equal"),
        ("x_j u_i", "equal"),
        ("dW_{kj} = u_k x_j", "equal"),
        ("dW_jk = u_k x_j", "different"),
        ("x_i u_j", "different"),
    ],
)
def test_free_indices_run_over_the_axes_by_the_alphabet_or_as_the_left_side_says(
    answer: str, outcome: str
) -> None:
    assert (
        check("outer(u, x)", answer, {"u": "vector[3] real", "x": "vector[3] real"}).outcome
        == outcome
    )


def test_a_runaway_proof_is_killed_and_the_next_one_succeeds() -> None:
    symbols = declare_all({"x": "vector[n] real", "y": "vector[n] real"})
    hard = read("(sum_i sin(x_i)^9 * cos(y_i)^7 + prod_i (x_i + y_i)^12)^9", symbols)
    rewritten = read(
        "(sum_i cos(y_i)^7 * sin(x_i)^9 + prod_i (y_i^2 + 2 x_i y_i + x_i^2)^6)^9", symbols
    )
    assert prove(hard, rewritten, symbols, deadline=0.2) is False
    assert (
        prove(
            read("(x+y)@(x+y)", symbols),
            read("sum(x^2) + 2 x@y + sum(y^2)", symbols),
            symbols,
            deadline=30,
        )
        is True
    )
