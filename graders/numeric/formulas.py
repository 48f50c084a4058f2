"""The formulas of a numeric question, read once: given values, steps, wrong formulas, reject
rules.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.expression.nodes import Name, Node
from graders.expression.reader import ReadError, read
from graders.expression.sums import walk
from graders.expression.symbols import Symbol
from graders.numeric.tolerance import Tolerance, of_step
from graders.verdict import Diagnosis, SpecError


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong formula that the author lists, with its name."""

    node: Node
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its formula, its marks, its rule, and the slips that the author lists."""

    id: str
    zh: str
    en: str
    node: Node
    marks: float
    tolerance: Tolerance
    wrong: tuple[Wrong, ...]
    formula: str

    @property
    def uses(self) -> frozenset[str]:
        """The names that the formula mentions."""
        return frozenset(n.id for n in walk(self.node) if isinstance(n, Name))


@dataclass(frozen=True, slots=True)
class Formulas:
    """Everything of a question that is a formula, over `symbols` whose shapes are those of the
    first values.

    ``reject[k]`` holds the conditions that can be tried once the first k steps are known, so that a
    bad draw is dropped early.
    """

    given: tuple[tuple[str, Node], ...]
    steps: tuple[Step, ...]
    reject: tuple[tuple[Node, ...], ...]
    symbols: Mapping[str, Symbol]


def formulas_of(spec: Mapping[str, Any], values: Mapping[str, Any]) -> Formulas:
    """The formulas of `spec`, for variables of the shapes of `values`; kept. Raises `SpecError`
    with the field.
    """
    shapes = json.dumps({name: np.shape(value) for name, value in values.items()})
    key = json.dumps(
        {k: spec.get(k) for k in ("given", "steps", "reject", "digits")}, sort_keys=False
    )
    return _formulas(key, shapes)


@lru_cache(maxsize=256)
def _formulas(key: str, shapes: str) -> Formulas:
    spec = json.loads(key)
    symbols = {name: Symbol(name, shape=tuple(shape)) for name, shape in json.loads(shapes).items()}
    # ones stand for values here: only shapes matter
    env: dict[str, Any] = {
        name: np.ones(s.shape) if s.shape else 1.0 for name, s in symbols.items()
    }
    given = []
    for name, text in (spec["given"] or {}).items():
        node = _read(text, symbols, f"given.{name}")
        _declare(name, node, symbols, env, f"given.{name}")
        given.append((name, node))
    steps = []
    for k, raw in enumerate(spec["steps"]):
        where = f"step[{k + 1}]"
        node = _read(raw["formula"], symbols, f"{where}.formula")
        wrong = tuple(
            Wrong(
                _read(w["formula"], symbols, f"{where}.wrong[{j + 1}].formula"),
                Diagnosis(f"listed:{raw['id']}:{j + 1}", w.get("zh", ""), w.get("en", "")),
            )
            for j, w in enumerate(raw.get("wrong", ()))
        )
        _declare(raw["id"], node, symbols, env, f"{where}.formula")
        steps.append(
            Step(
                raw["id"],
                raw.get("zh", ""),
                raw.get("en", ""),
                node,
                float(raw.get("marks", 1)),
                of_step(raw, spec),
                wrong,
                raw["formula"],
            )
        )
    reject = tuple(
        _read(text, symbols, f"reject[{k + 1}]") for k, text in enumerate(spec["reject"] or ())
    )
    return Formulas(
        tuple(given), tuple(steps), _staged(reject, [step.id for step in steps]), symbols
    )


def _staged(reject: tuple[Node, ...], ids: list[str]) -> tuple[tuple[Node, ...], ...]:
    stages: list[list[Node]] = [[] for _ in range(len(ids) + 1)]
    for node in reject:
        used = {part.id for part in walk(node) if isinstance(part, Name)}
        stages[max((k + 1 for k, id in enumerate(ids) if id in used), default=0)].append(node)
    return tuple(tuple(stage) for stage in stages)


def _read(text: Any, symbols: Mapping[str, Symbol], where: str) -> Node:
    try:
        return read(str(text), symbols)
    except ReadError as error:
        raise SpecError(
            f"{error.en} (at character {error.position + 1} of '{str(text)[:80]}')", where
        ) from None


def _declare(
    name: str, node: Node, symbols: dict[str, Symbol], env: dict[str, Any], where: str
) -> None:
    if name in symbols:
        raise SpecError(f"the name {name} is used twice", where)
    try:
        value = evaluate(node, env)
    except EvaluationError as error:
        # an index that depends on a value may be out of range at ones; anything else is a fault of
        # the question
        if error.code not in ("index-range", "bad-index"):
            raise SpecError(error.en, where) from None
        value = 1.0
    symbols[name] = Symbol(name, shape=np.shape(value))
    env[name] = value
