"""Every bundled code question: its reference is right, each mutant is wrong and named."""

from pathlib import Path

import pytest

from graders.code.grade import tensorflow_installed
from graders.code.spec import CodeSpec
from quizbank.authoring.files import load_file
from quizbank.authoring.lint import lint_question
from quizbank.store.locations import bundled

CODE = [
    path
    for path in sorted(Path(bundled("questions")).glob("*/*.md"))
    if '\nkind = "code"' in path.read_text("utf-8")
]


@pytest.mark.tensorflow
@pytest.mark.skipif(not tensorflow_installed(), reason="TensorFlow is not installed")
@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_the_reference_is_right_and_each_mutant_is_named(path: Path) -> None:
    loaded = load_file(path)
    assert [fault.code for fault in lint_question(loaded) if fault.severity == "error"] == []
    assert loaded.question is not None and isinstance(loaded.question.spec, CodeSpec)
    assert len(loaded.question.spec.mutants) >= 2
