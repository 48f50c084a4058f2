"""What people type, and the one tree that is meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.expression.printing import to_latex, to_python, to_text
from graders.expression.reader import ReadError, read
from graders.expression.symbols import declare_all
from graders.symbolic.decide import Reference, decide
from quizbank.words.catalogue import both

SYMBOLS = declare_all(
    {
        "y": "vector[n] real",
        "yhat": {"is": "vector[n] in (0,1)", "also": ["p"]},
        "z": "scalar real",
        "w": "scalar real",
        "W": "matrix[n,n] real",
        "x": "vector[n] real",
        "u": "vector[n] real",
        "alpha": "scalar real",
        "h": {"is": "scalar real", "also": ["h_{t-1}"]},
    }
)

SAME = [
    (
        "mean((y-yhat)**2)",
        [
            "1/n sum_i (y_i - ŷ_i)^2",
            "(1/n)·∑ᵢ (yᵢ−ŷᵢ)²",
            r"\frac{1}{n}\sum_{i=1}^{n}(y_i-\hat{y}_i)^2",
            "（1／n）＊sum（（y－p）＾2）",
            "np.mean((y - y_hat)**2)",
            "||y-p||^2/n",
            "‖y−ŷ‖²/n",
            r"\frac1n \lVert y - \hat y\rVert_2^2",
            "L = mean((y-p)^2)",
            "1/n∑ᵢ(yᵢ-ŷᵢ)²",
            r"\frac{1}{n} \sum_i \left(y_i - \hat{y}_i\right)^{2}",
            "((y-p)**2).mean()",
            "sum((y-p)**2)/n",
        ],
    ),
    (
        "1/(1+exp(-z))",
        [
            "σ(z)",
            "sigmoid(z)",
            r"\sigma(z)",
            "1/(1+e^-z)",
            r"\frac{1}{1+e^{-z}}",
            "e^z/(1+e^z)",
            "1 / (1 + exp(−z))",
        ],
    ),
    ("1/(2*n)", ["1/2n", r"\frac{1}{2n}", "1/(2 n)", "0.5/n"]),
    (
        "x @ (W @ x)",
        [
            "x^T W x",
            "xᵀWx",
            r"x^\top W x",
            "x.T @ W @ x",
            "sum_{i,j} x_i W_{ij} x_j",
            "sum_ij x_i W_ij x_j",
        ],
    ),
    ("dot(u, x)", ["u^T x", "u·x", "u@x", "sum_i u_i x_i", "sum(u*x)", r"u \cdot x"]),
    ("outer(u, x)", ["u x^T", r"u x^{\top}"]),
    ("alpha*z", ["α z", "αz", r"\alpha z", "alpha z", "zα"]),
    ("2*h", ["2h_{t-1}", "h_{t-1}+h_{t-1}", "2 h"]),
    (
        "max(0, z)",
        ["relu(z)", "z*[z>0]", "z·1{z>0}", "where(z>0, z, 0)", "z if z > 0 else 0", "(z+|z|)/2"],
    ),
    ("-(z^2)", ["-z^2", "−z²", "-z**2"]),
    ("log(z^2)/2", ["log|z|", r"\ln\left|z\right|", "ln(abs(z))"]),
]


@pytest.mark.parametrize(("reference", "answer"), [(r, a) for r, answers in SAME for a in answers])
def test_a_formula_may_be_typed_in_any_notation(reference: str, answer: str) -> None:
    assert (
        decide(Reference(read(reference, SYMBOLS), SYMBOLS), read(answer, SYMBOLS)).outcome
        == "equal"
    )


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "empty", 0),
        ("   ", "empty", 0),
        ("z +", "unexpected", 3),
        ("(z + 1", "unbalanced", 0),
        ("z)", "unbalanced", 1),
        ("z + foo", "unknown-name", 4),
        ("(" * 5000, "too-long", 2000),
        ("(" * 300, "too-deep", 40),
        ("z" * 100_000, "too-long", 2000),
        ("\x00z", "unexpected", 0),
        ("__import__('os')", "unexpected", 0),
        ("z; import os", "unexpected", 1),
        ("1.2.3", "bad-number", 0),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, code: str, position: int) -> None:
    with pytest.raises(ReadError) as caught:
        read(text, SYMBOLS)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert all(both(caught.value.said))


def test_the_nearest_declared_name_is_suggested() -> None:
    with pytest.raises(ReadError) as caught:
        read("alpa * z", SYMBOLS)
    assert caught.value.suggestion == "alpha"


FRAGMENTS = [
    "y",
    "ŷ",
    "z",
    "sum_i",
    "∑ᵢ",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "^",
    "_",
    "|",
    "‖",
    "\\frac",
    "\\hat{y}",
    "²",
    "ᵀ",
    "+",
    "-",
    "/",
    "*",
    "@",
    ",",
    "1",
    "0.5",
    "e",
    "log",
    " ",
    "=",
    ">",
    "softmax",
    "\\left(",
    "\\right)",
    "x_i",
    "W",
    ".T",
    "if",
    "else",
    "。",
    "；",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join) | st.text(max_size=60))
def test_no_text_makes_the_reader_fail_in_any_other_way(text: str) -> None:
    try:
        read(text, SYMBOLS)
    except ReadError as error:
        assert 0 <= error.position <= len(text)


def trees() -> st.SearchStrategy[str]:
    leaves = st.sampled_from(["z", "w", "alpha", "2", "0.5", "3"])

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            *(pairs.map(lambda p, op=op: f"({p[0]}){op}({p[1]})") for op in "+-*/"),
            inner.map(lambda t: f"-({t})"),
            inner.map(lambda t: f"sigmoid({t})"),
            inner.map(lambda t: f"({t})^2"),
            inner.map(lambda t: f"sqrt(abs({t}))"),
            inner.map(lambda t: f"exp(-abs({t}))"),
            inner.map(lambda t: f"sum_i x_i*({t})"),
        )

    return st.recursive(leaves, grow, max_leaves=7)


@settings(max_examples=120, deadline=None)
@given(trees())
def test_a_formula_printed_in_any_style_reads_back_as_itself(text: str) -> None:
    node = read(text, SYMBOLS)
    reference = Reference(node, SYMBOLS)
    for style in (to_text, to_python, to_latex):
        assert decide(reference, read(style(node), SYMBOLS)).outcome in ("equal", "undecided"), (
            style(node)
        )
