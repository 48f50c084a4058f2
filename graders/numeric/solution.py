"""The worked solution of a variant: each step's formula, the numbers put in, and the value."""

from __future__ import annotations

from collections.abc import Mapping

from graders.expression.nodes import Index, Name, Node
from graders.expression.printing import to_unicode
from graders.expression.sums import walk
from graders.numeric.formulas import Value
from graders.numeric.instance import draw, printed
from graders.numeric.spec import NumericSpec
from graders.symbolic.mutations import rename


def solution(spec: NumericSpec, seed: int | None, lang: str) -> list[str]:
    """Lines such as ``z1 = w1·x1 + b = 0.5·2 + 0.5 = 1.5``, in this variant's numbers."""
    instance = draw(spec, seed)
    env = {**instance.data, **instance.truth}
    lines = []
    for step in instance.formulas.steps:
        label = step.label.in_language(lang)
        value = printed(instance.truth[step.id])
        formula, numbers = to_unicode(step.node), _substituted(step.node, env)
        middle = f" = {numbers}" if numbers not in (formula, value) else ""
        shown = f" = {formula}" if formula != value else ""
        lines.append(f"{step.id}{shown}{middle} = {value}" + (f"    {label}" if label else ""))
    return lines


def _substituted(node: Node, env: Mapping[str, Value]) -> str:
    """The formula with numbers in the names' places; arrays inside subscripts keep their names."""
    if any(isinstance(part, Index) for part in walk(node)):
        return to_unicode(node)
    names = {part.id for part in walk(node) if isinstance(part, Name) and part.id in env}
    texts = {name: printed(env[name]) for name in names}
    return to_unicode(
        rename(
            node,
            {name: f"({text})" if text.startswith("-") else text for name, text in texts.items()},
        )
    )
