"""An answer as people paste it: what stands around the code is taken off, line by line, so that the
numbers of the lines stay.

Only an answer that does not parse as it is loses anything, but for imports of what it never uses.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from graders.said import Said, said

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*([\w+-]*)\s*$")
_PYTHON = ("", "py", "python", "python3", "ipython", "ipython3")
_MAGIC = re.compile(r"^\s*(?:[!%]|%%)\s*[A-Za-z]")
_CELL = re.compile(r"^(?:In|Out)\s*\[\s*\d*\s*\]:\s?")
_OUT = re.compile(r"^Out\s*\[\s*\d*\s*\]:")
_PROMPT = re.compile(r"^\s*(?:>>>|\.\.\.)(?: |$)")
# imported out of habit, and often not here
_HABITS = frozenset(
    [
        "torch",
        "torchvision",
        "jax",
        "flax",
        "matplotlib",
        "seaborn",
        "plotly",
        "pandas",
        "IPython",
        "google",
        "tqdm",
        "sklearn",
        "scipy",
        "cv2",
        "PIL",
        "d2l",
        "transformers",
        "tensorflow",
        "keras",
    ]
)
# a name that people expect to be there, and the line that brings it
_IMPORTS = {
    "np": ("import numpy as np", "numpy", ""),
    "numpy": ("import numpy", "numpy", ""),
    "math": ("import math", "math", ""),
    "tf": ("import tensorflow as tf", "tensorflow", ""),
    "tensorflow": ("import tensorflow", "tensorflow", ""),
    "keras": ("import keras", "keras", ""),
    "torch": ("import torch", "torch", ""),
    "nn": ("from torch import nn", "torch", "nn"),
    "F": ("import torch.nn.functional as F", "torch.nn", "functional"),
    "random": ("import random", "random", ""),
    "itertools": ("import itertools", "itertools", ""),
    "functools": ("import functools", "functools", ""),
    "collections": ("import collections", "collections", ""),
    "heapq": ("import heapq", "heapq", ""),
    "deque": ("from collections import deque", "collections", "deque"),
    "defaultdict": ("from collections import defaultdict", "collections", "defaultdict"),
    "Counter": ("from collections import Counter", "collections", "Counter"),
    "List": ("from typing import List", "typing", "List"),
    "Dict": ("from typing import Dict", "typing", "Dict"),
    "Tuple": ("from typing import Tuple", "typing", "Tuple"),
    "Optional": ("from typing import Optional", "typing", "Optional"),
    "Any": ("from typing import Any", "typing", "Any"),
    "Callable": ("from typing import Callable", "typing", "Callable"),
    "dataclass": ("from dataclasses import dataclass", "dataclasses", "dataclass"),
}


@dataclass(slots=True)
class Tidied:
    """The text that is run, and what was taken off or added; `given` are names put into the module
    before it runs, each with its module and the attribute there.
    """

    text: str
    told: list[Said] = field(default_factory=list)
    given: list[tuple[str, str, str]] = field(default_factory=list)


def parses(text: str) -> bool:
    """Whether a text is Python."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def tidy(text: str) -> Tidied:
    """The code of an answer, without what stands around it."""
    tidied = Tidied(text)
    if parses(text):
        return tidied
    for strip in (_fences, _prompts, _cells, _magics):
        strip(tidied)
    # what could not be made to parse is told as it was written
    return tidied if parses(tidied.text) else Tidied(text)


def _kept(rows: list[str], keep: list[bool]) -> str:
    return "\n".join(row if wanted else "" for row, wanted in zip(rows, keep, strict=True))


def _fences(tidied: Tidied) -> None:
    """Keeps what stands inside fences of Python."""
    rows, fence, python = tidied.text.split("\n"), "", False
    keep: list[bool] = []
    for row in rows:
        mark = _FENCE.match(row)
        if mark and not fence:
            fence, python = mark[1], mark[2].lower() in _PYTHON
            keep.append(False)
        elif mark and row.strip().startswith(fence):
            fence = ""
            keep.append(False)
        else:
            keep.append(bool(fence) and python)
    if any(keep):
        tidied.text = _dedent(_kept(rows, keep))
        tidied.told.append(said("code.off-fence"))


def _dedent(text: str) -> str:
    import textwrap

    return textwrap.dedent(text)


def _prompts(tidied: Tidied) -> None:
    """Takes off ``>>>`` and ``...``; what stands between them is what was printed."""
    rows = tidied.text.split("\n")
    if not any(row.lstrip().startswith(">>>") for row in rows):
        return
    keep = [bool(_PROMPT.match(row)) for row in rows]
    tidied.text = _kept([_PROMPT.sub("", row) for row in rows], keep)
    tidied.told.append(said("code.off-prompt", prompt=">>>"))


