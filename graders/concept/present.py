"""A concept question as a learner sees it."""

from __future__ import annotations

from graders.concept.spec import ConceptShown, ConceptSpec


def present(spec: ConceptSpec, prompt: str, seed: int | None, lang: str) -> ConceptShown:
    """The prompt alone: the rubric would tell the answer."""
    return ConceptShown(prompt=prompt)


def solution(spec: ConceptSpec, seed: int | None, lang: str) -> tuple[str, ...]:
    """The points of the rubric, a line each."""
    return tuple(f"- {point.text.in_language(lang)}" for point in spec.rubric)
