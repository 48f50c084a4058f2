"""The bank's concept questions as the tests of this kind read them."""

import tomllib
from functools import lru_cache
from pathlib import Path

from graders.concept.grade import grade
from graders.concept.spec import ConceptEvidence, ConceptSpec, parse
from graders.document import Document, Section
from graders.kind import Attempt
from graders.toml_lines import toml_lines
from graders.verdict import Verdict

QUESTIONS = Path(__file__).parents[2] / "questions"


def document_of(text: str, name: str = "question.md") -> Document:
    """A question file's text taken apart."""
    _, front, rest = text.split("+++\n", 2)
    sections = []
    for part in ("\n" + rest).split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        sections.append(Section(heading.strip(), body, 1))
    lines = {path: line + 1 for path, line in toml_lines(front).items()}
    return Document(name, tomllib.loads(front), front, 2, lines, sections)


@lru_cache(maxsize=1)
def paths() -> dict[str, Path]:
    """Each question file of the bank by its name, which is the question's id."""
    return {path.stem: path for path in QUESTIONS.rglob("*.md")}


@lru_cache(maxsize=256)
def spec_of(id: str) -> ConceptSpec:
    """The rubric of the concept question `id`."""
    document = document_of(paths()[id].read_text("utf-8"))
    assert document.front["kind"] == "concept"
    spec = parse(document)
    assert spec is not None, document.faults
    return spec


def graded(
    spec: ConceptSpec,
    answer: str,
    ticks: tuple[str, ...] | None = None,
    probes: dict[str, str] | None = None,
) -> Verdict[ConceptEvidence]:
    """The verdict on one answer."""
    return grade(spec, Attempt(answer, ticks=ticks, probes=probes or {}))
