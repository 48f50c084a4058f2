"""A code question's own data, read and checked."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graders.code import datasets
from graders.code.rlimits import Limits
from graders.verdict import SpecError

UNITS = {"": 1, "b": 1, "k": 2**10, "kb": 2**10, "m": 2**20, "mb": 2**20, "g": 2**30, "gb": 2**30}
# a stranger's question may not ask for more
_MOST_SECONDS, _MOST_MEMORY = 120.0, 16 << 30
DEFAULTS: dict[str, float | str] = {"cpu": 5.0, "wall": 10.0, "memory": "4GB"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A listed slip: code that makes it, and the sentence that names it."""

    name: str
    zh: str
    en: str
    source: str


@dataclass(frozen=True, slots=True)
class CodeSpec:
    """Everything the grader reads from a question. `names` are the entry's parameters, `digest` a
    hash of it all.

    `data` names a data set that the question's own code may use; `held_out` names what follows the
    entry's arguments in a
    case and is kept from the submission: checks find it among the inputs.
    """

    entry: str
    arguments: str
    gradients: tuple[str, ...]
    forbidden: tuple[str, ...]
    rtol: float | None
    atol: float | None
    limits: Limits
    model: bool
    cases: str
    reference: str
    checks: str
    mutants: tuple[Mutant, ...]
    names: tuple[str, ...]
    runs: tuple[str, ...]
    differences: bool
    digest: str
    data: str = ""
    held_out: tuple[str, ...] = ()

    @property
    def positions(self) -> tuple[int, ...]:
        """Where the parameters with gradients stand among the entry's arguments."""
        return tuple(self.names.index(name) for name in self.gradients)


def read(spec: Mapping[str, Any]) -> CodeSpec:
    """The question's data; raises `SpecError` naming the field that cannot be used."""
    entry = str(spec.get("entry") or "")
    if not entry.isidentifier():
        raise SpecError("names no function", "entry")
    arguments = str(spec.get("arguments") or "tensor")
    if arguments not in ("tensor", "array"):
        raise SpecError("must be tensor or array", "arguments")
    reference, cases = str(spec.get("reference") or ""), str(spec.get("cases") or "")
    names = _parameters(reference, entry)
    _parameters(cases, "cases")
    wanted = tuple(str(name) for name in spec.get("gradients") or ())
    for name in wanted:
        if name not in names:
            raise SpecError(f"{entry} has no parameter {name}", "gradients")
    if wanted and arguments == "array":
        raise SpecError("gradients need arguments as tensors", "gradients")
    runs = tuple(
        run
        for run, key in (("graph", "graph"), ("jit", "jit"), ("repeat", "deterministic"))
        if spec.get(key)
    )
    digest = hashlib.sha256(json.dumps(spec, sort_keys=True, default=str).encode()).hexdigest()
    return CodeSpec(
        entry,
        arguments,
        wanted,
        tuple(str(name) for name in spec.get("forbidden") or ()),
        _tolerance(spec, "rtol"),
        _tolerance(spec, "atol"),
        _limits(spec.get("limits") or {}),
        bool(spec.get("model")),
        cases,
        reference,
        str(spec.get("checks") or ""),
        _mutants(spec),
        names,
        runs,
        bool(spec.get("finite_differences")),
        digest,
        _data(spec),
        tuple(map(str, spec.get("held_out") or ())),
    )


def _data(spec: Mapping[str, Any]) -> str:
    name = str(spec.get("data") or "")
    if name and name not in datasets.NAMES:
        raise SpecError(f"must be one of {', '.join(datasets.NAMES)}", "data")
    return name


def _parameters(source: str, entry: str) -> tuple[str, ...]:
    where = "cases" if entry == "cases" else "reference"
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise SpecError(f"does not parse: {error}", where) from error
    for node in reversed(tree.body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == entry:
            return tuple(arg.arg for arg in [*node.args.posonlyargs, *node.args.args])
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == entry for t in node.targets
        ):
            made = node.value
            return tuple(arg.arg for arg in made.args.args) if isinstance(made, ast.Lambda) else ()
        if isinstance(node, ast.ClassDef) and node.name == entry:
            return ()
    raise SpecError(f"does not define {entry}", where)


def _mutants(spec: Mapping[str, Any]) -> tuple[Mutant, ...]:
    return tuple(
        Mutant(
            str(m.get("name")),
            str(m.get("zh") or ""),
            str(m.get("en") or ""),
            str(m.get("source") or ""),
        )
        for m in spec.get("mutants") or ()
    )


def _tolerance(spec: Mapping[str, Any], name: str) -> float | None:
    value = spec.get(name)
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise SpecError("is not a number", name) from error
    if not 0 <= number < 1e6:
        raise SpecError("must be zero or positive", name)
    return number


def _limits(given: Mapping[str, Any]) -> Limits:
    merged = {**DEFAULTS, **given}
    try:
        cpu, wall, memory = float(merged["cpu"]), float(merged["wall"]), size(merged["memory"])
    except (TypeError, ValueError, KeyError) as error:
        raise SpecError(f"cannot be read ({error})", "limits") from error
    if not (
        0 < cpu <= _MOST_SECONDS and 0 < wall <= _MOST_SECONDS and 2**20 <= memory <= _MOST_MEMORY
    ):
        raise SpecError(
            f"must be positive, at most {_MOST_SECONDS:g} seconds and {_MOST_MEMORY >> 30} GB",
            "limits",
        )
    return Limits(cpu, wall, memory)


def size(text: Any) -> int:
    """Bytes of ``"4GB"``, ``"512 MB"`` or a plain number; raises `ValueError`."""
    match = re.fullmatch(r"\s*([0-9.]+)\s*([a-zA-Z]*)\s*", str(text))
    if not match or match[2].lower().replace("i", "") not in UNITS:
        raise ValueError(f"no amount of memory: {text!r}")
    return int(float(match[1]) * UNITS[match[2].lower().replace("i", "")])
