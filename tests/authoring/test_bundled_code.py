"""Every bundled code question: its reference is right, each mutant is wrong and named."""

from pathlib import Path

import pytest

from graders.code.grade import tensorflow_installed
from quizbank.authoring.files import load_folder
from quizbank.authoring.lint import lint_question
from quizbank.store.locations import bundled

CODE = [q for q in load_folder(Path(bundled("questions"))).questions if q.kind == "code"]


@pytest.mark.tensorflow
@pytest.mark.skipif(not tensorflow_installed(), reason="TensorFlow is not installed")
@pytest.mark.parametrize("question", CODE, ids=lambda q: q.id)
def test_the_reference_is_right_and_each_mutant_is_named(question) -> None:  # type: ignore[no-untyped-def]
    assert [fault.en for fault in lint_question(question)] == []
    assert len(question.spec["mutants"]) >= 2
