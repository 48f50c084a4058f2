"""The grader on pairs of formulas, each verdict backed by a NumPy oracle of its own."""

from types import SimpleNamespace

import numpy as np
import pytest

from graders.expression.evaluate import evaluate
from graders.expression.reader import read
from graders.expression.symbols import declare_all
from graders.symbolic.check import check
from graders.symbolic.decide import componentwise, free_indices
from graders.symbolic.sampling import rounds
from tests.symbolic.pairs import Family
from tests.symbolic.pairs.every import FAMILIES

CASES = [(f, text) for f in FAMILIES for text in f.equal]
SLIPS = [(f, slip) for f in FAMILIES for slip in f.slips]


def points(family: Family):  # type: ignore[no-untyped-def]
    """A few points of both rounds, one at a time."""
    for drawn in rounds(declare_all(family.symbols)):
        count = max(len(v) for v in drawn.values())
        for k in range(0, count, max(1, count // 9)):
            yield {name: (v[k] if len(v) > 1 else v[0]) for name, v in drawn.items()}


def value(text: str, family: Family, at: dict[str, object]) -> object:
    """What the reader's tree gives at one point; a free index runs over the components."""
    symbols = declare_all(family.symbols)
    node = read(text, symbols)
    free = free_indices(node, frozenset(symbols))
    if not free:
        return evaluate(node, at)  # type: ignore[arg-type]
    one = {name: np.asarray(v, float)[None] for name, v in at.items()}
    return componentwise(node, free, np.shape(family.right(SimpleNamespace(**at))), one)[0]


def same(a: object, b: object) -> bool:
    """Equal to nine digits, where both are finite."""
    return bool(np.allclose(np.asarray(a, float), np.asarray(b, float), rtol=1e-9, atol=1e-12))


def test_there_are_enough_pairs() -> None:
    assert len(CASES) + len(SLIPS) >= 300
    assert len({f.name for f in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_reference_computes_its_definition(family: Family) -> None:
    for at in points(family):
        assert same(value(family.reference, family, at), family.right(SimpleNamespace(**at)))


@pytest.mark.parametrize(
    ("family", "text"), CASES, ids=[f"{f.name}-{k}" for k, (f, _) in enumerate(CASES)]
)
def test_what_is_equal_is_taken(family: Family, text: str) -> None:
    result = check(family.reference, text, family.symbols)
    assert result.outcome == "equal", result


@pytest.mark.parametrize(
    ("family", "slip"), SLIPS, ids=[f"{f.name}-{k}" for k, (f, _) in enumerate(SLIPS)]
)
def test_a_slip_is_refused_and_named(family: Family, slip) -> None:  # type: ignore[no-untyped-def]
    differs = False
    with np.errstate(all="ignore"):
        for at in points(family):
            there = SimpleNamespace(**at)
            differs = differs or not same(slip.value(there), family.right(there))
            assert same(value(slip.text, family, at), slip.value(there)) or not np.all(
                np.isfinite(np.asarray(slip.value(there), float))
            )
    assert differs, "the oracle of this slip is the reference's"
    result = check(family.reference, slip.text, family.symbols)
    assert result.outcome == "different", result
    assert result.diagnoses or not slip.named, result
