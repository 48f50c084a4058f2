"""What cannot be read is refused with a stable code, a sentence in each language, and the place in
the text as typed.
"""

import pytest

from graders.expression.printing import to_text
from graders.expression.reader import ReadError, read
from graders.expression.symbols import declare_all
from quizbank.words.catalogue import both

SYMBOLS = declare_all(
    {
        "y": "vector[n] real",
        "yhat": "vector[n] in (0,1)",
        "x": "scalar real",
        "W": "matrix[m,n] real",
        "alpha": "scalar real",
        "beta": "scalar real",
    }
)

REFUSED = [
    ("", "empty", 0),
    ("  \t ", "empty", 0),
    ("\u200b\u200b", "empty", 0),
    ("x" * 2_001, "too-long", 2_000),
    ("x+" * 700, "too-many-tokens", 601),
    ("(" * 60 + "x" + ")" * 60, "too-deep", 40),
    ("(x + 1", "unbalanced", 0),
    ("x + (1", "unbalanced", 4),
    ("x)", "unbalanced", 1),
    ("x + 1]", "unbalanced", 5),
    ("⌊x", "unbalanced", 0),
    ("|x", "unbalanced", 0),
    ("‖y", "unbalanced", 0),
    ("x +", "unexpected", 3),
    ("* x", "unexpected", 0),
    ("x + * x", "unexpected", 4),
    ("x ? x", "unexpected", 2),
    ("x\0", "unexpected", 1),
    ("x + 😀", "unexpected", 4),
    ("()", "unexpected", 1),
    ("1.2.3", "bad-number", 0),
    ("x + 1.2.3", "bad-number", 4),
    ("1e9999", "bad-number", 0),
    ("7" * 80, "bad-number", 0),
    ("x + foo", "unknown-name", 4),
    ("x + foo_bar", "unknown-name", 4),
    ("log()", "unexpected", 4),
    ("exp(x, x)", "arity", 0),
    ("x + where(x, x)", "arity", 4),
    ("sigmoid(x, 2)", "arity", 0),
    ("y_{1,2}", "shape", 2),
    ("W_{1,2,3}", "shape", 2),
    ("x_1", "unknown-name", 0),
    ("sum_i x", "no-range", 0),
    ("2 3", "unexpected", 2),
    ("x = ", "unexpected", 4),
    (r"\begin{cases} x", "unbalanced", 0),
    (r"\foo x", "unknown-name", 0),
    ("tanh^{-1}(x)", "unexpected", 5),
    # the place is that in the text as typed, whatever was made of it before
    ("x ＋ foo", "unknown-name", 4),
    ("x\u200b + foo", "unknown-name", 5),
    ("½ + foo", "unknown-name", 4),
    ("㏑ x + foo", "unknown-name", 6),
    ("x ∧ foo", "unknown-name", 4),
    ("\u202ex ≤ foo", "unknown-name", 5),
    (r"\frac{x}{foo}", "unknown-name", 9),
    ("𝑥 + foo", "unknown-name", 4),
    ("ŷᵢ + foo", "unknown-name", 5),
]


@pytest.mark.parametrize(("text", "code", "position"), REFUSED)
def test_a_refusal_has_its_code_its_place_and_two_sentences(
    text: str, code: str, position: int
) -> None:
    with pytest.raises(ReadError) as caught:
        read(text, SYMBOLS)
    error = caught.value
    assert (error.code, error.position) == (code, position)
    zh, en = both(error.said)
    assert en.endswith((".", "?")) and zh.endswith(("。", "?"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("alpa*x", "alpha"),
        ("x + bta", "beta"),
        ("yhta_1", "yhat"),
        ("ybar", "yhat"),
        ("W2x + alhpa", "alpha"),
    ],
)
def test_the_nearest_declared_name_is_suggested(typed: str, meant: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(typed, SYMBOLS)
    assert caught.value.code == "unknown-name" and caught.value.suggestion == meant


def test_an_index_that_no_sum_binds_is_left_for_the_grader_to_judge() -> None:
    assert to_text(read("(y_i - yhat_i)^2", SYMBOLS)) == "(y_{i} - yhat_{i})^2"


@pytest.mark.parametrize("word", ["gamma", r"\gamma", "γ", "theta"])
def test_a_greek_name_is_never_taken_for_a_product_of_latin_letters(word: str) -> None:
    letters = declare_all(dict.fromkeys("gamthe", "scalar real"))
    with pytest.raises(ReadError) as caught:
        read(word, letters)
    assert caught.value.code == "unknown-name"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("L = x + 1", "x + 1"),
        ("dL/dz = x", "x"),
        ("∂L/∂w_{ij} = x", "x"),
        ("J(θ) = x", "x"),
        ("f(x) := x", "x"),
        ("θ ← x", "x"),
        ("a = b = x", "x"),
        ("x == 1", "x == 1"),
        ("sum_i=1^n y_i", "sum_{i=1}^{n} y_{i}"),
    ],
)
def test_a_left_side_is_passed_over(typed: str, meant: str) -> None:
    assert to_text(read(typed, SYMBOLS)) == meant
