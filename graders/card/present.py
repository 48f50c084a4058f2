"""A card's front, and what is on its back."""

from __future__ import annotations

from graders.card.blanks import Blank, with_blanks
from graders.card.spec import CardShown, CardSpec


def asked(spec: CardSpec, lang: str) -> tuple[Blank, ...]:
    """The blanks that are to be filled."""
    blanks = spec.blanks.in_language(lang)
    return blanks if spec.only is None else blanks[spec.only : spec.only + 1]


def present(spec: CardSpec, prompt: str, seed: int | None, lang: str) -> CardShown:
    """The front with its blanks empty."""
    hints = tuple(blank.hint for blank in asked(spec, lang))
    return CardShown(prompt=with_blanks(prompt, spec.only), hints=hints)


def solution(spec: CardSpec, seed: int | None, lang: str) -> list[str]:
    """What belongs into the blanks, and the back."""
    answers = [blank.answer for blank in asked(spec, lang)]
    return [*answers, *spec.back.in_language(lang).splitlines()]
