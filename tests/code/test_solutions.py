"""Each code question of the bank takes at least two right solutions that were written differently.

One is the question's own reference, where it keeps the question's rule about names; the others lie
in ``solutions/``
under the question's id, with a second one after ``__``.
"""

from pathlib import Path

import pytest

from graders.code.grade import shared_grader, tensorflow_installed
from graders.code.spec import CodeSpec
from quizbank.store.locations import bundled
from tests.code.specs import bundled_spec, english

FILES = {path.stem: path for path in sorted(Path(bundled("questions")).glob("*/code-*.md"))}
WRITTEN = sorted((Path(__file__).parent / "solutions").glob("*.py"))
# these need the learner's own CIFAR-10: test_datasets runs them on images in its layout
OWN_DATA = ("code-train-cifar",)
RUNNABLE = [
    path for path in WRITTEN if path.stem.partition("__")[0].replace("_", "-") not in OWN_DATA
]


def question_of(path: Path) -> str:
    """The id of the question that a solution answers."""
    return path.stem.partition("__")[0].replace("_", "-")


def spec(id: str) -> CodeSpec:
    """The question's spec."""
    return bundled_spec(FILES[id])


def test_every_code_question_has_two_right_solutions() -> None:
    for id in FILES:
        own = sum(question_of(path) == id for path in WRITTEN)
        assert own >= (2 if id == "code-conv2d" else 1), id
    assert {question_of(path) for path in WRITTEN} <= set(FILES)


@pytest.mark.tensorflow
@pytest.mark.skipif(not tensorflow_installed(), reason="TensorFlow is not installed")
@pytest.mark.parametrize("path", RUNNABLE, ids=lambda path: path.stem)
def test_a_solution_written_differently_is_right(path: Path) -> None:
    for seed in (1, 7):
        verdict = shared_grader().grade(spec(question_of(path)), path.read_text("utf-8"), seed)
        assert verdict.outcome == "correct", [(d.code, english(d)) for d in verdict.diagnoses]


@pytest.mark.tensorflow
@pytest.mark.skipif(not tensorflow_installed(), reason="TensorFlow is not installed")
@pytest.mark.parametrize("id", [id for id in FILES if id not in ("code-conv2d", *OWN_DATA)])
def test_the_reference_is_right_under_the_questions_own_rules(id: str) -> None:
    found = spec(id)
    verdict = shared_grader().grade(found, found.reference, 3)
    assert verdict.outcome == "correct", [(d.code, english(d)) for d in verdict.diagnoses]
