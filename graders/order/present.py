"""Steps as a learner sees them: shuffled by the seed, never in the right order."""

from __future__ import annotations

import random

from graders.choice.spec import LETTERS
from graders.order.spec import OrderShown, OrderSpec, ShownStep


def lettered(spec: OrderSpec, seed: int | None) -> dict[str, int]:
    """The number from 1 of the step behind each letter, in the order shown."""
    right = list(range(1, len(spec.steps) + 1))
    numbers = list(right)
    random.Random(f"order {0 if seed is None else seed}").shuffle(numbers)
    if numbers == right:
        numbers = [*numbers[1:], numbers[0]]
    return dict(zip(LETTERS, numbers, strict=False))


def present(spec: OrderSpec, prompt: str, seed: int | None, lang: str) -> OrderShown:
    """The prompt and the shuffled steps."""
    steps = tuple(
        ShownStep(letter, spec.steps[number - 1].in_language(lang))
        for letter, number in lettered(spec, seed).items()
    )
    return OrderShown(prompt=prompt, steps=steps)


def right_letters(spec: OrderSpec, seed: int | None) -> list[str]:
    """The letters in the right order."""
    letters = {number: letter for letter, number in lettered(spec, seed).items()}
    return [letters[number] for number in sorted(letters)]


def solution(spec: OrderSpec, seed: int | None, lang: str) -> list[str]:
    """The steps in the right order, with the letters under which they were shown."""
    letters = right_letters(spec, seed)
    steps = [
        f"{letter}. {step.in_language(lang)}"
        for letter, step in zip(letters, spec.steps, strict=True)
    ]
    return [", ".join(letters), *steps]
