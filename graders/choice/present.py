"""Choices as a learner sees them: in file order, or in an order that the seed gives."""

from __future__ import annotations

import random

from graders.choice.spec import LETTERS, Choice, ChoiceShown, ChoiceSpec, ShownChoice


def lettered(spec: ChoiceSpec, seed: int | None) -> dict[str, Choice]:
    """The choices by letter in the order shown; without a seed that of the file."""
    choices = list(spec.choices)
    if seed is not None:
        random.Random(f"choices {seed}").shuffle(choices)
    return dict(zip(LETTERS, choices, strict=False))


def present(spec: ChoiceSpec, prompt: str, seed: int | None, lang: str) -> ChoiceShown:
    """The prompt and the choices in `lang`."""
    choices = tuple(
        ShownChoice(letter, choice.in_language(lang))
        for letter, choice in lettered(spec, seed).items()
    )
    return ChoiceShown(prompt=prompt, choices=choices, multiple=spec.multiple)


def solution(spec: ChoiceSpec, seed: int | None, lang: str) -> list[str]:
    """The right choices with their letters."""
    return [
        f"{letter}. {choice.in_language(lang)}"
        for letter, choice in lettered(spec, seed).items()
        if choice.right
    ]
