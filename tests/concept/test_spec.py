"""A rubric is read with the line of each value; data of earlier versions decode as they were."""

import pytest

from graders.codec import from_json, to_json
from graders.concept.kind import KIND
from graders.concept.spec import ConceptEvidence, ConceptSpec
from graders.kinds import template
from tests.concept.bank import document_of, graded, spec_of

HEAD = '+++\nid = "x"\nkind = "concept"\ntopic = "t"\n'
POINT = '[[rubric]]\nid = "a"\nweight = 2\naccept = ["word"]\n'


def faults(front: str) -> list[tuple[int, str]]:
    """The lines and codes of what is wrong with a front matter."""
    document = document_of(f"{HEAD}{front}+++\n\n## en\nWhat?\n")
    spec = KIND.parse(document)
    assert (spec is None) == bool(document.faults)
    return [(fault.line, fault.said.code) for fault in document.faults]


@pytest.mark.parametrize(
    ("front", "line", "code"),
    [
        ('pass_mark = "two"\n' + POINT, 5, "field.type"),
        ("pass_mark = 3\n" + POINT, 5, "concept.pass-mark"),
        ("pass_mark = 0\n" + POINT, 5, "concept.pass-mark"),
        ('[[rubric]]\nid = "a"\nweight = 0\naccept = ["b"]\n', 7, "field.refused"),
        ('[[rubric]]\nid = "a"\nweight = 1\naccept = []\n', 8, "field.refused"),
        ('[[rubric]]\nid = "a"\nweight = 1\naccept = [1]\n', 8, "field.type"),
        ('[[rubric]]\nid = "a"\nweight = 1\naccept = ["b"]\nabout = "c"\n', 9, "field.type"),
        (POINT + 'abuot = ["c"]\n', 9, "field.unknown-near"),
        (POINT + POINT, 10, "concept.rubric-twice"),
        (POINT + "[rubric.probe]\nen = 'Q'\n", 9, "concept.probe-answer"),
        (POINT + "[rubric.probe]\naccept = ['x']\n", 9, "concept.probe-text"),
        (POINT + "[rubric.probe]\nen='Q'\nchoices=['a','b']\nright=3\n", 12, "concept.probe-right"),
        ("", 2, "field.missing"),
    ],
)
def test_a_fault_stands_at_its_own_line(front: str, line: int, code: str) -> None:
    assert (line, code) in faults(front)


def test_models_are_taken_in_order() -> None:
    models = "## model en\nfirst\n\n## model zh\n一\n\n## model en\nsecond\n"
    document = document_of(f"{HEAD}{POINT}+++\n\n## en\nQ\n\n{models}")
    spec = KIND.parse(document)
    assert spec is not None and spec.models.en == ("first", "second") and spec.models.zh == ("一",)


def test_a_rubric_of_an_earlier_version_decodes() -> None:
    old = (
        b'{"rubric":[{"zh":"","en":"p","id":"a","weight":2,"accept":["word"]}],"contradictions":'
        b'[{"accept":["no"],"penalty":1}],"pass_mark":1.2,"samples":[]}'
    )
    spec = from_json(old, ConceptSpec)
    assert spec.total == 2 and spec.contradictions[0].penalty == 1
    assert graded(spec, "the word is said").outcome == "correct"


def test_a_rubric_and_its_evidence_survive_the_pipe() -> None:
    spec = spec_of("lstm-versus-gru")
    assert from_json(to_json(spec), ConceptSpec) == spec
    evidence = graded(spec, "The LSTM has three gates.").evidence
    assert from_json(to_json(evidence), ConceptEvidence) == evidence


def test_the_template_is_sound() -> None:
    text = template("concept").replace("{id}", "mine").replace("{topic}", "losses")
    document = document_of(text)
    spec = KIND.parse(document)
    assert spec is not None and document.faults == []
    assert KIND.present(spec, "Q", None, "en").prompt == "Q"
    assert KIND.solution(spec, None, "en")[0].startswith("- the noise")
