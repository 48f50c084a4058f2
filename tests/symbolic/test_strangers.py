"""Formulas as strangers write them: what is right is taken, what is wrong is refused, each by
NumPy's word.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from graders.expression.evaluate import evaluate
from graders.expression.reader import read
from graders.expression.symbols import declare_all
from graders.symbolic.check import check
from graders.symbolic.sampling import rounds
from tests.symbolic.strangers import Stranger, by_numpy, strangers

ALL = list(strangers())
RIGHT = [
    pytest.param(one, text, id=f"{one.name}-{k}") for one in ALL for k, text in enumerate(one.right)
]


def points(stranger: Stranger) -> Iterator[dict[str, Any]]:
    """A few points of both rounds, one at a time."""
    for drawn in rounds(declare_all(stranger.symbols)):
        count = max(len(value) for value in drawn.values())
        for k in range(0, count, max(1, count // 8)):
            yield {name: (v[k] if len(v) > 1 else v[0]) for name, v in drawn.items()}


def agree(mine: object, oracle: object) -> bool:
    """Equal to eight digits where the oracle has a value."""
    value = np.asarray(oracle, float)
    if not np.isfinite(value).all():
        return True
    return np.shape(mine) == value.shape and np.allclose(
        np.asarray(mine, float), value, rtol=1e-8, atol=1e-12
    )


def test_there_are_150_formulas_of_different_names() -> None:
    assert len(ALL) == 150 == len({one.name for one in ALL})


@pytest.mark.parametrize("stranger", ALL, ids=lambda one: one.name)
def test_reference_and_slip_are_what_numpy_makes_of_them(stranger: Stranger) -> None:
    symbols = declare_all(stranger.symbols)
    reference, slip = read(stranger.reference, symbols), read(stranger.slip, symbols)
    for at in points(stranger):
        with np.errstate(all="ignore"):
            assert agree(evaluate(reference, at), by_numpy(stranger.value, at))
            assert agree(evaluate(slip, at), by_numpy(stranger.slip_value, at))


@pytest.mark.parametrize(("stranger", "text"), RIGHT)
def test_what_is_right_is_taken(stranger: Stranger, text: str) -> None:
    result = check(stranger.reference, text, stranger.symbols)
    assert result.outcome == "equal", result


@pytest.mark.parametrize("stranger", ALL, ids=lambda one: one.name)
def test_a_slip_is_refused(stranger: Stranger) -> None:
    result = check(stranger.reference, stranger.slip, stranger.symbols)
    assert result.outcome == "different", result
    assert result.counterexample is not None or result.diagnoses


def test_most_slips_are_called_by_a_true_name_and_hardly_any_by_a_false_one() -> None:
    named = false = 0
    for one in ALL:
        codes = {slip.code for slip in check(one.reference, one.slip, one.symbols).diagnoses}
        named += bool(codes & one.codes)
        false += bool(codes) and not codes & one.codes
    assert named >= 0.9 * len(ALL)
    assert false <= 0.02 * len(ALL)
