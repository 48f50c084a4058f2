"""One variant of a numeric question: drawn from a seed, the same on every machine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.expression.nodes import Node
from graders.numeric.drawing import Value, draw_variable
from graders.numeric.formulas import Formulas, Rule, Step, formulas_of
from graders.numeric.spec import NumericSpec
from graders.said import Said, said
from graders.toml_lines import Path
from graders.verdict import SpecError

_TRIES = 4000
# two numbers that differ by less than twice the rule would both be accepted for a rounded answer
COLLISION_SLACK = 2.0
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

    @property
    def numbers(self) -> dict[str, Value]:
        """Every name with its right value: the data and the steps."""
        return {**self.values, **self.given, **self.truth}


class _DroppedError(Exception):
    """A draw that cannot be asked: why, and the field that says so."""

    def __init__(self, why: Said, path: Path) -> None:
        super().__init__(why.code)
        self.why = why
        self.path = path


def draw(spec: NumericSpec, seed: int | None) -> Instance:
    """The variant of `seed`; of None the question's `example`. Raises `SpecError` where no draw is
    accepted.
    """
    if seed is None and (spec.example or not spec.variables):
        return _by_example(spec)
    if not spec.variables:
        return _by_chance(spec, seed, tries=1)
    return _by_chance(spec, seed, tries=_TRIES)


def _by_example(spec: NumericSpec) -> Instance:
    """The numbers that the author wrote, whatever the rules say of them."""
    values = _example(spec)
    formulas = formulas_of(spec, {name: np.shape(value) for name, value in values.items()})
    try:
        given = _given(formulas, values)
        env = {**values, **given}
        truth = {}
        for number, step in enumerate(formulas.steps):
            truth[step.id] = env[step.id] = _evaluated(step.node, env, _formula(number))
    except _DroppedError as dropped:
        raise SpecError(dropped.why, dropped.path) from None
    return Instance(None, values, given, truth, formulas)


def _by_chance(spec: NumericSpec, seed: int | None, tries: int) -> Instance:
    """The first draw of that seed that can be asked."""
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence([77, abs(int(seed or 0))])))
    declared = spec.variables
    formulas = formulas_of(spec, {name: variable.shape for name, variable in declared.items()})
    reasons: Counter[tuple[Said, Path]] = Counter()
    for _ in range(tries):
        values = {name: draw_variable(name, variable, rng) for name, variable in declared.items()}
        try:
            return _accepted(formulas, seed, values)
        except _DroppedError as dropped:
            reasons[dropped.why, dropped.path] += 1
    (why, path), times = reasons.most_common(1)[0]
    if tries > 1:
        why = said("numeric.no-draw", tries=tries, times=times, why=why)
    raise SpecError(why, path)


def _example(spec: NumericSpec) -> dict[str, Value]:
    missing = tuple(name for name in spec.variables if name not in spec.example)
    if missing:
        raise SpecError(said("numeric.example-incomplete", names=missing), ("example",))
    values: dict[str, Value] = {}
    for name in spec.variables:
        written = spec.example[name]
        try:
            values[name] = np.array(written, float) if isinstance(written, tuple) else written
        except ValueError:
            # rows of several lengths, in a row of a database that no parser has seen
            raise SpecError(said("numeric.example-value"), ("example", name)) from None
    return values


def _given(formulas: Formulas, values: Mapping[str, Value]) -> dict[str, Value]:
    """What is derived from drawn values."""
    env = dict(values)
    given = {}
    for name, node in formulas.given:
        given[name] = env[name] = _evaluated(node, env, ("given", name))
    return given


def _accepted(formulas: Formulas, seed: int | None, values: Mapping[str, Value]) -> Instance:
    """The variant of these values; drops them as soon as a value is not finite, a rule rejects it
    or a wrong formula is right.
    """
    given = _given(formulas, values)
    env = {**values, **given}
    truth: dict[str, Value] = {}
    for name, value in given.items():
        _hold_finite(value, ("given", name))
    _hold_rules(formulas.reject[0], env)
    for number, step in enumerate(formulas.steps):
        truth[step.id] = env[step.id] = _evaluated(step.node, env, _formula(number))
        _hold_finite(truth[step.id], _formula(number))
        _hold_rules(formulas.reject[number + 1], env)
        for place in _colliding(step, env):
            path = ("step", number, "wrong", place, "formula")
            raise _DroppedError(said("numeric.dropped-collision"), path)
    return Instance(seed, values, given, truth, formulas)


def _formula(number: int) -> Path:
    return ("step", number, "formula")


def _evaluated(node: Node, env: Mapping[str, Value], path: Path) -> Value:
    try:
        return evaluate(node, env)
    except EvaluationError as error:
        raise _DroppedError(error.said, path) from None


def _hold_finite(value: Value, path: Path) -> None:
    if not np.isfinite(value).all():
        raise _DroppedError(said("numeric.dropped-endless"), path)


def _hold_rules(rules: tuple[Rule, ...], env: Mapping[str, Value]) -> None:
    for rule in rules:
        path: Path = ("reject", rule.number)
        if np.any(np.asarray(_evaluated(rule.node, env, path)) != 0):
            raise _DroppedError(said("numeric.dropped-rule"), path)


def collisions(instance: Instance) -> list[str]:
    """Listed wrong formulas that give the right number in this variant, as ``step: code``."""
    env = instance.numbers
    return [
        f"{step.id}: {step.wrong[place].diagnosis.code}"
        for step in instance.formulas.steps
        for place in _colliding(step, env)
    ]


def _colliding(step: Step, env: Mapping[str, Value]) -> list[int]:
    """The places of the wrong formulas that give the step's right number."""
    places = []
    for place, wrong in enumerate(step.wrong):
        try:
            value = evaluate(wrong.node, env)
        except EvaluationError:
            continue
        if step.tolerance.accepts(value, env[step.id], slack=COLLISION_SLACK):
            places.append(place)
    return places


def printed(value: Value) -> str:
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
