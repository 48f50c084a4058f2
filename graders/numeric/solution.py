"""The worked solution of a variant: each step's formula, the numbers put in, and the value."""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.nodes import Index, Node
from graders.expression.printing import to_unicode
from graders.expression.sums import walk
from graders.numeric.drawing import Value
from graders.numeric.formulas import Step, names_in
from graders.numeric.instance import Instance, draw, printed
from graders.numeric.spec import NumericSpec
from graders.symbolic.mutations import rename


def solution(spec: NumericSpec, seed: int | None, lang: str) -> list[str]:
    """Lines such as ``z1 = w1·x1 + b = 0.5·2 + 0.5 = 1.5``, in this variant's numbers."""
    instance = draw(spec, seed)
    return [_line(step, instance, lang) for step in instance.formulas.steps]


def _line(step: Step, instance: Instance, lang: str) -> str:
    """The step, its formula and the numbers put in where these say more, its value, its label."""
    value = printed(instance.truth[step.id])
    formula = to_unicode(step.node)
    numbers = _substituted(step.node, instance.numbers)
    sides = [step.id]
    if formula != value:
        sides.append(formula)
    if numbers not in (formula, value):
        sides.append(numbers)
    sides.append(value)
    line = " = ".join(sides)
    label = step.label.in_language(lang)
    return f"{line}    {label}" if label else line


def _substituted(node: Node, env: Mapping[str, Value]) -> str:
    """The formula with numbers in the names' places; arrays inside subscripts keep their names."""
    if any(isinstance(part, Index) for part in walk(node)):
        return to_unicode(node)
    texts = {name: printed(env[name]) for name in names_in(node) if name in env}
    negative = {name: f"({text})" for name, text in texts.items() if text.startswith("-")}
    return to_unicode(rename(node, {**texts, **negative}))
