"""Equal only where equal: doubtful points, constants, sizes, magnitudes, borders, epsilons; and no
formula ends a batch.
"""

import itertools

import pytest

from graders.expression.functions import FUNCTIONS
from graders.expression.macros import MACROS
from graders.symbolic.check import check
from graders.verdict import SpecError

REAL = {"x": "scalar real", "y": "scalar real"}


@pytest.mark.parametrize(
    ("reference", "answer", "symbols"),
    [
        ("sqrt(x)*y", "sqrt(x)*min(y, 1)", REAL),
        ("x", "min(x, 50)", REAL),
        ("x", "max(x, -300)", REAL),
        ("min(t^(-1/2), t*4000^(-3/2))", "t*4000^(-3/2)", {"t": "scalar positive"}),
        ("t < w", "t <= w", {"t": "integer 1..100", "w": "integer 1..5000"}),
        ("where(t < w, 1, 0)", "where(t <= w, 1, 0)", {"t": "scalar real", "w": "scalar real"}),
        ("1/2^2005", "1/2^2006", REAL),
        ("exp(-n)", "exp(-2*n)", {"n": "integer 800..900"}),
        ("exp(-n)", "exp(-2*n)", {"n": "scalar in [800,900]"}),
        ("round(x)", "floor(x + 1/2)", REAL),
        ("sum(v)/min(n, 5)", "mean(v)", {"v": "vector[n] real"}),
        ("sum(v)/max(n, 40)", "sum(v)/40", {"v": "vector[n] real"}),
        ("log(p)", "log(p + 1e-12)", {"p": "scalar in (0,1)"}),
        ("log(exp(x) + 1)", "x", {"x": "scalar in [40,50]"}),
        ("x", "x + 1e-17", {"x": "scalar positive"}),
        ("where(x > 7, 1, 0)", "where(x > 9, 1, 0)", REAL),
    ],
)
def test_what_differs_anywhere_is_different(
    reference: str, answer: str, symbols: dict[str, str]
) -> None:
    for one, other in ((reference, answer), (answer, reference)):
        result = check(one, other, symbols)
        assert result.outcome == "different", result
        found = result.counterexample
        assert found is not None and found.expected != found.got


@pytest.mark.parametrize(
    ("reference", "answer", "symbols"),
    [
        ("x^2/x", "x", REAL),
        ("x - x", "0", REAL),
        ("sum(v - mean(v))", "0", {"v": "vector[n] real"}),
        ("prod(p)", "exp(sum(log(p)))", {"p": "vector[n] in (0,1)"}),
        ("tanh(x)", "(exp(2x) - 1)/(exp(2x) + 1)", REAL),
        ("where(abs(x) < 1, x^2/2, abs(x) - 1/2)", "where(abs(x) <= 1, x^2/2, |x| - 1/2)", REAL),
        ("(1 - a^(k+1))/(1 - a)", "sum_{i=0}^k a^i", {"a": "scalar in (0,1)", "k": "integer 0..9"}),
        ("k*(k+1)/2", "sum_{i=1}^k i", {"k": "integer 1..600"}),
        ("exp(x)*exp(-x)", "1", REAL),
    ],
)
def test_what_is_equal_everywhere_is_equal(
    reference: str, answer: str, symbols: dict[str, str]
) -> None:
    assert check(reference, answer, symbols).outcome == "equal"


def test_points_that_differ_by_a_border_or_a_tie_alone_are_called_so() -> None:
    codes = [slip.code for slip in check("round(x)", "floor(x + 1/2)", REAL).diagnoses]
    assert codes == ["few-points"]


def test_an_added_epsilon_is_its_own_finding_and_may_be_allowed() -> None:
    symbols = {"p": "simplex[K]", "q": "simplex[K]"}
    answer = "sum(p*log(p/(q + 1e-10)))"
    refused = check("sum(p*log(p/q))", answer, symbols)
    assert [slip.code for slip in refused.diagnoses] == ["epsilon-added"]
    assert refused.counterexample is not None
    assert refused.counterexample.expected != refused.counterexample.got
    assert check("sum(p*log(p/q))", answer, symbols, epsilon="allowed").outcome == "equal"


def test_an_allowed_epsilon_hides_no_other_slip() -> None:
    symbols = {"P": "scalar in (0,1)", "R": "scalar in (0,1)"}
    result = check("2*P*R/(P+R)", "P*R/(P + R + 1e-8)", symbols, epsilon="allowed")
    assert [slip.code for slip in result.diagnoses] == ["factor-2-lost"]


@pytest.mark.parametrize(
    ("reference", "answer", "symbols", "code"),
    [
        (
            "softmax(K @ q/sqrt(d))",
            "softmax(K @ q/d)",
            {"q": "vector[d] real", "K": "matrix[n,d] real"},
            "root-lost",
        ),
        (
            "(k*k*c + 1)*m",
            "k*k*c*m",
            {"k": "integer 1..7", "c": "integer 1..64", "m": "integer 1..64"},
            "one-lost",
        ),
        (
            "1 - 2*sum(p*g)/(sum(p) + sum(g))",
            "2*sum(p*g)/(sum(p) + sum(g))",
            {"p": "vector[n] in (0,1)", "g": "vector[n] in (0,1)"},
            "one-minus",
        ),
        ("sqrt(a)*x + sqrt(1-a)*y", "a*x + (1-a)*y", {"a": "scalar in (0,1)", **REAL}, "root-lost"),
        ("norm(w, 1)", "norm(w)", {"w": "vector[n] real"}, "norm-order"),
        (
            "sqrt(6/(a + b))",
            "sqrt(6)/(a + b)",
            {"a": "scalar positive", "b": "scalar positive"},
            "reach-short",
        ),
        ("f*c + i*g", "i*c + f*g", dict.fromkeys("fcig", "vector[n] real"), "symbols-swapped"),
        ("x*exp(-y)", "exp(x*(-y))", REAL, "reach-far"),
        ("x*exp(-y) + 3", "x/(y^2 + 1)", REAL, None),
    ],
)
def test_a_name_is_true_or_not_given(
    reference: str, answer: str, symbols: dict[str, str], code: str | None
) -> None:
    codes = [slip.code for slip in check(reference, answer, symbols).diagnoses]
    assert codes == ([code] if code else [])


FUZZ = {
    "x": "vector[n] real",
    "a": "scalar real",
    "W": "matrix[n,n] real",
    "k": "integer 0..3",
    "q": "simplex[K]",
}


@pytest.mark.parametrize("fn", sorted({*FUNCTIONS, *MACROS}))
def test_no_function_of_any_small_constant_ends_the_process(fn: str) -> None:
    formulas = [f"{fn}({x})" for x in ("x", "a", "W", "x/0", "log(0)")]
    formulas += [
        f"{fn}({x}, {constant})"
        for x, constant in itertools.product(("x", "a", "W"), ("0", "1", "2", "-1", "k", "1e-9"))
    ]
    formulas.append(f"{fn}(x, 0, 1)")
    for text in formulas:
        for reference, answer in (("norm(x, 1)", text), (text, "norm(x)")):
            try:
                check(reference, answer, FUZZ)
            except SpecError:
                continue
