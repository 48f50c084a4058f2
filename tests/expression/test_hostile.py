"""No text makes the reader or the preview fail in any way but their own, and none makes it work
long.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.expression.normalise import normalise
from graders.expression.preview import preview
from graders.expression.printing import to_latex, to_text, to_unicode
from graders.expression.reader import ReadError, read
from graders.expression.symbols import declare_all
from graders.preview import Reading
from quizbank.words.catalogue import both
from tests.expression.notations import TABLES

DECLARATIONS = {
    "x": "scalar real",
    "xx": "scalar real",
    "y": "vector[n] real",
    "yhat": {"is": "vector[n] in (0,1)", "also": ["p", "h_{t-1}"]},
    "W": "matrix[n,n] real",
    "sigma_B": "scalar positive",
}
SYMBOLS = declare_all(DECLARATIONS)
HOSTILE = {
    "100 kB": "x+" * 50_000,
    "5,000 brackets": "(" * 5_000,
    "600 brackets": "(" * 600 + ")" * 600,
    "binary": bytes(range(256)).decode("latin1"),
    "NUL": "x\0+1",
    "emoji": "😀+x",
    "lone surrogate": "\ud800+x",
    "many factors": "x " * 599,
    "many vectors": "y " * 599,
    "a long word": "x" * 1_999,
    "no split": "x" * 59 + "q",
    "roots": "\\sqrt" * 300 + "x",
    "unicode roots": "√" * 500 + "x",
    "powers": "x^" * 300 + "x",
    "signs": "-" * 590 + "x",
    "nots": "not " * 300 + "x",
    "bars": "|" * 500,
    "double bars": "||" * 290,
    "bars and x": "|x" * 200,
    "accents": "\\hat" * 200,
    "fractions": "\\frac" * 200,
    "sums": "sum_i " * 200 + "x",
    "digits": "1" * 200,
    "exponent": "1e999999999",
    "logs": "log " * 300 + "x",
    "injection": "__import__('os').system('id')",
    "attribute": "().__class__.__bases__[0]",
    "subscripts": "y_" * 300 + "i",
    "chain": "<".join(["x"] * 300),
    "comma": "max(" + "x," * 298 + "x)",
    "transposes": "y" + ".T" * 250,
    "superscripts": "x" + "²" * 500,
    "cases": r"\begin{cases}" * 100,
    "rows": r"\begin{pmatrix}" + "1&" * 290,
    "only end": r"\end{cases}",
    "combining": "y" + "\u0302" * 1_000,
    "arrays": "[" * 300,
    "lambda": "lambda: 1",
    "sum of sums": "Σᵢ" * 280,
    "newlines": "x\n" * 300,
    "backslashes": "\\" * 1_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        node = read(text, SYMBOLS)
    except ReadError as error:
        assert 0 <= error.position <= len(text)
        zh, en = both(error.said)
        assert zh and en and len(en) < 400
        en.encode("utf-8"), zh.encode("utf-8")
    else:
        for style in (to_text, to_unicode, to_latex):
            style(node)
    shown = preview(text, DECLARATIONS)
    assert shown.ok == (shown.error is None)


REAL = [way for _, _, table in TABLES for meant, ways in table.items() for way in (meant, *ways)]
PIECES = sorted(
    {
        piece
        for way in REAL
        for piece in (way[k : k + n] for n in (1, 2, 4, 7) for k in range(0, len(way), n))
    }
)
mixtures = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
halves = st.tuples(st.sampled_from(REAL), st.integers(0, 80)).map(lambda pair: pair[0][: pair[1]])
spliced = st.tuples(
    st.sampled_from(REAL), st.sampled_from(REAL), st.integers(0, 40), st.integers(0, 40)
).map(lambda t: t[0][: t[2]] + t[1][t[3] :])
ALL = declare_all({**TABLES[0][1], **TABLES[2][1], "sigma": "scalar real"})


@settings(max_examples=700, deadline=None)
@given(
    mixtures
    | halves
    | spliced
    | st.text(max_size=80)
    | st.text(alphabet="()[]{}|_^\\xyWi12+-*/., ‖∑ᵢ²ᵀ", max_size=60)
)
def test_no_mixture_of_formulas_makes_anything_but_a_read_error(text: str) -> None:
    for symbols in (SYMBOLS, ALL, {}):
        try:
            node = read(text, symbols)
        except ReadError as error:
            assert 0 <= error.position <= len(text)
        else:
            to_text(node), to_unicode(node), to_latex(node)


@settings(max_examples=200, deadline=None)
@given(mixtures | halves | st.text(max_size=60), st.booleans())
def test_the_preview_never_raises(text: str, ascii_only: bool) -> None:
    shown = preview(text, TABLES[0][1], ascii_only)
    assert isinstance(shown, Reading)


@given(st.text(max_size=60))
def test_every_plain_character_knows_where_it_came_from(text: str) -> None:
    plain, places = normalise(text)
    assert len(places) == len(plain) + 1
    assert places == sorted(places) and all(0 <= place <= len(text) for place in places)
    assert places[-1] == len(text)


def test_what_draws_nothing_changes_nothing() -> None:
    for mark in "\u200b\u200e\u202e\u2066\ufeff\u00ad\u2060":
        assert to_text(read(f"x{mark}x +{mark} 1", SYMBOLS)) == to_text(read("xx + 1", SYMBOLS))
