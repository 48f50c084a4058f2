"""No formula of the bank rests on one route: every reference is computed again from its
definition.
"""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from graders.expression.evaluate import evaluate
from graders.expression.reader import read
from graders.expression.symbols import declare_all
from graders.symbolic.sampling import rounds
from graders.symbolic.spec import SymbolicSpec
from quizbank.authoring.files import load_file
from quizbank.store.locations import bundled
from tests.symbolic.bank import ORACLES

FILES = {
    path.stem: path
    for path in sorted(Path(bundled("questions")).glob("*/*.md"))
    if '\nkind = "symbolic"' in path.read_text("utf-8")
}
# a divergence by quadrature, and gradients where the complex step overflows, lose some digits
ROUGH = {"gaussian-kl", "gaussian-kl-two"}


def test_every_formula_question_has_an_oracle_and_no_oracle_is_left_over() -> None:
    assert set(FILES) == set(ORACLES)


@pytest.mark.parametrize("id", sorted(ORACLES.keys() & FILES.keys()))
def test_the_reference_agrees_with_its_definition(id: str) -> None:
    question = load_file(FILES[id]).question
    assert question is not None and isinstance(question.spec, SymbolicSpec)
    symbols = declare_all(question.spec.symbols)
    node = read(question.spec.answer, symbols)
    compared = 0
    for points in rounds(symbols):
        count = max(len(v) for v in points.values())
        for k in range(0, count, max(1, count // 12)):
            at = {name: (v[k] if len(v) > 1 else v[0]) for name, v in points.items()}
            with np.errstate(all="ignore"):
                mine = np.asarray(ORACLES[id](SimpleNamespace(**at)), float)
                reference = np.asarray(evaluate(node, at))
            if np.all(np.isfinite(mine)) and np.all(np.isfinite(reference)):
                np.testing.assert_allclose(
                    reference, mine, rtol=1e-5 if id in ROUGH else 1e-8, atol=1e-10
                )
                compared += 1
    assert compared >= 6
