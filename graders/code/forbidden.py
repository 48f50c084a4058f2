"""Finds forbidden names by reading the source: through import aliases, assignments, star imports
and constant `getattr`.

A dotted name (``tf.nn.conv2d``) is matched by where it leads, a bare one (``Conv2D``) by the last
part of any attribute, import
or unbound name. A name that the source defines itself is its own and never matches.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from graders.code.refusal import canonical

# private modules lead around every public name
PRIVATE = ("tensorflow.python", "keras.src", "tensorflow._api", "keras._tf_keras")


@dataclass(frozen=True, slots=True)
class Hit:
    """A forbidden `name`, as the question lists it, used in `line` (counted from 1)."""

    name: str
    line: int


def find(tree: ast.AST, names: Iterable[str]) -> Hit | None:
    """The first use of any of `names` in `tree`, by line."""
    wanted = [(name, _normal(canonical(name))) for name in names]
    if not wanted:
        return None
    aliases = _Aliases(tree)
    hits = [
        Hit(name, line)
        for dotted, line in aliases.uses()
        for name, target in wanted
        if _matches(dotted, target, aliases)
    ]
    if any("." in target for _, target in wanted):
        hits += [Hit(dotted, line) for dotted, line in aliases.uses() if dotted.startswith(PRIVATE)]
    return min(hits, key=lambda hit: hit.line, default=None)


def _normal(dotted: str) -> str:
    for old, new in (
        ("tensorflow.compat.v1.", "tensorflow."),
        ("tensorflow.compat.v2.", "tensorflow."),
        ("tensorflow.keras.", "keras."),
    ):
        if dotted.startswith(old):
            dotted = new + dotted[len(old) :]
    return "keras" if dotted == "tensorflow.keras" else dotted


def _matches(dotted: str, target: str, aliases: _Aliases) -> bool:
    if "." in target or target == "keras":
        normal = _normal(dotted)
        return normal == target or normal.startswith(target + ".")
    head, _, last = dotted.rpartition(".")
    own = head.split(".")[0] in ("self", "cls")
    return last == target and not own and (bool(head) or target not in aliases.defined)


class _Aliases:
    """What each name in a source leads to, without running it."""

    def __init__(self, tree: ast.AST) -> None:
        self.nodes = list(ast.walk(tree))
        self.names: dict[str, str] = {}
        self.stars: list[str] = []
        self.defined = {
            node.name
            for node in self.nodes
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        }
        self.defined |= {
            node.id
            for node in self.nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        self.defined |= {node.arg for node in self.nodes if isinstance(node, ast.arg)}
        self.imports: list[tuple[str, int]] = []
        for node in self.nodes:
            self._import(node)
        # again, as an alias may be made from another one wherever that stands in the file
        for _ in range(4):
            for node in self.nodes:
                self._assign(node)

    def _import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for item in node.names:
                self.names[item.asname or item.name.split(".")[0]] = (
                    item.name if item.asname else item.name.split(".")[0]
                )
                self.imports.append((item.name, node.lineno))
        elif isinstance(node, ast.ImportFrom) and node.module:
            for item in node.names:
                if item.name == "*":
                    self.stars.append(node.module)
                    self.imports.append((node.module, node.lineno))
                    continue
                self.names[item.asname or item.name] = f"{node.module}.{item.name}"
                self.imports.append((f"{node.module}.{item.name}", node.lineno))

    def _assign(self, node: ast.AST) -> None:
        if isinstance(node, (ast.Assign, ast.NamedExpr, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            dotted = self.dotted(node.value)
            for target in targets:
                if isinstance(target, ast.Name) and (
                    "." in dotted or dotted in self.names.values()
                ):
                    self.names.setdefault(target.id, dotted)

    def dotted(self, node: ast.AST) -> str:
        """The dotted name that an expression leads to, its first part resolved; empty for anything
        else.
        """
        parts: list[str] = []
        while True:
            if isinstance(node, ast.Attribute):
                parts.append(node.attr)
                node = node.value
            elif _is_getattr(node):
                parts.append(node.args[1].value)  # type: ignore[attr-defined]
                node = node.args[0]  # type: ignore[attr-defined]
            else:
                break
        head = (
            self.names.get(node.id, node.id)
            if isinstance(node, ast.Name)
            else ("?" if parts else "")
        )
        return ".".join([head, *reversed(parts)])

    def uses(self) -> list[tuple[str, int]]:
        """(dotted name, line) of every attribute, constant `getattr` and loaded name; importing a
        name is not using it, unless what is imported leads around every public name.
        """
        found = [(name, line) for name, line in self.imports if name.startswith(PRIVATE)]
        for node in self.nodes:
            if isinstance(node, ast.Attribute) or _is_getattr(node):
                found.append((self.dotted(node), node.lineno))  # type: ignore[attr-defined]
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.append((self.dotted(node), node.lineno))
                if node.id not in self.names and node.id not in self.defined:
                    found += [(f"{star}.{node.id}", node.lineno) for star in self.stars]
        return found


def _is_getattr(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "getattr"
        and len(node.args) >= 2
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
    )
