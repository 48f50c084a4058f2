"""One variant of a numeric question: drawn from a seed, the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.expression.nodes import Node
from graders.numeric.formulas import Formulas, Step, Value, formulas_of
from graders.numeric.spec import NumericSpec
from graders.numeric.variables import draw_variable
from graders.said import Said, said
from graders.verdict import SpecError

_TRIES = 4000
_BRACED = re.compile(r"\{([A-Za-z_]\w*)\}")


@dataclass(frozen=True, slots=True)
class Instance:
    """A variant: drawn `values`, `given` derived from them, and the `truth` of every step."""

    seed: int | None
    values: Mapping[str, Value]
    given: Mapping[str, Value]
    truth: Mapping[str, Value]
    formulas: Formulas

    @property
    def data(self) -> dict[str, Value]:
        """Variables and given values together."""
        return {**self.values, **self.given}


def draw(spec: NumericSpec, seed: int | None) -> Instance:
    """The variant of `seed`; of None the question's `example`. Raises `SpecError` where no draw is
    accepted.
    """
    declared = spec.variables
    if seed is None and (spec.example or not declared):
        return _complete(spec, None, _example(spec))
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence([77, abs(int(seed or 0))])))
    for _ in range(_TRIES):
        values = {name: draw_variable(name, variable, rng) for name, variable in declared.items()}
        try:
            instance = _accepted(spec, seed, values)
        except EvaluationError:
            continue
        if instance is not None:
            return instance
        if not declared:
            break
    raise SpecError(_no_draw(spec), ("reject",) if spec.reject else ("step",))


def _no_draw(spec: NumericSpec) -> Said:
    """Why no variant could be drawn, in terms of what the question has."""
    if not spec.variables:
        return said("numeric.no-variant")
    if spec.reject:
        return said("numeric.no-draw", tries=_TRIES)
    return said("numeric.no-draw-collides", tries=_TRIES)


def _example(spec: NumericSpec) -> dict[str, Value]:
    missing = tuple(name for name in spec.variables if name not in spec.example)
    if missing:
        raise SpecError(said("numeric.example-incomplete", names=missing), ("example",))
    values: dict[str, Value] = {}
    for name in spec.variables:
        value = spec.example[name]
        try:
            array = np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            raise SpecError(said("numeric.example-value"), ("example", name)) from None
        values[name] = array if array.ndim else float(array)
    return values


def _complete(spec: NumericSpec, seed: int | None, values: dict[str, Value]) -> Instance:
    formulas = formulas_of(spec, values)
    env = dict(values)
    given = {name: env.setdefault(name, evaluate(node, env)) for name, node in formulas.given}
    truth = {step.id: env.setdefault(step.id, evaluate(step.node, env)) for step in formulas.steps}
    return Instance(seed, values, given, truth, formulas)


def _accepted(spec: NumericSpec, seed: int | None, values: dict[str, Value]) -> Instance | None:
    """The variant of these values; None as soon as a value is not finite, a rule rejects it or a
    wrong formula is right.
    """
    formulas = formulas_of(spec, values)
    env = dict(values)
    given = {name: env.setdefault(name, evaluate(node, env)) for name, node in formulas.given}
    truth: dict[str, Value] = {}
    if not all(np.isfinite(value).all() for value in env.values()) or _rejected(
        formulas.reject[0], env
    ):
        return None
    for step, reject in zip(formulas.steps, formulas.reject[1:], strict=True):
        env[step.id] = truth[step.id] = evaluate(step.node, env)
        if (
            not np.isfinite(truth[step.id]).all()
            or _rejected(reject, env)
            or _collisions_of(step, env)
        ):
            return None
    return Instance(seed, values, given, truth, formulas)


def _rejected(conditions: tuple[Node, ...], env: Mapping[str, Value]) -> bool:
    return any(np.any(np.asarray(evaluate(node, env)) != 0) for node in conditions)


def collisions(instance: Instance) -> list[str]:
    """Listed wrong formulas that give the right number in this variant, as ``step: code``."""
    env = {**instance.data, **instance.truth}
    return [code for step in instance.formulas.steps for code in _collisions_of(step, env)]


def _collisions_of(step: Step, env: Mapping[str, Value]) -> list[str]:
    found = []
    for wrong in step.wrong:
        try:
            value = evaluate(wrong.node, env)
        except EvaluationError:
            continue
        # twice the rule: two numbers that differ by less would both be accepted for a rounded
        # answer
        if step.tolerance.accepts(value, env[step.id], slack=2.0):
            found.append(f"{step.id}: {wrong.diagnosis.code}")
    return found


def printed(value: Any) -> str:
    """A value as prompts and verdicts print it: short decimals, ``[a, b]``, ``[[a, b], [c,
    d]]``.
    """
    array = np.asarray(value, dtype=float)
    if array.ndim:
        return "[" + ", ".join(printed(item) for item in array) + "]"
    number = float(array)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    # an exact short decimal is printed in full, anything else to six significant digits
    return f"{number:.10g}" if abs(number - round(number, 4)) < 1e-12 else f"{number:.6g}"


def render(prompt: str, instance: Instance) -> str:
    """`prompt` with ``{name}`` replaced for declared and given names; every other brace is
    literal.
    """
    data = instance.data
    return _BRACED.sub(lambda m: printed(data[m[1]]) if m[1] in data else m[0], prompt)


def named(prompt: str, instance: Instance) -> dict[str, str]:
    """The declared and given names that `prompt` prints, with their values as printed; what only
    helps to make these stays hidden.
    """
    asked = set(_BRACED.findall(prompt))
    return {name: printed(value) for name, value in instance.data.items() if name in asked}
