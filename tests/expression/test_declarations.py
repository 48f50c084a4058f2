"""Declarations of the contract's section 2, and names in their spellings."""

import pytest

from graders.expression.names import canonical
from graders.expression.printing import to_text
from graders.expression.reader import ReadError, read
from graders.expression.symbols import DeclarationError, Symbol, declare, declare_all
from quizbank.words.catalogue import both


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("scalar real", Symbol("a")),
        ("scalar positive", Symbol("a", low=0.0, low_open=True)),
        ("scalar nonnegative", Symbol("a", low=0.0)),
        ("scalar in (0,1)", Symbol("a", low=0.0, high=1.0, low_open=True, high_open=True)),
        ("scalar in [-1, 1]", Symbol("a", low=-1.0, high=1.0)),
        ("scalar in [0,1)", Symbol("a", low=0.0, high=1.0, high_open=True)),
        ("integer 1..7", Symbol("a", "integer", low=1.0, high=7.0)),
        ("size", Symbol("a", "size", low=1.0)),
        ("vector[n] real", Symbol("a", shape=("n",))),
        ("vector[3] real", Symbol("a", shape=(3,))),
        ("matrix[n,2] real", Symbol("a", shape=("n", 2))),
        ("vector[n] binary", Symbol("a", "integer", ("n",), 0.0, 1.0)),
        ("vector[n] integer 0..9", Symbol("a", "integer", ("n",), 0.0, 9.0)),
        ("matrix[n, m] in (0,1)", Symbol("a", "real", ("n", "m"), 0.0, 1.0, True, True)),
        ("simplex[K]", Symbol("a", "simplex", ("K",), 0.0, 1.0)),
        ("onehot[K]", Symbol("a", "onehot", ("K",), 0.0, 1.0)),
        ("  vector[ n ]   real ", Symbol("a", shape=("n",))),
    ],
)
def test_a_declaration_is_understood(text: str, symbol: Symbol) -> None:
    assert declare("a", text) == symbol


@pytest.mark.parametrize(
    "text",
    [
        "",
        "vector real",
        "vector[] real",
        "vector[n,m] real",
        "matrix[n] real",
        "scalar[3] real",
        "vector[n] blue",
        "scalar in (1,0)",
        "integer 7..1",
        "vector[n+1] real",
        "vector[1000000] real",
        "scalar in (0,1",
        "tensor[n] real",
        "vector[0] real",
    ],
)
def test_a_declaration_that_means_nothing_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        declare("a", text)
    assert all(both(caught.value.said))


def test_sizes_that_appear_in_shapes_are_declared() -> None:
    assert declare_all({"x": "matrix[n,d] real"})["d"] == Symbol("d", "size", low=1.0)


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (["ŷ", "y\u0302", r"\hat{y}", r"\hat y", r"\widehat{y}", "y_hat", "yhat"], "yhat"),
        (["x̄", r"\bar{x}", r"\overline{x}", "x_bar", "xbar"], "xbar"),
        (["α", r"\alpha", "alpha"], "alpha"),
        (["h_{t-1}", "h_t-1", "hₜ₋₁", r"\mathbf{h}_{t-1}"], "h_t-1"),
        (["m̂_t", r"\hat{m}_t", r"\hat{m_t}", "m_hat_t", "m_t_hat", "mhat_t"], "mhat_t"),
        (["θ̂", r"\hat{\theta}", "theta_hat", "thetahat"], "thetahat"),
        (["C_{out}", "C_out", r"C_{\text{out}}"], "C_out"),
    ],
)
def test_one_name_has_many_spellings(spellings: list[str], name: str) -> None:
    assert {canonical(spelling) for spelling in spellings} == {name}


@pytest.mark.parametrize(
    "typed", ["p", "ŷ", r"\hat{y}", "yhat", "y_hat", "q_{t-1}", "qₜ₋₁", r"\mathbf{q}_{t-1}"]
)
def test_an_alias_stands_for_its_symbol(typed: str) -> None:
    symbols = declare_all({"yhat": {"is": "vector[n] in (0,1)", "also": ["p", "q_{t-1}"]}})
    assert (
        to_text(
            read(f"{typed}_i" if len(typed) < 7 and "q" not in typed else f"({typed})_i", symbols)
        )
        == "yhat_{i}"
    )


@pytest.mark.parametrize(
    "name", ["e", "pi", "I", "N", "E", "beta", "sigma", "log", "max", "sum", "T", "mean"]
)
def test_a_declared_name_wins_over_a_function_or_constant(name: str) -> None:
    symbols = declare_all({name: "scalar real", "a": "scalar real"})
    assert to_text(read(f"{name}*a + {name}", symbols)) == f"{name}*a + {name}"


def test_an_underscore_may_be_left_out_only_where_one_name_is_meant() -> None:
    assert to_text(read("Cout", declare_all({"C_out": "size"}))) == "C_out"
    with pytest.raises(ReadError) as caught:
        read("abc", declare_all({"a_bc": "scalar real", "ab_c": "scalar real"}))
    assert caught.value.code == "unknown-name"


def test_the_index_below_max_may_have_a_declared_name() -> None:
    symbols = declare_all({"x": "vector[n] real", "t": "integer 1..3"})
    assert to_text(read("max_t |x_t|", symbols)) == "max(abs(x))"


def test_undeclared_constants_and_the_sigmoid_are_known() -> None:
    symbols = declare_all({"z": "scalar real"})
    assert to_text(read("e^z + π + σ(z)", symbols)) == "e^z + pi + sigmoid(z)"
    with pytest.raises(ReadError):
        read("τ", symbols)
