"""No number of the bank rests on one route: every numeric question is worked out again from its
definition.
"""

from pathlib import Path

import numpy as np
import pytest

from graders.numeric.instance import draw
from graders.numeric.spec import NumericSpec
from quizbank.authoring.files import load_file
from quizbank.store.locations import bundled
from tests.numeric.bank import ORACLES

FILES = {
    path.stem: path
    for path in sorted(Path(bundled("questions")).glob("*/*.md"))
    if '\nkind = "numeric"' in path.read_text("utf-8")
}
SEEDS = [None, *range(1, 21)]


def test_every_numeric_question_has_an_oracle_and_no_oracle_is_left_over() -> None:
    assert set(FILES) == set(ORACLES)


@pytest.mark.parametrize("id", sorted(ORACLES.keys() & FILES.keys()))
def test_the_steps_of_a_question_agree_with_its_definition(id: str) -> None:
    question = load_file(FILES[id]).question
    assert question is not None and question.id == id
    assert isinstance(question.spec, NumericSpec)
    for seed in SEEDS:
        instance = draw(question.spec, seed)
        again = ORACLES[id](dict(instance.values))
        assert set(again) == set(instance.truth)
        for step, value in instance.truth.items():
            mine = np.asarray(again[step], float)
            assert mine.shape == np.shape(value), (step, seed)
            np.testing.assert_allclose(
                np.asarray(value), mine, rtol=1e-9, atol=1e-12, err_msg=f"{step}, seed {seed}"
            )
