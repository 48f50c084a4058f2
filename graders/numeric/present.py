"""Worked steps as a learner sees them: this variant's numbers, and a field a step."""

from __future__ import annotations

import numpy as np

from graders.numeric.instance import draw, named, render
from graders.numeric.spec import NumericShown, NumericSpec, ShownStep


def present(spec: NumericSpec, prompt: str, seed: int | None, lang: str) -> NumericShown:
    """The prompt with the variant's numbers, the values that it names, and the steps."""
    instance = draw(spec, seed)
    steps = tuple(
        ShownStep(
            id=step.id,
            label=step.label.in_language(lang),
            marks=step.marks,
            shape=np.shape(instance.truth[step.id]),
        )
        for step in spec.steps
    )
    return NumericShown(
        prompt=render(prompt, instance),
        values=named(prompt, instance),
        steps=steps,
    )
