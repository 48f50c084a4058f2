"""What lint holds a rubric to."""

from __future__ import annotations

from graders.concept.phrases import check_phrase
from graders.concept.regex import PatternError
from graders.concept.spec import ConceptSpec, Phrases
from graders.kind import Report
from graders.toml_lines import Path


def lint(spec: ConceptSpec, report: Report) -> None:
    """Phrases that can be used."""
    for number, point in enumerate(spec.rubric):
        path: Path = ("rubric", number)
        for key in ("accept", "about", "unlike", "opposite"):
            _phrases(getattr(point, key), (*path, key), report)
        if point.probe is not None:
            _phrases(point.probe.accept, (*path, "probe", "accept"), report)
    for number, contradiction in enumerate(spec.contradictions):
        for key in ("accept", "about", "unlike"):
            _phrases(getattr(contradiction, key), ("contradiction", number, key), report)


def _phrases(phrases: Phrases, path: Path, report: Report) -> None:
    for number, phrase in enumerate(phrases):
        try:
            check_phrase(phrase)
        except PatternError as error:
            report.at((*path, number), "concept.pattern", phrase=phrase[:60], why=error.why)
