"""What a source defines, read without running it."""

from __future__ import annotations

import ast
from functools import lru_cache

from graders.said import said
from graders.verdict import SpecError


@lru_cache(maxsize=256)
def parameters(source: str, entry: str, where: str) -> tuple[str, ...]:
    """The names of the parameters of `entry` in a question's own `source`, whose section is
    `where`. Raises `SpecError`.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SpecError(said("code.does-not-parse", message=str(error)), where) from error
    for node in reversed(tree.body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == entry:
            return _arguments(node.args)
        if isinstance(node, ast.Assign) and _assigns(node, entry):
            return _arguments(node.value.args) if isinstance(node.value, ast.Lambda) else ()
        if isinstance(node, ast.ClassDef) and node.name == entry:
            return ()
    raise SpecError(said("code.does-not-define", name=entry), where)


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _arguments(given: ast.arguments) -> tuple[str, ...]:
    return tuple(argument.arg for argument in [*given.posonlyargs, *given.args])


def check_names(source: str) -> tuple[str, ...]:
    """The names of the ``check_*`` functions of a ``checks`` fence. Raises `SpecError`."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SpecError(said("code.does-not-parse", message=str(error)), "checks") from error
    functions = (node.name for node in body if isinstance(node, ast.FunctionDef))
    return tuple(name for name in functions if name.startswith("check_"))
