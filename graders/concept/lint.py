"""What lint holds a rubric to."""

from __future__ import annotations

from graders.concept.distort import Distorted, distortions
from graders.concept.grade import grade
from graders.concept.phrases import check_phrase
from graders.concept.regex import PatternError
from graders.concept.rubric import rubric_of
from graders.concept.spec import ConceptEvidence, ConceptSpec, Phrases, Probe
from graders.kind import Attempt, Report
from graders.said import said
from graders.toml_lines import Path
from graders.verdict import Verdict

MOST_CHOICES = 8
# what these leave of an answer is false for certain; exchanging and turning single words may leave
# enough that is true, which an author has to judge
CERTAIN = frozenset(["denied", "bare"])


def lint(spec: ConceptSpec, report: Report) -> None:
    """Phrases that can be used; model answers that have full marks, and false versions of them that
    have not.
    """
    if not _phrases_of(spec, report):
        return
    for lang, answers in spec.models.by_language():
        for number, answer in enumerate(answers, 1):
            _model(spec, report, lang, number, answer)
    for point_number, point in enumerate(spec.rubric):
        if point.probe is not None and point.probe.choices:
            _probe(point.probe, ("rubric", point_number, "probe"), report)


def _probe(probe: Probe, path: Path, report: Report) -> None:
    """Choices that differ, and lie within the letters."""
    texts = [one if isinstance(one, str) else one.zh + one.en for one in probe.choices]
    if len(set(texts)) != len(texts) or len(texts) > MOST_CHOICES:
        report.at((*path, "choices"), "concept.probe-choices", most=MOST_CHOICES)


def _model(spec: ConceptSpec, report: Report, lang: str, number: int, answer: str) -> None:
    heading = f"model {lang}"
    verdict = grade(spec, Attempt(answer))
    if verdict.score < 1 - 1e-9:
        codes = tuple(diagnosis.code for diagnosis in verdict.diagnoses)
        report.under(heading, "concept.model-marks", number=number, score=verdict.score, why=codes)
        return
    for version in distortions(rubric_of(spec), answer, lang):
        distorted = grade(spec, Attempt(version.text))
        if not _has_fallen(spec, version, distorted):
            report.under(
                heading,
                "concept.distortion-passes",
                severity="error" if version.how in CERTAIN else "warning",
                number=number,
                how=said(f"concept.how-{version.how}"),
                score=distorted.score,
                text=version.text[:80],
            )


def _has_fallen(spec: ConceptSpec, version: Distorted, verdict: Verdict[ConceptEvidence]) -> bool:
    """Whether a false version fails: below the pass mark, or, where it falsifies some points only,
    without those.
    """
    if verdict.score < spec.passing - 1e-9:
        return True
    ticks = verdict.evidence.ticks or ()
    return bool(version.points) and not any(
        spec.rubric[number].id in ticks for number in version.points
    )


def _phrases_of(spec: ConceptSpec, report: Report) -> bool:
    """Whether every phrase can be used."""
    usable = True
    for number, point in enumerate(spec.rubric):
        path: Path = ("rubric", number)
        for key in ("accept", "about", "unlike", "opposite"):
            usable &= _phrases(getattr(point, key), (*path, key), report)
        if point.probe is not None:
            usable &= _phrases(point.probe.accept, (*path, "probe", "accept"), report)
    for number, contradiction in enumerate(spec.contradictions):
        for key in ("accept", "about", "unlike"):
            usable &= _phrases(getattr(contradiction, key), ("contradiction", number, key), report)
    return usable


def _phrases(phrases: Phrases, path: Path, report: Report) -> bool:
    usable = True
    for number, phrase in enumerate(phrases):
        try:
            check_phrase(phrase)
        except PatternError as error:
            report.at((*path, number), "concept.pattern", phrase=phrase[:60], why=error.why)
            usable = False
    return usable