def _cells(tidied: Tidied) -> None:
    """Takes off ``In [3]:``; what follows ``Out[3]:`` on its line is what was shown."""
    rows = tidied.text.split("\n")
    if not any(_CELL.match(row) for row in rows):
        return
    keep = [not _OUT.match(row) for row in rows]
    # the lines below a prompt of a notebook stand under its first character, behind ``...:``
    plain = [re.sub(r"^\s*\.\.\.:\s?", "", _CELL.sub("", row)) for row in rows]
    tidied.text = _kept(plain, keep)
    tidied.told.append(said("code.off-prompt", prompt="In [ ]:"))


def _magics(tidied: Tidied) -> None:
    """Takes off lines for a shell or a notebook."""
    rows = tidied.text.split("\n")
    magic = [row for row in rows if _MAGIC.match(row)]
    if magic:
        tidied.text = _kept(rows, [not _MAGIC.match(row) for row in rows])
        tidied.told.append(said("code.off-magic", line=magic[0].strip()[:60]))


def without_habits(tidied: Tidied, tree: ast.Module, taken: frozenset[str]) -> ast.Module:
    """Takes off the imports, out of habit, of what the answer never uses and the question does not
    ask for; gives the tree of what is left.
    """
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    kept = taken | {"keras"} if "tensorflow" in taken else taken
    idle = [node for node in tree.body if _is_idle(node, used, _HABITS - kept)]
    if not idle:
        return tree
    rows = tidied.text.split("\n")
    for node in idle:
        last = node.end_lineno or node.lineno
        alone = [n for n in tree.body if n.lineno <= last and (n.end_lineno or 0) >= node.lineno]
        if len(alone) == 1:
            rows[node.lineno - 1 : last] = [""] * (last - node.lineno + 1)
    tidied.text = "\n".join(rows)
    return ast.parse(tidied.text)


def _is_idle(node: ast.stmt, used: set[str], habits: frozenset[str]) -> bool:
    if isinstance(node, ast.Import):
        roots = {item.name.split(".")[0] for item in node.names}
        bound = {item.asname or item.name.split(".")[0] for item in node.names}
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        roots = {node.module.split(".")[0]}
        bound = {item.asname or item.name for item in node.names}
    else:
        return False
    return roots <= habits and "*" not in bound and not bound & used


def add_imports(tidied: Tidied, tree: ast.Module, taken: frozenset[str]) -> None:
    """Adds the imports that the answer forgot, of packages that the question takes."""
    missing = unbound(tree)
    for name, (line, module, attribute) in _IMPORTS.items():
        package = module.split(".")[0]
        allowed = package not in ("tensorflow", "keras", "torch") or package in taken
        if name in missing and allowed:
            tidied.given.append((name, module, attribute))
            tidied.told.append(said("code.missing-import", line=line))


def unbound(tree: ast.Module) -> set[str]:
    """The names that a source reads and nowhere binds."""
    import builtins

    read, bound = set[str](), set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            if any(item.name == "*" for item in node.names):
                return set()
            bound |= {item.asname or item.name.split(".")[0] for item in node.names}
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            bound.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            bound.add(node.rest)
    return read - bound


def with_entry(tidied: Tidied, tree: ast.Module, entry: str) -> None:
    """Understands another name of the function, or a class around it, where only one thing can be
    meant; the source gets a last line that gives it the right name.
    """
    if not entry.isidentifier() or _defines(tree, entry):
        return
    candidates = _functions(tree) or _methods(tree, entry)
    if len(candidates) == 1:
        tidied.text = f"{tidied.text.rstrip()}\n\n{entry} = {candidates[0]}\n"
        tidied.told.append(said("code.other-name", name=candidates[0], entry=entry))


def _defines(tree: ast.Module, name: str) -> bool:
    """Whether `name` is bound anywhere, or may be in ways that cannot be read."""
    return any(_binds(node, name) for node in tree.body) or any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
        for node in ast.walk(tree)
    )


def _binds(node: ast.stmt, name: str) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
        return node.name == name
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return any((item.asname or item.name) in (name, "*") for item in node.names)
    return False


def _functions(tree: ast.Module) -> list[str]:
    """The public functions that no other function of the answer calls."""
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name[0] != "_"]
    helpers = {
        node.id
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id != function.name
    }
    return [function.name for function in functions if function.name not in helpers]


def _methods(tree: ast.Module, entry: str) -> list[str]:
    """The methods of a lone class that may be meant, called on an object of it."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    if len(classes) != 1:
        return []
    methods = [n.name for n in classes[0].body if isinstance(n, ast.FunctionDef)]
    public = [entry] if entry in methods else [name for name in methods if name[0] != "_"]
    return [f"{classes[0].name}().{name}" for name in public]
