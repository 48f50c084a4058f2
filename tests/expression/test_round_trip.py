"""Whatever is printed is read back: the plain text as the same tree, every style as the same
values.
"""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.expression.nodes import Node
from graders.expression.pretty import pretty, width
from graders.expression.printing import to_latex, to_python, to_text, to_unicode
from graders.expression.reader import read
from graders.expression.symbols import Symbol
from graders.symbolic.decide import same_tree
from tests.expression.test_notations import values
from tests.expression.trees import formulas

relaxed = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
Formula = tuple[dict[str, Symbol], Node]


def value(node: Node, symbols: dict[str, Symbol]) -> object:
    with np.errstate(all="ignore"):
        try:
            return evaluate(node, values(symbols, 7))
        except EvaluationError as error:
            return error.code


@settings(relaxed, max_examples=400)
@given(formulas())
def test_plain_text_reads_back_as_the_same_tree(formula: Formula) -> None:
    symbols, node = formula
    for style in (to_text, to_python):
        text = style(node)
        assert same_tree(read(text, symbols), node), f"{text}\n{to_text(read(text, symbols))}"


@pytest.mark.parametrize("style", [to_unicode, to_latex])
def test_unicode_and_latex_read_back_as_an_equal_formula(style: object) -> None:
    @settings(relaxed, max_examples=250)
    @given(formulas())
    def check(formula: Formula) -> None:
        symbols, node = formula
        text = style(node)  # type: ignore[operator]
        again = read(text, symbols)
        if not same_tree(again, node):
            left, right = value(node, symbols), value(again, symbols)
            assert isinstance(left, str) == isinstance(right, str), text
            assert isinstance(left, str) or np.allclose(left, right, rtol=1e-9, equal_nan=True), (
                f"{text}\n{to_text(again)}\n{to_text(node)}"
            )

    check()


@settings(relaxed, max_examples=150)
@given(formulas())
def test_the_drawing_has_lines_of_a_sane_width_and_no_tabs(formula: Formula) -> None:
    _, node = formula
    for ascii_only in (False, True):
        lines = pretty(node, ascii_only)
        assert lines and all(width(line) <= 2000 and line.isprintable() for line in lines)
        if ascii_only:
            assert all(line.isascii() for line in lines)
