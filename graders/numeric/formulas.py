"""The formulas of a numeric question, read once: given values, steps, wrong formulas, reject
rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from graders.codec import from_json, to_json
from graders.expression.errors import EvaluationError
from graders.expression.evaluate import evaluate
from graders.expression.nodes import Name, Node
from graders.expression.reader import ReadError, read
from graders.expression.sums import walk
from graders.expression.symbols import Symbol
from graders.numeric.drawing import Value
from graders.numeric.spec import NumericSpec, StepSpec
from graders.numeric.tolerance import Tolerance, of_step
from graders.said import said
from graders.toml_lines import Path
from graders.verdict import Diagnosis, SpecError, Texts, listed


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong formula that the author lists, with its name."""

    node: Node
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its formula, its marks, its rule, and the slips that the author lists."""

    id: str
    label: Texts
    node: Node
    marks: float
    tolerance: Tolerance
    wrong: tuple[Wrong, ...]

    @property
    def uses(self) -> frozenset[str]:
        """The names that the formula mentions."""
        return names_in(self.node)


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on which a draw is rejected; `number` counts those of the file from 0."""

    number: int
    node: Node


@dataclass(frozen=True, slots=True)
class Formulas:
    """Everything of a question that is a formula, over `symbols` whose shapes are those of the
    variables.

    ``reject[k]`` holds the rules that can be tried once the first k steps are known, so that a bad
    draw is dropped early.
    """

    given: tuple[tuple[str, Node], ...]
    steps: tuple[Step, ...]
    reject: tuple[tuple[Rule, ...], ...]
    symbols: Mapping[str, Symbol]


def formulas_of(spec: NumericSpec, shapes: Mapping[str, tuple[int, ...]]) -> Formulas:
    """The formulas of `spec`, for variables of these shapes; kept. Raises `SpecError` with the
    field.
    """
    return _formulas(to_json(spec), tuple(shapes.items()))


@lru_cache(maxsize=256)
def _formulas(spec: bytes, shapes: tuple[tuple[str, tuple[int, ...]], ...]) -> Formulas:
    return _Reader(from_json(spec, NumericSpec), dict(shapes)).formulas()


class _Reader:
    """Reads the formulas of a question in order: each may use the names before it."""

    def __init__(self, spec: NumericSpec, shapes: Mapping[str, tuple[int, ...]]) -> None:
        self.spec = spec
        self.symbols = {name: Symbol(name, shape=shape) for name, shape in shapes.items()}
        # ones stand for values here: only shapes matter
        self.env: dict[str, Value] = {
            name: np.ones(shape) if shape else 1.0 for name, shape in shapes.items()
        }

    def formulas(self) -> Formulas:
        """Everything of the question that is a formula."""
        given = []
        for name, text in self.spec.given.items():
            path: Path = ("given", name)
            node = self._read(text, path)
            self._declare(name, node, path)
            given.append((name, node))
        steps = tuple(self._step(number, raw) for number, raw in enumerate(self.spec.steps))
        rules = [
            Rule(number, self._read(text, ("reject", number)))
            for number, text in enumerate(self.spec.reject)
        ]
        staged = _staged(rules, [step.id for step in steps])
        return Formulas(tuple(given), steps, staged, self.symbols)

    def _step(self, number: int, raw: StepSpec) -> Step:
        path: Path = ("step", number)
        node = self._read(raw.formula, (*path, "formula"))
        wrong = [
            Wrong(
                self._read(slip.formula, (*path, "wrong", place, "formula")),
                listed(f"listed:{raw.id}:{place + 1}", slip.zh, slip.en),
            )
            for place, slip in enumerate(raw.wrong)
        ]
        self._declare(raw.id, node, (*path, "formula"))
        return Step(
            id=raw.id,
            label=raw.label,
            node=node,
            marks=raw.marks,
            tolerance=of_step(raw, self.spec.digits),
            wrong=tuple(wrong),
        )

    def _read(self, text: str, path: Path) -> Node:
        try:
            return read(text, self.symbols)
        except ReadError as error:
            place = error.position + 1
            why = said("formula.at-character", why=error.said, text=text[:80], place=place)
            raise SpecError(why, path) from None

    def _declare(self, name: str, node: Node, path: Path) -> None:
        if name in self.symbols:
            raise SpecError(said("numeric.name-twice", name=name), path)
        try:
            value: Value = evaluate(node, self.env)
        except EvaluationError as error:
            # an index that depends on a value may be out of range at ones; anything else is a fault
            # of the question
            if error.code not in ("index-range", "bad-index"):
                raise SpecError(error.said, path) from None
            value = 1.0
        self.symbols[name] = Symbol(name, shape=np.shape(value))
        self.env[name] = value


def _staged(rules: list[Rule], ids: list[str]) -> tuple[tuple[Rule, ...], ...]:
    """The rules by how many steps they need."""
    stages: list[list[Rule]] = [[] for _ in range(len(ids) + 1)]
    for rule in rules:
        names = names_in(rule.node)
        needed = max((number for number, id in enumerate(ids, 1) if id in names), default=0)
        stages[needed].append(rule)
    return tuple(tuple(stage) for stage in stages)


def names_in(node: Node) -> frozenset[str]:
    """The names that a formula mentions."""
    return frozenset(part.id for part in walk(node) if isinstance(part, Name))
