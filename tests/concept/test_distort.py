"""Rubrics proven by distortion: lint finds a model answer whose false versions pass."""

from dataclasses import dataclass, field, replace

import pytest

from graders.concept.distort import bare, denied, distortions, shuffled, swapped
from graders.concept.lint import lint
from graders.concept.rubric import rubric_of
from graders.concept.spec import ConceptSpec, Models, Point
from graders.faults import Severity
from graders.said import Value
from graders.toml_lines import Path
from tests.concept.bank import paths, spec_of
from tests.concept.rubrics import NORMS

MODEL = "BatchNorm takes its mean over the batch. LayerNorm takes its mean over the features."
CONCEPTS = sorted(
    id for id, path in paths().items() if 'kind = "concept"' in path.read_text("utf-8")
)


@dataclass
class Notes:
    """Keeps the codes of what lint finds."""

    codes: list[str] = field(default_factory=list)

    def at(self, path: Path, code: str, /, *, severity: Severity = "error", **_: Value) -> None:
        self.codes.append(code)

    def under(
        self, heading: str, code: str, /, *, severity: Severity = "error", **_: Value
    ) -> None:
        self.codes.append(code)


def linted(spec: ConceptSpec) -> list[str]:
    """The codes of the faults of a rubric."""
    notes = Notes()
    lint(spec, notes)
    return notes.codes


def test_a_rubric_that_tells_true_from_false_is_clean() -> None:
    assert linted(replace(NORMS, models=Models(en=(MODEL,)))) == []


def test_a_rubric_that_does_not_know_its_subjects_is_found_out() -> None:
    blind = tuple(replace(point, about=(), unlike=()) for point in NORMS.rubric)
    known = rubric_of(NORMS)
    exchanged = swapped(known, MODEL).text
    assert exchanged.startswith("layernorm takes its mean over the batch")
    assert linted(replace(NORMS, rubric=blind, models=Models(en=(exchanged,)))) == []
    assert linted(replace(NORMS, models=Models(en=(exchanged,)))) == ["concept.model-marks"]


def test_phrases_that_a_list_of_words_satisfies_are_found_out() -> None:
    words = Point("a", 1, ("batch",), en="b")
    spec = ConceptSpec((words,), pass_mark=1, models=Models(en=("It is made over the batch.",)))
    assert "concept.distortion-passes" in linted(spec)


def test_each_version_is_what_it_says() -> None:
    assert denied("A is b.", "en") == "It is not true that a is b."
    assert sorted(shuffled("a b c", "en").split()) == ["a", "b", "c"]
    assert bare("The mean is taken over the batch.", "en").startswith("mean, ")
    hows = [version.how for version in distortions(rubric_of(NORMS), MODEL, "en")]
    assert hows == ["swapped", "denied", "shuffled", "bare"]


def test_a_broken_expression_is_told_at_its_place() -> None:
    broken = replace(NORMS.rubric[0], opposite=("re:(",))
    assert linted(ConceptSpec((broken,), pass_mark=1)) == ["concept.pattern"]


@pytest.mark.parametrize("id", CONCEPTS)
def test_the_banks_rubrics_are_proven(id: str) -> None:
    assert linted(spec_of(id)) == []
